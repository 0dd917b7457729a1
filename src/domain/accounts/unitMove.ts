import type { UnitId, UnitMoveId } from '../ids';
import type { Instant } from '../time/instant';
import { isOpen, type Unit } from './unit';

/** `moving`: what carries its path is being changed; `settling`: late writers are still swept up; `done`. */
export type UnitMoveState = 'moving' | 'settling' | 'done';

/**
 * A unit that was put under another superior, with everything below it; or that was merged into it: what it had is the
 * superior's then, what stood below it stands below the superior, and the unit itself is closed under it.
 */
export interface UnitMove {
  readonly id: UnitMoveId;
  readonly unitId: UnitId;
  readonly fromParentId: UnitId | null;
  readonly toParentId: UnitId | null;
  /** Units that saw it before and do not after: from the first moment on they see nothing of it. */
  readonly lost: readonly UnitId[];
  /** The paths that rows of the moved units may still carry. */
  readonly stale: readonly { readonly unitId: UnitId; readonly path: readonly UnitId[] }[];
  readonly state: UnitMoveState;
  readonly startedAt: Instant;
  readonly settlingAt: Instant | null;
  /** Absent: no. */
  readonly isMerge?: boolean;
}

export type MoveRefusal = 'closed' | 'into-closed' | 'same-parent' | 'into-itself';

/** Why a unit cannot be put under this superior; null: it can. */
export function moveRefusal(unit: Unit, parent: Unit | null): MoveRefusal | null {
  if (!isOpen(unit)) return 'closed';
  if (parent !== null && !isOpen(parent)) return 'into-closed';
  if (unit.parentId === (parent?.id ?? null)) return 'same-parent';
  return parent !== null && parent.path.includes(unit.id) ? 'into-itself' : null;
}

/** Why a unit cannot be merged into the other one; null: it can, also into one that stands above it. */
export function mergeRefusal(unit: Unit, into: Unit): Exclude<MoveRefusal, 'same-parent'> | null {
  if (!isOpen(unit)) return 'closed';
  if (!isOpen(into)) return 'into-closed';
  return into.path.includes(unit.id) ? 'into-itself' : null;
}

/** The move as it begins: who loses sight of the unit, and which paths will be out of date. */
export function startMove(
  { unit, parent, subtree }: { readonly unit: Unit; readonly parent: Unit | null; readonly subtree: readonly Unit[] },
  { id, now, isMerge = false }: { readonly id: UnitMoveId; readonly now: Instant; readonly isMerge?: boolean },
): UnitMove {
  const above = parent?.path ?? [];
  return {
    id,
    unitId: unit.id,
    fromParentId: unit.parentId,
    toParentId: parent?.id ?? null,
    lost: unit.path.filter((one) => one !== unit.id && !above.includes(one)),
    stale: subtree.map(({ id: unitId, path }) => ({ unitId, path })),
    state: 'moving',
    startedAt: now,
    settlingAt: null,
    ...(isMerge ? { isMerge } : {}),
  };
}

/** Every unit whose path is not that of its superior and itself, with the path it should have. */
export function brokenPaths(
  units: readonly Unit[],
): readonly { readonly unit: Unit; readonly path: readonly UnitId[] }[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const paths = new Map<UnitId, readonly UnitId[]>();
  const pathOf = (unit: Unit, below: number): readonly UnitId[] => {
    const known = paths.get(unit.id);
    if (known !== undefined) return known;
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    // A circle cannot be stored; were one, its units keep the paths they have.
    if (below > units.length) return unit.path;
    const path = [...(parent === undefined ? [] : pathOf(parent, below + 1)), unit.id];
    paths.set(unit.id, path);
    return path;
  };
  return units.flatMap((unit) => {
    const path = pathOf(unit, 0);
    return path.join() === unit.path.join() ? [] : [{ unit, path }];
  });
}
