import type { NotificationState } from '../../domain/notify/notification';
import type { Instant } from '../../domain/time/instant';
import type { EndedCount } from '../../ports/notifyStorage';
import { anyOf, atLeast } from '../conditions';
import type { Row, Table } from '../table';

/** What came to one of these ends since the instant, by channel; read from an index alone. */
export async function countEnded<D extends Row>(
  table: Table<D>,
  states: readonly NotificationState[],
  since: Instant,
): Promise<readonly EndedCount[]> {
  const groups = await table.group<{
    readonly _id: Pick<EndedCount, 'channelId' | 'state'>;
    readonly count: number;
  }>([
    { $match: { state: anyOf(states), settledAt: atLeast(since) } },
    { $group: { _id: { channelId: '$channelId', state: '$state' }, count: { $sum: 1 } } },
  ]);
  return groups.map(({ _id, count }) => ({ ..._id, count }));
}
