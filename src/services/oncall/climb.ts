import type { Alert, DomainEvent } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import { gapOf } from '../../domain/notify/audience';
import { mayReach, type Notification } from '../../domain/notify/notification';
import { isMatch, type AlertFacts } from '../../domain/notify/route';
import { occasionOf } from '../../domain/notify/telling';
import { decideFor, type Telling } from '../../domain/notify/whoIsTold';
import {
  afterSteps,
  beginClimb,
  ended,
  stepReason,
  waitsForChannel,
  type Climbed,
  type Escalation,
  type EscalationStep,
} from '../../domain/oncall/escalation';
import {
  ladderFor,
  rungDueAt,
  rungName,
  rungTerms,
  toldFrom,
  type EscalationLadder,
  type Rung,
} from '../../domain/oncall/ladder';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import { readFacts, readTelling } from '../readTelling';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { NotifySteps } from '../steps';
import type { Counts, WorkRun } from '../workRun';
import { climbId } from './climbId';

/** What became of a climb that was due. */
type Outcome = 'climbed' | 'ended' | 'waits' | 'lost';

/** How soon what waits for a silence, or a channel, is looked at again: it may be ended, or put on, by hand. */
const HELD_MS = 5 * MINUTE_MS;

/** So many changes of an alert are looked through for when it was raised. */
const MOST_LINES = 200;

interface Ways {
  readonly ladders: readonly EscalationLadder[];
  readonly telling: Telling;
}
interface Held {
  readonly escalation: Escalation;
  readonly token: string;
  readonly now: Instant;
}

/**
 * Tells the next rung of what nobody has acknowledged by now. Its notifications are stored, under ids made from climb,
 * rung and recipient, before the step is: whoever is killed in between makes the same ones again. A rung on which
 * nobody can be told is passed over, and its line of the ledger says why; where nobody is told up to the top and a
 * channel is off, it waits for that.
 */
export function createClimb(deps: ServiceDeps, steps: NotifySteps): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, ids, settings } = deps;
  return async (run) => {
    let ways: Promise<Ways> | null = null;
    const step = async (): Promise<Outcome | null> => {
      const now = clock.now();
      const token = ids.secret();
      const { leaseMs } = settings.notify;
      const escalation = await storage.escalations.claim({ now, owner: run.owner, leaseMs, token });
      if (escalation === null) return null;
      ways ??= readWays(deps);
      return climb(deps, { escalation, token, now }, { ...(await ways), ...steps });
    };
    return tally(await runWorkers(run, settings.notify.concurrency, step));
  };
}

async function readWays(deps: ServiceDeps): Promise<Ways> {
  const ladders = (await deps.storage.ladders.list()).filter(({ disabled }) => !disabled);
  const audiences = ladders.flatMap(({ rungs }) => rungs.map(({ audience }) => audience));
  return { ladders, telling: await readTelling(deps, audiences) };
}

async function climb(deps: ServiceDeps, held: Held, { ladders, ...means }: Ways & NotifySteps): Promise<Outcome> {
  const { storage, settings } = deps;
  const { escalation, now } = held;
  const ladder = ladders.find(({ id }) => id === escalation.ladderId);
  const end = (state: Parameters<typeof ended>[0]): Promise<Outcome> =>
    settle(deps, held, {
      to: ended(state, { ...escalation, ladder: { name: ladder?.name ?? escalation.ladderName }, now }),
    });
  const [alert] = await storage.alerts.byIds([escalation.alertId]);
  if (alert === undefined || alert.state === 'resolved') return end('over');
  if (alert.state === 'acknowledged') return end('acknowledged');
  const facts = await readFacts(deps, alert);
  // It may press less than it did, or lie elsewhere.
  if (ladder === undefined || !isMatch(ladder.match, facts)) {
    const other = ladderFor(ladders, facts);
    if (other !== null) await beginAnew(deps, held, { alert, ladder: other });
    return end(ladder === undefined && other === null ? 'no-ladder-left' : 'over');
  }
  const time = { hours: settings.notify.hours, calendar: settings.calendar };
  const dueAt = rungDueAt(ladder, escalation, time);
  if (dueAt === null) return end('at-top');
  const from = dueAt > now ? dueAt : toldFrom(ladder, { dueAt, now }, time);
  if (from > now) return putOff(deps, held, { nextAt: from, isHeld: false });
  const { steps, notifications, heldUntilAt } = takeSteps(held, { alert, ladder, facts, ...means });
  if (heldUntilAt !== null && steps.length === 0) return putOff(deps, held, { nextAt: heldUntilAt, isHeld: true });
  // Before anything is stored: notifications that were refused now would not be made again.
  if (heldUntilAt === null && waitsForChannel(steps))
    return putOff(deps, held, { nextAt: new Date(now.getTime() + HELD_MS), isHeld: false });
  for (const ofRung of notifications) await means.queueNotifications(ofRung);
  const next = afterSteps(escalation, steps, { ladder, time, now });
  const to = heldUntilAt === null ? next : { ...next, nextAt: heldUntilAt, isHeld: true };
  return settle(deps, held, { to, steps, ladder });
}

/** Begins the climb of another ladder; whoever is killed before the old one is ended leaves it at that one. */
async function beginAnew(
  { storage, hasher, settings }: ServiceDeps,
  { escalation }: Held,
  { alert, ladder }: Pick<Step, 'alert' | 'ladder'>,
): Promise<void> {
  const climbs = await storage.escalations.ofAlerts([alert.id]);
  if (climbs.some(({ ladderId, state }) => ladderId === ladder.id && state === 'climbing')) return;
  const time = { hours: settings.notify.hours, calendar: settings.calendar };
  const first = climbId(hasher, alert, ladder.id);
  // Back on a ladder that it has climbed since the same line.
  const isAgain = climbs.some(({ id }) => id === first);
  const id = isAgain ? climbId(hasher, { id: escalation.id, seq: alert.seq }, ladder.id) : first;
  // Counted from when the alert opened or was raised, on whichever ladder it was then.
  const changedAt = (await raisedAfter(storage, alert, escalation.openedSeq)) ?? escalation.openedAt;
  const since = { id: alert.id, seq: alert.seq, changedAt };
  await storage.escalations.insertMissing([beginClimb(since, ladder, { id, time })]);
}

/** When the alert was raised last after the line, whatever has changed of it since; null: it was not. */
async function raisedAfter(storage: ServiceDeps['storage'], alert: Alert, seq: number): Promise<Instant | null> {
  let line = alert;
  for (let looked = 0; looked < MOST_LINES && line.seq > seq; looked += 1) {
    const before = await storage.alerts.before(line.id, line.seq);
    if (before === null) return null;
    if (occasionOf(line, before) === 'raised') return line.changedAt;
    line = before;
  }
  return null;
}

interface Step extends NotifySteps, Pick<Ways, 'telling'> {
  readonly alert: Alert;
  readonly ladder: EscalationLadder;
  readonly facts: AlertFacts;
}

/** What comes of a climb that is due. */
interface Taken {
  /** Rungs up to the first on which somebody is told. */
  readonly steps: readonly EscalationStep[];
  /** Of each of them. */
  readonly notifications: readonly (readonly Notification[])[];
  /** A silence hides the alert from all of the next rung. */
  readonly heldUntilAt: Instant | null;
}

function takeSteps(held: Held, step: Step): Taken {
  const { escalation, now } = held;
  const { alert, ladder } = step;
  const steps: EscalationStep[] = [];
  const taken: (readonly Notification[])[] = [];
  for (const [index, rung] of ladder.rungs.entries()) {
    if (index < escalation.rung) continue;
    const { notifications, reason } = tellRung(held, { ...step, rung, index });
    const reached = notifications.filter(mayReach);
    const isHidden = reached.length > 0 && reached.every(({ state }) => state === 'silenced');
    if (isHidden) {
      const soonest = Math.min(now.getTime() + HELD_MS, ...reached.map(({ waitsUntilAt }) => waitsUntilAt.getTime()));
      return { steps, notifications: taken, heldUntilAt: new Date(soonest) };
    }
    taken.push(notifications);
    const told = reached.length;
    steps.push({ rung: index, at: now, seq: alert.seq, told, reason: told > 0 ? null : reason });
    if (told > 0) break;
  }
  return { steps, notifications: taken, heldUntilAt: null };
}

/** The notifications of one rung, also of those who cannot be told, with why where that is everybody. */
function tellRung(
  { escalation, now }: Held,
  {
    alert,
    ladder,
    facts,
    telling,
    rung,
    index,
    makeNotifications,
  }: Step & { readonly rung: Rung; readonly index: number },
): { readonly notifications: readonly Notification[]; readonly reason: EscalationStep['reason'] } {
  const channel = telling.channels.find(({ id }) => id === rung.channelId);
  if (channel === undefined) return { notifications: [], reason: 'channel-gone' };
  const route = rungTerms(ladder);
  const decisions = decideFor(rung.audience, channel, { facts, telling, now, waits: route.waits });
  const notifications = makeNotifications(
    decisions.map((decision) => ({ ...decision, route })),
    { line: alert, occasion: 'escalated', about: rungName(escalation.id, index), telling, now },
  );
  return { notifications, reason: stepReason(decisions, gapOf(rung.audience, { ...telling, facts, now })) };
}

async function settle(
  { storage, hasher }: ServiceDeps,
  { escalation, token, now }: Held,
  made: {
    readonly to: Climbed;
    readonly steps?: readonly EscalationStep[];
    readonly ladder?: EscalationLadder;
  },
): Promise<Outcome> {
  const { to, steps = [] } = made;
  const { id, alertId } = escalation;
  const events = steps.map(({ rung, told, reason }): DomainEvent =>
    makeEvent(
      { eventId: stableEventId(hasher, `escalated ${id} ${rung}`), actor: systemActor('climb'), now },
      {
        kind: 'alert-escalated',
        subject: `alert:${alertId}`,
        from: rung === 0 ? null : `rung-${rung}`,
        to: `rung-${rung + 1}`,
        reason: reason ?? 'told',
        data: { ladder: to.ladderName, told },
      },
    ),
  );
  const isWritten = await storage.escalations.settle({ id, token }, to, { steps, events });
  if (!isWritten) return 'lost';
  return steps.length > 0 ? 'climbed' : 'ended';
}

async function putOff(
  { storage }: ServiceDeps,
  { escalation, token }: Held,
  to: { readonly nextAt: Instant; readonly isHeld: boolean },
): Promise<Outcome> {
  return (await storage.escalations.putOff({ id: escalation.id, token }, to)) ? 'waits' : 'lost';
}
