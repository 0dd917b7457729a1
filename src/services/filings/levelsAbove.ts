import type { Unit, UnitLevel } from '../../domain/accounts/unit';
import type { UnitId } from '../../domain/ids';

/** The levels of a unit's superiors, the nearest first. */
export function levelsAbove(
  { id, path }: Pick<Unit, 'id' | 'path'>,
  units: ReadonlyMap<UnitId, Unit>,
): readonly UnitLevel[] {
  return path
    .filter((one) => one !== id)
    .reverse()
    .flatMap((one) => units.get(one)?.level ?? []);
}
