import type { DomainEvent } from '../../domain/alerts/alert';
import { CASE_STATES, type Case } from '../../domain/cases/case';
import type { CaseId } from '../../domain/ids';
import type { CaseFilter, Cases } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { createChangeTogether } from '../changeTogether';
import { batchSize, checkChoice, checkId, checkIds, MAX_BATCH } from '../checkInput';
import { coalesce } from '../coalesce';
import { anyOf, atMost, ofSize } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createInsertTogether } from '../insertTogether';
import { documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Filter, Row, Table } from '../table';

/** `open` is written with the state, because "not closed" must be a condition a unique index can carry. */
export interface CaseRow extends Row, Omit<Case, 'id'>, WithOutbox {
  readonly _id: CaseId;
  readonly open: boolean;
}

const stepPart = partSchema({
  event: text,
  from: text,
  to: text,
  occurredAt: instant,
  recordedAt: instant,
  actor: partSchema({ kind: text, personId: text, name: text }),
  note: text,
});

export const caseSchema = documentSchema({
  _id: text,
  accountId: text,
  unitId: text,
  unitPath: texts,
  findingId: text,
  state: text,
  open: flag,
  occurredAt: instant,
  openedAt: instant,
  rectifyBy: instant,
  actAfter: instant,
  proposedBy: text,
  reviewKeys: texts,
  successorAccountId: text,
  closedAt: instant,
  closeReason: text,
  steps: { type: [stepPart] },
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<CaseRow> = { by: 'openedAt', direction: -1, kind: 'instant' };
const MAX_PASSES = 8;

export function createCases(table: Table<CaseRow>): Cases {
  // Every look asks for the case of its account; looks that ask together are told in one answer. One is open at most.
  const openOf = coalesce(async (accountIds: readonly Case['accountId'][]) => {
    const rows = await table.many(
      { accountId: accountIds.length === 1 ? accountIds[0] : anyOf([...new Set(accountIds)]), open: true },
      { sort: { _id: 1 }, limit: accountIds.length },
    );
    const cases = new Map(rows.map((row) => [row.accountId, readCase(row)]));
    return accountIds.map((accountId) => cases.get(accountId) ?? null);
  });
  const openFor = async (accountId: Case['accountId']): Promise<Case | null> => openOf(checkId(accountId, 'accountId'));
  const latestOf = coalesce(async (accountIds: readonly Case['accountId'][]) => {
    const rows = await table.many(
      { accountId: accountIds.length === 1 ? accountIds[0] : anyOf([...new Set(accountIds)]) },
      { sort: { accountId: 1, openedAt: -1, _id: -1 }, limit: accountIds.length === 1 ? 1 : MAX_BATCH },
    );
    // Too many for one answer: each asks for itself.
    if (rows.length >= MAX_BATCH) throw new Error('More cases than one answer holds.');
    const latest = new Map<string, Case>();
    for (const row of rows) if (!latest.has(row.accountId)) latest.set(row.accountId, readCase(row));
    return accountIds.map((accountId) => latest.get(accountId) ?? null);
  });
  const insert = createInsertTogether(table);
  const move = createChangeTogether(table, ({ expected, next, event }: Move) => {
    const { id, accountId: _account, unitPath: _path, ...fields } = next;
    return {
      filter: { _id: id, state: expected.state, steps: ofSize(next.steps.length - 1) },
      update: { $set: { ...fields, open: isOpen(next) }, ...leaving([event]) },
      isDone: ({ steps }) => isSameStep(steps[next.steps.length - 1], next.steps.at(-1)),
    };
  });
  return {
    open: async (shutdownCase, event) => {
      const { id, ...rest } = checkedCase(shutdownCase);
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const row = { _id: id, ...rest, open: isOpen(shutdownCase), outbox: outboxOf([event]) };
        if ((await insert(row)) === 'inserted') return { shutdownCase, opened: true };
        const open = await openFor(shutdownCase.accountId);
        if (open !== null) return { shutdownCase: open, opened: false };
      }
      throw new Error(`Case ${id} can neither be opened nor found open; its id may be taken.`);
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'caseId') });
      return row === null ? null : readCase(row);
    },
    ofReview: async (key, scope) => {
      const row =
        (await scoped(table, scope).one({ reviewKeys: checkId(key, 'reviewKey') })) ??
        (await scoped(table, scope).one({ _id: checkId(key, 'caseId') }));
      return row === null ? null : readCase(row);
    },
    openFor,
    latestFor: async (accountId) => latestOf(checkId(accountId, 'accountId')),
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, { unitId: filter.unitId }),
        { filter: whereCase(filter), order: NEWEST_FIRST, page },
        readCase,
      ),
    countByState: async (scope) => {
      const groups = await scoped(table, scope).group<{ readonly _id: string; readonly count: number }>([
        { $match: { state: anyOf(CASE_STATES) } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
    dueForAction: async (now, limit) =>
      (
        await table.many(
          { open: true, actAfter: atMost(now) },
          { sort: { actAfter: 1, _id: 1 }, limit: batchSize(limit) },
        )
      ).map(readCase),
    // A case that is taken up again gives way to another one that is open for the account.
    move: async (expected, next, event) => move({ expected, next: checkedCase(next), event }),
  };
}

interface Move {
  readonly expected: Case;
  readonly next: Case;
  readonly event: DomainEvent;
}

function isSameStep(stored: Case['steps'][number] | undefined, ours: Case['steps'][number] | undefined): boolean {
  return stored !== undefined && ours !== undefined && textOf(stored) === textOf(ours);
}

function textOf({ event, from, to, occurredAt, recordedAt, actor, note }: Case['steps'][number]): string {
  const by = actor.kind === 'person' ? [actor.kind, actor.personId] : [actor.kind, actor.name];
  return JSON.stringify([event, from, to, occurredAt, recordedAt, by, note]);
}

function isOpen(shutdownCase: Case): boolean {
  return shutdownCase.state !== 'closed' && shutdownCase.closedAt === null;
}

function checkedCase(shutdownCase: Case): Case {
  checkId(shutdownCase.id, 'case.id');
  checkId(shutdownCase.accountId, 'case.accountId');
  checkIds(shutdownCase.unitPath, 'case.unitPath');
  return shutdownCase;
}

function whereCase(filter: CaseFilter): Filter {
  const { states, open, accountId } = filter;
  return {
    ...(states === undefined ? {} : { state: anyOf(states.map((state) => checkChoice(state, CASE_STATES, 'state'))) }),
    ...(open === undefined ? {} : { open: open === true }),
    ...(accountId === undefined ? {} : { accountId: checkId(accountId, 'accountId') }),
  };
}

function readCase(row: CaseRow): Case {
  return {
    id: row._id,
    accountId: row.accountId,
    unitId: row.unitId,
    unitPath: row.unitPath,
    findingId: row.findingId,
    state: row.state,
    occurredAt: row.occurredAt,
    openedAt: row.openedAt,
    rectifyBy: row.rectifyBy,
    actAfter: row.actAfter,
    proposedBy: row.proposedBy,
    ...(row.reviewKeys && row.reviewKeys.length > 0 && { reviewKeys: row.reviewKeys }),
    successorAccountId: row.successorAccountId,
    closedAt: row.closedAt,
    closeReason: row.closeReason,
    steps: row.steps,
  };
}
