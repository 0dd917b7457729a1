import type { UnitView } from '../../../api/people';

export interface PlacedUnit {
  readonly unit: UnitView;
  /** The units above it that the reader sees, and itself. */
  readonly above: readonly string[];
}

/** Units below their superior, in the order given; one whose superior the reader does not see stands at the top. */
export function inTreeOrder(units: readonly UnitView[]): readonly PlacedUnit[] {
  const known = new Set(units.map(({ id }) => id));
  const below = new Map<string | null, UnitView[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const place = (parent: string | null, above: readonly string[]): readonly PlacedUnit[] =>
    (below.get(parent) ?? []).flatMap((unit) => {
      const path = [...above, unit.id];
      return [{ unit, above: path }, ...place(unit.id, path)];
    });
  return place(null, []);
}
