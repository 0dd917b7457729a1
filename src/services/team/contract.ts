import type { CourseId, LiaisonId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Course } from '../../domain/team/course';
import type { Liaison, LiaisonDuty, LiaisonGap } from '../../domain/team/liaison';
import type { CivilDate } from '../../domain/time/instant';
import type { PageRequest } from '../../ports/storage';
import type { LiaisonFilter } from '../../ports/teamStorage';
import type { CourseTotalsView, CourseView, LiaisonGapsView, LiaisonView, UnfilledUnitView } from '../../api/team';
import type { ListView } from '../../api/wire';

export type LiaisonRecord = Omit<Liaison, 'id' | 'unitId' | 'unitPath' | 'untilOn' | 'version'>;
export type LiaisonChange = Partial<LiaisonRecord> & { readonly version: number; readonly reason: string };
export type CourseRecord = Omit<Course, 'id' | 'unitId' | 'unitPath' | 'version'>;

/** Who of each unit answers for its accounts, and the courses they were at. Changes take the action `team.manage`. */
export interface TeamServices {
  liaisons(filter: LiaisonFilter, page: PageRequest, principal: Principal): Promise<ListView<LiaisonView>>;
  /** Of one unit alone, those of before included. Refuses `not-found`. */
  liaisonsOf(unitId: UnitId, principal: Principal): Promise<ListView<LiaisonView>>;
  /** How many units in use have not filled which duty as they should. */
  liaisonGaps(principal: Principal): Promise<LiaisonGapsView>;
  /** Which units those are. */
  unfilled(
    asked: { readonly duty: LiaisonDuty; readonly gap: LiaisonGap },
    principal: Principal,
  ): Promise<ListView<UnfilledUnitView>>;
  /**
   * Gives somebody a duty of a unit. Refuses `forbidden`, `not-found` (also `personId`), `invalid-input` (`unitId`
   * closed, `rank`, `mobile`, `officePhone`, `sinceOn`, `reason`).
   */
  addLiaison(
    unitId: UnitId,
    record: LiaisonRecord & { readonly reason: string },
    principal: Principal,
  ): Promise<LiaisonView>;
  /** Refuses as `addLiaison`, and `conflict` where it was changed meanwhile or is over. */
  changeLiaison(id: LiaisonId, change: LiaisonChange, principal: Principal): Promise<LiaisonView>;
  /**
   * Ends a duty with its last day. Refuses `forbidden`, `not-found`, `conflict`, `invalid-input` (`untilOn`, `reason`).
   */
  endLiaison(
    id: LiaisonId,
    end: { readonly version: number; readonly untilOn: CivilDate; readonly reason: string },
    principal: Principal,
  ): Promise<LiaisonView>;
  /**
   * Many at once, each of a unit that is reached: whoever holds the duty under that name is changed, else added; what
   * is said already changes nothing. Refuses as `addLiaison` at the first that cannot be taken; those before it stay.
   */
  registerLiaisons(
    records: readonly (LiaisonRecord & { readonly unitId: UnitId })[],
    reason: string,
    principal: Principal,
  ): Promise<{ readonly added: number; readonly changed: number; readonly same: number }>;

  courses(
    filter: { readonly unitId?: UnitId; readonly year?: number },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<CourseView>>;
  /** By unit, for those that held or attended any in that year. */
  courseTotals(year: number, principal: Principal): Promise<ListView<CourseTotalsView>>;
  /**
   * Records a course. Refuses `forbidden`, `not-found` (the unit, also of an attendee), `invalid-input` (`heldOn`,
   * `hours`, `unitId` closed).
   */
  addCourse(unitId: UnitId, record: CourseRecord, principal: Principal): Promise<CourseView>;
  /** Corrects one, with a reason. Refuses as `addCourse`, and `conflict`, `invalid-input` (`reason`). */
  changeCourse(
    id: CourseId,
    change: Partial<CourseRecord> & { readonly version: number; readonly reason: string },
    principal: Principal,
  ): Promise<CourseView>;
  /** Takes one out that was recorded by mistake. Refuses `forbidden`, `not-found`, `conflict`, `invalid-input`. */
  removeCourse(
    id: CourseId,
    removal: { readonly version: number; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
}
