import type { OwnPosts } from '../../ports/ownPostStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createOwnPosts, type OwnPostRow } from './ownPosts';

export { ownPostSchema, type OwnPostRow } from './ownPosts';

/** Opens own items: their repository, the table that leaves events, and the same for moves of units. */
export function openOwnPosts(table: Table<OwnPostRow>): {
  readonly repository: OwnPosts;
  readonly source: Table<Row & WithOutbox>;
  readonly rescoped: Table<FollowsAccount>;
} {
  return {
    repository: createOwnPosts(table),
    source: table as unknown as Table<Row & WithOutbox>,
    rescoped: table as unknown as Table<FollowsAccount>,
  };
}
