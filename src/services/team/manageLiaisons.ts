import { asCivilDate, civilDateOf } from '../../domain/time/civil';
import type { LiaisonId, UnitId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import { asksForRank, wrongPhone, type Liaison } from '../../domain/team/liaison';
import type { CivilDate } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { LiaisonRecord, TeamServices } from './contract';
import { reachOpenUnit } from './reachOpenUnit';
import { createLiaisonView } from './readLiaisons';
import { createTeamEvents } from './teamEvents';

const CHANGED = '这条记录已被他人改动。';
const NUMBERS = {
  mobile: '请填写 6 至 15 位数字的手机号；手机和办公电话至少填一个。',
  officePhone: '请填写办公电话，如 0435-5222345 转 8。',
} as const;
const FIELDS = ['duty', 'name', 'post', 'rank', 'mobile', 'officePhone', 'personId', 'sinceOn'] as const;

type Managing = Pick<TeamServices, 'addLiaison' | 'changeLiaison' | 'endLiaison' | 'registerLiaisons'>;

/** Who holds which duty is said by who keeps the roster; what was is ended, never taken away. */
export function createManageLiaisons(deps: ServiceDeps): Managing {
  const { storage, clock, ids } = deps;
  const view = createLiaisonView(deps);
  const events = createTeamEvents(deps);
  const demandDay = (day: CivilDate, field: string, from?: CivilDate): void => {
    if (asCivilDate(day) === null || day > civilDateOf(clock.now()))
      throw invalidInput(field, '日期不是有效的日期，或在今天以后。', '请按“2026-11-30”的形式填写，不晚于今天。');
    if (from !== undefined && day < from) throw invalidInput(field, '截止日期早于开始日期。', '请改正日期。');
  };
  const check = async (record: LiaisonRecord, principal: Principal): Promise<LiaisonRecord> => {
    if (asksForRank(record.duty) && record.rank === null)
      throw invalidInput('rank', '信息主管须填写职级。', '依据要求由科级以上人员担任，请按实际填写。');
    const wrong = wrongPhone(record);
    if (wrong !== null) throw invalidInput(wrong, '电话号码不能用。', NUMBERS[wrong]);
    demandDay(record.sinceOn, 'sinceOn');
    const person = record.personId === null ? null : await storage.people.byId(record.personId);
    const isSeen = person !== null && (principal.unitId === null || (await isIn(deps, person, principal.unitId)));
    if (record.personId !== null && !isSeen) throw notFound('人员', 'personId');
    return record;
  };
  const reach = async (id: LiaisonId, principal: Principal): Promise<Liaison> => {
    demand('team.manage', principal);
    const liaison = await storage.liaisons.byId(id, principal.unitId);
    if (liaison === null) throw notFound('联络员记录');
    if (liaison.untilOn !== null) throw conflict('这条记录已经结束，不能再改。');
    return liaison;
  };
  const differing = (before: LiaisonRecord, after: LiaisonRecord): readonly string[] =>
    FIELDS.filter((field) => before[field] !== after[field]);
  const change = async (before: Liaison, record: LiaisonRecord, { note, principal }: Said): Promise<Liaison | null> => {
    const fields = differing(before, record);
    if (fields.length === 0) return null;
    const next: Liaison = { ...before, ...record };
    const said = { reason: 'liaison-changed', note, data: { fields: fields.join(',') } };
    if (!(await storage.liaisons.change(next, events.liaison(next, said, principal)))) throw conflict(CHANGED);
    return { ...next, version: next.version + 1 };
  };
  const services: Managing = {
    addLiaison: async (unitId, { reason, ...record }, principal) => {
      const unit = await reachOpenUnit(deps, unitId, principal);
      const note = writtenReason(reason);
      const checked = await check(record, principal);
      const liaison: Liaison = {
        ...checked,
        id: ids.id<LiaisonId>(),
        unitId: unit.id,
        unitPath: unit.path,
        untilOn: null,
        version: 1,
      };
      await storage.liaisons.insert(liaison, events.liaison(liaison, { reason: 'liaison-added', note }, principal));
      return view(liaison, principal);
    },
    changeLiaison: async (id, { version, reason, ...changes }, principal) => {
      const before = await reach(id, principal);
      const note = writtenReason(reason);
      if (before.version !== version) throw conflict(CHANGED);
      const checked = await check({ ...before, ...changes }, principal);
      const changed = await change(before, checked, { note, principal });
      if (changed === null) throw invalidInput('name', '内容都与现在相同。', '请修改其中至少一项。');
      return view(changed, principal);
    },
    endLiaison: async (id, { version, untilOn, reason }, principal) => {
      const before = await reach(id, principal);
      const note = writtenReason(reason);
      demandDay(untilOn, 'untilOn', before.sinceOn);
      const ended: Liaison = { ...before, version, untilOn };
      const event = events.liaison(ended, { reason: 'liaison-ended', note, data: { untilOn } }, principal);
      if (before.version !== version || !(await storage.liaisons.change(ended, event))) throw conflict(CHANGED);
      return view({ ...ended, version: version + 1 }, principal);
    },
    registerLiaisons: async (records, reason, principal) => {
      demand('team.manage', principal);
      const note = writtenReason(reason);
      const counts = { added: 0, changed: 0, same: 0 };
      for (const { unitId, ...record } of records) {
        await reachOpenUnit(deps, unitId, principal);
        const known = (await storage.liaisons.ofUnit(unitId, principal.unitId)).find(
          ({ duty, name, untilOn }) => untilOn === null && duty === record.duty && name === record.name,
        );
        if (known === undefined) {
          await services.addLiaison(unitId, { ...record, reason }, principal);
          counts.added += 1;
        } else if ((await change(known, await check(record, principal), { note, principal })) === null)
          counts.same += 1;
        else counts.changed += 1;
      }
      return counts;
    },
  };
  return services;
}

interface Said {
  readonly note: string;
  readonly principal: Principal;
}

/** Whether somebody belongs to a unit or one below it, by any of their assignments. */
async function isIn({ storage }: ServiceDeps, person: Person, scope: UnitId): Promise<boolean> {
  for (const { unitId } of capacitiesOf(person))
    if (unitId !== null && (await storage.units.byId(unitId, scope)) !== null) return true;
  return false;
}
