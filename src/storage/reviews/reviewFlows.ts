import type { ReviewFlow } from '../../domain/reviews/review';
import type { ReviewFlows } from '../../ports/reviewStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { documentSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';
import { flowFields } from './reviewRow';

export interface ReviewFlowRow extends Row, ReviewFlow, WithOutbox {
  /** Kind and unit: one flow each. */
  readonly _id: string;
}

export const reviewFlowSchema = documentSchema({ _id: text, ...flowFields, outbox: outboxField });

/** Far more than units that review otherwise than the others. */
const MOST = 5_000;

export function createReviewFlows(table: Table<ReviewFlowRow>): ReviewFlows {
  return {
    list: async () => (await table.many({}, { sort: { _id: 1 }, limit: MOST })).map(readFlow),
    put: async (flow, event) => {
      const id = `${flow.kind}:${flow.unitId ?? 'office'}`;
      if (flow.version === 1)
        return (await table.insert({ _id: id, ...flow, outbox: outboxOf([event]) })) === 'inserted';
      return table.change({ _id: id, version: flow.version - 1 }, { $set: { ...flow }, ...leaving([event]) });
    },
  };
}

function readFlow({ _id, outbox: _outbox, ...flow }: ReviewFlowRow): ReviewFlow {
  return flow;
}
