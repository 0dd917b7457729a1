import { isOpen } from '../../domain/accounts/unit';
import { NEVER } from '../../domain/accounts/accountTable';
import { requirementsOf } from '../../domain/filings/coverage';
import { acceptanceEndsAt, filingChanges, type FilingChange } from '../../domain/filings/filingChanges';
import type { FilingFinding, FilingProblem } from '../../domain/filings/filingFinding';
import { filingProblems, type FiledAccount, type FiledUnit } from '../../domain/filings/filingProblems';
import type { FilingFindingId, UnitId } from '../../domain/ids';
import type { OnboardingPlan } from '../../domain/onboarding/onboardingPlan';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Unit } from '../../ports/storage';
import { onboardingDuties } from '../onboardingDuties';
import type { ServiceDeps } from '../settings';
import type { FilingServices } from './contract';
import { filingEvent } from './filingEvents';
import { levelsAbove } from './levelsAbove';
import { touchedUnits } from './touchedUnits';

/** How far findings about filings have followed the ledger. */
const FOLLOWED_TO = 'filings-followed-to';
/** What the office held units to when they were last looked at. */
const HELD_TO = 'filings-held-to';
const ACTOR = { kind: 'system', name: 'filings' } as const;

/**
 * Keeps findings about filings in step with what is filed. The ledger says which units are touched, each of those has a
 * row that is due, and what is wrong there is read anew: nothing walks over all accounts, and what was killed or
 * repeated on the way ends the same.
 */
export function createFollowFilings(deps: ServiceDeps): FilingServices['followFilings'] {
  const { storage, clock } = deps;
  const follow = async (limit: number, now: Instant): Promise<void> => {
    const stored = await storage.settings.get(FOLLOWED_TO);
    const heldTo = requirementsOf(deps.settings.coverage).join();
    const isHeldToOthers = (await storage.settings.get(HELD_TO)) !== heldTo;
    const from = stored === null ? await storage.ledger.lastSeq() : Number(stored);
    if (stored === null || isHeldToOthers)
      await storage.filingChecks.mark(
        (await storage.units.list(null)).map(({ id }) => id),
        now,
      );
    const entries = await storage.ledger.after(from, limit);
    const units = await touchedUnits(storage, entries);
    if (units.length > 0) await storage.filingChecks.mark(units, now);
    // After the work: what is marked twice is looked at twice, what is left out would be lost.
    const to = entries.at(-1)?.seq ?? from;
    if (stored === null || to !== from) await storage.settings.set(FOLLOWED_TO, String(to));
    if (isHeldToOthers) await storage.settings.set(HELD_TO, heldTo);
  };
  return async (limit) => {
    const now = clock.now();
    await follow(limit, now);
    const due = await storage.filingChecks.due(now, limit);
    if (due.length === 0) return {};
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.id, unit]));
    const moving = new Set(
      (await storage.unitMoves.unfinished()).flatMap(({ unitId, toParentId }) => [unitId, toParentId]),
    );
    const plans = await storage.onboardingPlans.all();
    let changes = 0;
    for (const check of due) {
      const unit = units.get(check.unitId);
      const checked =
        unit === undefined
          ? await settleAll(deps, check.unitId, now)
          : await checkUnit(deps, { unit, units, plans }, now);
      changes += checked.changes;
      // What goes over to another unit goes over step by step, with all that is below it.
      const isMoving = moving.has(check.unitId) || (unit?.path ?? []).some((id) => moving.has(id));
      const again = isMoving ? new Date(now.getTime() + MINUTE_MS) : NEVER;
      await storage.filingChecks.settle(check, again < checked.nextAt ? again : checked.nextAt);
    }
    return { checked: due.length, ...(changes === 0 ? {} : { changes }) };
  };
}

/** Nothing is wrong with a unit that is there no more. */
async function settleAll(deps: ServiceDeps, unitId: UnitId, now: Instant) {
  let changes = 0;
  for (const finding of await deps.storage.filingFindings.ofUnit(unitId)) {
    const next: FilingFinding = { ...finding, state: 'settled', settledAt: now };
    const event = filingEvent(deps, next, { from: finding.state, reason: 'settled', actor: ACTOR });
    if (await deps.storage.filingFindings.change(next, event)) changes += 1;
  }
  return { changes, nextAt: NEVER };
}

async function checkUnit(
  deps: ServiceDeps,
  {
    unit,
    ...known
  }: { readonly unit: Unit; readonly units: ReadonlyMap<UnitId, Unit>; readonly plans: readonly OnboardingPlan[] },
  now: Instant,
): Promise<{ readonly changes: number; readonly nextAt: Instant }> {
  const { storage } = deps;
  const accounts = await storage.accounts.filedOfUnit(unit.id);
  const stored = await storage.filingFindings.ofUnit(unit.id);
  const { problems, nextAt } = filingProblems(await filedUnit(deps, unit, known), accounts, now);
  const registered = [...accounts, ...(await registeredElsewhere(deps, stored, accounts))];
  let changes = 0;
  let isOvertaken = false;
  for (const change of filingChanges(stored, { problems, accounts: registered }, now))
    if (await carryOut(deps, { change, unit, now })) changes += 1;
    else isOvertaken = true;
  // Somebody changed one of them meanwhile: looked at again at once.
  if (isOvertaken) return { changes, nextAt: now };
  const ends = (await storage.filingFindings.ofUnit(unit.id)).map(acceptanceEndsAt);
  const later = [nextAt, ...ends].flatMap((at) => (at === null ? [] : [at.getTime()]));
  return { changes, nextAt: later.length === 0 ? NEVER : new Date(Math.min(...later)) };
}

/** A unit with the levels of its superiors, and what it is held to. */
async function filedUnit(
  deps: ServiceDeps,
  unit: Unit,
  known: { readonly units: ReadonlyMap<UnitId, Unit>; readonly plans: readonly OnboardingPlan[] },
): Promise<FiledUnit> {
  const { id, name, level } = unit;
  const requirements = requirementsOf(deps.settings.coverage);
  const duties = await onboardingDuties(deps, unit, known);
  return { id, name, level, above: levelsAbove(unit, known.units), requirements, duties, isOpen: isOpen(unit) };
}

/** What was reported by its id may be registered for another unit. */
async function registeredElsewhere(
  { storage }: ServiceDeps,
  stored: readonly FilingFinding[],
  own: readonly FiledAccount[],
): Promise<readonly FiledAccount[]> {
  const found: FiledAccount[] = [];
  const units = new Set<UnitId>();
  for (const { kind, platform, facts } of stored) {
    const { externalId = '' } = facts;
    if (kind !== 'reported' || platform === null || externalId === '') continue;
    const record = await storage.accounts.byExternalId(platform, externalId);
    if (record !== null && !own.some(({ id }) => id === record.account.id)) units.add(record.account.unitId);
  }
  for (const unitId of units) found.push(...(await storage.accounts.filedOfUnit(unitId)));
  return found;
}

async function carryOut(
  deps: ServiceDeps,
  { change, unit, now }: { readonly change: FilingChange; readonly unit: Unit; readonly now: Instant },
): Promise<boolean> {
  const { storage, ids } = deps;
  if (!('finding' in change)) {
    const known = await storage.filingFindings.idOfKey(change.problem.key);
    const finding: FilingFinding = {
      ...change.problem,
      ...{ id: known ?? ids.id<FilingFindingId>(), unitId: unit.id, unitPath: unit.path, state: 'open' },
      ...{ noticedAt: now, settledAt: null, acceptance: null, version: 1 },
    };
    const event = filingEvent(deps, finding, { from: null, reason: 'opened', actor: ACTOR });
    if (await storage.filingFindings.open(finding, event)) return true;
    // Open under the unit the account was of before: settled there first.
    const held = known === null ? null : await storage.filingFindings.byId(known, null);
    if (held !== null && held.unitId !== unit.id) await storage.filingChecks.mark([held.unitId], now);
    return false;
  }
  const { finding, to } = change;
  const next: FilingFinding =
    to === 'settled'
      ? { ...finding, state: to, settledAt: now }
      : { ...finding, ...problemOf(change.problem), state: to, ...(to === 'open' ? { acceptance: null } : {}) };
  const reason = to === 'settled' ? 'settled' : change.reason;
  const event = filingEvent(deps, next, { from: finding.state, reason, actor: ACTOR });
  return storage.filingFindings.change(next, event);
}

function problemOf({ label, platform, accountIds, facts, basis, occurredAt }: FilingProblem) {
  return { label, platform, accountIds, facts, basis, occurredAt };
}
