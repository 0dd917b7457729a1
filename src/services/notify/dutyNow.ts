import { IN_DOUBT, type Notification } from '../../domain/notify/notification';
import type { NotifyRoute } from '../../domain/notify/route';
import { decideFor, type Decision, type TellingOutcome } from '../../domain/notify/whoIsTold';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import { readFacts, readTelling } from '../readTelling';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { notificationsFor } from './makeNotifications';

const TOLD: ReadonlySet<TellingOutcome> = new Set(['told', 'waits', 'silenced']);

/**
 * What was kept back for the person of the desk, who had the duty then, and has not now: it is handed to whoever has
 * it. Returns those. What nobody who is on duty now can be told stays where it is. May be repeated.
 */
export async function handToDuty(
  deps: ServiceDeps,
  desk: Desk,
  { waiting, now }: { readonly waiting: readonly Notification[]; readonly now: Instant },
): Promise<readonly Notification[]> {
  const { storage, hasher } = deps;
  const kept = desk.personId === null ? [] : waiting.filter((one) => wasKept(one, now));
  if (kept.length === 0) return [];
  const routes = new Map((await storage.notifyRoutes.list()).filter(isOfDuty).map((route) => [route.id, route]));
  const ofDuty = kept.filter(({ routeId }) => routeId !== null && routes.has(routeId));
  if (ofDuty.length === 0) return [];
  const telling = await readTelling(deps);
  const channel = telling.channels.find(({ id }) => id === desk.channelId);
  const made: Notification[] = [];
  const handed: Notification[] = [];
  for (const one of ofDuty) {
    const route = one.routeId === null ? undefined : routes.get(one.routeId);
    const line = await storage.alerts.before(one.alertId, one.seq + 1);
    if (route === undefined || channel === undefined || line === null) continue;
    const of = { facts: await readFacts(deps, line), telling, now, waits: one.waits };
    const decisions = decideFor(route.audience, channel, of).filter(({ outcome }) => TOLD.has(outcome));
    if (decisions.length === 0 || decisions.some((decision) => decision.desk === desk.key)) continue;
    const about = { line, occasion: one.occasion, telling, hasher, now };
    const toldOf = (decision: Decision): readonly Notification[] => notificationsFor({ ...decision, route }, about);
    made.push(...decisions.flatMap(toldOf));
    handed.push(one);
  }
  await storage.notifications.insertMissing(made);
  await ringFor(storage.desks, made);
  const ids = handed.map(({ id }) => id);
  await storage.notifications.settleWaiting(ids, { state: 'over', reason: 'told-to-duty', at: now });
  return handed;
}

/**
 * It waited for its hours or the end of a silence, and is due. What is told through a fallback stays with the person.
 */
function wasKept({ occasion, state, reason, waitsUntilAt, queuedAt, fellFrom }: Notification, now: Instant): boolean {
  const isNews = occasion === 'opened' || occasion === 'raised';
  const isDue = state === 'queued' && queuedAt < waitsUntilAt && waitsUntilAt <= now;
  return isNews && isDue && reason !== IN_DOUBT && fellFrom.length === 0;
}

function isOfDuty({ audience }: NotifyRoute): boolean {
  return audience.kind === 'duty' || audience.kind === 'duty-leader';
}
