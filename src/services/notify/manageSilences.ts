import type { SilenceView } from '../../api/notify';
import type { SilenceId } from '../../domain/ids';
import { isSilent, type Silence } from '../../domain/notify/silence';
import { DAY_MS, MINUTE_MS } from '../../domain/time/instant';
import { readScope } from '../readScope';
import { conflict, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { NotifyServices } from './contract';
import { demandOffice, notifyEvent } from '../notifyEvent';

/** What is silent for longer is not silenced but not wanted: that is for the routes to say. */
const LONGEST_DAYS = 31;
/** Silences that ended are shown for so long. */
const SHOWN_DAYS = 7;

export function createManageSilences(deps: ServiceDeps): Pick<NotifyServices, 'silences' | 'silence' | 'endSilence'> {
  const { storage, ids, clock } = deps;
  const view = async (silence: Silence): Promise<SilenceView> => ({
    id: silence.id,
    match: silence.match,
    reason: silence.reason,
    byName: silence.by.name,
    startsAt: iso(silence.startsAt),
    endsAt: iso(silence.endsAt),
    active: isSilent(silence, clock.now()),
    holds: await storage.notifications.countOfSilence(silence.id),
    version: silence.version,
  });
  return {
    silences: async (principal) => {
      const scope = readScope(principal);
      const since = clock.now().getTime() - SHOWN_DAYS * DAY_MS;
      const shown = (await storage.silences.list()).filter(({ endsAt }) => endsAt.getTime() > since);
      if (scope === null) return Promise.all(shown.map(view));
      const own = await storage.units.byId(scope, null);
      const concerned: Silence[] = [];
      for (const silence of shown) {
        const { unitId } = silence.match;
        // Above them, their own, or below them: it may hide something they would be told.
        const isTheirs =
          unitId === null || own?.path.includes(unitId) === true || (await storage.units.byId(unitId, scope)) !== null;
        if (isTheirs) concerned.push(silence);
      }
      return Promise.all(concerned.map(view));
    },
    silence: async ({ match, reason, endsAt }, principal) => {
      demandOffice('alert.silence', principal);
      const startsAt = clock.now();
      if (endsAt <= startsAt) throw invalidInput('endsAt', '结束时间应在现在之后。', '请改为以后的时间。');
      if (endsAt.getTime() - startsAt.getTime() > LONGEST_DAYS * DAY_MS)
        throw invalidInput('endsAt', `静默最长 ${LONGEST_DAYS} 天。`, '长期不需要告知的，请调整通知路由。');
      if (match.unitId !== null && (await storage.units.byId(match.unitId, null)) === null)
        throw notFound('单位', 'match.unitId');
      const silence: Silence = {
        id: ids.id<SilenceId>(),
        match,
        reason: writtenReason(reason),
        by: { personId: principal.personId, name: principal.name },
        startsAt,
        endsAt,
        version: 1,
      };
      const event = notifyEvent(deps, principal, {
        of: 'silence',
        id: silence.id,
        to: 'added',
        reason: silence.reason,
      });
      await storage.silences.insert(silence, event);
      return view(silence);
    },
    endSilence: async ({ id, version }, principal) => {
      demandOffice('alert.silence', principal);
      const silence = await storage.silences.byId(id);
      if (silence === null) throw notFound('静默');
      const now = clock.now();
      const ring = async (at: Date): Promise<void> => {
        for (const desk of await storage.notifications.desksOfSilence(id)) await storage.desks.ring(desk, at);
      };
      if (!isSilent(silence, now)) {
        await ring(now);
        throw conflict('该静默已经结束。');
      }
      // Whatever breaks off after the end is written: what it hid is looked at again soon.
      await ring(new Date(now.getTime() + MINUTE_MS));
      const ended: Silence = { ...silence, version, endsAt: now };
      const event = notifyEvent(deps, principal, { of: 'silence', id, to: 'ended', reason: silence.reason });
      if (!(await storage.silences.change(ended, event))) throw conflict('该静默已被他人改动。');
      await ring(now);
      return view({ ...ended, version: version + 1 });
    },
  };
}
