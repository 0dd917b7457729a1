import type { Schema } from 'mongoose';
import type { ReviewStorage } from '../../ports/reviewStorage';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createDelegations, delegationSchema, type DelegationRow } from './delegations';
import { createReviewFlows, reviewFlowSchema, type ReviewFlowRow } from './reviewFlows';
import type { ReviewRow } from './reviewRow';
import { createReviews } from './reviews';

/** Opens reviews: their repositories, and the tables that leave events. */
export function openReviews(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  reviews: Table<ReviewRow>,
): {
  readonly repositories: ReviewStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
} {
  const delegations = open<DelegationRow>('review-delegations', delegationSchema);
  const flows = open<ReviewFlowRow>('review-flows', reviewFlowSchema);
  return {
    repositories: {
      reviews: createReviews(reviews),
      delegations: createDelegations(delegations),
      reviewFlows: createReviewFlows(flows),
    },
    sources: [reviews, delegations, flows].map((table) => table as unknown as Table<Row & WithOutbox>),
  };
}
