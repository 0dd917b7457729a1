import type { TeamStorage } from '../../ports/teamStorage';
import type { Table } from '../table';
import { createCourses, type CourseRow } from './courses';
import { createLiaisons, type LiaisonRow } from './liaisons';

export { courseSchema, type CourseRow } from './courses';
export { liaisonSchema, type LiaisonRow } from './liaisons';

/** Who of each unit answers for its accounts, and the courses they were at. */
export function openTeam(tables: {
  readonly liaisons: Table<LiaisonRow>;
  readonly courses: Table<CourseRow>;
}): TeamStorage {
  return { liaisons: createLiaisons(tables.liaisons), courses: createCourses(tables.courses) };
}
