import { asCivilDate } from '../../domain/time/civil';
import { mergeRefusal, startMove, type UnitMove } from '../../domain/accounts/unitMove';
import { unitMergedEvent, type MergeDocument } from '../../domain/alerts/events';
import type { UnitId, UnitMoveId } from '../../domain/ids';
import { capacitiesOf, inEachCapacity } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import { isWritten } from '../../domain/writtenText';
import type { Unit } from '../../ports/storage';
import type { UnitMergeView } from '../../api/people';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { reachUnit } from './reachUnit';

export interface MergeRequest {
  readonly unitId: UnitId;
  readonly intoId: UnitId;
}

export interface UnitMergeServices {
  /**
   * Merges a unit into another one (机构合并, action `people.manage`): all it has is the other's from now on, and it is
   * closed below it. Refuses `forbidden`, `not-found`, `invalid-input` (`intoId`, `documentNumber`, `effectiveOn`, `reason`),
   * `conflict` (closed already; another move is under way).
   */
  mergeUnit(
    request: MergeRequest & MergeDocument & { readonly reason: string },
    principal: Principal,
  ): Promise<UnitMergeView>;
  /** What would go along. Refuses as `mergeUnit`, and changes nothing. */
  previewMerge(request: MergeRequest, principal: Principal): Promise<UnitMergeView>;
}

/** `carryOut`: step by step, as a move; what was killed is gone on with as one. */
export function createMergeUnits(deps: ServiceDeps, carryOut: (move: UnitMove) => Promise<void>): UnitMergeServices {
  const { storage, clock, ids } = deps;
  return {
    previewMerge: async (request, principal) => viewOf(deps, await reach(deps, request, principal), 'preview'),
    mergeUnit: async ({ reason, documentNumber, effectiveOn, ...request }, principal) => {
      const both = await reach(deps, request, principal);
      const note = writtenReason(reason);
      if (!isWritten(documentNumber))
        throw invalidInput('documentNumber', '请填写合并依据的文号。', '如“××编发〔2026〕8号”。');
      if (asCivilDate(effectiveOn) === null)
        throw invalidInput('effectiveOn', '生效日期不是有效的日期。', '请按“2026-11-30”的形式填写。');
      const view = await viewOf(deps, both, 'merged');
      const now = clock.now();
      const { unit, into } = both;
      const subtree = (await storage.units.list(null)).filter(({ path }) => path.includes(unit.id));
      const move = startMove({ unit, parent: into, subtree }, { id: ids.id<UnitMoveId>(), now, isMerge: true });
      const event = unitMergedEvent(
        both,
        { documentNumber: documentNumber.trim(), effectiveOn },
        { eventId: ids.eventId(), actor: personActor(principal), now, note, units: view.units },
      );
      if (!(await storage.unitMoves.start(move, event))) throw conflict('另一个单位正在调整上级或合并，请等它完成。');
      await carryOut(move);
      return view;
    },
  };
}

interface Both {
  readonly unit: Unit;
  readonly into: Unit;
}

async function reach(deps: ServiceDeps, { unitId, intoId }: MergeRequest, principal: Principal): Promise<Both> {
  demand('people.manage', principal);
  const unit = await reachUnit(deps, unitId, principal);
  const into = await deps.storage.units.byId(intoId, principal.unitId);
  if (into === null) throw notFound('并入的单位');
  switch (mergeRefusal(unit, into)) {
    case 'closed':
      throw conflict(`单位“${unit.name}”已经关闭。`);
    case 'into-closed':
      throw invalidInput('intoId', `单位“${into.name}”已关闭。`, '请选择在用的单位，或先恢复该单位。');
    case 'into-itself':
      throw invalidInput('intoId', '不能并入自己或自己的下级单位。', '请选择另一个单位，或先把下级单位调整到别处。');
    default:
      return { unit, into };
  }
}

async function viewOf(
  { storage }: ServiceDeps,
  { unit, into }: Both,
  state: UnitMergeView['state'],
): Promise<UnitMergeView> {
  const below = (await storage.units.list(null)).filter(({ id, path }) => id !== unit.id && path.includes(unit.id));
  const people = (await storage.people.list()).filter((one) =>
    capacitiesOf(one).some(({ unitId }) => unitId === unit.id),
  );
  return {
    unitId: unit.id,
    unitName: unit.name,
    intoId: into.id,
    intoName: into.name,
    state,
    units: below.length,
    people: people.length,
    administrators: inEachCapacity(people).filter(({ role, unitId }) => role === 'administrator' && unitId === unit.id)
      .length,
    tasks: (await storage.unitMoves.holdings(unit.id)).tasks,
    settings: await storage.unitMoves.settings(unit.id),
    rows: await storage.unitMoves.counts(unit.id),
  };
}
