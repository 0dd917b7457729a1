import { ownWordEvent } from '../../domain/alerts/events';
import { takeStep, type OwnWord, type OwnWordRefusal } from '../../domain/content/ownWord';
import { Refusal } from '../../domain/errors';
import type { OwnWordId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import { personActor } from '../actors';
import { readScope } from '../readScope';
import { conflict, demand, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { DismissWhole, PrepareOwnWords } from '../steps';
import { listView } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import type { OwnWordServices } from './contract';
import { createDismissExcused } from './dismissExcused';
import { isDecision, ownWordView } from './ownWordView';
import { createProposing } from './proposing';

/** Words that units use as they are: proposed, decided by somebody else, over after their last day. */
export function createOwnWordServices(
  deps: ServiceDeps,
  dismissWhole: DismissWhole,
): { readonly services: OwnWordServices; readonly prepareOwnWords: PrepareOwnWords } {
  const { storage, ids, clock } = deps;
  const unitNames = createUnitNames(deps);
  const proposing = createProposing(deps);
  const dismissExcused = createDismissExcused(deps, dismissWhole);
  const view = async (entry: OwnWord, principal: Principal): ReturnType<OwnWordServices['propose']> => {
    const now = clock.now();
    return ownWordView(entry, { unitName: (await unitNames(now)).nameOf(entry.unitId), principal, now });
  };
  const find = async (id: OwnWordId, principal: Principal): Promise<OwnWord> => {
    const entry = await storage.ownWords.byId(id, readScope(principal));
    if (entry === null) throw notFound('用语');
    return entry;
  };
  return {
    prepareOwnWords: proposing.prepare,
    services: {
      list: async (query, page, principal) => {
        const now = clock.now();
        const found = await storage.ownWords.list({ ...query, today: civilDateOf(now) }, page, readScope(principal));
        const { nameOf } = await unitNames(now);
        return listView(found, (entry) => ownWordView(entry, { unitName: nameOf(entry.unitId), principal, now }), now);
      },
      propose: async (draft, principal) => view(await proposing.propose(draft, principal), principal),
      step: async ({ id, version }, { step, reason }, principal) => {
        if (isDecision(step)) demand('rules.manage', principal);
        const before = await find(id, principal);
        const words = writtenReason(reason);
        if (before.version !== version) throw conflict('这一用语在您打开之后有了新的进展。');
        const now = clock.now();
        const said = { by: principal.personId, name: principal.name, at: now, words };
        const taken = takeStep(before, step, { ...said, today: civilDateOf(now) });
        if ('refused' in taken) throw refusal(taken.refused);
        const context = { eventId: ids.eventId(), actor: personActor(principal), now };
        const event = ownWordEvent({ ...context, before, entry: taken.entry });
        if (!(await storage.ownWords.move(before, taken.entry, event)))
          throw conflict('另一位同事刚刚办理了这一用语。');
        if (!taken.entry.isApplied) await dismissExcused([taken.entry], now);
        return view(taken.entry, principal);
      },
      dismissExcused: async (limit) => {
        const entries = await storage.ownWords.unapplied(limit);
        const dismissed = await dismissExcused(entries, clock.now());
        return entries.length === 0 ? {} : { entries: entries.length, dismissed };
      },
    },
  };
}

function refusal(code: OwnWordRefusal): Refusal {
  switch (code) {
    case 'own-proposal':
      return new Refusal('self-approval', '不能决定本人提出的用语。', { remedy: '请由另一位有权限的同事办理。' });
    case 'not-own':
      return new Refusal('forbidden', '用语只能由提出人撤回。', { remedy: '请联系提出人，或由有权限的同事不予同意。' });
    case 'over':
      return conflict('这一用语的最后一日已过。', '请重新提出。');
    case 'no-such-step':
      return conflict('这一用语当前不能办理这一步。');
  }
}
