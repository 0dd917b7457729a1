import type { UnitId } from '../ids';
import { isOpen, type Unit } from './unit';

/** What keeps a unit from being closed, with everything below it, by kind. */
export interface UnitHoldings {
  /** Open ones below it. */
  readonly units: number;
  /** Not cancelled. */
  readonly accounts: number;
  /** With columns that are not cancelled. */
  readonly sites: number;
  /** Who can sign in. */
  readonly people: number;
  /** Reposts that are still owed. */
  readonly tasks: number;
  /** Submissions that the office has not decided about. */
  readonly submissions: number;
  /** Own posts that are neither out nor given up. */
  readonly ownPosts: number;
  /** Duties that are neither done nor withdrawn. */
  readonly duties: number;
}
export const HOLDING_KINDS = [
  'units',
  'sites',
  'accounts',
  'people',
  'tasks',
  'submissions',
  'ownPosts',
  'duties',
] as const satisfies readonly (keyof UnitHoldings)[];

/** Does nothing keep it from being closed? */
export function holdsNothing(holdings: UnitHoldings): boolean {
  return HOLDING_KINDS.every((kind) => holdings[kind] === 0);
}

export function openUnitsBelow(unitId: UnitId, units: readonly Unit[]): readonly Unit[] {
  return units.filter((unit) => unit.id !== unitId && unit.path.includes(unitId) && isOpen(unit));
}

export type ReopenRefusal = 'is-open' | 'superior-closed';

/** Why a unit cannot be opened again; null: it can. */
export function reopenRefusal(unit: Unit, superior: Unit | null): ReopenRefusal | null {
  if (isOpen(unit)) return 'is-open';
  return superior !== null && !isOpen(superior) ? 'superior-closed' : null;
}
