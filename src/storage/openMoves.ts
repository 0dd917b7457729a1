import type { mongo } from 'mongoose';
import { coalesce, PATIENCE_MS } from './coalesce';

/** Moves of units under way: what is being moved away from whom. */
export const UNIT_MOVES = 'unit-moves';

/** Far more than are ever under way at once. */
const MAX_MOVES = 1_000;

interface Move {
  readonly unitId: string;
  readonly open: boolean;
  readonly lost: readonly string[];
}

/**
 * Units that are being moved away from under any of the named ones. Whoever asks while others are being told is told
 * with all that wait, by one read that begins after they asked.
 */
export function createMovedAway(database: () => mongo.Db): (units: readonly string[]) => Promise<readonly string[]> {
  return coalesce(
    async (asked: readonly (readonly string[])[]) => {
      const moves = await database()
        .collection<Move>(UNIT_MOVES)
        .find({ open: true, lost: { $in: [...new Set(asked.flat())] } }, { projection: { unitId: 1, lost: 1 } })
        .limit(MAX_MOVES)
        .toArray();
      return asked.map((units) =>
        moves.filter(({ lost }) => units.some((unit) => lost.includes(unit))).map(({ unitId }) => unitId),
      );
    },
    { patienceMs: PATIENCE_MS },
  );
}
