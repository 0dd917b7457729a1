import type { AlertDraft, UnitFigures } from './alert';

/**
 * Adds up what lies in several units: the figures for those who see everything, and for every unit those of its
 * subtree. `shares` says what lies in each unit itself.
 */
export function foldUnits(rows: readonly UnitFigures[]): Required<
  Pick<AlertDraft, 'unitId' | 'unitPath' | 'byUnit' | 'shares'>
> & {
  readonly total: Readonly<Record<string, number>>;
} {
  const total: Record<string, number> = {};
  const byUnit: Record<string, Record<string, number>> = {};
  const shares = new Map<string, { unitPath: UnitFigures['unitPath']; figures: Record<string, number> }>();
  for (const { unitPath, figures } of rows) {
    add(total, figures);
    for (const unit of unitPath) add((byUnit[unit] ??= {}), figures);
    const key = unitPath.join();
    const share = shares.get(key) ?? { unitPath, figures: {} };
    add(share.figures, figures);
    shares.set(key, share);
  }
  return {
    unitId: null,
    unitPath: [...new Set(rows.flatMap(({ unitPath }) => unitPath))],
    byUnit,
    shares: [...shares.values()],
    total,
  };
}

/** Adds figures of the same names. */
export function add(sums: Record<string, number>, figures: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + value;
}
