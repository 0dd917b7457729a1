import { z } from 'zod';
import type {
  DutyDayView,
  DutyTemplateView,
  FillPreviewView,
  OnDutyView,
  RosterView,
  SubstitutionView,
} from '../../api/oncall';
import type { PersonId, RosterId, SubstitutionId, UnitId } from '../../domain/ids';
import { TABLE_PROBLEMS } from '../../domain/oncall/dutyTable';
import { HOLE_REASONS } from '../../domain/oncall/onDuty';
import { MOST_FILLED_DAYS, ROTATION_STEPS } from '../../domain/oncall/rotation';
import { DUTY_SOURCES } from '../../domain/oncall/roster';
import { ROLES } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';
import { listOf, named } from '../edge/answerSchemas';
import { idOf, nameText } from '../edge/inputSchemas';

const MOST_IN_TURN = 200;
const MOST_A_DAY = 20;
/** Longest table file, in base64: within what a request may hold. */
const LONGEST_FILE = 240_000;

const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });

export const rosterParams = z.strictObject({ id: idOf<RosterId>() });
export const substitutionParams = z.strictObject({ id: idOf<SubstitutionId>() });

const rosterFields = {
  name: nameText(40),
  unitId: idOf<UnitId>().nullable().default(null).meta({
    description: 'Whose duty it is: names of a table are looked for in this unit and below it. Null: the whole office.',
  }),
  handoverMinute: z.int().min(0).max(1439).meta({ description: 'Minute of the civil day at which the duty changes.' }),
  fallbackRole: z.enum(ROLES).meta({ description: 'Who is told where nobody is on duty.' }),
  disabled: z.boolean().default(false),
};
export const newRosterBody = z.strictObject(rosterFields);
export const rosterBody = z.strictObject({ version, ...rosterFields });

export const daysQuery = z.strictObject({ from: z.exactOptional(civilDate), to: z.exactOptional(civilDate) });
const people = z.array(idOf<PersonId>()).max(MOST_A_DAY);
export const dayBody = z.strictObject({
  date: civilDate,
  version: z.int().min(0).meta({ description: 'As it was read; 0: the day was not filled.' }),
  personIds: people,
  leaderIds: people.default([]),
});

const turns = z.array(idOf<PersonId>()).max(MOST_IN_TURN);
const fileFields = {
  content: z
    .base64()
    .min(4)
    .max(LONGEST_FILE)
    .meta({ description: 'An xlsx or CSV file with columns 日期 and 值班人员, and 带班领导 and 电话 where wanted.' }),
};
const rotationFields = {
  from: civilDate,
  to: civilDate.meta({ description: `Included; at most ${MOST_FILLED_DAYS} days.` }),
  step: z.enum(ROTATION_STEPS),
  order: turns.min(1),
  offOrder: turns.default([]).meta({ description: 'Who take turns on days off; empty: as on every day.' }),
  leaderOrder: turns.default([]),
};
const basis = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: '`basis` of the preview.' });
export const importPreviewBody = z.strictObject(fileFields);
export const importBody = z.strictObject({ ...fileFields, basis });
export const rotationPreviewBody = z.strictObject(rotationFields);
export const rotationBody = z.strictObject({ ...rotationFields, basis });

export const substitutionBody = z.strictObject({
  fromDate: civilDate,
  toDate: civilDate.meta({ description: 'Included.' }),
  personId: idOf<PersonId>(),
  insteadOf: idOf<PersonId>(),
  reason: z.string().trim().min(1).max(200),
});

export const onDuty = z.strictObject({
  personId: z.string(),
  name: z.string(),
  insteadOfName: z.string().nullable(),
  reachable: z.boolean().meta({ description: 'Not disabled, with an address in some channel.' }),
}) satisfies z.ZodType<OnDutyView>;
const day = z.iso.date();

export const rosterView = named(
  'DutyRoster',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    unitId: z.string().nullable(),
    handoverMinute: z.int(),
    fallbackRole: z.enum(ROLES),
    disabled: z.boolean(),
    version: z.int(),
    dutyDate: day.meta({ description: 'The day whose duty it is now.' }),
    onDuty: z.array(onDuty),
    leaders: z.array(onDuty),
    holes: z
      .array(z.strictObject({ date: day, reason: z.enum(HOLE_REASONS) }))
      .meta({ description: 'Days of the next two weeks on which nobody can be told.' }),
  }),
) satisfies z.ZodType<RosterView>;
export const rosterList = listOf('DutyRosterList', rosterView);

export const dutyDayView = named(
  'DutyDay',
  z.strictObject({
    date: day,
    working: z.boolean(),
    kind: z.string(),
    personIds: z.array(z.string()),
    leaderIds: z.array(z.string()),
    onDuty: z.array(onDuty).meta({ description: 'With substitutes in place.' }),
    leaders: z.array(onDuty),
    source: z.enum(DUTY_SOURCES).nullable(),
    hole: z.enum(HOLE_REASONS).nullable(),
    version: z.int(),
  }),
) satisfies z.ZodType<DutyDayView>;
export const dutyDayList = listOf('DutyDayList', dutyDayView);

export const substitutionView = named(
  'Substitution',
  z.strictObject({
    id: z.string(),
    fromDate: day,
    toDate: day,
    name: z.string(),
    insteadOfName: z.string(),
    reason: z.string(),
    version: z.int(),
  }),
) satisfies z.ZodType<SubstitutionView>;
export const substitutionList = listOf('SubstitutionList', substitutionView);

const names = z.array(z.string());
export const fillPreviewView = named(
  'DutyFillPreview',
  z.strictObject({
    basis: z.string(),
    days: z.array(
      z.strictObject({
        date: day,
        working: z.boolean(),
        kind: z.string(),
        certain: z.boolean().meta({ description: 'False: the holiday notice of the year is not out.' }),
        people: names,
        leaders: names,
        before: z.strictObject({ people: names, leaders: names }).nullable(),
        change: z.enum(['new', 'changed', 'same']),
      }),
    ),
    problems: z
      .array(z.strictObject({ code: z.enum(TABLE_PROBLEMS), row: z.int(), column: z.int(), value: z.string() }))
      .meta({ description: 'Of a table; while there are any nothing of it is stored.' }),
    holes: z.array(day),
    unreachable: names,
  }),
) satisfies z.ZodType<FillPreviewView>;
export const filledView = named('DutyFilled', z.strictObject({ changed: z.int() }));
export const templateView = named(
  'DutyTemplate',
  z.strictObject({ fileName: z.string(), content: z.string().meta({ description: 'An xlsx file, in base64.' }) }),
) satisfies z.ZodType<DutyTemplateView>;
