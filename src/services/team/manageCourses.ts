import { asCivilDate, civilDateOf } from '../../domain/time/civil';
import type { CourseId, UnitId } from '../../domain/ids';
import { inScope } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { courseTotals, MOST_HOURS, type Course } from '../../domain/team/course';
import type { CourseView } from '../../api/team';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { CourseRecord, TeamServices } from './contract';
import { reachOpenUnit } from './reachOpenUnit';
import { createTeamEvents } from './teamEvents';

const CHANGED = '这条培训记录已被他人改动。';
const ALL = 200;
/** More pages of courses than any year has. */
const MOST_PAGES = 100;

type Managing = Pick<TeamServices, 'courses' | 'courseTotals' | 'addCourse' | 'changeCourse' | 'removeCourse'>;

/** The record of courses (培训记录) and what they come to by unit. */
export function createManageCourses(deps: ServiceDeps): Managing {
  const { storage, clock, ids } = deps;
  const events = createTeamEvents(deps);
  const unitNames = createUnitNames(deps);
  const views = async (
    courses: readonly Course[],
    { unitId: scope }: Pick<Principal, 'unitId'>,
  ): Promise<readonly CourseView[]> => {
    const { nameOf } = await unitNames(clock.now());
    return courses.map(({ unitPath, attendees, ...course }) => ({
      ...course,
      isOfOther: !inScope(scope, unitPath),
      unitName: nameOf(course.unitId),
      attendees: attendees.map((one) => ({ ...one, unitName: nameOf(one.unitId) })),
    }));
  };
  /** Whose people are also in records that others keep: the units a reader sees. Absent: the reader sees all. */
  const attendedBy = async ({
    unitId,
  }: Pick<Principal, 'unitId'>): Promise<{ readonly attendedBy?: readonly UnitId[] }> =>
    unitId === null ? {} : { attendedBy: (await storage.units.list(unitId)).map(({ id }) => id) };
  const viewOf = async (course: Course, principal: Principal): Promise<CourseView> => {
    const [view] = await views([course], principal);
    if (view === undefined) throw notFound('培训记录');
    return view;
  };
  const check = async (record: CourseRecord, principal: Principal): Promise<void> => {
    if (asCivilDate(record.heldOn) === null || record.heldOn > civilDateOf(clock.now()))
      throw invalidInput('heldOn', '培训日期不是有效的日期，或在今天以后。', '请按“2026-11-30”的形式填写。');
    if (!(record.hours > 0) || record.hours > MOST_HOURS || !Number.isInteger(record.hours * 2))
      throw invalidInput('hours', `学时应为 0.5 至 ${MOST_HOURS}，以半小时计。`, '请改正学时。');
    for (const unitId of new Set(record.attendees.map((one) => one.unitId)))
      if ((await storage.units.byId(unitId, principal.unitId)) === null) throw notFound('参训人员的单位', 'attendees');
  };
  const reach = async (id: CourseId, version: number, principal: Principal): Promise<Course> => {
    demand('team.manage', principal);
    const course = await storage.courses.byId(id, principal.unitId);
    if (course === null) throw notFound('培训记录');
    if (course.version !== version) throw conflict(CHANGED);
    return course;
  };
  return {
    courses: async (filter, page, principal) => {
      // Of one unit: what it keeps, as its figure says.
      const others = filter.unitId === undefined ? await attendedBy(principal) : {};
      const { items, nextCursor } = await storage.courses.list({ ...filter, ...others }, page, principal.unitId);
      return { items: await views(items, principal), nextCursor, asOf: iso(clock.now()) };
    },
    courseTotals: async (year, principal) => {
      const all: Course[] = [];
      let cursor: string | null = null;
      const others = await attendedBy(principal);
      for (let turn = 0; turn < MOST_PAGES; turn += 1) {
        const page = await storage.courses.list({ year, ...others }, { limit: ALL, cursor }, principal.unitId);
        all.push(...page.items);
        cursor = page.nextCursor;
        if (cursor === null) break;
      }
      const totals = courseTotals(all);
      const units = await storage.units.list(principal.unitId);
      return {
        items: units.flatMap(({ id, name }) => {
          const of = totals.get(id);
          return of === undefined ? [] : [{ unitId: id, unitName: name, ...of }];
        }),
        nextCursor: null,
        asOf: iso(clock.now()),
      };
    },
    addCourse: async (unitId, record, principal) => {
      const unit = await reachOpenUnit(deps, unitId, principal);
      await check(record, principal);
      const course: Course = { ...record, id: ids.id<CourseId>(), unitId: unit.id, unitPath: unit.path, version: 1 };
      await storage.courses.insert(course, events.course(course, { reason: 'course-added', note: '' }, principal));
      return viewOf(course, principal);
    },
    changeCourse: async (id, { version, reason, ...changes }, principal) => {
      const before = await reach(id, version, principal);
      const note = writtenReason(reason);
      const after: Course = { ...before, ...changes };
      await check(after, principal);
      if (JSON.stringify(after) === JSON.stringify(before))
        throw invalidInput('topic', '内容都与现在相同。', '请修改其中至少一项。');
      const said = {
        reason: 'course-corrected',
        note,
        data: { heldOnBefore: before.heldOn, hoursBefore: before.hours },
      };
      if (!(await storage.courses.change(after, events.course(after, said, principal)))) throw conflict(CHANGED);
      return viewOf({ ...after, version: version + 1 }, principal);
    },
    removeCourse: async (id, { version, reason }, principal) => {
      const course = await reach(id, version, principal);
      const note = writtenReason(reason);
      const event = events.course(course, { reason: 'course-removed', note }, principal);
      if (!(await storage.courses.remove(id, version, event))) throw conflict(CHANGED);
    },
  };
}
