import { brokenPaths, type UnitMove } from '../../domain/accounts/unitMove';
import type { UnitId, UnitMoveId } from '../../domain/ids';
import type { BelongingMerged, UnitMoves, Units } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId } from '../checkInput';
import { NAMING_UNIT, RESCOPED, type Rescoped } from '../rescoped';
import { flag, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped } from '../scope';
import type { Filter, Row, Table, Update } from '../table';
import type { FollowsAccount } from './followers';
import type { UnitBelongings } from './unitBelongings';
import type { UnitRow } from './units';

export interface UnitMoveRow extends Row, Omit<UnitMove, 'id'>, WithOutbox {
  readonly _id: UnitMoveId;
  /** Until it is done the units in `lost` see nothing of it. */
  readonly open: boolean;
  /** One unit is moved at a time: unique while it is there. */
  readonly slot?: string;
}

export const unitMoveSchema = documentSchema({
  _id: text,
  unitId: text,
  fromParentId: text,
  toParentId: text,
  lost: texts,
  stale: { type: [partSchema({ unitId: text, path: texts })] },
  state: text,
  startedAt: instant,
  settlingAt: instant,
  open: flag,
  slot: text,
  isMerge: flag,
  outbox: outboxField,
});

/** A settling move lasts minutes, and people move units now and then. */
const MAX_OPEN = 200;
const SLOT = 'moving';

interface MoveTables {
  readonly moves: Table<UnitMoveRow>;
  readonly unitRows: Table<UnitRow>;
  readonly units: Units;
  readonly rescoped: Readonly<Record<Rescoped, Table<FollowsAccount>>>;
  readonly belongings: UnitBelongings;
}

export function createUnitMoves(tables: MoveTables): UnitMoves {
  const { moves, units, rescoped, belongings } = tables;
  return {
    start: async (move, event) => {
      const { id, ...fields } = move;
      const row: UnitMoveRow = {
        _id: checkId(id, 'moveId'),
        ...fields,
        open: true,
        slot: SLOT,
        outbox: outboxOf([event]),
      };
      if ((await moves.insert(row)) === 'duplicate') return false;
      await giveBackSight(moves, move, await units.list(null));
      return true;
    },
    unfinished: async () =>
      (await moves.many({ open: true }, { sort: { startedAt: 1, _id: 1 }, limit: MAX_OPEN })).map(readMove),
    steps: (move, merged) => [
      { name: 'units', run: () => moveUnits(tables, move) },
      ...(move.isMerge === true && move.toParentId !== null
        ? [
            ...belongings.steps(move.unitId, move.toParentId, merged.person),
            ...(['sites', 'accounts'] as const).map((name) => ({
              name: `lines of ${name}`,
              run: () => tellMerged(tables, { move, name, told: merged.belonging }),
            })),
          ]
        : []),
      ...RESCOPED.map((name) => ({
        name,
        run: async () => {
          const all = await units.list(null);
          const stale = goingAlong(move, await staleOf(moves, move), all);
          return sweep(rescoped[name], stale, { namesUnit: NAMING_UNIT.includes(name) });
        },
      })),
    ],
    settle: async (id, at) =>
      moves.change(
        { _id: checkId(id, 'moveId'), state: 'moving' },
        { $set: { state: 'settling', settlingAt: at }, $unset: { slot: true } },
      ),
    finish: async (id) =>
      moves.change({ _id: checkId(id, 'moveId'), state: 'settling' }, { $set: { state: 'done', open: false } }),
    counts: async (unitId) => {
      const counts: Record<string, number> = {};
      for (const name of RESCOPED) counts[name] = await scoped(rescoped[name], null, { unitId }).count({});
      return counts;
    },
    holdings: async (unitId) => belongings.holdings(unitId, await units.list(null)),
    settings: (unitId) => belongings.settings(unitId),
  };
}

/** Who sees the unit again by this move sees it at once, whatever an earlier move that still settles took from them. */
async function giveBackSight(
  moves: Table<UnitMoveRow>,
  { id, unitId, toParentId }: UnitMove,
  all: Awaited<ReturnType<Units['list']>>,
): Promise<void> {
  const above = all.find((unit) => unit.id === toParentId)?.path ?? [];
  const moved = new Set(all.filter(({ path }) => path.includes(unitId)).map((unit) => unit.id));
  for (const row of await moves.many({ open: true, state: 'settling' }, { sort: { _id: 1 }, limit: MAX_OPEN })) {
    const lost = row.lost.filter((one) => !above.includes(one));
    if (row._id !== id && moved.has(row.unitId) && lost.length < row.lost.length)
      await moves.change({ _id: row._id, open: true }, { $set: { lost } });
  }
}

/**
 * The superior first, then every path that no longer follows from it; each path is noted as stale before it changes.
 */
async function moveUnits({ moves, unitRows, units }: MoveTables, move: UnitMove): Promise<number> {
  const current = await moves.one({ _id: move.id });
  if (current?.state === 'moving') {
    const _id = checkId(move.unitId, 'unitId');
    await unitRows.change({ _id, parentId: move.fromParentId }, { $set: { parentId: move.toParentId } });
    if (move.isMerge === true)
      await unitRows.change(
        { _id, closedAt: null },
        { $set: { closedAt: move.startedAt, mergedIntoId: move.toParentId } },
      );
  }
  // Late as well: a unit that is registered below one that was merged stands below the other.
  if (move.isMerge === true)
    await unitRows.changeAll({ parentId: move.unitId }, { $set: { parentId: move.toParentId } });
  const broken = brokenPaths(await units.list(null));
  const known = new Set((current?.stale ?? []).map(({ path }) => path.join()));
  const missing = broken.filter(({ unit }) => !known.has(unit.path.join()));
  if (missing.length > 0)
    await moves.change(
      { _id: move.id },
      { $push: { stale: { $each: missing.map(({ unit }) => ({ unitId: unit.id, path: unit.path })) } } },
    );
  for (const { unit, path } of broken)
    await unitRows.change({ _id: unit.id, path: unit.path }, { $set: { path, depth: path.length } });
  return broken.length;
}

async function staleOf(moves: Table<UnitMoveRow>, { id, stale }: UnitMove): Promise<UnitMove['stale']> {
  return (await moves.one({ _id: id }))?.stale ?? stale;
}

/** Rows that carry a path of before, and what they should say instead. */
interface Stale {
  readonly unitId: UnitId;
  readonly path: readonly UnitId[];
  readonly to: { readonly unitPath: readonly UnitId[]; readonly unitId?: UnitId };
}

/** Each path of before with that of its unit now; of a unit that was merged, with the unit it was merged into. */
function goingAlong(
  { unitId: movedId, toParentId, isMerge = false }: UnitMove,
  stale: UnitMove['stale'],
  all: Awaited<ReturnType<Units['list']>>,
): readonly Stale[] {
  const paths = new Map<UnitId, readonly UnitId[]>(all.map(({ id, path }) => [id, path]));
  const into = isMerge && toParentId !== null ? { id: toParentId, path: paths.get(toParentId) } : null;
  // Whoever took the unit for its own after the merge began wrote the path it has by now.
  const own = into === null ? undefined : paths.get(movedId);
  return [...stale, ...(own === undefined ? [] : [{ unitId: movedId, path: own }])].flatMap(({ unitId, path }) => {
    if (into?.path !== undefined && unitId === movedId)
      return [{ unitId, path, to: { unitPath: into.path, unitId: into.id } }];
    const unitPath = paths.get(unitId);
    return unitPath === undefined || unitPath.join() === path.join() ? [] : [{ unitId, path, to: { unitPath } }];
  });
}

/** Changes nothing where all rows say what they should. */
async function sweep(
  table: Table<FollowsAccount>,
  stale: readonly Stale[],
  { namesUnit }: { readonly namesUnit: boolean },
): Promise<number> {
  let changed = 0;
  for (const { unitId, path, to } of stale) {
    // The unit by itself finds the rows through the index; the whole path tells its own from those of units below it.
    const rows = { $and: [{ unitPath: unitId }, { unitPath: [...path] }] };
    const set = namesUnit ? to : { unitPath: to.unitPath };
    changed += await table.changeAll(rows, { $set: set } as Update<FollowsAccount>);
  }
  return changed;
}

/**
 * Websites and accounts of a unit that is merged, one by one, each with its own line in the ledger: with the write that
 * gives it to the other unit, so that one that was told of is not met again.
 */
async function tellMerged(
  { moves, units, rescoped }: MoveTables,
  of: { readonly move: UnitMove; readonly name: 'sites' | 'accounts'; readonly told: BelongingMerged },
): Promise<number> {
  const { move, name, told } = of;
  const own = goingAlong(move, await staleOf(moves, move), await units.list(null)).filter(
    ({ to }) => to.unitId !== undefined,
  );
  const table = rescoped[name] as unknown as Table<FollowsAccount & { readonly name: string } & WithOutbox>;
  let changed = 0;
  for (const { unitId, path, to } of own) {
    const rows = { $and: [{ unitPath: unitId }, { unitPath: [...path] }] };
    let left: boolean;
    do {
      const found = await table.pick(rows, { sort: { _id: 1 }, limit: MERGED_AT_ONCE, fields: ['_id', 'name'] });
      // Another process may be at the same ones, and have met some of them first: that says nothing of what is left.
      left = found.length === MERGED_AT_ONCE;
      for (const { _id, name: called } of found) {
        const kind = name === 'sites' ? 'site' : 'account';
        const event = told({ kind, id: _id as string, name: called }, { from: unitId, into: to.unitId ?? unitId });
        if (await table.change({ _id, ...rows } as Filter, { $set: to, ...leaving([event]) } as never)) changed += 1;
      }
    } while (left);
  }
  return changed;
}
const MERGED_AT_ONCE = 200;

function readMove(row: UnitMoveRow): UnitMove {
  const { _id, unitId, fromParentId, toParentId, lost, stale, state, startedAt, settlingAt, isMerge = false } = row;
  const move = { id: _id, unitId, fromParentId, toParentId, lost, stale, state, startedAt, settlingAt };
  return isMerge ? { ...move, isMerge } : move;
}
