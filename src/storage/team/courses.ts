import type { CourseId, UnitId } from '../../domain/ids';
import type { Course } from '../../domain/team/course';
import type { Instant } from '../../domain/time/instant';
import type { Courses } from '../../ports/teamStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkIds } from '../checkInput';
import { anyOf, within } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { below, scoped, type SharedRows } from '../scope';
import type { Row, Table } from '../table';

export interface CourseRow extends Row, Omit<Course, 'id'>, WithOutbox {
  readonly _id: CourseId;
  readonly removedAt: Instant | null;
}

export const courseSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  heldOn: text,
  hours: count,
  topic: text,
  organiser: text,
  attendees: { type: [partSchema({ name: text, unitId: text, liaisonId: text, personId: text })] },
  version: count,
  removedAt: instant,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<CourseRow> = { by: 'heldOn', direction: -1, kind: 'text' };

export function createCourses(table: Table<CourseRow>): Courses {
  return {
    insert: async ({ id, ...course }, event) => {
      checkIds([course.unitId, ...course.unitPath], 'unitPath');
      await table.insert({
        _id: checkId(id, 'courseId'),
        ...course,
        attendees: [...course.attendees],
        removedAt: null,
        outbox: outboxOf([event]),
      });
    },
    change: async ({ id, version, heldOn, hours, topic, organiser, attendees }, event) =>
      table.change(
        { _id: checkId(id, 'courseId'), version, removedAt: null },
        {
          $set: { heldOn, hours, topic, organiser, attendees: [...attendees], version: version + 1 },
          ...leaving([event]),
        },
      ),
    remove: async (id, version, event) =>
      table.change(
        { _id: checkId(id, 'courseId'), version, removedAt: null },
        { $set: { removedAt: event.ledger.recordedAt, version: version + 1 }, ...leaving([event]) },
      ),
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'courseId'), removedAt: null });
      return row === null ? null : readCourse(row);
    },
    isAttended: async (by) =>
      (await table.countUpTo({ 'attendees.personId': checkId(by, 'personId'), removedAt: null }, 1)) > 0,
    list: async ({ unitId, year, attendedBy }, page, scope) =>
      readPage(
        scoped(table, scope, { unitId, ...(attendedBy === undefined ? {} : { shared: attended(attendedBy) }) }),
        {
          filter: {
            removedAt: null,
            ...(year === undefined ? {} : { heldOn: within(`${year}-01-01`, `${year + 1}-01-01`) }),
          },
          order: NEWEST_FIRST,
          page,
        },
        readCourse,
      ),
  };
}

/** Records of others that name people of these units, cut to these people. */
function attended(by: readonly UnitId[]): SharedRows<CourseRow> {
  const units = checkIds(by, 'attendedBy');
  return {
    visible: (sight) => ({ $or: [{ unitPath: below(sight) }, { 'attendees.unitId': anyOf(units) }] }),
    cut: (row, { units: of, gone }) =>
      of.every((unit) => row.unitPath.includes(unit)) && !row.unitPath.some((unit) => gone.includes(unit))
        ? row
        : { ...row, attendees: row.attendees.filter(({ unitId }) => by.includes(unitId)) },
  };
}

function readCourse({ _id, outbox: _outbox, removedAt: _removedAt, ...rest }: CourseRow): Course {
  return { id: _id, ...rest };
}
