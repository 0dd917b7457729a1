import type { DomainEvent } from '../domain/alerts/alert';
import type { CourseId, LiaisonId, PersonId, UnitId } from '../domain/ids';
import type { Course } from '../domain/team/course';
import type { Liaison, LiaisonDuty, Rank } from '../domain/team/liaison';
import type { Page, PageRequest, Scope } from './paging';

export interface LiaisonFilter {
  readonly unitId?: UnitId;
  readonly duty?: LiaisonDuty;
  /** Absent: those of before as well. */
  readonly current?: boolean;
}
export interface Liaisons {
  insert(liaison: Liaison, event: DomainEvent): Promise<void>;
  /** Compare-and-set on the version it was read in. */
  change(liaison: Liaison, event: DomainEvent): Promise<boolean>;
  byId(id: LiaisonId, scope: Scope): Promise<Liaison | null>;
  list(filter: LiaisonFilter, page: PageRequest, scope: Scope): Promise<Page<Liaison>>;
  /** Of one unit alone, those who hold something now first. */
  ofUnit(unitId: UnitId, scope: Scope): Promise<readonly Liaison[]>;
  /** What a person who signs in holds without a last day, in whichever unit. */
  ofPerson(personId: PersonId): Promise<readonly Liaison[]>;
  /** How many hold which duty of which unit now, by rank. */
  counts(scope: Scope): Promise<readonly LiaisonCount[]>;
}
export interface LiaisonCount {
  readonly unitId: UnitId;
  readonly duty: LiaisonDuty;
  readonly rank: Rank | null;
  readonly count: number;
}

export interface CourseFilter {
  readonly unitId?: UnitId;
  /** By the day it was held. */
  readonly year?: number;
  /** Beside what the scope shows: records of others that name people of these units, cut to these people. */
  readonly attendedBy?: readonly UnitId[];
}
export interface Courses {
  insert(course: Course, event: DomainEvent): Promise<void>;
  /** Compare-and-set on the version it was read in. */
  change(course: Course, event: DomainEvent): Promise<boolean>;
  /** Compare-and-set; it stays as a row that is shown nowhere. */
  remove(id: CourseId, version: number, event: DomainEvent): Promise<boolean>;
  byId(id: CourseId, scope: Scope): Promise<Course | null>;
  /** Whether somebody who signs in was at any of them. */
  isAttended(by: PersonId): Promise<boolean>;
  list(filter: CourseFilter, page: PageRequest, scope: Scope): Promise<Page<Course>>;
}

export interface TeamStorage {
  readonly liaisons: Liaisons;
  readonly courses: Courses;
}
