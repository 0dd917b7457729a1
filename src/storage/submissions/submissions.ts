import type { LiaisonId, PersonId, UnitId } from '../../domain/ids';
import { asMonth, type Month } from '../../domain/submissions/month';
import { FIGURE_STATES, MONTH_FIGURES } from '../../domain/submissions/quota';
import {
  SUBMISSION_KINDS,
  SUBMISSION_STATES,
  type Adoption,
  type Submission,
  type SubmissionState,
} from '../../domain/submissions/submission';
import type { SubmissionFilter, Submissions } from '../../ports/submissionStorage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, notNull } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import { readSubmission, submissionFields, type SubmissionRow } from './submissionRow';

const NEWEST_FIRST: ListOrder<SubmissionRow> = { by: 'shownAt', direction: -1, kind: 'instant' };
const OPEN: readonly SubmissionState[] = ['draft', 'in-review', 'returned'];

/** Neither text and attachments nor what was said: lists and figures need none of it. */
const LISTED_WITHOUT = ['body', 'attachments', 'thread', 'outbox'] as const;
const readListed = (row: SubmissionRow): Submission => readSubmission({ ...row, body: '', thread: [] });

interface CreditedGroup {
  readonly _id: {
    readonly month: Month;
    readonly unit: UnitId | null;
    readonly state: SubmissionState;
    readonly liaison: LiaisonId;
    readonly person: PersonId | null;
  };
  readonly count: number;
  readonly name: string;
  readonly met: readonly (Adoption['criteria'] | null)[];
}

export function createSubmissions(table: Table<SubmissionRow>): Submissions {
  return {
    insert: async (submission, event) => {
      checkIds([submission.unitId, ...submission.unitPath], 'unitPath');
      const row = { _id: checkId(submission.id, 'submissionId'), ...submissionFields(submission) };
      await table.insert({ ...row, outbox: outboxOf([event]) });
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'submissionId') });
      return row === null ? null : readSubmission(row);
    },
    move: async (expected, next, event) => {
      // A move or merge of its unit writes where it belongs, beside whatever step is taken.
      const { unitId: _unitId, unitPath: _path, ...fields } = submissionFields(next);
      return table.change(
        { _id: checkId(expected.id, 'submissionId'), version: expected.version },
        { $set: fields, ...leaving([event]) },
      );
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, filter.unitId === undefined ? {} : { unitId: filter.unitId }),
        { filter: whereOf(filter), order: NEWEST_FIRST, page, without: LISTED_WITHOUT },
        readListed,
      ),
    notHandedIn: async (limit) =>
      (await table.many({ state: 'in-review', handedIn: false }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(
        readSubmission,
      ),
    markHandedIn: async ({ id, version }) => {
      await table.change({ _id: checkId(id, 'submissionId'), version }, { $set: { handedIn: true } });
    },
    openOf: async (authorId, scope) =>
      (
        await scoped(table, scope).many(
          { 'author.id': checkId(authorId, 'authorId'), state: anyOf(OPEN) },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readSubmission),
    countsOf: async (month, scope) => {
      const groups = await scoped(table, scope).group<{
        readonly _id: { readonly unit: UnitId; readonly state: SubmissionState };
        readonly count: number;
      }>([
        { $match: { month: checkMonth(month) } },
        { $group: { _id: { unit: '$countsFor', state: '$state' }, count: { $sum: 1 } } },
      ]);
      const counts = new Map<UnitId, Partial<Record<SubmissionState, number>>>();
      for (const { _id, count } of groups) counts.set(_id.unit, { ...counts.get(_id.unit), [_id.state]: count });
      return counts;
    },
    ofInformant: async (informant, months) => {
      const id = checkId(informant, 'informant');
      const theirs = [{ 'informant.personId': id }, { 'informant.personId': null, 'informant.liaisonId': id }];
      const rows = await table.many(
        { month: anyOf(months.map(checkMonth)), $or: theirs },
        { sort: { month: 1, _id: 1 }, limit: MAX_BATCH, without: LISTED_WITHOUT },
      );
      return rows.map(readListed);
    },
    creditedIn: async (months) => {
      const groups = await table.group<CreditedGroup>([
        { $match: { month: anyOf(months.map(checkMonth)) } },
        { $sort: { month: 1, _id: 1 } },
        {
          $group: {
            _id: {
              ...{ month: '$month', unit: '$countsFor', state: '$state' },
              ...{ liaison: '$informant.liaisonId', person: '$informant.personId' },
            },
            count: { $sum: 1 },
            name: { $last: '$informant.name' },
            last: { $max: '$_id' },
            met: { $push: '$adoption.criteria' },
          },
        },
        { $sort: { '_id.month': 1, last: 1 } },
      ]);
      return groups.map(({ _id: { month, unit, state, liaison, person }, count, name, met }) => ({
        informant: { liaisonId: liaison, personId: person, name },
        ...{ month, countsFor: unit, state, count },
        adoption: { criteria: met.flatMap((one) => one ?? []) },
      }));
    },
  };
}

export function checkMonth(month: Month): Month {
  return asMonth(checkText(month, 'month', 7)) ?? checkChoice<Month>(month, [], 'month');
}

function whereOf({ state, kind, month, countsFor, authorId, sent, figure }: SubmissionFilter): Filter {
  const asked = {
    ...(state === undefined ? {} : { state: checkChoice(state, SUBMISSION_STATES, 'state') }),
    ...(kind === undefined ? {} : { kind: checkChoice(kind, SUBMISSION_KINDS, 'kind') }),
    ...(month === undefined ? {} : { month: checkMonth(month) }),
    ...(countsFor === undefined ? {} : { countsFor: checkId(countsFor, 'countsFor') }),
    ...(authorId === undefined ? {} : { 'author.id': checkId(authorId, 'authorId') }),
    ...(sent === true ? { cameIn: true } : {}),
  };
  return figure === undefined
    ? asked
    : {
        $and: [asked, { month: notNull(), state: anyOf(FIGURE_STATES[checkChoice(figure, MONTH_FIGURES, 'figure')]) }],
      };
}
