import { ENDED_STATES, type EndedState } from '../../domain/notify/notification';
import type { NotifyKind } from '../../domain/notify/notifyChannel';
import { DAY_MS } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import type { EndedOfKind, NotifyServices } from './contract';

/**
 * What came to its end in the last day. A kind that has a channel is there with every end, also where nothing came to
 * it: what rises from nothing is seen to rise.
 */
export function createCountEnded({ storage, clock }: ServiceDeps): NotifyServices['endedCounts'] {
  return async () => {
    const since = new Date(clock.now().getTime() - DAY_MS);
    const [channels, ...ended] = await Promise.all([
      storage.notifyChannels.list(),
      storage.notifications.countEnded(ENDED_STATES, since),
      storage.letters.countEnded(ENDED_STATES, since),
    ]);
    const kinds = new Map<string, NotifyKind>(channels.map(({ id, kind }) => [id, kind]));
    const counts = new Map<NotifyKind | null, Map<EndedState, number>>();
    const of = (kind: NotifyKind | null): Map<EndedState, number> => {
      const known = counts.get(kind) ?? new Map(ENDED_STATES.map((state) => [state, 0]));
      counts.set(kind, known);
      return known;
    };
    for (const { kind } of channels) of(kind);
    for (const { channelId, state, count } of ended.flat()) {
      const states = of(kinds.get(channelId) ?? null);
      const end = ENDED_STATES.find((each) => each === state);
      if (end !== undefined) states.set(end, (states.get(end) ?? 0) + count);
    }
    return [...counts].flatMap(([kind, states]) =>
      [...states].map(([state, count]): EndedOfKind => ({ kind, state, count })),
    );
  };
}
