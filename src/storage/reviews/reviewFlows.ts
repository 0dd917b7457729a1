import type { ReviewFlow } from '../../domain/reviews/review';
import type { ReviewFlows } from '../../ports/reviewStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { documentSchema, flag, text } from '../schemaParts';
import { anyOf } from '../conditions';
import type { Row, Table } from '../table';
import { flowFields } from './reviewRow';

export interface ReviewFlowRow extends Row, ReviewFlow, WithOutbox {
  /** Kind and unit: one flow each. */
  readonly _id: string;
  /** The unit reviews as those above it again; the row stays and counts on. */
  readonly withdrawn?: boolean;
}

export const reviewFlowSchema = documentSchema({ _id: text, ...flowFields, withdrawn: flag, outbox: outboxField });

/** Far more than units that review otherwise than the others. */
const MOST = 5_000;
const HOLDS = { withdrawn: anyOf([false, null]) };

export function createReviewFlows(table: Table<ReviewFlowRow>): ReviewFlows {
  return {
    list: async () =>
      (await table.many({}, { sort: { _id: 1 }, limit: MOST })).filter((row) => row.withdrawn !== true).map(readFlow),
    put: async (flow, event) => {
      const id = idOf(flow);
      if (flow.version > 1) {
        const held = { _id: id, version: flow.version - 1, ...HOLDS };
        return (await table.change(held, { $set: { ...flow }, ...leaving([event]) })) ? flow : null;
      }
      if ((await table.insert({ _id: id, ...flow, outbox: outboxOf([event]) })) === 'inserted') return flow;
      const former = await table.one({ _id: id, withdrawn: true });
      if (former === null) return null;
      const again: ReviewFlow = { ...flow, version: former.version + 1 };
      const where = { _id: id, version: former.version, withdrawn: true };
      const isPut = await table.change(where, { $set: { ...again, withdrawn: false }, ...leaving([event]) });
      return isPut ? again : null;
    },
    withdraw: async (flow, event) =>
      table.change(
        { _id: idOf(flow), version: flow.version, ...HOLDS },
        { $set: { withdrawn: true, version: flow.version + 1 }, ...leaving([event]) },
      ),
  };
}

function idOf({ kind, unitId }: ReviewFlow): string {
  return `${kind}:${unitId ?? 'office'}`;
}

function readFlow({ _id, outbox: _outbox, withdrawn: _withdrawn, ...flow }: ReviewFlowRow): ReviewFlow {
  return flow;
}
