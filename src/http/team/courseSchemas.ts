import { z } from 'zod';
import type { CourseTotalsView, CourseView } from '../../api/team';
import type { CourseId, LiaisonId, PersonId, UnitId } from '../../domain/ids';
import { MOST_ATTENDEES, MOST_HOURS } from '../../domain/team/course';
import { listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText, pageFields, queryInteger } from '../edge/inputSchemas';
import { civilDate, reason, version } from './liaisonSchemas';

export const courseParams = z.strictObject({ id: idOf<CourseId>() });
const year = queryInteger({ min: 2000, max: 2100 });
export const coursesQuery = z.strictObject({
  ...pageFields,
  unit: z.exactOptional(idOf<UnitId>()).meta({ description: 'That keeps the record, or is above it.' }),
  year: z.exactOptional(year),
});
export const courseTotalsQuery = z.strictObject({
  year: z.exactOptional(year).meta({ description: 'Default: this one.' }),
});

const attendees = z
  .array(
    z.strictObject({
      name: nameText(60),
      unitId: idOf<UnitId>(),
      liaisonId: idOf<LiaisonId>().nullable().default(null),
      personId: idOf<PersonId>().nullable().default(null),
    }),
  )
  .min(1)
  .max(MOST_ATTENDEES);
const record = {
  heldOn: civilDate,
  hours: z.number().positive().max(MOST_HOURS).meta({ description: 'By the half hour.' }),
  topic: nameText(200),
  organiser: nameText(100),
  attendees,
};
export const addCourseBody = z.strictObject({
  unitId: idOf<UnitId>().meta({ description: 'That keeps the record.' }),
  ...record,
});
export const changeCourseBody = changing(
  z.strictObject({
    heldOn: z.exactOptional(record.heldOn),
    hours: z.exactOptional(record.hours),
    topic: z.exactOptional(record.topic),
    organiser: z.exactOptional(record.organiser),
    attendees: z.exactOptional(record.attendees),
    version,
    reason,
  }),
  ['heldOn', 'hours', 'topic', 'organiser', 'attendees'],
);
export const removeCourseBody = z.strictObject({ version, reason });

export const courseView = named(
  'Course',
  z.strictObject({
    id: z.string(),
    unitId: z.string(),
    unitName: z.string(),
    heldOn: z.string(),
    hours: z.number(),
    topic: z.string(),
    organiser: z.string(),
    attendees: z.array(
      z.strictObject({
        name: z.string(),
        unitId: z.string() as unknown as z.ZodType<UnitId>,
        unitName: z.string(),
        liaisonId: z.string().nullable() as unknown as z.ZodType<LiaisonId | null>,
        personId: z.string().nullable() as unknown as z.ZodType<PersonId | null>,
      }),
    ),
    isOfOther: z.boolean().meta({
      description: 'A unit out of sight keeps the record: its own people alone are shown, and nothing is changed here.',
    }),
    version: z.int(),
  }),
) satisfies z.ZodType<CourseView>;
export const courseList = listOf('CourseList', courseView);
export const courseTotalsList = listOf(
  'CourseTotalsList',
  named(
    'CourseTotals',
    z.strictObject({
      unitId: z.string(),
      unitName: z.string(),
      held: z.int(),
      heldHours: z.number(),
      attended: z.int(),
      attendedHours: z.number(),
    }),
  ) satisfies z.ZodType<CourseTotalsView>,
);
