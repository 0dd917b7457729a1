import { isOpen } from '../../../domain/accounts/unit';
import { emergencyEvent } from '../../../domain/alerts/events';
import { emergencyDuties } from '../../../domain/emergencies/emergencyDuties';
import type { Emergency } from '../../../domain/emergencies/emergency';
import {
  addCall,
  addStatements,
  canHappenToEmergency,
  chooseVoices,
  closeEmergency,
  reopenEmergency,
  strikeStatement,
  type EmergencyMove,
  type EmergencyRefusal,
} from '../../../domain/emergencies/emergencyTable';
import type { Refusal } from '../../../domain/errors';
import type { AccountId, DutyId, EmergencyId } from '../../../domain/ids';
import { inScope } from '../../../domain/people/permissions';
import type { Principal } from '../../../domain/people/role';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import type { Instant } from '../../../domain/time/instant';
import { isWritten } from '../../../domain/writtenText';
import type { EmergencyAct } from '../../../api/unitFiles';
import { personActor } from '../../actors';
import { readScope } from '../../readScope';
import { conflict, demand, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { ApplyRule } from '../../steps';
import { iso, listView } from '../../toView/isoInstant';
import { createUnitNames } from '../../unitNames';
import type { Versioned } from '../../versioned';
import { dutyView } from '../dutyView';
import { keepLinked } from '../keepLinked';
import type { EmergencyServices } from './contract';
import { emergencyDetailView, emergencyRight, emergencyView, statementView } from './emergencyView';
import { linkPosts, type StoreStep } from './linkPosts';

/** Events that have to be answered in public, from opening to archive; `applyRule`: how a mandate is made of a document. */
export function createEmergencyServices(deps: ServiceDeps, applyRule: ApplyRule): EmergencyServices {
  const { storage, clock, ids, settings, log } = deps;
  const { emergencies: rules } = settings.duties;
  const unitNames = createUnitNames(deps);
  const read = async (id: EmergencyId, principal: Principal): Promise<Emergency> => {
    const found = await storage.emergencies.byId(id, readScope(principal));
    if (found === null) throw notFound('这个事件');
    return found;
  };
  const show: EmergencyServices['show'] = async (id, principal) => {
    const emergency = await read(id, principal);
    const { nameOf } = await unitNames(clock.now());
    const records = await storage.accounts.byIds(emergency.accounts);
    const scope = readScope(principal);
    const found = new Map(
      (await storage.duties.byIds(emergency.clocks.map(({ dutyId }) => dutyId))).map((one) => [one.id, one]),
    );
    // How a clock stands is part of the file, whoever has taken it over.
    const duties = emergency.clocks.flatMap(({ dutyId }) => found.get(dutyId) ?? []);
    return emergencyDetailView(emergency, {
      ...{ nameOf, principal },
      accountNames: new Map(records.map(({ account }) => [account.id, account.name])),
      duties: duties.map((duty) =>
        dutyView(
          { duty, ofOwner: inScope(scope, duty.unitPath), asked: [] },
          { principal, nameOf, rules: settings.duties.rules },
        ),
      ),
    });
  };
  const tell = async (emergency: Emergency): Promise<void> => {
    await keepLinked(deps, emergencyDuties(emergency, rules));
    await storage.emergencies.markTold(emergency);
  };
  /** False: somebody else was faster. */
  const store: StoreStep = async (before, next, actor) => {
    const event = emergencyEvent({ eventId: ids.eventId(), actor, now: clock.now(), before, emergency: next });
    if (!(await storage.emergencies.move(before, next, event))) return false;
    if (!next.isTold) await tell(next);
    return true;
  };
  const step = async (
    { of, act, principal }: { of: Versioned<EmergencyId>; act: EmergencyAct; principal: Principal },
    make: (before: Emergency, by: By) => EmergencyMove | Promise<EmergencyMove>,
  ) => {
    demand(emergencyRight(act), principal);
    const before = await read(of.id, principal);
    if (before.version !== of.version) throw conflict('这个事件在您打开之后有了新的进展。');
    if (!canHappenToEmergency(before, act)) throw conflict('这个事件当前不能办理这一步。');
    const now = clock.now();
    const move = await make(before, { by: principal.personId, name: principal.name, at: now });
    if ('refused' in move) throw emergencyRefusal(move.refused);
    if (move.emergency !== before && !(await store(before, move.emergency, personActor(principal))))
      throw conflict('另一位同事刚刚更新了这个事件。');
    return show(of.id, principal);
  };
  return {
    list: async (query, page, principal) => {
      const found = await storage.emergencies.list(query, page, readScope(principal));
      const { nameOf } = await unitNames(clock.now());
      return listView(found, (one) => emergencyView(one, { nameOf, principal }), clock.now());
    },
    show,
    statements: async (id, { limit, cursor }, principal) => {
      const { statements } = await read(id, principal);
      const from = cursor === null ? 0 : Number(cursor);
      if (!Number.isInteger(from) || from < 0)
        throw invalidInput('cursor', '不是本列表给出的位置。', '请从第一页读起。');
      const items = statements.map(statementView).reverse();
      const next = from + limit < items.length ? String(from + limit) : null;
      return { items: items.slice(from, from + limit), nextCursor: next, asOf: iso(clock.now()) };
    },
    open: async ({ unitId, kind, title, happened, knownAt: known }, principal) => {
      demand('duty.write', principal);
      const of = unitId ?? principal.unitId;
      const unit = of === null ? null : await storage.units.byId(of, principal.unitId);
      if (unit === null)
        throw of === null
          ? invalidInput('unitId', '请选择单位。', '请指明由哪个单位处置。')
          : notFound('单位', 'unitId');
      if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
      const now = clock.now();
      const knownAt = instantOf('knownAt', known, now);
      const id = ids.id<EmergencyId>();
      const emergency: Emergency = {
        ...{ id, unitId: unit.id, unitPath: unit.path, kind, title: title.trim(), happened: happened.trim(), knownAt },
        ...{ accounts: [], keywords: [], statements: [], calls: [], state: 'open', summary: null, closedAt: null },
        clocks: [{ dutyId: ids.id<DutyId>(), stage: 'first', began: knownAt }],
        ...{ isTold: false, version: 1 },
        thread: [{ event: 'open', by: principal.personId, name: principal.name, at: now, words: null }],
      };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now };
      await storage.emergencies.insert(emergency, emergencyEvent({ ...context, before: null, emergency }));
      await tell(emergency);
      return show(id, principal);
    },
    choose: async (of, { accounts, keywords }, principal) =>
      step({ of, act: 'choose', principal }, async (before, by) => {
        const chosen = [...new Set(accounts)];
        await demandSeen(deps, chosen, principal);
        const words = [...new Set(keywords.map((word) => word.trim()).filter((word) => word !== ''))];
        return chooseVoices(before, { accounts: chosen, keywords: words }, by);
      }),
    state: async (of, { at, speaker, link, words }, principal) =>
      step({ of, act: 'state', principal }, (before, by) => {
        if (!isWritten(speaker)) throw invalidInput('speaker', '请写明由谁发布。', '例如“市政府网站”。');
        const said = { at: instantOf('at', at, by.at), speaker: speaker.trim(), link, words: maskPersonalData(words) };
        const statement = { ...said, origin: 'entered', postId: null, accountId: null } as const;
        return addStatements(before, { statements: [statement], followUp: ids.id<DutyId>() }, by);
      }),
    strike: async (of, { index, words }, principal) =>
      step({ of, act: 'strike', principal }, (before, by) =>
        strikeStatement(before, { at: index, words: maskPersonalData(words) }, by),
      ),
    call: async (of, { ruleId, policyId, reason }, principal) =>
      step({ of, act: 'call', principal }, async (before, by) => {
        const { results } = await applyRule(ruleId, { policyIds: [policyId], reason }, principal);
        const outcome = results[0]?.outcome;
        const mandate = (await storage.mandates.ofPolicy(policyId)).findLast((one) => one.ruleId === ruleId);
        if (mandate === undefined || (outcome !== 'mandated' && outcome !== 'already'))
          throw invalidInput(
            'policyId',
            '这份文件不能按这条规则发起联动。',
            '请换一条规则，或核对规则的来源、主题和起始日期。',
          );
        return addCall(before, { mandateId: mandate.id, title: mandate.title }, by);
      }),
    close: async (of, summary, principal) =>
      step({ of, act: 'close', principal }, (before, by) => closeEmergency(before, maskPersonalData(summary), by)),
    reopen: async (of, words, principal) =>
      step({ of, act: 'reopen', principal }, (before, by) => reopenEmergency(before, maskPersonalData(words), by)),
    followEmergencies: async (limit) => {
      let followed = 0;
      let failed = 0;
      for (const emergency of await storage.emergencies.untold(limit))
        try {
          await tell(emergency);
          followed += 1;
        } catch (error) {
          failed += 1;
          log.error('emergency-not-told', error, { emergency: emergency.id });
        }
      followed += await linkPosts(deps, limit, store);
      return followed + failed === 0 ? {} : { followed, failed };
    },
  };
}

type By = { readonly by: Principal['personId']; readonly name: string; readonly at: Instant };

async function demandSeen({ storage }: ServiceDeps, chosen: readonly AccountId[], principal: Principal): Promise<void> {
  for (const id of chosen)
    if ((await storage.accounts.byId(id, readScope(principal))) === null) throw notFound('账号', 'accounts');
}

function instantOf(field: string, text: string, now: Instant): Instant {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw invalidInput(field, '不是时间。', '请填写如 2026-09-18T09:30:00+08:00。');
  if (at > now) throw invalidInput(field, '这一时间还没有到。', '请填写已经过去的时间。');
  return at;
}

/** Why a step is refused, as people are told. */
function emergencyRefusal(code: EmergencyRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这个事件当前不能办理这一步。');
    case 'words-missing':
      return invalidInput('words', '请写明内容。', '空白的内容不能提交。');
    case 'before-known':
      return invalidInput('at', '发布时间早于获知时间。', '请核对获知时间和发布时间。');
    case 'still-to-come':
      return invalidInput('at', '这一时间还没有到。', '请填写已经过去的时间。');
    case 'no-such-statement':
      return invalidInput('index', '没有这条发布记录，或已作废。', '请刷新后再选择。');
    case 'too-many':
      return conflict('这个事件的记录已达上限。');
  }
}
