import type { AwardDecision } from '../../domain/submissions/award';
import type { AwardDecisionId } from '../../domain/ids';
import type { AwardDecisions } from '../../ports/submissionStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, MAX_BATCH } from '../checkInput';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface AwardDecisionRow extends Row, Omit<AwardDecision, 'id'>, WithOutbox {
  readonly _id: AwardDecisionId;
}

export const awardDecisionSchema = documentSchema({
  _id: text,
  year: count,
  informant: text,
  name: text,
  listed: flag,
  reason: text,
  words: text,
  by: partSchema({ id: text, name: text }),
  at: instant,
  basis: partSchema({ sent: count, adopted: count, points: count, owedMonths: count, metMonths: count }),
  version: count,
  outbox: outboxField,
});

export function createAwardDecisions(table: Table<AwardDecisionRow>): AwardDecisions {
  return {
    ofYear: async (year) => (await table.many({ year }, { sort: { _id: 1 }, limit: MAX_BATCH })).map(readDecision),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'awardDecisionId') });
      return row === null ? null : readDecision(row);
    },
    put: async ({ id, ...decision }, event) => {
      const row = { _id: checkId(id, 'awardDecisionId'), ...decision };
      if (decision.version === 1) return (await table.insert({ ...row, outbox: outboxOf([event]) })) === 'inserted';
      return table.change({ _id: id, version: decision.version - 1 }, { $set: decision, ...leaving([event]) });
    },
  };
}

function readDecision({ _id, outbox: _outbox, ...rest }: AwardDecisionRow): AwardDecision {
  return { id: _id, ...rest };
}
