import type { NotifyChannel } from './channel';
import { deskOf } from './notification';
import type { NotifyKind } from './notifyChannel';
import { WAITS } from './route';
import { fallbackOf, type Telling, type TellingDecision } from './whoIsTold';

/** Robots that can call several people by one post: everybody in the group reads it once. */
const CALLS_SEVERAL: ReadonlySet<NotifyKind> = new Set(['dingtalk', 'wecom-robot', 'feishu']);
/** A fallback of such a kind needs no address of one person: its group reads what comes there. */
const READ_BY_GROUP: ReadonlySet<NotifyKind> = new Set(['dingtalk', 'wecom-robot', 'feishu']);

/** Addresses in one text, as a channel that calls several takes them. */
export const ADDRESS_MARK = ',';
/** Between the names of those whom one post calls. */
export const CALLS_MARK = '、';
/** Of those whom a message calls so many are named where that is shown. */
const MOST_NAMES = 30;

/** Everybody whom a message calls, of what it tells each: of many the first, and how many they are. */
export function namesOf(recipients: readonly string[]): string {
  const names = [...new Set(recipients.flatMap((some) => some.split(CALLS_MARK)))];
  if (names.length <= MOST_NAMES) return names.join(CALLS_MARK);
  return `${names.slice(0, MOST_NAMES).join(CALLS_MARK)}… (${names.length})`;
}

/**
 * Several people who are told by one robot of a group are called by one post there, to the group and all of them. Where
 * any channel they may fall back to addresses one person (a mailbox, a mobile number) each is told apart, so that it
 * still can. Somebody alone whom no fallback could name is called in the same way, so that its group is told then.
 */
export function calledTogether(
  decisions: readonly TellingDecision[],
  { channels }: Pick<Telling, 'channels'>,
): readonly TellingDecision[] {
  const together = new Map<string, TellingDecision[]>();
  for (const decision of decisions) {
    const key = isCalled(decision, channels) ? decision.channel.id : decision.desk;
    together.set(key, [...(together.get(key) ?? []), decision]);
  }
  return [...together.values()].flatMap((some) => {
    const [only, ...others] = some;
    const isAlone = only !== undefined && others.length === 0 && !fallsBackAsGroup(only, channels);
    return isAlone ? some : [inOne(some)];
  });
}

/** Whether a group is where somebody can be told alone who has no address in any fallback: it reads it for them. */
function fallsBackAsGroup(decision: TellingDecision, channels: readonly NotifyChannel[]): boolean {
  const { channel, person } = decision;
  if (person === null || !isCalled(decision, channels)) return false;
  const fallsBack = (addresses: typeof person.addresses | null): boolean =>
    fallbackOf(channel, [channel.id], { channels, addresses, sees: () => true }) !== null;
  return !fallsBack(person.addresses) && fallsBack(null);
}

function isCalled({ outcome, channel, to }: TellingDecision, channels: readonly NotifyChannel[]): boolean {
  const isTold = outcome === 'told' || outcome === 'waits' || outcome === 'silenced';
  if (!isTold || !CALLS_SEVERAL.has(channel.kind)) return false;
  return to === null || fallsBackToGroups(channel, channels);
}

/** Whether one post of the channel to its group can call several people there. */
export function callsSeveral({ kind }: Pick<NotifyChannel, 'kind'>): boolean {
  return CALLS_SEVERAL.has(kind);
}

/** Whether all that a channel falls back to is read by groups, which need no address of one person. */
export function fallsBackToGroups(from: NotifyChannel, channels: readonly NotifyChannel[]): boolean {
  const been = new Set<string>();
  for (let id = from.fallbackId; id !== null && !been.has(id);) {
    been.add(id);
    const channel = channels.find((one) => one.id === id);
    if (channel === undefined) return true;
    if (!READ_BY_GROUP.has(channel.kind)) return false;
    id = channel.fallbackId;
  }
  return true;
}

/**
 * By the route of whoever waits least, and at its time: whoever else would be told later reads it with them. That it is
 * over is told where any of their routes asks for it.
 */
function inOne(some: readonly TellingDecision[]): TellingDecision {
  const [first] = [...some].sort(
    (one, other) =>
      one.waitsUntilAt.getTime() - other.waitsUntilAt.getTime() ||
      WAITS.indexOf(one.route.waits) - WAITS.indexOf(other.route.waits),
  );
  if (first === undefined) throw new Error('Nobody to be told.');
  const named = some.flatMap(({ person, to }) => (person === null || to === null ? [] : [{ name: person.name, to }]));
  return {
    ...first,
    route: { ...first.route, tellsResolved: some.some(({ route }) => route.tellsResolved) },
    desk: deskOf(first.channel.id, null),
    person: null,
    to: named.length === 0 ? null : named.map(({ to }) => to).join(ADDRESS_MARK),
    calls: named.map(({ name }) => name),
  };
}
