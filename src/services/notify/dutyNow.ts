import type { AlertId } from '../../domain/ids';
import { calledTogether } from '../../domain/notify/calledTogether';
import type { NotifyChannel } from '../../domain/notify/channel';
import { IN_DOUBT, type Notification } from '../../domain/notify/notification';
import { isAboutDuty, type AlertFacts, type Audience } from '../../domain/notify/route';
import {
  decideFor,
  whoIsTold,
  type Telling,
  type TellingDecision,
  type TellingOutcome,
  type Terms,
} from '../../domain/notify/whoIsTold';
import { rungName, rungTerms } from '../../domain/oncall/ladder';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import { readFactsEach, readTelling } from '../readTelling';
import type { ServiceDeps } from '../settings';
import { ringFor } from './announce';
import { isNotificationOf, notificationsFor, recipientOf } from './makeNotifications';
import { linesTold } from './turnAway';

const TOLD: ReadonlySet<TellingOutcome> = new Set(['told', 'waits', 'silenced']);

/** Who said that whoever has the duty is told: a route, or a rung of a ladder under its name. */
interface Asked {
  readonly audience: Audience;
  readonly terms: Terms;
  readonly about?: string;
}

/**
 * What was kept back for those who had the duty then, as those have it who have it now: what is for others now is
 * handed to them and left out, a post to a group calls those of now. What nobody who is on duty now can be told stays
 * as it is. May be repeated.
 */
export async function asOnDutyNow<N extends Notification>(
  deps: ServiceDeps,
  desk: Desk,
  { waiting, now }: { readonly waiting: readonly N[]; readonly now: Instant },
): Promise<readonly N[]> {
  const { storage, hasher } = deps;
  const kept = waiting.filter((one) => wasKept(one, now));
  if (kept.length === 0) return waiting;
  const asked = await askedOf(deps, desk, kept);
  if (asked.size === 0) return waiting;
  const telling = await readTelling(
    deps,
    [...asked.values()].map(({ audience }) => audience),
  );
  const channel = telling.channels.find(({ id }) => id === desk.channelId);
  if (channel === undefined) return waiting;
  const lines = await linesTold(storage, [...asked.keys()]);
  const known = [...new Map([...lines.values()].map((line) => [line.seq, line])).values()];
  const facts = new Map((await readFactsEach(deps, known)).map((one) => [one.alert.seq, one]));
  const made: Notification[] = [];
  const handed = new Set<N>();
  const calling = new Map<N, Pick<Notification, 'to' | 'recipient'>>();
  for (const [one, by] of asked) {
    const about = facts.get(one.seq);
    if (about === undefined) continue;
    const decisions = decisionsNow(one, by, { facts: about.facts, telling, channel, now });
    const mine = decisions.find((decision) => decision.desk === desk.key);
    if (mine !== undefined) {
      const { to } = mine;
      const recipient = recipientOf(mine);
      if (mine.person === null && to !== one.to) calling.set(one, { to, recipient });
      continue;
    }
    if (decisions.length === 0) continue;
    const of = { line: about.alert, occasion: one.occasion, telling, hasher, now };
    const named = by.about === undefined ? of : { ...of, about: by.about };
    made.push(...decisions.flatMap((decision) => notificationsFor(decision, named)));
    handed.add(one);
  }
  await storage.notifications.insertMissing(made);
  await ringFor(storage.desks, made);
  const ids = [...handed].map(({ id }) => id);
  await storage.notifications.settleWaiting(ids, { state: 'over', reason: 'told-to-duty', at: now });
  for (const [{ id }, called] of calling) await storage.notifications.call([id], called);
  return waiting.filter((one) => !handed.has(one)).map((one) => ({ ...one, ...calling.get(one) }));
}

/** Which of these are for whoever has the duty, and by what. */
async function askedOf<N extends Notification>(
  { storage, hasher }: ServiceDeps,
  desk: Desk,
  kept: readonly N[],
): Promise<ReadonlyMap<N, Asked>> {
  const asked = new Map<N, Asked>();
  const all = await storage.notifyRoutes.list();
  // One post of several routes calls those of each: any of them may be for whoever has the duty.
  const isCalled = all.some(({ channelId, audience }) => channelId === desk.channelId && isAboutDuty(audience));
  for (const one of kept) {
    const route = all.find(({ id }) => id === one.routeId);
    if (route === undefined) continue;
    if (desk.personId === null ? isCalled : isAboutDuty(route.audience))
      asked.set(one, { audience: route.audience, terms: route });
  }
  const climbed = kept.filter(({ occasion }) => occasion === 'escalated');
  const rungs = await rungsOf(storage, [...new Set(climbed.map(({ alertId }) => alertId))]);
  for (const one of climbed) {
    const rung = rungs.find(
      ({ about, alertId }) => alertId === one.alertId && isNotificationOf(hasher, { about, desk: desk.key }, one),
    );
    if (rung !== undefined) asked.set(one, rung);
  }
  return asked;
}

/** Rungs for whoever has the duty, of the climbs of these alerts. */
async function rungsOf(
  storage: ServiceDeps['storage'],
  alertIds: readonly AlertId[],
): Promise<readonly (Required<Asked> & { readonly alertId: AlertId })[]> {
  if (alertIds.length === 0) return [];
  const [climbs, ladders] = await Promise.all([storage.escalations.ofAlerts(alertIds), storage.ladders.list()]);
  return climbs.flatMap(({ id, alertId, ladderId }) => {
    const ladder = ladders.find((one) => one.id === ladderId);
    if (ladder === undefined) return [];
    const terms = rungTerms(ladder);
    return ladder.rungs.flatMap(({ audience }, index) =>
      isAboutDuty(audience) ? [{ alertId, audience, terms, about: rungName(id, index) }] : [],
    );
  });
}

/** Who is told in the channel now that it is due. */
function decisionsNow(
  { personId, waits }: Notification,
  { audience, terms, about }: Asked,
  given: {
    readonly facts: AlertFacts;
    readonly telling: Telling;
    readonly channel: NotifyChannel;
    readonly now: Instant;
  },
): readonly TellingDecision[] {
  const { facts, telling, channel, now } = given;
  const decided =
    personId === null && about === undefined
      ? whoIsTold(facts, telling, now).filter((decision) => decision.channel.id === channel.id)
      : decideFor(audience, channel, { facts, telling, now, waits }).map((one) => ({ ...one, route: terms }));
  return calledTogether(decided, telling).filter(({ outcome }) => TOLD.has(outcome));
}

/**
 * It waited for its hours or the end of a silence, and is due. What is told through a fallback stays with the person,
 * and what is for a group with the group.
 */
function wasKept(one: Notification, now: Instant): boolean {
  const { occasion, state, reason, waitsUntilAt, queuedAt, fellFrom, personId, to } = one;
  const isDue = state === 'queued' && queuedAt < waitsUntilAt && waitsUntilAt <= now;
  const isForGroup = personId === null && to === null;
  return isDue && occasion !== 'resolved' && reason !== IN_DOUBT && fellFrom.length === 0 && !isForGroup;
}
