import { moveRefusal, startMove, type UnitMove } from '../../domain/accounts/unitMove';
import { makeEvent, personMergedEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { UnitId, UnitMoveId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { PersonMerged, Unit } from '../../ports/storage';
import type { UnitMoveView } from '../../api/people';
import { personActor, systemActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import { tally } from '../runWorkers';
import { fieldData } from '../../domain/alerts/fieldData';
import { stableEventId } from '../stableEventId';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';

/**
 * Whoever read an account before its unit moved may write a row with the path of before until its lease is over; so
 * long are late rows swept up, and so long the former superior is kept from them.
 */
export const SETTLE_MS = 15 * MINUTE_MS;
/** A move this old whose steps are not done has lost its process. */
const STALLED_MS = MINUTE_MS;
const MAX_TRIES = 3;

export interface UnitMoveServices {
  /**
   * Puts a unit with everything below it under another superior (null: under none). The former superior sees nothing
   * more of it from the first moment on. Throws `Refusal` `forbidden`, `not-found`, `invalid-input` (`parentId`),
   * `conflict` (another move is under way).
   */
  moveUnit(move: MoveRequest & { readonly reason: string }, principal: Principal): Promise<UnitMoveView>;
  /** What such a move would take along. Throws as `moveUnit`, and changes nothing. */
  previewMove(move: MoveRequest, principal: Principal): Promise<UnitMoveView>;
  /**
   * Goes on with moves whose process died, sweeps up what late writers left, and opens units again that were closed a
   * short while ago and were given something since.
   */
  resumeMoves(): Promise<Counts>;
}
export interface MoveRequest {
  readonly unitId: UnitId;
  readonly parentId: UnitId | null;
}

/** Moves a unit for the register: its file names another superior. */
export type MoveTo = (
  unit: Unit,
  parent: Unit | null,
  by: { readonly actor: Actor; readonly reason: string },
) => Promise<void>;

export function createMoveUnit(deps: ServiceDeps): {
  readonly services: UnitMoveServices;
  readonly moveTo: MoveTo;
  readonly carryOut: (move: UnitMove) => Promise<void>;
} {
  const { storage, clock, ids } = deps;
  const begin = async (unit: Unit, parent: Unit | null, by: { readonly actor: Actor; readonly reason: string }) => {
    const now = clock.now();
    const subtree = (await storage.units.list(null)).filter(({ path }) => path.includes(unit.id));
    const move = startMove({ unit, parent, subtree }, { id: ids.id<UnitMoveId>(), now });
    const event = makeEvent(
      { eventId: ids.eventId(), actor: by.actor, now },
      {
        kind: 'unit-moved',
        subject: `unit:${unit.id}`,
        from: unit.parentId,
        to: parent?.id ?? null,
        reason: 'moved',
        data: { units: subtree.length, note: by.reason },
      },
    );
    return (await storage.unitMoves.start(move, event)) ? move : null;
  };
  const moveTo: MoveTo = async (unit, parent, by) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const move = await begin(unit, parent, by);
      if (move !== null) return carryOut(deps, move);
      for (const other of await storage.unitMoves.unfinished())
        if (other.state === 'moving') await carryOut(deps, other);
    }
    throw conflict('另一个单位正在调整上级。');
  };
  return {
    moveTo,
    carryOut: (move) => carryOut(deps, move),
    services: {
      previewMove: async (request, principal) => {
        const { unit, parent } = await reach(deps, request, principal);
        return viewOf(deps, { unit, parent, state: 'preview' });
      },
      moveUnit: async ({ reason, ...request }, principal) => {
        const { unit, parent } = await reach(deps, request, principal);
        const why = writtenReason(reason);
        const view = await viewOf(deps, { unit, parent, state: 'moved' });
        const move = await begin(unit, parent, { actor: personActor(principal), reason: why });
        if (move === null) throw conflict('另一个单位正在调整上级，请等它完成。');
        await carryOut(deps, move);
        return view;
      },
      resumeMoves: async () => {
        const now = clock.now();
        const outcomes: string[] = [];
        for (const move of await storage.unitMoves.unfinished()) outcomes.push(await resume(deps, move, now));
        const { waiting: _waiting, ...counts } = tally(outcomes);
        return counts;
      },
    },
  };
}

/** Step by step, each of which may be repeated; killed between any two, `resumeMoves` begins again. */
async function carryOut(deps: ServiceDeps, move: UnitMove): Promise<void> {
  const { storage, clock } = deps;
  for (const { run } of storage.unitMoves.steps(move, mergedLines(deps, move))) await run();
  await storage.unitMoves.settle(move.id, clock.now());
}

/** What a merge says of each that it takes along; the same line however often it is said. */
function mergedLines(deps: ServiceDeps, move: UnitMove): Parameters<ServiceDeps['storage']['unitMoves']['steps']>[1] {
  return {
    person: personMerged(deps, move),
    belonging: ({ kind, id, name }, { from, into }) =>
      makeEvent(
        {
          eventId: stableEventId(deps.hasher, `unit-merged ${move.id} ${kind} ${id}`),
          actor: systemActor('unit-merge'),
          now: deps.clock.now(),
        },
        {
          kind: kind === 'site' ? 'site-changed' : 'account-changed',
          subject: `${kind}:${id}`,
          from: null,
          to: null,
          reason: 'unit-merged',
          data: { name, ...fieldData([{ field: 'unit', from, to: into }]) },
        },
      ),
  };
}

/** Who merges the units stands in the line of the unit itself: the tick that goes on with it does not know them. */
function personMerged({ hasher, clock }: ServiceDeps, { id }: UnitMove): PersonMerged {
  return (person, units) =>
    personMergedEvent(person.id, units, {
      eventId: stableEventId(hasher, `unit-merged ${id} ${person.id} ${person.sessionEpoch}`),
      actor: systemActor('unit-merge'),
      now: clock.now(),
    });
}

async function resume(
  deps: ServiceDeps,
  move: UnitMove,
  now: Instant,
): Promise<'resumed' | 'swept' | 'settled' | 'waiting'> {
  const { storage } = deps;
  if (move.state === 'moving') {
    if (now.getTime() - move.startedAt.getTime() < STALLED_MS) return 'waiting';
    await carryOut(deps, move);
    return 'resumed';
  }
  let rows = 0;
  for (const { run } of storage.unitMoves.steps(move, mergedLines(deps, move))) rows += await run();
  const isOver = move.settlingAt !== null && now.getTime() - move.settlingAt.getTime() >= SETTLE_MS;
  // What was swept up just now may have been the first of several: it is over once nothing was left to sweep.
  if (isOver && rows === 0 && (await storage.unitMoves.finish(move.id))) return 'settled';
  return rows > 0 ? 'swept' : 'waiting';
}

/**
 * Both ends within what the person sees: nobody takes a unit from, or gives one to, somebody else's part of the tree.
 */
async function reach(
  { storage }: ServiceDeps,
  { unitId, parentId }: MoveRequest,
  principal: Principal,
): Promise<{ readonly unit: Unit; readonly parent: Unit | null }> {
  demand('people.manage', principal);
  const unit = await storage.units.byId(unitId, principal.unitId);
  // Nobody moves the unit they see everything through, and only who sees everything puts a unit beside it.
  if (unit === null || unit.id === principal.unitId) throw notFound('单位');
  const parent = parentId === null ? null : await storage.units.byId(parentId, principal.unitId);
  if (parentId !== null && parent === null) throw notFound('上级单位');
  if (parent === null && principal.unitId !== null) throw notFound('上级单位');
  switch (moveRefusal(unit, parent)) {
    case 'closed':
      throw conflict(`单位“${unit.name}”已关闭，不能调整上级。`);
    case 'into-closed':
      throw invalidInput('parentId', `上级单位“${parent?.name ?? ''}”已关闭。`, '请选择在用的单位，或先恢复该单位。');
    case 'into-itself':
      throw invalidInput('parentId', '新的上级在这一单位之下。', '请选择不在该单位之下的单位。');
    case 'same-parent':
      throw invalidInput('parentId', '这一单位已经在该上级之下。', '请选择另一个上级单位。');
    default:
      return { unit, parent };
  }
}

async function viewOf(
  { storage }: ServiceDeps,
  { unit, parent, state }: { readonly unit: Unit; readonly parent: Unit | null; readonly state: UnitMoveView['state'] },
): Promise<UnitMoveView> {
  const units = await storage.units.list(null);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const moved = new Set(units.filter(({ path }) => path.includes(unit.id)).map(({ id }) => id));
  const people = (await storage.people.list()).filter((one) =>
    capacitiesOf(one).some(({ unitId }) => unitId !== null && moved.has(unitId)),
  );
  return {
    unitId: unit.id,
    unitName: unit.name,
    fromName: unit.parentId === null ? null : (names.get(unit.parentId) ?? null),
    toName: parent?.name ?? null,
    state,
    units: moved.size,
    people: people.length,
    rows: await storage.unitMoves.counts(unit.id),
  };
}
