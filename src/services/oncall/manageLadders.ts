import type { LadderView } from '../../api/ladders';
import type { LadderId } from '../../domain/ids';
import { notRising, type EscalationLadder } from '../../domain/oncall/ladder';
import { notifyEvent, demandOffice } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { LadderDraft, LadderServices } from './ladderContract';

type ManagingServices = Pick<LadderServices, 'ladders' | 'addLadder' | 'changeLadder' | 'removeLadder'>;

export function createManageLadders(deps: ServiceDeps): ManagingServices {
  const { storage, ids, clock } = deps;
  const demandRung = async ({ channelId, audience }: LadderDraft['rungs'][number], at: string): Promise<void> => {
    if ((await storage.notifyChannels.byId(channelId)) === null) throw notFound('通知渠道', `${at}.channelId`);
    if ('rosterId' in audience && (await storage.dutyRosters.byId(audience.rosterId)) === null)
      throw notFound('值班表', `${at}.audience.rosterId`);
    if (audience.kind !== 'people') return;
    for (const id of audience.personIds)
      if ((await storage.people.byId(id)) === null) throw notFound('人员', `${at}.audience.personIds`);
  };
  const demandRelated = async ({ match, rungs }: LadderDraft): Promise<void> => {
    const wrong = notRising(rungs);
    if (wrong !== null)
      throw invalidInput(
        `rungs.${wrong}.afterMinutes`,
        `第 ${wrong + 1} 级的时间必须晚于上一级。`,
        '请按从早到晚的顺序填写各级的时间。',
      );
    if (match.unitId !== null && (await storage.units.byId(match.unitId, null)) === null)
      throw notFound('单位', 'match.unitId');
    for (const [index, rung] of rungs.entries()) await demandRung(rung, `rungs.${index}`);
  };
  return {
    ladders: async (principal) => {
      demandOffice('notify.manage', principal);
      return (await storage.ladders.list()).map(ladderView);
    },
    addLadder: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft);
      const ladder: EscalationLadder = { ...draft, id: ids.id<LadderId>(), version: 1 };
      const { id, name } = ladder;
      await storage.ladders.insert(
        ladder,
        notifyEvent(deps, principal, { of: 'ladder', id, to: 'added', reason: name }),
      );
      return ladderView(ladder);
    },
    changeLadder: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      if ((await storage.ladders.byId(id)) === null) throw notFound('升级规则');
      await demandRelated(draft);
      const event = notifyEvent(deps, principal, { of: 'ladder', id, to: 'changed', reason: draft.name });
      if (!(await storage.ladders.change({ ...draft, id, version }, event))) throw conflict('该升级规则已被他人改动。');
      await storage.escalations.lookAgain(id, clock.now());
      return ladderView({ ...draft, id, version: version + 1 });
    },
    removeLadder: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const ladder = await storage.ladders.byId(id);
      if (ladder === null) throw notFound('升级规则');
      const event = notifyEvent(deps, principal, { of: 'ladder', id, to: 'removed', reason: ladder.name });
      if (!(await storage.ladders.remove(id, version, event))) throw conflict('该升级规则已被他人改动。');
      await storage.escalations.lookAgain(id, clock.now());
    },
  };
}

function ladderView({ id, name, position, match, rungs, isNight, disabled, version }: EscalationLadder): LadderView {
  return { id, name, position, match, rungs, isNight, disabled, version };
}
