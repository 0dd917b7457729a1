import { isOpen, type Unit } from '../../domain/accounts/unit';
import type { SubmissionMonthId, UnitId } from '../../domain/ids';
import { addMonths, endOfMonth, monthOf, startOfMonth, type Month } from '../../domain/submissions/month';
import { monthFigures, quotaFor } from '../../domain/submissions/quota';
import type { LedgerEntry } from '../../domain/alerts/alert';
import { HOUR_MS, type Instant } from '../../domain/time/instant';
import type { SubmissionMonth } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import { readSubmissionRules } from '../submissionRules';
import type { SubmissionServices } from './contract';

/** The first whole month after the product began to keep submissions: nothing is owed for one it saw in part. */
export const FIRST_MONTH = 'submissions-first-month';
const OPENED_TO = 'submissions-opened-to';
const SETTLED_TO = 'submissions-settled-to';

/** What passed its last stage before midnight may be followed a little later. */
const SETTLE_AFTER_MS = HOUR_MS;
/** Months that a process that was down for years makes up for in one run. */
const MOST_MONTHS = 36;
/** Lines of the ledger that are read to learn what became of a unit. */
const MOST_LINES = 200;

/**
 * Opens a month for every unit that owes something and was there when it began, and settles it when it is over. Every
 * step may be repeated; a month that is settled stays as it is.
 */
export function createKeepMonths(deps: ServiceDeps): Pick<SubmissionServices, 'keepMonths'> {
  const { storage, clock, hasher, log } = deps;

  /** What is told of a unit, newest first. Where a file of the ledger cannot be read nobody owes less for it. */
  const toldOf = async (id: UnitId): Promise<readonly LedgerEntry[]> => {
    try {
      return (await storage.ledger.ofSubject(`unit:${id}`, { limit: MOST_LINES, cursor: null })).items;
    } catch (error) {
      log.error('submissions-unit-not-told', error, { unit: id });
      return [];
    }
  };
  const addedAfter = async (id: UnitId, start: Instant): Promise<boolean> => {
    // An id begins with the second it was given in: what was there before is not looked up.
    if (Number.parseInt(id.slice(0, 8), 16) * 1_000 < start.getTime()) return false;
    const added = (await toldOf(id)).find(({ kind }) => kind === 'unit-added');
    return added !== undefined && added.occurredAt > start;
  };
  /** Open all through the month: neither closed in it, nor closed and opened again. */
  const wasOpenIn = async (unit: Unit, month: Month): Promise<boolean> => {
    const [start, end] = [startOfMonth(month), endOfMonth(month)];
    if (unit.closed !== undefined && unit.closed.at < end) return false;
    return !(await toldOf(unit.id)).some(
      ({ kind, occurredAt }) =>
        (kind === 'unit-closed' || kind === 'unit-reopened') && occurredAt >= start && occurredAt < end,
    );
  };
  const readUnits = async (): Promise<ReadonlyMap<UnitId, Unit>> =>
    new Map((await storage.units.list(null)).map((unit) => [unit.id, unit]));

  const open = async (month: Month): Promise<number> => {
    const units = await readUnits();
    const { rules } = await readSubmissionRules(deps);
    const start = startOfMonth(month);
    const opened: SubmissionMonth[] = [];
    for (const unit of units.values()) {
      if (!isOpen(unit) || quotaFor(unit, month, { rules, units }) === null) continue;
      if (await addedAfter(unit.id, start)) continue;
      const id = stableEventId(hasher, `submissions ${unit.id} ${month}`) as string as SubmissionMonthId;
      opened.push({ id, ofUnitId: unit.id, ofUnitName: unit.name, unitPath: unit.path, month, settled: null });
    }
    return opened.length === 0 ? 0 : storage.submissionMonths.open(opened);
  };

  const settle = async (
    month: Month,
    limit: number,
  ): Promise<{ readonly settled: number; readonly isOver: boolean }> => {
    const units = await readUnits();
    const { rules, versionIn } = await readSubmissionRules(deps);
    const counts = await storage.submissions.countsOf(month, null);
    const due = await storage.submissionMonths.unsettled(month, limit);
    for (const { id, ofUnitId, ofUnitName } of due) {
      const unit = units.get(ofUnitId);
      // A unit that was closed in the month, or merged, owes nothing for a part of it.
      const quota = unit === undefined ? null : quotaFor(unit, month, { rules, units });
      const isOwed = quota !== null && unit !== undefined && (await wasOpenIn(unit, month));
      const figures = monthFigures(counts.get(ofUnitId) ?? {}, isOwed ? quota : null);
      const settled = {
        ...figures,
        quota: isOwed ? quota : null,
        ruleVersion: versionIn(month),
        settledAt: clock.now(),
      };
      await storage.submissionMonths.settle(id, settled, unit?.name ?? ofUnitName);
    }
    return { settled: due.length, isOver: due.length < limit };
  };

  return {
    keepMonths: async (limit) => {
      const now = clock.now();
      const current = monthOf(now);
      const stored = await storage.settings.get(FIRST_MONTH);
      if (stored === null) {
        await storage.settings.replace(FIRST_MONTH, null, addMonths(current, 1));
        return { opened: 0, settled: 0 };
      }
      const first = stored as Month;
      let opened = 0;
      for (const month of await monthsAfter(deps, OPENED_TO, { first, before: addMonths(current, 1) })) {
        opened += await open(month);
        await storage.settings.set(OPENED_TO, month);
      }
      let settled = 0;
      for (const month of await monthsAfter(deps, SETTLED_TO, { first, before: current })) {
        if (now.getTime() < endOfMonth(month).getTime() + SETTLE_AFTER_MS) break;
        const done = await settle(month, Math.max(1, limit));
        settled += done.settled;
        if (!done.isOver) break;
        await storage.settings.set(SETTLED_TO, month);
      }
      return { opened, settled };
    },
  };
}

/** The months that are still to be done, the oldest first. */
async function monthsAfter(
  { storage }: ServiceDeps,
  key: string,
  { first, before }: { readonly first: Month; readonly before: Month },
): Promise<readonly Month[]> {
  const done = (await storage.settings.get(key)) as Month | null;
  const months: Month[] = [];
  for (
    let at = done === null ? first : addMonths(done, 1);
    at < before && months.length < MOST_MONTHS;
    at = addMonths(at, 1)
  )
    months.push(at);
  return months;
}
