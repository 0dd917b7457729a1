import type { SilenceView } from '../../api/notify';
import type { SilenceId } from '../../domain/ids';
import type { Silence } from '../../domain/notify/silence';
import { DAY_MS, MINUTE_MS } from '../../domain/time/instant';
import { conflict, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { NotifyServices } from './contract';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { silenceViews } from './readSilences';
import { demandMatch } from './silenceMatch';

/** What is silent for longer is not silenced but not wanted: that is for the routes to say. */
const LONGEST_DAYS = 31;
/** Nobody plans further ahead. */
const FURTHEST_DAYS = 92;

export function createManageSilences(deps: ServiceDeps): Pick<NotifyServices, 'silence' | 'endSilence'> {
  const { storage, ids, clock } = deps;
  const view = async (silence: Silence): Promise<SilenceView> => {
    const siteId = silence.match.siteId ?? null;
    const sites = siteId === null ? [] : await storage.sites.byIds([siteId]);
    const [shown] = await silenceViews(deps, [silence], {
      siteNames: new Map(sites.map(({ id, name }) => [id, name])),
      scope: null,
    });
    if (shown === undefined) throw notFound('静默');
    return shown;
  };
  return {
    silence: async ({ kind = 'silence', match, reason, startsAt: askedStart = null, endsAt }, principal) => {
      demandOffice('alert.silence', principal);
      const now = clock.now();
      // What is asked to have begun begins now: nothing is taken back of what was told.
      const startsAt = askedStart === null || askedStart < now ? now : askedStart;
      if (startsAt.getTime() - now.getTime() > FURTHEST_DAYS * DAY_MS)
        throw invalidInput('startsAt', `开始时间最远为 ${FURTHEST_DAYS} 天后。`, '请改为更近的时间。');
      if (endsAt <= startsAt)
        throw invalidInput('endsAt', '结束时间应在开始之后，且在现在之后。', '请改为以后的时间。');
      if (endsAt.getTime() - startsAt.getTime() > LONGEST_DAYS * DAY_MS)
        throw invalidInput('endsAt', `静默最长 ${LONGEST_DAYS} 天。`, '长期不需要告知的，请调整通知路由。');
      await demandMatch(deps, { kind, match });
      const silence: Silence = {
        id: ids.id<SilenceId>(),
        kind,
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
      if (silence.endsAt <= now) {
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
