import type { NotifyChannelId, PersonId, SilenceId, UnitId } from '../ids';
import type { Role } from '../people/role';
import type { WorkCalendar } from '../time/workCalendar';
import type { Instant } from '../time/instant';
import { addressOf, maySee, readersOf, type NotifyChannel, type PersonAddresses } from './channel';
import { deskOf } from './notification';
import { tellableFrom, type TellingHours } from './quietTime';
import { isMatch, type AlertFacts, type Audience, type NotifyRoute } from './route';
import { silenceOf, type Silence } from './silence';

/** Somebody who may be told, as far as that decides it. */
export interface Reachable {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly disabled: boolean;
  readonly addresses: PersonAddresses;
}

/** What an office has set up about telling people. */
export interface Telling {
  readonly routes: readonly NotifyRoute[];
  readonly channels: readonly NotifyChannel[];
  readonly people: readonly Reachable[];
  readonly silences: readonly Silence[];
  /** Units of recipients, by id; only read where a silence is of one unit. */
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

/** One recipient of one route, told or not, and why. */
export interface TellingDecision {
  readonly outcome: TellingOutcome;
  readonly route: NotifyRoute;
  readonly channel: NotifyChannel;
  readonly desk: string;
  /** Null: whoever reads the channel. */
  readonly person: Reachable | null;
  readonly to: string | null;
  /** Whose figures they are told. */
  readonly unitId: UnitId | null;
  readonly waitsUntilAt: Instant;
  readonly silenceId: SilenceId | null;
}

/**
 * Who is told of the alert now, and who is not though a route names them. Routes are gone through in their order; whom
 * several name in one channel is told by the first of them.
 */
export function whoIsTold(facts: AlertFacts, telling: Telling, now: Instant): readonly TellingDecision[] {
  const { routes, channels } = telling;
  const decisions: TellingDecision[] = [];
  const desks = new Set<string>();
  const inOrder = routes.filter(({ disabled }) => !disabled).sort((one, other) => one.position - other.position);
  for (const route of inOrder) {
    if (!isMatch(route.match, facts)) continue;
    const channel = channels.find(({ id }) => id === route.channelId);
    if (channel === undefined) continue;
    for (const person of audience(route.audience, telling.people)) {
      const desk = deskOf(channel.id, person?.id ?? null);
      if (desks.has(desk)) continue;
      desks.add(desk);
      decisions.push(decide({ route, channel, person, desk }, { facts, telling, now }));
    }
    if (route.isLast) break;
  }
  return decisions;
}

/** The first channel a notification can still fall back to, with the address there; null: there is none. */
export function fallbackOf(
  from: Pick<NotifyChannel, 'fallbackId'>,
  fellFrom: readonly NotifyChannelId[],
  { channels, addresses }: { readonly channels: readonly NotifyChannel[]; readonly addresses: PersonAddresses | null },
): { readonly channel: NotifyChannel; readonly to: string | null } | null {
  const been = new Set(fellFrom);
  for (let id = from.fallbackId; id !== null && !been.has(id);) {
    been.add(id);
    const channel = channels.find((one) => one.id === id);
    if (channel === undefined) return null;
    const to = addresses === null ? null : addressOf(addresses, channel.kind);
    if (!channel.disabled && (addresses === null || to !== null)) return { channel, to };
    id = channel.fallbackId;
  }
  return null;
}

function audience(of: Audience, people: readonly Reachable[]): readonly (Reachable | null)[] {
  if (of.kind === 'group') return [null];
  if (of.kind === 'role') return people.filter(({ role, disabled }) => role === of.role && !disabled);
  return of.personIds.flatMap((id) => people.find((person) => person.id === id) ?? []);
}

function decide(
  { route, channel, person, desk }: Pick<TellingDecision, 'route' | 'channel' | 'person' | 'desk'>,
  given: {
    readonly facts: AlertFacts;
    readonly telling: Telling;
    readonly now: Instant;
  },
): TellingDecision {
  const { facts, telling, now } = given;
  const readers = readersOf(channel, person);
  const { unitId } = readers;
  const readerPath = unitId === null ? null : (telling.unitPaths.get(unitId) ?? [unitId]);
  const silence = silenceOf(telling.silences, facts, { now, readerPath });
  const to = person === null ? null : addressOf(person.addresses, channel.kind);
  const { severity, unitPath } = facts.alert;
  const tellable = tellableFrom({ now, waits: route.waits, severity }, telling.hours, telling.calendar);
  const decision = (outcome: TellingOutcome): TellingDecision => ({
    outcome,
    route,
    channel,
    desk,
    person,
    to,
    unitId,
    waitsUntilAt: silence !== null && silence.endsAt > tellable ? silence.endsAt : tellable,
    silenceId: silence?.id ?? null,
  });
  if (person?.disabled === true) return decision('shut-out');
  if (!maySee(readers, unitPath)) return decision('out-of-scope');
  if (channel.disabled) return decision('channel-disabled');
  if (person !== null && to === null) return decision('no-address');
  if (silence !== null) return decision('silenced');
  return decision(tellable > now ? 'waits' : 'told');
}
