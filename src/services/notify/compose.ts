import type { AlertId } from '../../domain/ids';
import type { NotifyChannel } from '../../domain/notify/channel';
import { familyOf, nextMessageAt } from '../../domain/notify/folding';
import type { Notification, NotificationState } from '../../domain/notify/notification';
import { needlessNow, REACHED } from '../../domain/notify/telling';
import { inScope } from '../../domain/people/permissions';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import type { ServiceDeps } from '../settings';
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
 * what need not or must not be told any more.
 */
export async function compose(
  deps: ServiceDeps,
  desk: Desk,
  {
    channel,
    closed,
    now,
  }: { readonly channel: NotifyChannel | null; readonly closed: Closed | null; readonly now: Instant },
): Promise<Composed> {
  const { storage } = deps;
  const waiting = await storage.notifications.waiting(desk.key, { now, limit: MOST_IN_MESSAGE });
  if (waiting.length === 0) return { kind: 'wait', until: null };
  const end = (some: readonly Pick<Notification, 'id'>[], state: NotificationState, reason: string): Promise<void> =>
    some.length === 0
      ? Promise.resolve()
      : storage.notifications.settleWaiting(
          some.map(({ id }) => id),
          { state, reason, at: now },
        );
  if (closed !== null || channel === null) {
    await end(waiting, 'refused', closed ?? 'channel-gone');
    return { kind: 'wait', until: null };
  }
  const alerts = await alertsOf(deps, waiting);
  const unitId = desk.personId === null ? channel.unitId : ((await storage.people.byId(desk.personId))?.unitId ?? null);
  // A unit may have been moved away from theirs since.
  const beyond = waiting.filter(({ alertId }) => !inScope(unitId, alerts.get(alertId)?.unitPath ?? []));
  await end(beyond, 'refused', 'out-of-scope');
  const within = waiting.filter((one) => !beyond.includes(one));
  const over = new Map(
    [...alerts].flatMap(([id, { resolved, seq }]) => (resolved === null ? [] : [[id, seq] as const])),
  );
  const needless = needlessNow(within, over, await reachedOf(deps, desk, within));
  await end(needless, 'over', 'over');
  const left = within.filter((one) => !needless.includes(one));
  const silenced = await underSilences(deps, left, { alerts, now });
  const rest = silenced.map((one) => ({ ...one, family: familyOf(one) }));

  const at = nextMessageAt(rest, desk.sent, now);
  if (at === null || at > now) return { kind: 'wait', until: at };
  return { kind: 'message', notifications: rest.filter(({ waitsUntilAt }) => waitsUntilAt <= now) };
}

type AlertStates = ReadonlyMap<string, Awaited<ReturnType<ServiceDeps['storage']['alerts']['byIds']>>[number]>;

async function alertsOf({ storage }: ServiceDeps, waiting: readonly Notification[]): Promise<AlertStates> {
  const ids = [...new Set(waiting.map(({ alertId }) => alertId))];
  return new Map((await storage.alerts.byIds(ids)).map((alert) => [alert.id, alert]));
}

/** Of what is said to be over: the alerts this recipient was told of. */
async function reachedOf(
  { storage }: ServiceDeps,
  desk: Desk,
  waiting: readonly Notification[],
): Promise<ReadonlySet<AlertId>> {
  const reached = new Set<AlertId>();
  for (const { alertId, occasion, seq } of waiting) {
    if (occasion !== 'resolved' || reached.has(alertId)) continue;
    const all = await storage.notifications.ofAlert(alertId, null);
    if (all.some((one) => one.desk === desk.key && one.seq < seq && REACHED.includes(one.state))) reached.add(alertId);
  }
  return reached;
}
