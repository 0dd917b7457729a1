import { z } from 'zod';
import {
  EMERGENCY_ACTS,
  SURVEY_ACTS,
  type EmergencyDetailView,
  type EmergencyView,
  type MeetingDetailView,
  type MeetingView,
  type SurveyPlanView,
  type StatementView,
  type SurveyResultsView,
} from '../../api/unitFiles';
import { DUTY_STATES } from '../../domain/duties/duty';
import { EMERGENCY_EVENTS, EMERGENCY_KINDS, EMERGENCY_STATES } from '../../domain/emergencies/emergency';
import type {
  AccountId,
  EmergencyId,
  MandateRuleId,
  MeetingId,
  PolicyId,
  SurveyPlanId,
  UnitId,
} from '../../domain/ids';
import { MEETING_EVENTS, MEETING_KINDS } from '../../domain/meetings/meeting';
import { SURVEY_STANDINGS } from '../../domain/surveys/surveyOutlook';
import { RESULT_SIGHTS, SURVEY_EVENTS, SURVEY_STATES } from '../../domain/surveys/surveyPlan';
import { SURVEY_KINDS } from '../../domain/surveys/surveyQuota';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryInteger } from '../edge/inputSchemas';
import { dutyView } from './dutySchemas';

const FIRST_YEAR = 2015;
const LAST_YEAR = 2100;
const version = z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' });
const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const link = z.url({ protocol: /^https?$/ }).max(2_000);
const unitId = idOf<UnitId>().nullable().default(null).meta({ description: 'Null: the unit of whoever asks.' });
const ofUnit = z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' });
const ofYear = z.exactOptional(queryInteger({ min: FIRST_YEAR, max: LAST_YEAR }));
const thread = <Event extends string>(events: readonly [Event, ...Event[]]) =>
  z.array(
    z.strictObject({ event: z.enum(events), name: z.string(), at: isoInstant, words: z.string().nullable() }),
  ) as unknown as z.ZodType<
    { readonly event: Event; readonly name: string; readonly at: string; readonly words: string | null }[]
  >;

export const planParams = z.strictObject({ id: idOf<SurveyPlanId>() });
export const plansQuery = z.strictObject({ year: ofYear, unitId: ofUnit, ...pageFields });
export const openPlanBody = z.strictObject({ unitId, year: z.int().min(FIRST_YEAR).max(LAST_YEAR) });
export const planItemBody = z.strictObject({
  version,
  kind: z.enum(SURVEY_KINDS),
  title: nameText(200),
  plannedOn: civilDate.meta({ description: 'A day of the year of the plan.' }),
});
export const surveyStepBody = z.strictObject({
  version,
  key: z.string().min(1).max(40).meta({ description: 'Of the item.' }),
  step: z.enum(SURVEY_ACTS),
  words: z.string().trim().max(1_000).default(''),
  on: civilDate.nullable().default(null).meta({
    description: 'Of `postpone`: for when it is planned; of `hold`: the day it ended.',
  }),
  link: link.nullable().default(null).meta({ description: 'Of `announce` and `publish`: where it stands.' }),
});

export const surveyPlanView = named(
  'SurveyPlan',
  z.strictObject({
    id: z.string(),
    unitId: z.string(),
    unitName: z.string(),
    year: z.int(),
    quotas: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        titleEn: z.string(),
        kinds: z.array(z.enum(SURVEY_KINDS)),
        least: z.int(),
        clause: z.string(),
        held: z.int(),
        ahead: z.int().meta({ description: 'Planned for a day that is still to come.' }),
        standing: z.enum(SURVEY_STANDINGS),
      }),
    ),
    items: z.array(
      z.strictObject({
        key: z.string(),
        kind: z.enum(SURVEY_KINDS),
        title: z.string(),
        plannedOn: civilDate,
        state: z.enum(SURVEY_STATES),
        announcedLink: z.string().nullable(),
        heldOn: civilDate.nullable(),
        resultLink: z.string().nullable(),
        sight: z
          .strictObject({ as: z.enum(RESULT_SIGHTS), at: isoInstant, link: z.string().nullable() })
          .nullable()
          .meta({ description: 'Whether we have seen the result on the site ourselves.' }),
        dutyId: z.string().nullable(),
        acts: z.array(z.enum(SURVEY_ACTS)).meta({ description: 'What whoever asks can do now.' }),
        thread: thread(SURVEY_EVENTS),
      }),
    ),
    mayWrite: z.boolean(),
    version: z.int(),
  }),
) satisfies z.ZodType<SurveyPlanView>;
export const surveyPlanList = listOf('SurveyPlanList', surveyPlanView);
export const surveyResultsView = named(
  'SurveyResults',
  z.strictObject({
    found: z.array(z.strictObject({ key: z.string(), title: z.string(), link: z.string(), at: isoInstant })),
    columns: z.int().meta({ description: 'How many columns of the unit we read.' }),
  }),
) satisfies z.ZodType<SurveyResultsView>;

export const emergencyParams = z.strictObject({ id: idOf<EmergencyId>() });
export const emergenciesQuery = z.strictObject({
  state: z.exactOptional(z.enum(EMERGENCY_STATES)),
  kind: z.exactOptional(z.enum(EMERGENCY_KINDS)),
  year: ofYear,
  unitId: ofUnit,
  ...pageFields,
});
export const openEmergencyBody = z.strictObject({
  unitId,
  kind: z.enum(EMERGENCY_KINDS),
  title: nameText(200),
  happened: z.string().trim().min(1).max(4_000),
  knownAt: z.iso.datetime({ offset: true }).meta({ description: 'From when the first clock counts.' }),
});
export const chooseBody = z.strictObject({
  version,
  accounts: z.array(idOf<AccountId>()).max(200),
  keywords: z.array(z.string().trim().min(2).max(40)).max(20).meta({
    description: 'A post that has one of these in its title or text is about the event.',
  }),
});
export const statementBody = z.strictObject({
  version,
  at: z.iso.datetime({ offset: true }),
  speaker: nameText(100),
  link: link.nullable().default(null),
  words: z.string().trim().min(1).max(2_000),
});
export const strikeBody = z.strictObject({
  version,
  index: z.int().min(0).max(10_000).meta({ description: 'Where it stands, as of this version.' }),
  words: z.string().trim().min(1).max(500),
});
export const callBody = z.strictObject({
  version,
  ruleId: idOf<MandateRuleId>().meta({ description: 'Whom it binds, and within which limit.' }),
  policyId: idOf<PolicyId>().meta({ description: 'The document that all are to repost.' }),
  reason: z.string().trim().min(1).max(500),
});
export const closeBody = z.strictObject({ version, summary: z.string().trim().min(1).max(4_000) });
export const reopenBody = z.strictObject({ version, words: z.string().trim().min(1).max(500) });

const emergency = {
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  kind: z.enum(EMERGENCY_KINDS),
  title: z.string(),
  knownAt: isoInstant,
  state: z.enum(EMERGENCY_STATES),
  closedAt: isoInstant.nullable(),
  acts: z.array(z.enum(EMERGENCY_ACTS)).meta({ description: 'What whoever asks can do now.' }),
  version: z.int(),
};
export const emergencyList = listOf(
  'EmergencyList',
  named('Emergency', z.strictObject({ ...emergency, statements: z.int() })) satisfies z.ZodType<EmergencyView>,
);
export const emergencyDetailView = named(
  'EmergencyDetail',
  z.strictObject({
    ...emergency,
    happened: z.string(),
    accounts: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    keywords: z.array(z.string()),
    statements: z.int().meta({ description: 'How many stand.' }),
    beyond: z.int().meta({ description: 'How many more were found than are kept.' }),
    calls: z.array(z.strictObject({ mandateId: z.string(), title: z.string(), at: isoInstant, name: z.string() })),
    duties: z.array(dutyView),
    summary: z.string().nullable(),
    thread: thread(EMERGENCY_EVENTS),
  }),
) satisfies z.ZodType<EmergencyDetailView>;

export const statementsQuery = z.strictObject({ ...pageFields });
export const statementList = listOf(
  'StatementList',
  named(
    'Statement',
    z.strictObject({
      index: z.int(),
      at: isoInstant,
      origin: z.enum(['seen', 'entered']),
      accountId: z.string().nullable(),
      speaker: z.string(),
      link: z.string().nullable(),
      words: z.string(),
      struck: z
        .strictObject({ at: isoInstant, name: z.string(), words: z.string() })
        .nullable()
        .meta({ description: 'Withdrawn as no statement of this event.' }),
    }),
  ) satisfies z.ZodType<StatementView>,
);

export const meetingParams = z.strictObject({ id: idOf<MeetingId>() });
export const meetingsQuery = z.strictObject({
  kind: z.exactOptional(z.enum(MEETING_KINDS)),
  year: ofYear,
  unitId: ofUnit,
  ...pageFields,
});
const said = {
  title: nameText(200),
  participants: z.string().trim().max(2_000),
  notes: z.string().trim().max(10_000),
};
export const recordMeetingBody = z.strictObject({ unitId, kind: z.enum(MEETING_KINDS), heldOn: civilDate, ...said });
export const correctMeetingBody = z.strictObject({ version, ...said });
export const decisionBody = z.strictObject({
  version,
  text: nameText(200),
  unitId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: the unit of the record.' }),
  dueOn: civilDate.meta({ description: 'The last day that is in time.' }),
});
const meeting = {
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  kind: z.enum(MEETING_KINDS),
  title: z.string(),
  heldOn: civilDate,
  version: z.int(),
};
export const meetingList = listOf(
  'MeetingList',
  named('Meeting', z.strictObject({ ...meeting, decisions: z.int() })) satisfies z.ZodType<MeetingView>,
);
export const meetingDetailView = named(
  'MeetingDetail',
  z.strictObject({
    ...meeting,
    participants: z.string(),
    notes: z.string(),
    decisions: z.array(
      z.strictObject({
        text: z.string(),
        unitId: z.string(),
        unitName: z.string(),
        dueOn: civilDate,
        dutyId: z.string(),
        state: z.enum(DUTY_STATES).nullable(),
        isLate: z.boolean(),
      }),
    ),
    mayWrite: z.boolean(),
    thread: thread(MEETING_EVENTS),
  }),
) satisfies z.ZodType<MeetingDetailView>;
