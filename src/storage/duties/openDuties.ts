import type { Schema } from 'mongoose';
import type { Emergency } from '../../domain/emergencies/emergency';
import type { Meeting } from '../../domain/meetings/meeting';
import type { SurveyPlan } from '../../domain/surveys/surveyPlan';
import { civilDateOf } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { DutyStorage } from '../../ports/dutyStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import { anyOf } from '../conditions';
import { asRows } from '../retention/carryOut';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import { createDuties } from './duties';
import { emergencySchema, meetingSchema, surveyPlanSchema } from './fileSchemas';
import { createInteractions } from './interactions';
import { interactionSchema, type InteractionRow } from './interactionRow';
import type { DutyRow } from './dutyRow';
import { createUnitFiles, type FileMarks, type UnitFileRow } from './unitFiles';

export { dutySchema, type DutyRow } from './dutyRow';

type Rescoping = 'duties' | 'survey-plans' | 'emergencies' | 'meetings';

/** What units owe within a limit: repositories, and the tables that follow units. */
export function openDuties(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  duties: Table<DutyRow>,
): {
  readonly repositories: DutyStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly rescoped: Readonly<Record<Rescoping, Table<FollowsAccount>>>;
  /** What goes when its time is over. */
  readonly endings: Readonly<Record<'interaction-texts', Ending>>;
} {
  const interactions = open<InteractionRow>('interactions', interactionSchema);
  const plans = open<UnitFileRow>('survey-plans', surveyPlanSchema);
  const emergencies = open<UnitFileRow>('emergencies', emergencySchema);
  const meetings = open<UnitFileRow>('meetings', meetingSchema);
  return {
    repositories: {
      ...{ duties: createDuties(duties), interactions: createInteractions(interactions) },
      surveyPlans: createUnitFiles<SurveyPlan>(plans, planMarks),
      emergencies: createUnitFiles<Emergency>(emergencies, emergencyMarks),
      meetings: createUnitFiles<Meeting>(meetings, meetingMarks),
    },
    endings: { 'interaction-texts': textEnding(interactions) },
    sources: [duties, interactions, plans, emergencies, meetings].map(
      (table) => table as unknown as Table<Row & WithOutbox>,
    ),
    rescoped: {
      duties: duties as unknown as Table<FollowsAccount>,
      'survey-plans': plans as unknown as Table<FollowsAccount>,
      emergencies: emergencies as unknown as Table<FollowsAccount>,
      meetings: meetings as unknown as Table<FollowsAccount>,
    },
  };
}

/** What people wrote and were answered, counted from when it was over. Whether it was in time says its duty. */
function textEnding(interactions: Table<InteractionRow>): Ending {
  const stripped = {
    ...{ text: '', authorName: null, answer: null, isPublic: false, isTextGone: true },
  } satisfies Partial<InteractionRow>;
  return {
    table: asRows(interactions),
    field: 'endedAt',
    strip: { update: { $set: stripped as Partial<Row> }, isWhole: { isTextGone: anyOf([false, null]) } },
  };
}

function planMarks({ year, items }: SurveyPlan): FileMarks {
  const isWatched = items.some(({ state, look }) => state === 'published' && look?.as !== 'seen');
  return { kind: 'plan', state: 'open', on: `${year}-01-01` as CivilDate, isWatched };
}

function emergencyMarks({ kind, state, knownAt, accounts, keywords }: Emergency): FileMarks {
  const isWatched = state !== 'closed' && accounts.length > 0 && keywords.length > 0;
  return { kind, state, on: civilDateOf(knownAt), isWatched };
}

function meetingMarks({ kind, heldOn }: Meeting): FileMarks {
  return { kind, state: 'recorded', on: heldOn, isWatched: false };
}
