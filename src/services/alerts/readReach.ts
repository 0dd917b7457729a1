import type { AlertsWanted } from '../../domain/alerts/alertChanges';
import { reachAlertEnd, reachAlerts } from '../../domain/alerts/reachAlerts';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import { mayStopAt } from '../../domain/webhooks/afterFailure';
import type { ServiceDeps } from '../settings';

/** A receiver that is called again, or set right, leaves no line in the ledger at that moment. */
const AGAIN_MS = MINUTE_MS / 2;

/** Whether people and receivers are reached, as trials and deliveries have shown. */
export async function readReach({ storage }: Pick<ServiceDeps, 'storage'>, now: Instant): Promise<AlertsWanted> {
  const [channels, subscriptions] = await Promise.all([storage.notifyChannels.list(), storage.subscriptions.list()]);
  const cursors = await storage.subscriptionCursors.byIds(subscriptions.map(({ id }) => id));
  const receivers = subscriptions.flatMap((subscription) => {
    const cursor = cursors.find(({ id }) => id === subscription.id);
    return cursor === undefined ? [] : [{ subscription, cursor }];
  });
  const wanted = reachAlerts({ channels, receivers }, now);
  const warnings = receivers.flatMap(({ cursor: { state, failingSinceAt } }) =>
    state !== 'retrying' || failingSinceAt === null ? [] : [mayStopAt(failingSinceAt).warnAt.getTime()],
  );
  const later = warnings.filter((ms) => ms > now.getTime());
  if (wanted.length > 0) later.push(now.getTime() + AGAIN_MS);
  return {
    wanted,
    endOf: (alert) => reachAlertEnd(alert, { channels, receivers }),
    laterAt: later.length === 0 ? null : new Date(Math.min(...later)),
  };
}
