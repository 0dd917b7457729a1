import { WEBHOOK_VERSION, type WebhookBatch } from '../../api/webhooks';
import { makeEvent } from '../../domain/alerts/events';
import type { WebhookDeliveryId } from '../../domain/ids';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../domain/time/instant';
import { afterFailure } from '../../domain/webhooks/afterFailure';
import { HEALTHY, type Subscription, type SubscriptionCursor } from '../../domain/webhooks/subscription';
import type { Delivery } from '../../ports/notifier';
import { systemActor } from '../actors';
import { runWorkers, tally } from '../runWorkers';
import { LEAST_LEASE_LEFT, type ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts, WorkRun } from '../workRun';
import { readBatch, type Batch } from './readBatch';

/** What became of a receiver that was due. */
type Step = 'delivered' | 'failed' | 'passed' | 'waits' | 'lost';

/** A cursor at work, held by a lease. */
interface Held {
  readonly cursor: SubscriptionCursor;
  readonly token: string;
  readonly heldUntilAt: Instant;
  readonly signal: AbortSignal;
}

/** How soon a disabled subscription, or a number that is still being written, is looked at again. */
const DISABLED_AGAIN_MS = MINUTE_MS;
const UNWRITTEN_AGAIN_MS = SECOND_MS;

/**
 * Sends receivers what comes next in the alert log. The cursor is held by one process at a time; where a delivery ends
 * is stored before the call, so that whoever comes after a killed process makes the same call under the same id.
 */
export function createDeliverLog(deps: ServiceDeps): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, ids, settings } = deps;
  const step = async (run: WorkRun): Promise<Step | null> => {
    const [lastSeq, history] = await Promise.all([storage.alerts.lastSeq(), storage.alerts.history()]);
    const now = clock.now();
    const token = ids.secret();
    const { leaseMs } = settings.notify;
    const request = { now, owner: run.owner, leaseMs, token, lastSeq, history };
    const cursor = await storage.subscriptionCursors.claim(request);
    if (cursor === null) return null;
    const heldUntilAt = new Date(now.getTime() + leaseMs);
    return work(deps, { cursor, token, heldUntilAt, signal: run.signal }, { lastSeq, history });
  };
  return async (run) => tally(await runWorkers(run, settings.notify.concurrency, () => step(run)));
}

async function work(
  deps: ServiceDeps,
  given: Held,
  log: { readonly lastSeq: number; readonly history: string },
): Promise<Step> {
  const { storage, clock, webhookSender } = deps;
  const { id } = given.cursor;
  const subscription = await storage.subscriptions.byId(id);
  if (subscription === null) {
    await storage.subscriptionCursors.remove(id);
    return 'passed';
  }
  if (subscription.disabled || webhookSender === undefined)
    return free(deps, given, { nextAt: new Date(clock.now().getTime() + DISABLED_AGAIN_MS), step: 'waits' });
  const held = await placed(deps, given, { ...log, subscription });
  if (held === null) return 'lost';
  const batch = await readBatch(deps, subscription, { ...held.cursor, now: clock.now() });
  if (batch === null)
    return free(deps, held, { nextAt: new Date(clock.now().getTime() + UNWRITTEN_AGAIN_MS), step: 'waits' });
  // Nothing of it is theirs: the next delivery speaks for it.
  if (batch.alerts.length === 0 && batch.gap === null && held.cursor.open === null)
    return free(deps, held, { nextAt: clock.now(), readTo: batch.toSeq, step: 'passed' });
  return deliver(deps, { ...held, subscription }, batch);
}

/**
 * Sees to what has happened since: somebody wants everything from a number on, the numbers are others, or what is
 * subscribed to is. A receiver that got a delivery before never gets other lines under its id.
 */
async function placed(
  deps: ServiceDeps,
  held: Held,
  given: { readonly lastSeq: number; readonly history: string; readonly subscription: Subscription },
): Promise<Held | null> {
  const { storage, clock } = deps;
  const { lastSeq, history, subscription } = given;
  const { cursor, token } = held;
  const { open, rewindTo } = cursor;
  const isOther = cursor.history !== history;
  const isChanged =
    open !== null && open.deliveryId !== deliveryIdOf(deps, { cursor, subscription, toSeq: open.toSeq });
  const from = rewindTo ?? (isChanged ? cursor.toldTo : null);
  if (!isOther && from === null) return held;
  const readTo = Math.min(from ?? cursor.readTo, lastSeq);
  const round = cursor.round + (from === null ? 0 : 1);
  // A wish that comes only now is seen to next.
  const wish = rewindTo === null ? {} : { rewindTo: null };
  const to = { history, readTo, toldTo: readTo, round, open: null, ...wish };
  if (open !== null)
    await storage.webhookDeliveries.settle(open.deliveryId, {
      ...{ state: 'abandoned', code: cursor.code, settledAt: clock.now() },
    });
  return (await storage.subscriptionCursors.place(cursor.id, token, to))
    ? { ...held, cursor: { ...cursor, ...to } }
    : null;
}

/** Names a delivery by all that decides which lines are in it. */
function deliveryIdOf(
  { hasher }: ServiceDeps,
  {
    cursor: { id, history, round, toldTo },
    subscription: { unitId, match },
    toSeq,
  }: { readonly cursor: SubscriptionCursor; readonly subscription: Subscription; readonly toSeq: number },
): WebhookDeliveryId {
  const asked = Object.entries({ ...match, ofUnit: unitId })
    .filter(([, value]) => (value ?? null) !== null)
    .map(([name, value]) => `${name}=${[value].flat().sort().join()}`)
    .sort();
  const about = ['webhook', id, history, round, toldTo + 1, toSeq, ...asked].join(' ');
  return stableEventId(hasher, about) as string as WebhookDeliveryId;
}

async function deliver(
  deps: ServiceDeps,
  held: Held & { readonly subscription: Subscription },
  { alerts, gap, toSeq }: Batch,
): Promise<Step> {
  const { storage, clock } = deps;
  const { cursor, token } = held;
  const { id, history, toldTo } = cursor;
  const fromSeq = toldTo + 1;
  const deliveryId = deliveryIdOf(deps, { cursor, subscription: held.subscription, toSeq });
  if (cursor.open === null && !(await storage.subscriptionCursors.place(id, token, { open: { deliveryId, toSeq } })))
    return 'lost';
  await storage.webhookDeliveries.insertMissing({
    ...{ id: deliveryId, subscriptionId: id, fromSeq, toSeq, count: alerts.length },
    ...{ state: 'sending', attempts: 0, code: null, createdAt: clock.now(), triedAt: null, settledAt: null },
  });
  await storage.webhookDeliveries.begin(deliveryId, clock.now());
  const body: WebhookBatch = {
    ...{ version: WEBHOOK_VERSION, type: 'alerts', deliveryId, subscriptionId: id, history },
    ...{ fromSeq, toSeq, gap, alerts },
  };
  const delivery = await post(deps, held, { deliveryId, body: JSON.stringify(body) });
  const now = clock.now();
  if (delivery.kind === 'accepted') {
    await storage.webhookDeliveries.settle(deliveryId, { state: 'delivered', code: null, settledAt: now });
    return free(deps, held, {
      nextAt: now,
      readTo: toSeq,
      toldTo: toSeq,
      open: null,
      health: HEALTHY,
      step: 'delivered',
    });
  }
  const { code, retryAt } = delivery;
  await storage.webhookDeliveries.settle(deliveryId, { state: 'retrying', code, settledAt: null });
  const { health, nextAt } = afterFailure(cursor, { code, retryAt, now });
  if (nextAt !== null) return free(deps, held, { nextAt, health, step: 'failed' });
  deps.log.warn('subscription-stopped', { subscription: id, code });
  return free(deps, held, { nextAt, health, event: stoppedEvent(deps, held.subscription, now), step: 'failed' });
}

async function post(
  { storage, clock, webhookSender, settings }: ServiceDeps,
  { cursor, heldUntilAt, signal }: Held,
  about: { readonly deliveryId: string; readonly body: string },
): Promise<Delivery> {
  const secrets = await storage.subscriptions.secrets(cursor.id).catch(() => null);
  if (secrets === null || webhookSender === undefined)
    return { kind: 'failed', next: 'reauthorise', code: 'secret-refused', retryAt: null };
  const leastLeftMs = settings.notify.leaseMs * LEAST_LEASE_LEFT;
  return webhookSender.post({
    ...{ secrets, ...about, now: clock.now(), signal },
    mayBegin: () => heldUntilAt.getTime() - clock.now().getTime() > leastLeftMs,
  });
}

type Settling = Parameters<ServiceDeps['storage']['subscriptionCursors']['settle']>[2];

async function free(
  { storage }: ServiceDeps,
  { cursor, token }: Held,
  { step, ...to }: Omit<Settling, 'health'> & Partial<Pick<Settling, 'health'>> & { readonly step: Step },
): Promise<Step> {
  const { state, failures, failingSinceAt, code } = cursor;
  const health = { state, failures, failingSinceAt, code };
  return (await storage.subscriptionCursors.settle(cursor.id, token, { health, ...to })) ? step : 'lost';
}

function stoppedEvent({ ids }: ServiceDeps, { id, name }: Subscription, now: Instant) {
  return makeEvent(
    { eventId: ids.eventId(), actor: systemActor('webhooks'), now },
    { kind: 'notify-changed', subject: `notify-subscription:${id}`, from: null, to: 'stopped', reason: name },
  );
}
