import type { Schema } from 'mongoose';
import type { OwnPosts } from '../../ports/ownPostStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createOwnPosts, ownPostSchema, type OwnPostRow } from './ownPosts';

/** Opens own items: their repository, the table that leaves events, and the same for moves of units. */
export function openOwnPosts(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly repository: OwnPosts;
  readonly source: Table<Row & WithOutbox>;
  readonly rescoped: Table<FollowsAccount>;
} {
  const table = open<OwnPostRow>('own-posts', ownPostSchema);
  return {
    repository: createOwnPosts(table),
    source: table as unknown as Table<Row & WithOutbox>,
    rescoped: table as unknown as Table<FollowsAccount>,
  };
}
