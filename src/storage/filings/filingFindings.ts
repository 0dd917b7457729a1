import { FILING_FINDING_KINDS } from '../../domain/filings/findingKinds';
import { FILING_FINDING_STATES, type FilingFinding, type FilingFindingState } from '../../domain/filings/filingFinding';
import type { FilingFindingId, UnitId } from '../../domain/ids';
import type { FilingFindingCount, FilingFindingFilter, FilingFindings } from '../../ports/filingStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkChoice, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, partSchema, text, textByKey, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Filter, Row, Table } from '../table';

export interface FilingFindingRow extends Row, Omit<FilingFinding, 'id'>, WithOutbox {
  readonly _id: FilingFindingId;
}

export const filingFindingSchema = documentSchema({
  _id: text,
  key: text,
  kind: text,
  label: text,
  platform: text,
  accountIds: texts,
  facts: textByKey,
  basis: text,
  occurredAt: instant,
  unitId: text,
  unitPath: texts,
  state: text,
  noticedAt: instant,
  settledAt: instant,
  acceptance: partSchema({ by: text, name: text, reason: text, at: instant, untilOn: text }),
  version: count,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<FilingFindingRow> = { by: 'noticedAt', direction: -1, kind: 'instant' };
const STANDING: readonly FilingFindingState[] = ['open', 'accepted'];

export function createFilingFindings(table: Table<FilingFindingRow>): FilingFindings {
  return {
    ofUnit: async (unitId) =>
      (
        await table.many(
          { unitId: checkId(unitId, 'unitId'), state: anyOf(STANDING) },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readFinding),
    idOfKey: async (key) => (await table.one({ key: checkText(key, 'key', 800) }))?._id ?? null,
    open: async ({ id, ...finding }, event) => {
      checkIds([finding.unitId, ...finding.unitPath, ...finding.accountIds], 'unitPath');
      const row = { ...finding, accountIds: [...finding.accountIds], _id: checkId(id, 'findingId') };
      if ((await table.insert({ ...row, outbox: outboxOf([event]) })) === 'inserted') return true;
      const { _id, version: _version, ...again } = row;
      return table.change(
        { key: finding.key, state: 'settled' },
        { $set: again, $inc: { version: 1 }, ...leaving([event]) },
      );
    },
    change: async ({ id, version, unitId: _unit, unitPath: _path, key: _key, accountIds, ...finding }, event) =>
      table.change(
        { _id: checkId(id, 'findingId'), version },
        { $set: { ...finding, accountIds: [...accountIds], version: version + 1 }, ...leaving([event]) },
      ),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'findingId') });
      return row === null ? null : readFinding(row);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, { unitId: filter.unitId }),
        { filter: where(filter), order: NEWEST_FIRST, page },
        readFinding,
      ),
    counts: async (unitId, scope) =>
      (
        await scoped(table, scope, { unitId }).group<{
          readonly _id: Pick<FilingFindingCount, 'kind' | 'state'>;
          readonly count: number;
        }>([
          { $match: { state: anyOf(STANDING) } },
          { $group: { _id: { kind: '$kind', state: '$state' }, count: { $sum: 1 } } },
        ])
      ).map(({ _id, count: found }) => ({ ..._id, count: found })),
    unitsReporting: async (platform) => {
      const rows = await table.pick(
        { kind: 'reported', state: anyOf(STANDING), platform },
        { sort: { _id: 1 }, limit: MAX_BATCH, fields: ['_id', 'unitId'] },
      );
      return [...new Set<UnitId>(rows.map(({ unitId }) => unitId))];
    },
  };
}

function where({ kind, state, accountId }: FilingFindingFilter): Filter {
  return {
    ...(kind === undefined ? {} : { kind: checkChoice(kind, FILING_FINDING_KINDS, 'kind') }),
    ...(state === undefined ? {} : { state: checkChoice(state, FILING_FINDING_STATES, 'state') }),
    ...(accountId === undefined ? {} : { accountIds: checkId(accountId, 'accountId') }),
  };
}

function readFinding({ _id, outbox: _outbox, ...rest }: FilingFindingRow): FilingFinding {
  return { id: _id, ...rest };
}
