import type { Platform } from '../accounts/platforms';
import { isOpen, type Sector, type Unit, type UnitLevel } from '../accounts/unit';
import type { AccountId, OnboardingPlanId, PersonId, UnitId } from '../ids';
import type { CivilDate, Instant } from '../time/instant';

/**
 * Joining the accounts of units to a head account (龙头) in two steps with a date each: 晋城市 2019-06-06 四, 于2019年底基本进驻、
 * 2020年底全部进驻. Which units owe which step is for the office to declare.
 */
export const ONBOARDING_STEPS = ['basic', 'all'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** Which units a step binds; an empty list restricts nothing. */
export interface UnitSelection {
  readonly levels: readonly UnitLevel[];
  readonly sectors: readonly Sector[];
  /** These units and everything below them. */
  readonly underIds: readonly UnitId[];
}

export interface OnboardingStepPlan extends UnitSelection {
  /** The last day on which it is in time. */
  readonly dueBy: CivilDate;
  readonly clause: string;
}

export interface OnboardingPlan {
  readonly id: OnboardingPlanId;
  readonly title: string;
  /** The head accounts and applications that are joined. */
  readonly heads: readonly { readonly name: string; readonly platform: Platform }[];
  /** The text that demands it. */
  readonly source: string;
  /** Whose plan it is: only units here and below are bound; null: all of the office. */
  readonly withinId: UnitId | null;
  readonly steps: Readonly<Record<OnboardingStep, OnboardingStepPlan>>;
  readonly declaredAt: Instant;
  /** Since when nothing is demanded by it any more; null: it is in force. */
  readonly endedAt: Instant | null;
  readonly version: number;
}

interface Said {
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
}

/** That a unit has joined, as somebody has said it. */
export interface OnboardingFact extends Said {
  /** Who says so, in words: the unit's letter, the office of the head account. */
  readonly saidBy: string;
  readonly on: CivilDate;
  readonly document: string;
  readonly note: string;
  /** The accounts that have joined. */
  readonly accountIds: readonly AccountId[];
}
export interface OnboardingException extends Said {
  readonly reason: string;
  /** The last day on which it holds. */
  readonly untilOn: CivilDate;
}

/** What is known of one unit in one plan. */
export interface OnboardingEntry {
  /** Made of the plan and the unit: one entry for both, whatever becomes of the unit. */
  readonly key: string;
  readonly planId: OnboardingPlanId;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly facts: Readonly<Record<OnboardingStep, OnboardingFact | null>>;
  readonly exception: OnboardingException | null;
  readonly version: number;
}

export function entryKey(planId: OnboardingPlanId, unitId: UnitId): string {
  return `${planId}:${unitId}`;
}

/** The entry of a unit of which nothing is known yet. */
export function emptyEntry(planId: OnboardingPlanId, { id, path }: Pick<Unit, 'id' | 'path'>): OnboardingEntry {
  const facts = { basic: null, all: null };
  return { key: entryKey(planId, id), planId, unitId: id, unitPath: path, facts, exception: null, version: 0 };
}

/** Whether a step of a plan binds the unit. Units it names that were merged stand for the one they went into. */
export function isBound(
  unit: Unit,
  step: UnitSelection,
  { withinId, units }: { readonly withinId: UnitId | null; readonly units: ReadonlyMap<UnitId, Unit> },
): boolean {
  const isUnder = (id: UnitId): boolean => unit.path.includes(heirOf(id, units));
  return (
    isOpen(unit) &&
    (withinId === null || isUnder(withinId)) &&
    (step.levels.length === 0 || step.levels.includes(unit.level)) &&
    (step.sectors.length === 0 || step.sectors.some((sector) => unit.sectors.includes(sector))) &&
    (step.underIds.length === 0 || step.underIds.some(isUnder))
  );
}

/** The unit that has taken over what a merged one had; itself otherwise. */
export function heirOf(id: UnitId, units: ReadonlyMap<UnitId, Unit>): UnitId {
  const seen = new Set<UnitId>();
  let heir = id;
  for (let next = units.get(heir)?.closed?.intoId ?? null; next !== null && !seen.has(next);) {
    seen.add(next);
    heir = next;
    next = units.get(heir)?.closed?.intoId ?? null;
  }
  return heir;
}

/** Whether the second step is not due before the first. */
export function isInOrder(steps: OnboardingPlan['steps']): boolean {
  return steps.basic.dueBy <= steps.all.dueBy;
}
