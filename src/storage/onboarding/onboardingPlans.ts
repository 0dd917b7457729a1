import type { OnboardingPlanId } from '../../domain/ids';
import type { OnboardingPlan } from '../../domain/onboarding/onboardingPlan';
import type { OnboardingPlans } from '../../ports/onboardingStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId } from '../checkInput';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface OnboardingPlanRow extends Row, Omit<OnboardingPlan, 'id'>, WithOutbox {
  readonly _id: OnboardingPlanId;
}

const step = partSchema({ levels: texts, sectors: texts, underIds: texts, dueBy: text, clause: text });
export const onboardingPlanSchema = documentSchema({
  _id: text,
  title: text,
  heads: { type: [partSchema({ name: text, platform: text })] },
  source: text,
  withinId: text,
  steps: partSchema({ basic: step, all: step }),
  declaredAt: instant,
  endedAt: instant,
  version: count,
  outbox: outboxField,
});

const MOST_PLANS = 200;

export function createOnboardingPlans(table: Table<OnboardingPlanRow>): OnboardingPlans {
  return {
    insert: async ({ id, ...plan }, event) => {
      await table.insert({ _id: checkId(id, 'planId'), ...plan, heads: [...plan.heads], outbox: outboxOf([event]) });
    },
    change: async ({ id, version, heads, ...plan }, event) =>
      table.change(
        { _id: checkId(id, 'planId'), version },
        { $set: { ...plan, heads: [...heads], version: version + 1 }, ...leaving([event]) },
      ),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'planId') });
      return row === null ? null : readPlan(row);
    },
    all: async () => (await table.many({}, { sort: { declaredAt: -1, _id: -1 }, limit: MOST_PLANS })).map(readPlan),
  };
}

function readPlan({ _id, outbox: _outbox, ...rest }: OnboardingPlanRow): OnboardingPlan {
  return { id: _id, ...rest };
}
