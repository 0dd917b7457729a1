import type { Schema } from 'mongoose';
import type { DutyStorage } from '../../ports/dutyStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createDuties } from './duties';
import { createInteractions } from './interactions';
import { interactionSchema, type InteractionRow } from './interactionRow';
import type { DutyRow } from './dutyRow';

export { dutySchema, type DutyRow } from './dutyRow';

/** What units owe within a limit: repositories, and the tables that follow units. */
export function openDuties(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  duties: Table<DutyRow>,
): {
  readonly repositories: DutyStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly rescoped: Readonly<Record<'duties', Table<FollowsAccount>>>;
} {
  const interactions = open<InteractionRow>('interactions', interactionSchema);
  return {
    repositories: { duties: createDuties(duties), interactions: createInteractions(interactions) },
    sources: [duties, interactions].map((table) => table as unknown as Table<Row & WithOutbox>),
    rescoped: { duties: duties as unknown as Table<FollowsAccount> },
  };
}
