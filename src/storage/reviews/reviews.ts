import type { PersonId } from '../../domain/ids';
import type { Reviews, ReviewFilter, WaitingWay } from '../../ports/reviewStorage';
import { leaving, outboxOf } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { above, anyOf, noneOf, notNull } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import { readReview, reviewFields, waitsBy, type ReviewRow } from './reviewRow';

const NEAREST_FIRST: ListOrder<ReviewRow> = { by: 'waitsBy', direction: 1, kind: 'instant' };

export function createReviews(table: Table<ReviewRow>): Reviews {
  const ofSubject: Reviews['ofSubject'] = async (kind, subjectId) => {
    const row = await table.one({ kind: checkText(kind, 'kind'), subjectId: checkId(subjectId, 'subjectId') });
    return row === null ? null : readReview(row);
  };
  return {
    open: async (review, event) => {
      const row = { _id: checkId(review.id, 'review.id'), ...reviewFields(review), outbox: outboxOf([event]) };
      if ((await table.insert(row)) === 'inserted') return review;
      return (await ofSubject(review.kind, review.subjectId)) ?? review;
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'reviewId') });
      return row === null ? null : readReview(row);
    },
    ofSubject,
    withReview: async (kind, subjectIds) => {
      if (subjectIds.length === 0) return new Set();
      const rows = await table.pick(
        { kind: checkText(kind, 'kind'), subjectId: anyOf(checkIds(subjectIds, 'subjectId')) },
        { sort: { _id: 1 }, limit: subjectIds.length, fields: ['_id', 'subjectId'] },
      );
      return new Set(rows.map(({ subjectId }) => subjectId));
    },
    move: async (expected, next, event) => {
      // The deadline is the subject's: `setDue` alone writes it, beside whatever step is taken.
      const { dueBy: _dueBy, waitsBy: _waitsBy, ...fields } = reviewFields(next);
      return table.change(
        { _id: checkId(expected.id, 'reviewId'), version: expected.version },
        { $set: fields, ...leaving([event]) },
      );
    },
    uncarried: async (limit) =>
      (await table.many({ carried: false }, { sort: { openedAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        readReview,
      ),
    markCarried: async ({ id, version }) => {
      await table.change({ _id: checkId(id, 'reviewId'), version }, { $set: { carried: true } });
    },
    setDue: async (kind, subjectId, dueBy) => {
      await table.change(
        { kind: checkText(kind, 'kind'), subjectId: checkId(subjectId, 'subjectId') },
        { $set: { dueBy, waitsBy: waitsBy(dueBy) } },
      );
    },
    assignedTo: async (personId, scope) =>
      (
        await scoped(table, scope).many(
          { assigneeId: checkId(personId, 'personId'), state: 'open' },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readReview),
    assignees: async () => {
      const groups = await table.group<{ readonly _id: PersonId }>([
        { $match: { assigneeId: above(''), state: 'open' } },
        { $group: { _id: '$assigneeId' } },
      ]);
      return groups.map(({ _id }) => _id);
    },
    authoredBy: async (personId, kinds, scope) => {
      const rows = await scoped(table, scope).many(
        { waits: true, 'author.id': checkId(personId, 'personId'), kind: anyOf(kinds) },
        { sort: { waitsBy: 1, _id: 1 }, limit: MAX_BATCH },
      );
      return rows.map(readReview);
    },
    naming: async (personId, scope) => {
      const id = checkId(personId, 'personId');
      const named = [{ 'flow.stages.takers.people': id }, { 'flow.secrecy.takers.people': id }];
      const rows = await scoped(table, scope).many(
        { waits: true, $or: named },
        { sort: { waitsBy: 1, _id: 1 }, limit: MAX_BATCH },
      );
      return rows.map(readReview);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, filter.unitId === undefined ? {} : { unitId: filter.unitId }),
        { filter: whereOf(filter), order: NEAREST_FIRST, page },
        readReview,
      ),
  };
}

function whereOf({ state, kind, waitingFor }: ReviewFilter): Filter {
  return {
    ...(state === undefined ? {} : { state: checkText(state, 'state') }),
    ...(kind === undefined ? {} : { kind: checkText(kind, 'kind') }),
    ...(waitingFor === undefined
      ? {}
      : {
          waits: true,
          waitsFor: anyOf([...new Set(waitingFor.ways.flatMap(({ words }) => words))]),
          barred: noneOf([checkId(waitingFor.personId, 'personId')]),
          $and: [
            { $or: waitingFor.ways.map(wayOf) },
            {
              $or: [
                { assigneeId: anyOf([null, ...checkIds(waitingFor.assignees, 'assigneeId')]) },
                { 'flow.secrecy': notNull() },
              ],
            },
          ],
        }),
  };
}

/** The words of one who delegated count where that one sees, for the kinds that were delegated. */
function wayOf({ words, unitId, kinds }: WaitingWay): Filter {
  return {
    waitsFor: anyOf(words),
    ...(unitId === null ? {} : { unitPath: checkId(unitId, 'unitId') }),
    ...(kinds === null ? {} : { kind: anyOf(kinds) }),
  };
}
