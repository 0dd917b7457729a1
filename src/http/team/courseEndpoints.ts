import { civilDateOf } from '../../domain/time/civil';
import { endpoint } from '../edge/endpoint';
import {
  addCourseBody,
  changeCourseBody,
  courseList,
  courseParams,
  coursesQuery,
  courseTotalsList,
  courseTotalsQuery,
  courseView,
  removeCourseBody,
} from './courseSchemas';

export const listCourses = endpoint({
  summary: 'Courses that were held (培训记录), the newest first',
  query: coursesQuery,
  answer: courseList,
  handle({ services, principal, query }) {
    const { cursor, limit, unit, ...filter } = query;
    return services.team.courses(
      { ...filter, ...(unit === undefined ? {} : { unitId: unit }) },
      { cursor, limit },
      principal,
    );
  },
});

export const listCourseTotals = endpoint({
  summary: 'What the courses of a year come to by unit, in the order of the tree',
  query: courseTotalsQuery,
  answer: courseTotalsList,
  handle({ services, principal, query, now }) {
    return services.team.courseTotals(query.year ?? Number(civilDateOf(now).slice(0, 4)), principal);
  },
});

export const addCourse = endpoint({
  summary: 'Record a course that was held, and who was there',
  body: addCourseBody,
  status: 201,
  answer: courseView,
  handle({ services, principal, body }) {
    const { unitId, ...record } = body;
    return services.team.addCourse(unitId, record, principal);
  },
});

export const changeCourse = endpoint({
  summary: 'Correct the record of a course, with a reason',
  params: courseParams,
  body: changeCourseBody,
  answer: courseView,
  handle({ services, principal, params, body }) {
    return services.team.changeCourse(params.id, body, principal);
  },
});

export const removeCourse = endpoint({
  summary: 'Take out a course that was recorded by mistake, with a reason',
  params: courseParams,
  body: removeCourseBody,
  status: 204,
  async handle({ services, principal, params, body }) {
    await services.team.removeCourse(params.id, body, principal);
  },
});
