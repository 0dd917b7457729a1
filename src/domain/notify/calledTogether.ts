import type { NotifyChannel } from './channel';
import { deskOf } from './notification';
import type { NotifyKind } from './notifyChannel';
import type { Telling, TellingDecision } from './whoIsTold';

/** Robots that can call several people by one post: everybody in the group reads it once. */
const CALLS_SEVERAL: ReadonlySet<NotifyKind> = new Set(['dingtalk', 'wecom-robot']);
/** Of their group nobody is told by name: what such a robot cannot deliver is for a group as well. */
const READ_BY_GROUP: ReadonlySet<NotifyKind> = new Set(['dingtalk', 'wecom-robot', 'feishu', 'webhook']);

/** Addresses in one text, as a channel that calls several takes them. */
export const ADDRESS_MARK = ',';

/**
 * Several people who are told by one robot of a group are called by one post there, to the group and all of them. Where
 * a fallback tells people by name each is told apart, so that it still can.
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
  return [...together.values()].flatMap((some) => (some.length === 1 ? some : [inOne(some)]));
}

function isCalled({ outcome, channel, to }: TellingDecision, channels: readonly NotifyChannel[]): boolean {
  const isTold = outcome === 'told' || outcome === 'waits' || outcome === 'silenced';
  if (!isTold || !CALLS_SEVERAL.has(channel.kind)) return false;
  const fallback = channels.find(({ id }) => id === channel.fallbackId);
  return to === null || fallback === undefined || READ_BY_GROUP.has(fallback.kind);
}

/** By the first of their routes, and at its time: whoever else would be told later reads it with them. */
function inOne(some: readonly TellingDecision[]): TellingDecision {
  const [first] = some;
  if (first === undefined) throw new Error('Nobody to be told.');
  const named = some.flatMap(({ person, to }) => (person === null || to === null ? [] : [{ name: person.name, to }]));
  return {
    ...first,
    desk: deskOf(first.channel.id, null),
    person: null,
    to: named.length === 0 ? null : named.map(({ to }) => to).join(ADDRESS_MARK),
    calls: named.map(({ name }) => name),
  };
}
