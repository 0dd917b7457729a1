import type { UnitId } from '../ids';
import type { AlertDraft } from './alert';

/** How many of something lie in one unit, by name of the figure. */
export interface UnitFigures {
  readonly unitPath: readonly UnitId[];
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * Adds up what lies in several units: the figures for those who see everything, and for every unit those of its
 * subtree.
 */
export function foldUnits(
  rows: readonly UnitFigures[],
): Pick<AlertDraft, 'unitId' | 'unitPath' | 'byUnit'> & { readonly total: Readonly<Record<string, number>> } {
  const total: Record<string, number> = {};
  const byUnit: Record<string, Record<string, number>> = {};
  for (const { unitPath, figures } of rows) {
    add(total, figures);
    for (const unit of unitPath) add((byUnit[unit] ??= {}), figures);
  }
  return { unitId: null, unitPath: [...new Set(rows.flatMap(({ unitPath }) => unitPath))], byUnit, total };
}

function add(sums: Record<string, number>, figures: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + value;
}
