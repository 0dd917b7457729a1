import type { Alert } from '../../domain/alerts/alert';
import type { AlertId } from '../../domain/ids';
import { maySee, readersOf, seesAll, type NotifyChannel, type Readers } from '../../domain/notify/channel';
import { familyOf, nextMessageAt } from '../../domain/notify/folding';
import { IN_DOUBT, type Notification, type NotificationState } from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { needlessNow, REACHED } from '../../domain/notify/telling';
import type { Instant } from '../../domain/time/instant';
import { asOnDutyNow, forDutyElsewhere } from './dutyNow';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
import { handOn, linesTold, turnAway } from './turnAway';
import { underSilences } from './underSilences';
import type { Closed } from './way';

/** What is told in one message at most; what is beyond it goes with the next. */
const MOST_IN_MESSAGE = 2_000;

export type Composed =
  | { readonly kind: 'message'; readonly notifications: readonly Notification[] }
  | {
      readonly kind: 'wait';
      /** Null: nothing waits. */
      readonly until: Instant | null;
    };

/**
 * What goes to a recipient now: all that may be told by now, in one message, as soon as the first of it is due. Settles
 * what need not or must not be told any more. At a closed desk that somebody can mend it is what cannot go another way:
 * it is refused as one message, which can be sent again then and disturbs nobody at night; what waits for its time
 * waits on, since the desk may be open again by then.
 */
export async function compose(
  deps: ServiceDeps,
  desk: Desk,
  {
    channel,
    closed,
    now,
  }: {
    /** Null: nothing will ever go there again. */
    readonly channel: NotifyChannel | null;
    readonly closed: Closed | null;
    readonly now: Instant;
  },
): Promise<Composed> {
  const { storage } = deps;
  const all = await storage.notifications.waiting(desk.key, { now, limit: MOST_IN_MESSAGE });
  if (all.length === 0) return { kind: 'wait', until: null };
  // There may be more behind what is looked at now: it comes to the fore when this is settled or held back.
  const isCut = all.length === MOST_IN_MESSAGE;
  const end = (some: readonly Pick<Notification, 'id'>[], state: NotificationState, reason: string): Promise<void> =>
    some.length === 0
      ? Promise.resolve()
      : storage.notifications.settleWaiting(
          some.map(({ id }) => id),
          { state, reason, at: now },
        );
  if (channel === null) {
    const { left } = await forDutyElsewhere(deps, desk, { waiting: all, now });
    await turnAway(deps, desk, { waiting: left, reason: closed ?? 'channel-gone', now });
    return { kind: 'wait', until: isCut ? now : null };
  }
  const waiting = closed === null ? all : await handedOn(deps, desk, { waiting: all, reason: closed, now });
  const alerts = await alertsOf(deps, waiting);
  const readers = readersOf(channel, desk.personId === null ? null : await storage.people.byId(desk.personId));
  // A unit may have been moved away from theirs since. What is over is in nobody's unit any more: that is told to those
  // who may see what they were told of.
  const reached = await reachedOf(deps, desk, { waiting, readers });
  const beyond = waiting.filter(
    ({ alertId, occasion }) => occasion !== 'resolved' && !maySee(readers, alerts.get(alertId)?.unitPath ?? []),
  );
  const { left: unseen, later } = await forDutyElsewhere(deps, desk, { waiting: beyond, now });
  await end(
    unseen.filter((one) => !later.has(one)),
    'refused',
    'out-of-scope',
  );
  const within = waiting.filter((one) => !beyond.includes(one));
  const needless = needlessNow(within, alerts, reached);
  await end(needless, 'over', 'over');
  const left = within.filter((one) => !needless.includes(one));
  const silenced = await underSilences(deps, left, { alerts, readers, now });
  const again = silenced.map((one) => ({
    ...one,
    waitsUntilAt: closed === null || one.state === 'silenced' ? tellableAgain(deps, one, now) : one.waitsUntilAt,
    family: familyOf(one),
  }));
  const rest = closed === null ? await asOnDutyNow(deps, desk, { waiting: again, now }) : again;
  const at = soonest([nextMessageAt(rest, desk.sent, now), ...[...later].map(({ waitsUntilAt }) => waitsUntilAt)]);
  if (at === null || at > now) return { kind: 'wait', until: isCut && hasMadeRoom(all, silenced, now) ? now : at };
  // That an earlier message may be missing goes with the next one.
  const isTold = ({ waitsUntilAt, state, reason }: Notification): boolean =>
    waitsUntilAt <= now || (state === 'queued' && reason === IN_DOUBT);
  const told = rest.filter(isTold);
  const earlier = toldByLater(told);
  await end(earlier, 'over', 'told-by-later');
  return { kind: 'message', notifications: told.filter((one) => !earlier.includes(one)) };
}

/** What waits at a desk that is closed, and is neither for others by now nor has a fallback. */
async function handedOn(
  deps: ServiceDeps,
  desk: Desk,
  { waiting, ...by }: Parameters<typeof handOn>[2],
): Promise<readonly Notification[]> {
  const { left, later } = await forDutyElsewhere(deps, desk, { waiting, now: by.now });
  const kept = new Set(await handOn(deps, desk, { ...by, waiting: left.filter((one) => !later.has(one)) }));
  return left.filter((one) => later.has(one) || kept.has(one));
}

function soonest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
}

/** Of one alert the latest says all that those before it say. What climbs is told on each rung. */
function toldByLater<N extends Notification>(told: readonly N[]): readonly N[] {
  const says = ({ occasion, reason }: N): boolean =>
    (occasion === 'opened' || occasion === 'raised') && reason !== IN_DOUBT;
  return told.filter(
    (one) => says(one) && told.some((other) => says(other) && other.alertId === one.alertId && other.seq > one.seq),
  );
}

/** Some of what was due was settled, or is held back by now: the next look sees what stood behind it. */
function hasMadeRoom(before: readonly Notification[], after: readonly Notification[], now: Instant): boolean {
  const dueBefore = before.filter(({ waitsUntilAt }) => waitsUntilAt <= now).length;
  const dueAfter = after.filter(({ waitsUntilAt }) => waitsUntilAt <= now).length;
  return after.length < before.length || dueAfter < dueBefore;
}

/** The quiet hours may have begun since it was decided when to tell it: whatever held it up, they hold. */
function tellableAgain({ settings }: ServiceDeps, one: Notification, now: Instant): Instant {
  const severity = one.occasion === 'resolved' ? 'info' : one.alert.severity;
  const tellable = tellableFrom({ now, waits: one.waits, severity }, settings.notify.hours, settings.calendar);
  return tellable > now && tellable > one.waitsUntilAt ? tellable : one.waitsUntilAt;
}

type AlertStates = ReadonlyMap<string, Awaited<ReturnType<ServiceDeps['storage']['alerts']['byIds']>>[number]>;

async function alertsOf({ storage }: ServiceDeps, waiting: readonly Notification[]): Promise<AlertStates> {
  const ids = [...new Set(waiting.map(({ alertId }) => alertId))];
  return new Map((await storage.alerts.byIds(ids)).map((alert) => [alert.id, alert]));
}

/**
 * Of what is said to be over: the alerts this recipient was told of since they last heard that it is, by a line of the
 * log that they may see.
 */
async function reachedOf(
  { storage }: ServiceDeps,
  desk: Desk,
  { waiting, readers }: { readonly waiting: readonly Notification[]; readonly readers: Readers },
): Promise<ReadonlySet<AlertId>> {
  const reached = new Set<AlertId>();
  const overs = waiting.filter(({ occasion }) => occasion === 'resolved');
  if (overs.length === 0) return reached;
  const before = new Map<AlertId, Notification[]>();
  for (const one of await storage.notifications.ofAlerts([...new Set(overs.map((over) => over.alertId))], desk.key)) {
    if (!REACHED.includes(one.state)) continue;
    // By their lines: what was said to be over since is not said again.
    before.set(one.alertId, one.occasion === 'resolved' ? [] : [...(before.get(one.alertId) ?? []), one]);
  }
  const told = overs.flatMap(({ alertId, seq }) => before.get(alertId)?.findLast((one) => one.seq < seq) ?? []);
  if (seesAll(readers)) return new Set(told.map(({ alertId }) => alertId));
  const lines = await linesTold(storage, told);
  for (const { alertId, seq } of told) if (maySeeLine(readers, lines.get(seq))) reached.add(alertId);
  return reached;
}

/** What is kept no longer says nobody may see it. */
function maySeeLine(readers: Readers, line: Alert | undefined): boolean {
  return line !== undefined && maySee(readers, line.unitPath);
}
