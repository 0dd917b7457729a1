import type { AccountId, FindingId, UnitId } from '../../domain/ids';
import type { Finding, FindingKind } from '../../domain/judging/verdict';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import type { Findings } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import type { AccountRow } from '../accounts/accountRow';
import { batchSize, checkId, MAX_BATCH } from '../checkInput';
import { above } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { clausePart, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

export interface FindingRow extends Row, Omit<Finding, 'id'>, WithOutbox {
  readonly _id: FindingId;
  readonly unitPath: readonly UnitId[];
}

export const findingSchema = documentSchema({
  _id: text,
  accountId: text,
  unitPath: texts,
  kind: text,
  ruleId: text,
  clause: clausePart,
  subject: text,
  state: text,
  occurredAt: instant,
  noticedAt: instant,
  closedAt: instant,
  detail: text,
  evidence: partSchema({ url: text, lookId: text, excerpt: text }),
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<FindingRow> = { by: 'occurredAt', direction: -1, kind: 'instant' };

/** A finding closed and opened again between two of our steps: each pass meets one such change. */
const MAX_PASSES = 8;

export function createFindings(table: Table<FindingRow>, accounts: Table<AccountRow>): Findings {
  return {
    open: async (finding, event) => {
      const { id, ...rest } = finding;
      const account = await accounts.one({ _id: checkId(finding.accountId, 'finding.accountId') });
      if (account === null)
        throw new Error(`Finding ${id} names account ${finding.accountId}, which is not registered.`);
      const row: FindingRow = {
        _id: checkId(id, 'finding.id'),
        ...rest,
        // Whoever opens it, of whatever kind: what is stored, exported and shown is masked here.
        evidence: { ...rest.evidence, excerpt: masked(rest.evidence.excerpt) },
        unitPath: account.unitPath,
        outbox: outboxOf([event]),
      };
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        if ((await table.insert(row)) === 'inserted') return { finding, opened: true };
        const open = await table.one({
          accountId: finding.accountId,
          kind: finding.kind,
          ruleId: finding.ruleId,
          subject: finding.subject,
          state: 'open',
        });
        if (open !== null) return { finding: readFinding(open), opened: false };
      }
      throw new Error(`Finding ${id} can neither be opened nor found open; its id may be taken.`);
    },
    close: async (id, at, ...[detail, event]) =>
      table.change(
        { _id: checkId(id, 'findingId'), state: 'open' },
        { $set: { state: 'closed', closedAt: at, detail }, ...leaving([event]) },
      ),
    openFor: async (accountId, kind) => {
      const rows = await table.many(
        { accountId: checkId(accountId, 'accountId'), state: 'open', ...(kind === undefined ? {} : { kind }) },
        { sort: { occurredAt: 1, _id: 1 }, limit: MAX_BATCH },
      );
      return rows.map(readFinding);
    },
    list: async (accountId, page) =>
      readPage(
        table,
        { filter: { accountId: checkId(accountId, 'accountId') }, order: NEWEST_FIRST, page },
        readFinding,
      ),
    openOfKind: async (kind, after, limit) =>
      (
        await table.many(
          { kind, state: 'open', ...(after === null ? {} : { _id: above(checkId(after, 'findingId')) }) },
          { sort: { _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readFinding),
    countAccounts: async (kind: FindingKind, scope) => {
      const groups = await scoped(table, scope).group<{ readonly accounts: number }>([
        { $match: { kind, state: 'open' } },
        { $group: { _id: '$accountId' } },
        { $group: { _id: null, accounts: { $sum: 1 } } },
      ]);
      return groups[0]?.accounts ?? 0;
    },
  };
}

/** Accounts with an open finding of the kind `improper`; few, because each is a person's work to close. */
export async function readImproper(table: Table<FindingRow>): Promise<readonly AccountId[]> {
  const groups = await table.group<{ readonly _id: AccountId }>([
    { $match: { kind: 'improper', state: 'open' } },
    { $group: { _id: '$accountId' } },
    { $limit: MAX_BATCH },
  ]);
  return groups.map(({ _id }) => _id);
}

function masked(excerpt: string | null): string | null {
  return excerpt === null ? null : maskPersonalData(excerpt);
}

function readFinding(row: FindingRow): Finding {
  return {
    id: row._id,
    accountId: row.accountId,
    kind: row.kind,
    ruleId: row.ruleId,
    clause: row.clause,
    subject: row.subject,
    state: row.state,
    occurredAt: row.occurredAt,
    noticedAt: row.noticedAt,
    closedAt: row.closedAt,
    detail: row.detail,
    evidence: row.evidence,
  };
}
