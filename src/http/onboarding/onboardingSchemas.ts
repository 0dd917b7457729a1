import { z } from 'zod';
import type { OnboardingPlanView, OnboardingRowView, OnboardingStandingView } from '../../api/onboarding';
import { PLATFORMS } from '../../domain/accounts/account';
import { UNIT_LEVELS } from '../../domain/accounts/unit';
import type { AccountId, OnboardingPlanId, UnitId } from '../../domain/ids';
import { ONBOARDING_STEPS } from '../../domain/onboarding/onboardingPlan';
import { ONBOARDING_STATES } from '../../domain/onboarding/onboardingStanding';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText } from '../edge/inputSchemas';

const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
const step = z.enum(ONBOARDING_STEPS);
const state = z.enum(ONBOARDING_STATES);
const text = (most: number) => z.string().trim().max(most).default('');

export const onboardingParams = z.strictObject({ id: idOf<OnboardingPlanId>() });
export const onboardingQuery = z.strictObject({
  step: z.exactOptional(step),
  state: z.exactOptional(state),
  unit: z.exactOptional(idOf<UnitId>()),
});

const stepBody = z.strictObject({
  dueBy: civilDate.meta({ description: 'The last day on which it is in time.' }),
  clause: z.string().trim().min(1).max(300),
  levels: z.array(z.enum(UNIT_LEVELS)).max(20).default([]).meta({ description: 'Empty: units of every level.' }),
  sectors: z.array(z.string().min(1).max(60)).max(50).default([]).meta({ description: 'Empty: of every field.' }),
  underIds: z
    .array(idOf<UnitId>())
    .max(200)
    .default([])
    .meta({ description: 'These units and everything below; empty: everywhere.' }),
});
const plan = {
  title: nameText(120),
  heads: z
    .array(z.strictObject({ name: nameText(120), platform: z.enum(PLATFORMS) }))
    .min(1)
    .max(20)
    .meta({ description: 'The head accounts and applications that are joined.' }),
  source: z.string().trim().min(1).max(200).meta({ description: 'The text that demands it.' }),
  withinId: idOf<UnitId>().nullable().default(null).meta({ description: 'Null: all units of the office.' }),
  steps: z.strictObject({ basic: stepBody, all: stepBody }),
  reason,
};
const version = z.int().min(1).meta({ description: 'As it was read.' });
export const declarePlanBody = z.strictObject(plan);
export const changePlanBody = z.strictObject({ ...plan, version });
export const endPlanBody = z.strictObject({ ended: z.boolean(), reason, version });
const unitIds = z.array(idOf<UnitId>()).min(1).max(200);
export const recordJoiningBody = z.strictObject({
  unitIds,
  step,
  saidBy: z.string().trim().min(1).max(120).meta({ description: 'Who says so.' }),
  on: civilDate.meta({ description: 'When they joined.' }),
  document: z.string().trim().min(1).max(200),
  note: text(500),
  accountIds: z
    .exactOptional(z.array(idOf<AccountId>()).max(200))
    .meta({ description: 'Of one unit; absent: all accounts in use have joined.' }),
});
export const takeBackJoiningBody = z.strictObject({ unitId: idOf<UnitId>(), step, reason });
export const exceptBody = z.strictObject({
  unitIds,
  reason,
  untilOn: civilDate.meta({ description: 'The last day on which it holds; at most a year from now.' }),
});
export const endExceptionBody = z.strictObject({ unitId: idOf<UnitId>(), reason });

const namedUnit = z.strictObject({ id: z.string(), name: z.string() });
const account = z.strictObject({ id: z.string(), name: z.string(), platform: z.enum(PLATFORMS) });
const stepView = z.strictObject({
  dueBy: z.string(),
  clause: z.string(),
  levels: z.array(z.enum(UNIT_LEVELS)),
  sectors: z.array(z.string()),
  under: z.array(namedUnit),
  counts: z.strictObject({
    ...{ late: z.int(), open: z.int(), incomplete: z.int(), done: z.int(), 'done-late': z.int(), excepted: z.int() },
  }),
});
export const onboardingPlanView = named(
  'OnboardingPlan',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    heads: z.array(z.strictObject({ name: z.string(), platform: z.enum(PLATFORMS) })),
    source: z.string(),
    within: namedUnit.nullable(),
    steps: z.strictObject({ basic: stepView, all: stepView }),
    declaredAt: isoInstant,
    endedAt: isoInstant.nullable(),
    version: z.int(),
    mayChange: z.boolean(),
  }),
) satisfies z.ZodType<OnboardingPlanView>;
export const onboardingPlanList = listOf('OnboardingPlanList', onboardingPlanView);

const row = named(
  'OnboardingRow',
  z.strictObject({
    unitId: z.string(),
    unitName: z.string(),
    step,
    dueBy: z.string(),
    state,
    fact: z
      .strictObject({
        ...{ saidBy: z.string(), on: z.string(), document: z.string(), note: z.string(), byName: z.string() },
        ...{ at: isoInstant, step },
      })
      .nullable(),
    exception: z
      .strictObject({ byName: z.string(), reason: z.string(), at: isoInstant, untilOn: z.string() })
      .nullable(),
    inUse: z.int(),
    left: z.array(account).meta({ description: 'Accounts in use of which nobody has said that they have joined.' }),
  }),
) satisfies z.ZodType<OnboardingRowView>;
export const onboardingStandingView = named(
  'OnboardingStanding',
  z.strictObject({ plan: onboardingPlanView, items: z.array(row), asOf: isoInstant }),
) satisfies z.ZodType<OnboardingStandingView>;
export const onboardingOutcomeView = named(
  'OnboardingOutcome',
  z.strictObject({
    done: z.int(),
    left: z.array(z.strictObject({ unitId: z.string(), why: z.enum(['not-found', 'not-bound', 'conflict']) })),
  }),
);
