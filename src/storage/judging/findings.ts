import type { DomainEvent } from '../../domain/alerts/alert';
import type { OutdatedGroup } from '../../domain/alerts/sightAlerts';
import type { AccountId, FindingId, PolicyId, UnitId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { findingSlot } from '../../domain/judging/findingTable';
import { FINDING_KINDS, type Finding, type FindingKind } from '../../domain/judging/verdict';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import type { Findings } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import type { AccountRow } from '../accounts/accountRow';
import { createChangeTogether } from '../changeTogether';
import { batchSize, checkChoice, checkId, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { above, anyOf } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createInsertTogether } from '../insertTogether';
import { clausePart, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Row, Table } from '../table';

export interface FindingRow extends Row, Omit<Finding, 'id'>, WithOutbox {
  readonly _id: FindingId;
  readonly unitPath: readonly UnitId[];
  /** What it is about, to the letter, while it is open or dismissed: unique, so that neither can be opened again. */
  readonly slot?: string;
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
  policyId: text,
  basis: text,
  slot: text,
  dismissal: partSchema({ by: text, name: text, at: instant, reason: text }),
  takenBackAt: instant,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<FindingRow> = { by: 'occurredAt', direction: -1, kind: 'instant' };

/** A finding closed and opened again between two of our steps: each pass meets one such change. */
const MAX_PASSES = 8;

export function createFindings(table: Table<FindingRow>, accounts: Table<AccountRow>): Findings {
  const openOf = createOpenOf(table);
  // Accounts that are judged at once open theirs at once.
  const insert = createInsertTogether(table);
  const accountOf = coalesce(async (ids: readonly AccountId[]) => {
    const named = [...new Set(ids)];
    const fields = ['_id', 'unitPath'] as const;
    const rows = await accounts.pick({ _id: anyOf(named) }, { sort: { _id: 1 }, limit: named.length, fields });
    const found = new Map(rows.map((row) => [row._id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
  const isDismissed = coalesce(async (slots: readonly string[]) => {
    const named = [...new Set(slots)];
    const where = { slot: named.length === 1 ? named[0] : anyOf(named), state: 'dismissed' };
    const rows = await table.pick(where, { sort: { _id: 1 }, limit: named.length, fields: ['slot'] });
    const dismissed = new Set(rows.map(({ slot }) => slot));
    return slots.map((slot) => dismissed.has(slot));
  });
  const close = createChangeTogether(table, ({ id, at, detail, event }: Closing) => ({
    filter: { _id: id, state: 'open' },
    update: { $set: { state: 'closed' as const, closedAt: at, detail }, $unset: { slot: true }, ...leaving([event]) },
    isDone: (row) => row.state === 'closed' && row.closedAt?.getTime() === at.getTime() && row.detail === detail,
  }));
  return {
    open: async (finding, event) => {
      const { id, ...rest } = finding;
      const account = await accountOf(checkId(finding.accountId, 'finding.accountId'));
      if (account === null)
        throw new Error(`Finding ${id} names account ${finding.accountId}, which is not registered.`);
      const slot = findingSlot(finding);
      const row: FindingRow = {
        _id: checkId(id, 'finding.id'),
        ...rest,
        // Whoever opens it, of whatever kind: what is stored, exported and shown is masked here.
        evidence: { ...rest.evidence, excerpt: masked(rest.evidence.excerpt) },
        unitPath: account.unitPath,
        ...(slot === null ? {} : { slot }),
        outbox: outboxOf([event]),
      };
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        if ((await insert(row)) === 'inserted') return { finding, opened: true };
        const open = await table.one({
          accountId: finding.accountId,
          kind: finding.kind,
          ruleId: finding.ruleId,
          subject: finding.subject,
          state: 'open',
        });
        if (open !== null) return { finding: await follow(table, open, finding), opened: false };
        const dismissed = slot === null ? null : await table.one({ slot });
        if (dismissed !== null) return { finding: readFinding(dismissed), opened: false };
      }
      throw new Error(`Finding ${id} can neither be opened nor found open; its id may be taken.`);
    },
    close: async (id, at, ...[detail, event]) => close({ id: checkId(id, 'findingId'), at, detail, event }),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'findingId') });
      return row === null ? null : readFinding(row);
    },
    dismiss: async (finding, dismissal, event) => {
      const slot = findingSlot(finding);
      return table.changeUnlessTaken(
        { _id: checkId(finding.id, 'findingId'), state: 'open' },
        {
          $set: {
            state: 'dismissed',
            closedAt: dismissal.at,
            dismissal,
            ...(finding.basis === undefined ? {} : { basis: finding.basis }),
            ...(slot === null ? {} : { slot }),
          },
          ...leaving([event]),
        },
      );
    },
    takeBack: async (id, event) =>
      table.changeUnlessTaken(
        { _id: checkId(id, 'findingId'), state: 'dismissed' },
        {
          $set: { state: 'open', closedAt: null, dismissal: null, takenBackAt: event.ledger.recordedAt },
          ...leaving([event]),
        },
      ),
    isDismissed: async (about) => {
      const slot = findingSlot(about);
      return slot !== null && isDismissed(slot);
    },
    openFor: async (accountId, kind) => {
      const open = await openOf(checkId(accountId, 'accountId'));
      if (kind === undefined) return open;
      const wanted = checkChoice(kind, FINDING_KINDS, 'kind');
      return open.filter((finding) => finding.kind === wanted);
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
    outdated: async () => readOutdated(table),
    newestFor: async (accountId, kind) => {
      const row = await table.one({ accountId: checkId(accountId, 'accountId'), kind }, { occurredAt: -1, _id: -1 });
      return row === null ? null : readFinding(row);
    },
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

interface Closing {
  readonly id: FindingId;
  readonly at: Instant;
  readonly detail: string;
  readonly event: DomainEvent;
}

async function readOutdated(table: Table<FindingRow>): Promise<readonly OutdatedGroup[]> {
  type By = Pick<OutdatedGroup, 'ruleId' | 'detail' | 'occurredAt' | 'unitPath'> & {
    readonly policyId?: PolicyId | null;
  };
  const groups = await table.group<{
    readonly _id: By;
    readonly accounts: number;
    readonly account: AccountId;
    readonly title: string | null;
  }>([
    { $match: { kind: 'outdated-repost', state: 'open' } },
    {
      $group: {
        _id: {
          policyId: '$policyId',
          ruleId: '$ruleId',
          detail: '$detail',
          occurredAt: '$occurredAt',
          unitPath: '$unitPath',
        },
        accounts: { $sum: 1 },
        account: { $min: '$accountId' },
        title: { $min: '$evidence.excerpt' },
      },
    },
  ]);
  return groups.map(({ _id, accounts, account, title }) => ({
    ..._id,
    policyId: _id.policyId ?? null,
    accounts,
    account,
    title: title ?? '',
  }));
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

/** What an open finding was decided on follows what was looked at last: a dismissal is about that. */
async function follow(table: Table<FindingRow>, open: FindingRow, { basis }: Finding): Promise<Finding> {
  const next = { ...readFinding(open), ...(basis === undefined ? {} : { basis }) };
  const slot = findingSlot(next);
  if (basis !== undefined && slot !== null && slot !== open.slot)
    await table.changeUnlessTaken({ _id: open._id, state: 'open' }, { $set: { basis, slot } });
  return next;
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
    ...(row.policyId === undefined ? {} : { policyId: row.policyId }),
    ...(row.basis === undefined ? {} : { basis: row.basis }),
    ...(row.dismissal === undefined ? {} : { dismissal: row.dismissal }),
    ...(row.takenBackAt === undefined ? {} : { takenBackAt: row.takenBackAt }),
  };
}

/** Every look asks what is open against its account. Looks that ask together are told in one answer. */
function createOpenOf(table: Table<FindingRow>): (accountId: AccountId) => Promise<readonly Finding[]> {
  return coalesce(async (accountIds: readonly AccountId[]) => {
    const rows = await table.many(
      { accountId: accountIds.length === 1 ? accountIds[0] : anyOf([...new Set(accountIds)]), state: 'open' },
      { sort: { occurredAt: 1, _id: 1 }, limit: MAX_BATCH },
    );
    // Too many for one answer: each asks for itself.
    if (rows.length >= MAX_BATCH && accountIds.length > 1) throw new Error('More open findings than one answer holds.');
    return accountIds.map((accountId) => rows.filter((row) => row.accountId === accountId).map(readFinding));
  });
}
