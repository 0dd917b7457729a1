import type { AlertId, NotifyChannelId } from '../../domain/ids';
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
/** Of a desk that is shut also what another one refuses until somebody mends something: it is not theirs to hear of. */
const TOLD_OR_REFUSED: ReadonlySet<TellingOutcome> = new Set([...TOLD, 'no-address', 'channel-disabled']);

/** Who said that whoever has the duty is told, and where: a route, or a rung of a ladder under its name. */
interface Asked {
  readonly audience: Audience;
  readonly channelId: NotifyChannelId;
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
  const kept = waiting.filter((one) => wasKept(one, now));
  const { handed, calling } = await askAnew(deps, desk, { kept, now, isShut: false });
  for (const [{ id }, called] of calling) await deps.storage.notifications.call([id], called);
  return waiting.filter((one) => !handed.has(one)).map((one) => ({ ...one, ...calling.get(one) }));
}

/**
 * As `asOnDutyNow`, of what cannot go to the desk it was made for, whether it is due by now or not: nobody waits for
 * its time where it never can be told. `left`: what is for nobody else; `later`: of that, what is for whoever has the
 * duty when it is due, and so waits on. May be repeated.
 */
export async function forDutyElsewhere<N extends Notification>(
  deps: ServiceDeps,
  desk: Desk,
  { waiting, now }: { readonly waiting: readonly N[]; readonly now: Instant },
): Promise<{ readonly left: readonly N[]; readonly later: ReadonlySet<N> }> {
  const kept = waiting.filter((one) => isForDuty(one));
  const { handed, asked } = await askAnew(deps, desk, { kept, now, isShut: true });
  const left = waiting.filter((one) => !handed.has(one));
  return { left, later: new Set(left.filter((one) => asked.has(one) && one.waitsUntilAt > now)) };
}

/** Hands what is for others by now to them. `isShut`: nothing goes to the desk itself. */
async function askAnew<N extends Notification>(
  deps: ServiceDeps,
  desk: Desk,
  { kept, now, isShut }: { readonly kept: readonly N[]; readonly now: Instant; readonly isShut: boolean },
): Promise<{
  readonly handed: ReadonlySet<N>;
  readonly asked: ReadonlySet<N>;
  readonly calling: ReadonlyMap<N, Pick<Notification, 'to' | 'recipient'>>;
}> {
  const { storage, hasher } = deps;
  const handed = new Set<N>();
  const calling = new Map<N, Pick<Notification, 'to' | 'recipient'>>();
  const asked = kept.length === 0 ? new Map<N, Asked>() : await askedOf(deps, desk, kept);
  if (asked.size === 0) return { handed, asked: new Set(), calling };
  const telling = await readTelling(
    deps,
    [...asked.values()].map(({ audience }) => audience),
  );
  const own = telling.channels.find(({ id }) => id === desk.channelId);
  const lines = await linesTold(storage, [...asked.keys()]);
  const known = [...new Map([...lines.values()].map((line) => [line.seq, line])).values()];
  const facts = new Map((await readFactsEach(deps, known)).map((one) => [one.alert.seq, one]));
  const made: Notification[] = [];
  for (const [one, by] of asked) {
    const about = facts.get(one.seq);
    // What was for a channel that is gone is told where whoever asked for it asks for it now.
    const channel = own ?? telling.channels.find(({ id }) => id === by.channelId);
    // A group that nothing goes to is the same group, whoever is called there.
    if (about === undefined || channel === undefined || (isShut && one.personId === null && own !== undefined))
      continue;
    const decisions = decisionsNow(one, by, { facts: about.facts, telling, channel, now, isShut });
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
  return { handed, asked: new Set(asked.keys()), calling };
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
      asked.set(one, { audience: route.audience, channelId: route.channelId, terms: route });
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
    return ladder.rungs.flatMap(({ audience, channelId }, index) =>
      isAboutDuty(audience) ? [{ alertId, audience, channelId, terms, about: rungName(id, index) }] : [],
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
    readonly isShut: boolean;
  },
): readonly TellingDecision[] {
  const { facts, telling, channel, now, isShut } = given;
  const decided =
    personId === null && about === undefined
      ? whoIsTold(facts, telling, now).filter((decision) => decision.channel.id === channel.id)
      : decideFor(audience, channel, { facts, telling, now, waits }).map((one) => ({ ...one, route: terms }));
  const heard = isShut ? TOLD_OR_REFUSED : TOLD;
  return calledTogether(decided, telling).filter(({ outcome }) => heard.has(outcome));
}

/** It waited for its hours or the end of a silence, and is due. */
function wasKept(one: Notification, now: Instant): boolean {
  const { state, waitsUntilAt, queuedAt } = one;
  return state === 'queued' && queuedAt < waitsUntilAt && waitsUntilAt <= now && isForDuty(one);
}

/**
 * Whether it may be for whoever has the duty. What is told through a fallback stays with the person, and what is for a
 * group with the group.
 */
function isForDuty({ occasion, reason, fellFrom, personId, to }: Notification): boolean {
  const isForGroup = personId === null && to === null;
  return occasion !== 'resolved' && reason !== IN_DOUBT && fellFrom.length === 0 && !isForGroup;
}
