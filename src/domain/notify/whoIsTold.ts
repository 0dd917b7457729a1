import type { NotifyChannelId, NotifyRouteId, SilenceId, UnitId } from '../ids';
import type { DutyPlan } from '../oncall/roster';
import type { WorkCalendar } from '../time/workCalendar';
import type { Instant } from '../time/instant';
import { audienceOf, gapOf, type AudienceGap, type Reachable, type Reached, type ToldAs } from './audience';
import { addressOf, maySee, readersOf, type NotifyChannel, type PersonAddresses } from './channel';
import { deskOf } from './notification';
import { tellableFrom, type TellingHours } from './quietTime';
import { isMatch, type AlertFacts, type Audience, type NotifyRoute, type Waits } from './route';
import { silenceOf, type Silence } from './silence';

/** What an office has set up about telling people. */
export interface Telling {
  readonly routes: readonly NotifyRoute[];
  readonly channels: readonly NotifyChannel[];
  readonly people: readonly Reachable[];
  readonly silences: readonly Silence[];
  /** With their days around now; only read where an audience asks for them. */
  readonly rosters: readonly DutyPlan[];
  /** Units by id; only read where a silence is of one unit, or an audience is people of units. */
  readonly unitPaths: ReadonlyMap<UnitId, readonly UnitId[]>;
  readonly hours: TellingHours;
  readonly calendar: WorkCalendar;
}

export const TELLING_OUTCOMES = [
  'told', // at once, as far as others are not waited for
  'waits', // for the end of the quiet hours, or for working time
  'silenced',
  'no-address', // the person has none in this kind of channel
  'out-of-scope', // they may not see the alert
  'shut-out', // the person is disabled
  'channel-disabled',
] as const;
export type TellingOutcome = (typeof TELLING_OUTCOMES)[number];

/** One recipient, told or not, and why. */
export interface Decision {
  readonly outcome: TellingOutcome;
  readonly channel: NotifyChannel;
  readonly desk: string;
  /** Null: whoever reads the channel. */
  readonly person: Reachable | null;
  readonly toldAs: ToldAs;
  readonly to: string | null;
  /** Whose figures they are told. */
  readonly unitId: UnitId | null;
  readonly waitsUntilAt: Instant;
  readonly silenceId: SilenceId | null;
}

/** What of a route stands in a notification; `id` null: something else than a route said so. */
export interface Terms extends Pick<NotifyRoute, 'name' | 'waits' | 'tellsResolved'> {
  readonly id: NotifyRouteId | null;
}
/** One recipient of one route. */
export interface TellingDecision extends Decision {
  readonly route: Terms;
  /** Names of those who are called by it; absent: the person it is for. */
  readonly calls?: readonly string[];
}

/** Of which alert, when, and what may wait for how long. */
export interface Occurrence {
  readonly facts: AlertFacts;
  readonly telling: Telling;
  readonly now: Instant;
  readonly waits: Waits;
}

/**
 * Who is told of the alert now, and who is not though a route names them. Routes are gone through in their order; whom
 * several name in one channel is told by the first of them.
 */
export function whoIsTold(facts: AlertFacts, telling: Telling, now: Instant): readonly TellingDecision[] {
  const decisions: TellingDecision[] = [];
  const desks = new Set<string>();
  for (const { route, channel } of matching(facts, telling)) {
    const decided = decideFor(route.audience, channel, { facts, telling, now, waits: route.waits });
    for (const decision of decided) {
      if (desks.has(decision.desk)) continue;
      desks.add(decision.desk);
      decisions.push({ ...decision, route });
    }
  }
  return decisions;
}

/** Routes that match the alert and name nobody, with the reason. */
export function gapsOf(
  facts: AlertFacts,
  telling: Telling,
  now: Instant,
): readonly { readonly route: NotifyRoute; readonly channel: NotifyChannel; readonly gap: AudienceGap }[] {
  return matching(facts, telling).flatMap(({ route, channel }) => {
    const gap = gapOf(route.audience, { ...telling, facts, now: toldAt({ facts, telling, now, waits: route.waits }) });
    return gap === null ? [] : [{ route, channel, gap }];
  });
}

/** For each of an audience whether they are told in the channel, when, and why not. Whoever is on duty when told counts. */
export function decideFor(audience: Audience, channel: NotifyChannel, of: Occurrence): readonly Decision[] {
  const { facts, telling } = of;
  return audienceOf(audience, { ...telling, facts, now: toldAt(of) }).map((reached) => decide(reached, channel, of));
}

function matching(
  facts: AlertFacts,
  { routes, channels }: Telling,
): readonly { readonly route: NotifyRoute; readonly channel: NotifyChannel }[] {
  const found: { readonly route: NotifyRoute; readonly channel: NotifyChannel }[] = [];
  const inOrder = routes.filter(({ disabled }) => !disabled).sort((one, other) => one.position - other.position);
  for (const route of inOrder) {
    if (!isMatch(route.match, facts)) continue;
    const channel = channels.find(({ id }) => id === route.channelId);
    if (channel === undefined) continue;
    found.push({ route, channel });
    if (route.isLast) break;
  }
  return found;
}

function toldAt({ facts, telling, now, waits }: Occurrence): Instant {
  return tellableFrom({ now, waits, severity: facts.alert.severity }, telling.hours, telling.calendar);
}

/**
 * The first channel a notification can still fall back to, with the address there; null: there is none. `sees`: whether
 * whoever reads a channel may see what it tells of; one that may not is passed over.
 */
export function fallbackOf(
  from: Pick<NotifyChannel, 'fallbackId'>,
  fellFrom: readonly NotifyChannelId[],
  {
    channels,
    addresses,
    sees,
  }: {
    readonly channels: readonly NotifyChannel[];
    readonly addresses: PersonAddresses | null;
    readonly sees: (channel: NotifyChannel) => boolean;
  },
): { readonly channel: NotifyChannel; readonly to: string | null } | null {
  const been = new Set(fellFrom);
  for (let id = from.fallbackId; id !== null && !been.has(id);) {
    been.add(id);
    const channel = channels.find((one) => one.id === id);
    if (channel === undefined) return null;
    const to = addresses === null ? null : addressOf(addresses, channel.kind);
    if (!channel.disabled && (addresses === null || to !== null) && sees(channel)) return { channel, to };
    id = channel.fallbackId;
  }
  return null;
}

function decide({ person, why }: Reached, channel: NotifyChannel, of: Occurrence): Decision {
  const { facts, telling, now } = of;
  const readers = readersOf(channel, person);
  const { unitId } = readers;
  const readerPath = unitId === null ? null : (telling.unitPaths.get(unitId) ?? [unitId]);
  const silence = silenceOf(telling.silences, facts, { now, readerPath });
  const to = person === null ? null : addressOf(person.addresses, channel.kind);
  const tellable = toldAt(of);
  const decision = (outcome: TellingOutcome): Decision => ({
    outcome,
    channel,
    desk: deskOf(channel.id, person?.id ?? null),
    person,
    toldAs: why,
    to,
    unitId,
    waitsUntilAt: silence !== null && silence.endsAt > tellable ? silence.endsAt : tellable,
    silenceId: silence?.id ?? null,
  });
  if (person?.disabled === true) return decision('shut-out');
  if (!maySee(readers, facts.alert.unitPath)) return decision('out-of-scope');
  if (channel.disabled) return decision('channel-disabled');
  if (person !== null && to === null) return decision('no-address');
  if (silence !== null) return decision('silenced');
  return decision(tellable > now ? 'waits' : 'told');
}
