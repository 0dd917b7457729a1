import type { TeamStorage } from '../../ports/teamStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createCourses, type CourseRow } from './courses';
import { createLiaisons, type LiaisonRow } from './liaisons';

export { courseSchema, type CourseRow } from './courses';
export { liaisonSchema, type LiaisonRow } from './liaisons';

/**
 * Who of each unit answers for its accounts, and the courses they were at: repositories, and tables that follow units.
 */
export function openTeam({
  liaisons,
  courses,
}: {
  readonly liaisons: Table<LiaisonRow>;
  readonly courses: Table<CourseRow>;
}): {
  readonly repositories: TeamStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly rescoped: Readonly<Record<'liaisons' | 'courses', Table<FollowsAccount>>>;
} {
  return {
    repositories: { liaisons: createLiaisons(liaisons), courses: createCourses(courses) },
    sources: [liaisons, courses].map((table) => table as unknown as Table<Row & WithOutbox>),
    rescoped: {
      liaisons: liaisons as unknown as Table<FollowsAccount>,
      courses: courses as unknown as Table<FollowsAccount>,
    },
  };
}
