import type { UnitId } from '../ids';
import { regionPrefix } from './region';
import type { Unit, UnitLevel } from './unit';

/** Levels of government from the highest to the lowest; a department stands at the level of its government. */
const RANKS: readonly UnitLevel[] = ['national', 'province', 'city', 'county', 'town', 'village'];
/** How many digits of GB/T 2260 name a place of each rank. */
const DIGITS = [0, 2, 4, 6, 9, 12];

/**
 * The counterparts (对口部门) of a unit: units one or more levels below it that share a sector with it, within its region.
 * None for a unit without sectors, or whose level nothing tells.
 */
export function counterpartsOf(unit: Unit, units: ReadonlyMap<UnitId, Unit>): ReadonlySet<UnitId> {
  const rank = rankOf(unit, units);
  if (rank === null) return new Set();
  const place = placeOf(unit, units);
  const found = [...units.values()].filter((other) => {
    const below = rankOf(other, units);
    return (
      below !== null &&
      below > rank &&
      other.sectors.some((sector) => unit.sectors.includes(sector)) &&
      liesWithin(other, { rank, place, units, unit })
    );
  });
  return new Set(found.map(({ id }) => id));
}

/**
 * Where a unit stands among the levels of government, 0 for the nation: by its own level, for a department by the nearest
 * government above it, else by its region. Null: nothing tells.
 */
export function rankOf(unit: Unit, units: ReadonlyMap<UnitId, Unit>): number | null {
  const above = [...unit.path].reverse().map((id) => (id === unit.id ? unit : units.get(id)));
  for (const one of above) {
    const rank = one === undefined ? -1 : RANKS.indexOf(one.level);
    if (rank >= 0) return rank;
  }
  const { length } = regionPrefix(unit.region);
  const byRegion = DIGITS.indexOf(length);
  return byRegion > 0 ? byRegion : null;
}

/** The region a unit or the nearest unit above it states; empty: none does. */
export function placeOf(unit: Unit, units: ReadonlyMap<UnitId, Unit>): string {
  const above = [...unit.path].reverse().map((id) => (id === unit.id ? unit : units.get(id)));
  return above.find((one) => one !== undefined && one.region !== '')?.region ?? '';
}

/** By their codes where both have one; else by the tree, because an office registers whom it answers for below itself. */
function liesWithin(
  other: Unit,
  upper: {
    readonly rank: number;
    readonly place: string;
    readonly unit: Unit;
    readonly units: ReadonlyMap<UnitId, Unit>;
  },
): boolean {
  if (upper.rank === 0) return true;
  const place = placeOf(other, upper.units);
  if (upper.place !== '' && place !== '') return place.startsWith(regionPrefix(upper.place));
  const [root] = upper.unit.path;
  return root !== undefined && other.path[0] === root;
}
