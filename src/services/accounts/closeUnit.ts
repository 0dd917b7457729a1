import { HOLDING_KINDS, holdsNothing, reopenRefusal, type UnitHoldings } from '../../domain/accounts/unitClosing';
import { isOpen, type Unit } from '../../domain/accounts/unit';
import { unitClosedEvent, unitReopenedEvent } from '../../domain/alerts/events';
import type { UnitMove } from '../../domain/accounts/unitMove';
import { Refusal } from '../../domain/errors';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { UnitView } from '../../api/people';
import { personActor } from '../actors';
import { conflict, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { unitView } from '../toView/unitView';
import { reachUnit } from './reachUnit';
import { readRecord } from './unitRecords';

export interface UnitClosingServices {
  /**
   * Closes a unit that has nothing left (action `people.manage`): it stays in the tree and nothing new is given to it.
   * Refuses `forbidden`, `not-found`, `invalid-input` (`reason`), `conflict` (what it still has is named, by number).
   */
  closeUnit(id: UnitId, reason: string, principal: Principal): Promise<UnitView>;
  /**
   * Opens a closed unit again (action `people.manage`); what it had before a merge stays with the other one. Refuses as
   * `closeUnit`; `conflict` where it is open, its superior is closed or its merge is not over; `invalid-input` (`name`,
   * `creditCode`) where another unit has got its name or code.
   */
  reopenUnit(id: UnitId, reason: string, principal: Principal): Promise<UnitView>;
}

export function createCloseUnit(deps: ServiceDeps): UnitClosingServices {
  const { storage, clock, ids, settings } = deps;
  return {
    closeUnit: async (id, reason, principal) => {
      const unit = await reachUnit(deps, id, principal);
      const note = writtenReason(reason);
      if (!isOpen(unit)) throw conflict(`单位“${unit.name}”已经关闭。`);
      await demandNothingLeft(deps, unit);
      const closed: Unit = { ...unit, closed: { at: clock.now(), intoId: null } };
      const by = { actor: personActor(principal), now: clock.now(), note };
      const event = unitClosedEvent(unit, { eventId: ids.eventId(), ...by });
      if (!(await storage.units.setClosed(unit, closed.closed ?? null, event))) throw conflict('单位刚被更新。');
      // Whoever read the unit while it was open may have given it something before it was closed: then it is not.
      try {
        await demandNothingLeft(deps, unit);
      } catch (left) {
        const back = unitReopenedEvent(closed, { eventId: ids.eventId(), ...by, reason: 'came-meanwhile' });
        await storage.units.setClosed(closed, null, back);
        throw left;
      }
      return unitView(closed, settings.regions);
    },
    reopenUnit: async (id, reason, principal) => {
      const unit = await reachUnit(deps, id, principal);
      const note = writtenReason(reason);
      const superior = unit.parentId === null ? null : await storage.units.byId(unit.parentId, null);
      const refusal = reopenRefusal(unit, superior);
      if (refusal === 'is-open') throw conflict(`单位“${unit.name}”没有关闭。`);
      if (refusal === 'superior-closed')
        throw new Refusal('conflict', `上级单位“${superior?.name ?? ''}”已关闭。`, { remedy: '请先恢复上级单位。' });
      if ((await storage.unitMoves.unfinished()).some(({ unitId, isMerge }) => unitId === unit.id && isMerge === true))
        throw new Refusal('conflict', '这个单位的合并还在收尾。', { remedy: '合并后约 15 分钟收尾完毕，请稍后再试。' });
      // Its name or code may have been given to another unit meanwhile.
      const record = { name: unit.name, creditCode: unit.creditCode ?? null };
      readRecord(record, await storage.units.list(null), unit);
      const by = { actor: personActor(principal), now: clock.now(), note };
      const event = unitReopenedEvent(unit, { eventId: ids.eventId(), ...by, reason: 'reopened' });
      if (!(await storage.units.setClosed(unit, null, event))) throw conflict('单位刚被更新。');
      const { closed: _closed, ...open } = unit;
      return unitView(open, settings.regions);
    },
  };
}

const KINDS: Readonly<Record<keyof UnitHoldings, (count: number) => string>> = {
  units: (count) => `未关闭的下级单位 ${count} 个`,
  sites: (count) => `有未注销栏目的网站 ${count} 个`,
  accounts: (count) => `未注销的账号 ${count} 个`,
  people: (count) => `未停用的人员 ${count} 人`,
  tasks: (count) => `未办结的转载任务 ${count} 项`,
  submissions: (count) => `未办结的报送 ${count} 件`,
  ownPosts: (count) => `未发布完的稿件 ${count} 件`,
  duties: (count) => `未办结的时限事项 ${count} 件`,
};

async function demandNothingLeft({ storage }: ServiceDeps, unit: Unit): Promise<void> {
  // What is on its way to or from somewhere else brings this unit nothing.
  const isConcerned = ({ unitId, toParentId, stale }: UnitMove): boolean =>
    unit.path.includes(unitId) || toParentId === unit.id || stale.some((moved) => moved.unitId === unit.id);
  if ((await storage.unitMoves.unfinished()).some((move) => move.state === 'moving' && isConcerned(move)))
    throw conflict('本单位正在调整上级或合并，或有单位正在调入，请等它完成。');
  const holdings = await storage.unitMoves.holdings(unit.id);
  if (holdsNothing(holdings)) return;
  const left = HOLDING_KINDS.flatMap((kind) => (holdings[kind] === 0 ? [] : [KINDS[kind](holdings[kind])]));
  throw new Refusal('conflict', `单位“${unit.name}”还不能关闭，仍有：${left.join('；')}。`, {
    remedy: '请先注销账号、停用人员、办结任务、报送、稿件和时限事项，或把本单位并入其他单位。',
  });
}
