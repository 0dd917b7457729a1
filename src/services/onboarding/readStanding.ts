import type { OnboardingPlanView, OnboardingRowView, OnboardingStepView } from '../../api/onboarding';
import type { Account } from '../../domain/accounts/account';
import { STATUS_RULES } from '../../domain/accounts/accountTable';
import type { UnitId } from '../../domain/ids';
import {
  emptyEntry,
  entryKey,
  heirOf,
  isBound,
  ONBOARDING_STEPS,
  type OnboardingEntry,
  type OnboardingPlan,
  type OnboardingStep,
} from '../../domain/onboarding/onboardingPlan';
import { leftOf, ONBOARDING_STATES, standingOf, withMerged } from '../../domain/onboarding/onboardingStanding';
import { inScope, may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import type { Scope, Unit } from '../../ports/storage';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';

const BOUNDS = { limit: 200, maxPages: 100 };

/** What standings are read from: all units, those the reader sees, and the accounts in use of those. */
export interface Known {
  readonly units: ReadonlyMap<UnitId, Unit>;
  readonly seen: readonly Unit[];
  readonly inUse: ReadonlyMap<UnitId, readonly Account[]>;
  readonly today: CivilDate;
}

export async function readKnown({ storage, clock }: ServiceDeps, scope: Scope): Promise<Known> {
  const all = await storage.units.list(null);
  const inUse = new Map<UnitId, Account[]>();
  for await (const { items } of pagesOf((page) => storage.accounts.list({}, page, scope), BOUNDS))
    for (const { account } of items)
      if (isInUse(account)) inUse.set(account.unitId, [...(inUse.get(account.unitId) ?? []), account]);
  return {
    units: new Map(all.map((unit) => [unit.id, unit])),
    seen: all.filter(({ path }) => inScope(scope, path)),
    inUse,
    today: civilDateOf(clock.now()),
  };
}

/** Columns of a website are no accounts that could join. */
export function isInUse({ status, platform }: Pick<Account, 'status' | 'platform'>): boolean {
  return STATUS_RULES[status].bound && platform !== 'portal';
}

/** How each unit that the reader sees stands with each step that binds it, in the order of the tree. */
export function rowsOf(
  plan: OnboardingPlan,
  entries: readonly OnboardingEntry[],
  { units, seen, inUse, today }: Known,
): readonly OnboardingRowView[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  // Of a unit that was merged the entry names the other one, under its own key.
  const merged = entries.filter(({ key, unitId }) => key !== entryKey(plan.id, unitId));
  const entryOf = (unit: Unit): OnboardingEntry =>
    withMerged(
      byKey.get(entryKey(plan.id, unit.id)) ?? emptyEntry(plan.id, unit),
      merged.filter(({ unitId }) => unitId === unit.id),
    );
  return seen.flatMap((unit) =>
    ONBOARDING_STEPS.filter((step) => isBound(unit, plan.steps[step], { withinId: plan.withinId, units })).map(
      (step): OnboardingRowView => {
        const entry = entryOf(unit);
        const accounts = inUse.get(unit.id) ?? [];
        const ids = accounts.map(({ id }) => id);
        const left = new Set(leftOf(entry, ids));
        const { state, fact } = standingOf({ plan, step, entry }, ids, today);
        const { exception } = entry;
        return {
          ...{ unitId: unit.id, unitName: unit.name, step, dueBy: plan.steps[step].dueBy, state },
          fact: fact && {
            ...{ saidBy: fact.saidBy, on: fact.on, document: fact.document, note: fact.note },
            ...{ byName: fact.name, at: iso(fact.at), step: fact === entry.facts[step] ? step : 'all' },
          },
          exception: exception && {
            ...{ byName: exception.name, reason: exception.reason, at: iso(exception.at) },
            untilOn: exception.untilOn,
          },
          inUse: accounts.length,
          left: accounts.flatMap(({ id, name, platform }) => (left.has(id) ? [{ id, name, platform }] : [])),
        };
      },
    ),
  );
}

export function planView(
  plan: OnboardingPlan,
  rows: readonly OnboardingRowView[],
  { units, principal }: Pick<Known, 'units'> & { readonly principal: Principal },
): OnboardingPlanView {
  const named = (id: UnitId) => ({ id, name: units.get(id)?.name ?? '' });
  const stepView = (step: OnboardingStep): OnboardingStepView => {
    const { underIds, ...rest } = plan.steps[step];
    const own = rows.filter((row) => row.step === step);
    return {
      ...rest,
      under: underIds.map((id) => named(heirOf(id, units))),
      counts: Object.fromEntries(
        ONBOARDING_STATES.map((state) => [state, own.filter((row) => row.state === state).length]),
      ) as OnboardingStepView['counts'],
    };
  };
  const { id, title, heads, source, withinId, declaredAt, endedAt, version } = plan;
  return {
    ...{ id, title, heads, source, within: withinId === null ? null : named(heirOf(withinId, units)) },
    steps: { basic: stepView('basic'), all: stepView('all') },
    ...{ declaredAt: iso(declaredAt), endedAt: isoOrNull(endedAt), version },
    mayChange: may(principal, 'rules.manage') && isWithin(plan, principal, units),
  };
}

/** Whether the plan lies within what the person sees: only then it is theirs to change. */
export function isWithin(
  { withinId }: Pick<OnboardingPlan, 'withinId'>,
  { unitId }: Pick<Principal, 'unitId'>,
  units: ReadonlyMap<UnitId, Unit>,
): boolean {
  if (unitId === null) return true;
  const root = withinId === null ? undefined : units.get(heirOf(withinId, units));
  return root?.path.includes(unitId) ?? false;
}
