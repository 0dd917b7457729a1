import type { MonthFiguresView, StandingView } from '../../api/submissions';
import { isOpen, type Unit } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';
import { endOfMonth, workingDaysBeforeEnd, type Month } from '../../domain/submissions/month';
import { monthFigures, quotaFor, type MonthFigures, type StateCounts } from '../../domain/submissions/quota';
import type { SubmissionMonth } from '../../ports/storage';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { readSubmissionRules } from '../submissionRules';
import { iso } from '../toView/isoInstant';
import type { SubmissionServices } from './contract';
import { FIRST_MONTH } from './keepMonths';

/**
 * How units stand in a month: each sees itself and those below it, the office all; nobody sees a unit beside theirs.
 */
export function createStanding(deps: ServiceDeps): Pick<SubmissionServices, 'standing' | 'rules'> {
  const { storage, settings, clock } = deps;
  return {
    rules: async (principal) => {
      readScope(principal);
      const { quotas, exceptions, ...rules } = (await readSubmissionRules(deps)).rules;
      // Why another unit owes another number is between it and the office.
      const seen = new Set((await storage.units.list(principal.unitId)).map(({ key }) => key));
      return { ...rules, quotas, exceptions: exceptions.filter(({ unitKey }) => seen.has(unitKey)) };
    },
    standing: async (month, order, principal) => {
      const scope = readScope(principal);
      const [months, counts, all, firstMonth, { rules }] = await Promise.all([
        storage.submissionMonths.list(month, scope),
        storage.submissions.countsOf(month, scope),
        storage.units.list(null),
        storage.settings.get(FIRST_MONTH),
        readSubmissionRules(deps),
      ]);
      const units = new Map(all.map((unit) => [unit.id, unit]));
      const rowOf = (unitId: UnitId, kept: SubmissionMonth | undefined): StandingView =>
        standingOf({ unitId, month, kept, counts: counts.get(unitId) ?? {} }, { units, rules });
      const known = new Set(months.map(({ ofUnitId }) => ofUnitId));
      const rows = [
        ...months.map((kept) => rowOf(kept.ofUnitId, kept)),
        ...[...counts.keys()].filter((id) => !known.has(id)).map((id) => rowOf(id, undefined)),
      ];
      const place = new Map(inTree(all).map(({ id }, at) => [id as string, at]));
      const items = rows.sort((one, other) => (place.get(one.unitId) ?? 0) - (place.get(other.unitId) ?? 0));
      if (order === 'missing') items.sort((one, other) => missingOf(other) - missingOf(one));
      return {
        ...{ items, nextCursor: null, asOf: iso(clock.now()), month, firstMonth },
        dueBy: iso(endOfMonth(month)),
        remindAt: iso(workingDaysBeforeEnd(month, settings.submissions.remindWorkingDays, settings.calendar)),
      };
    },
  };
}

function missingOf({ settled, now }: StandingView): number {
  return settled?.missing ?? now.missing;
}

function standingOf(
  {
    unitId,
    month,
    kept,
    counts,
  }: {
    readonly unitId: UnitId;
    readonly month: Month;
    readonly kept: SubmissionMonth | undefined;
    readonly counts: StateCounts;
  },
  {
    units,
    rules,
  }: { readonly units: ReadonlyMap<UnitId, Unit>; readonly rules: ServiceDeps['settings']['submissions'] },
): StandingView {
  const unit = units.get(unitId);
  const settled = kept?.settled ?? null;
  const isOwed = kept !== undefined && unit !== undefined && isOpen(unit);
  const quota = settled !== null ? settled.quota : isOwed ? quotaFor(unit, month, { rules, units }) : null;
  const now = monthFigures(counts, quota);
  return {
    unitId,
    unitName: settled === null ? (unit?.name ?? '') : (kept?.ofUnitName ?? ''),
    quota,
    now: figuresView(now),
    settled:
      settled === null
        ? null
        : { ...figuresView(settled), at: iso(settled.settledAt), ruleVersion: settled.ruleVersion },
    isCorrected: settled !== null && settled.counted !== now.counted,
  };
}

function figuresView({ sent, adopted, returned, notAdopted, counted, missing }: MonthFigures): MonthFiguresView {
  return { sent, adopted, returned, notAdopted, counted, missing };
}

/** Units below those above them, in the order in which they are read. */
function inTree(units: readonly Unit[]): readonly Unit[] {
  const below = new Map<UnitId | null, Unit[]>();
  for (const unit of units) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit]);
  const from = (parent: UnitId | null): readonly Unit[] =>
    (below.get(parent) ?? []).flatMap((unit) => [unit, ...from(unit.id)]);
  return from(null);
}
