import { WEBHOOK_VERSION, type SubscriptionView, type WebhookDeliveryView, type WebhookPing } from '../../api/webhooks';
import type { SubscriptionId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { MINUTE_MS } from '../../domain/time/instant';
import {
  HEALTHY,
  type Subscription,
  type SubscriptionCursor,
  type SubscriptionState,
} from '../../domain/webhooks/subscription';
import type { Secrets } from '../../ports/credentials';
import type { WebhookSender } from '../../ports/webhookSender';
import { demandSecretsAnew, readValues, sameValues } from '../fillIn';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { SubscriptionDraft, WebhookServices } from './contract';

/** A cursor whose subscription is not stored within that time belongs to none. */
const STORED_WITHIN_MS = MINUTE_MS;

export function createManageSubscriptions(deps: ServiceDeps): Omit<WebhookServices, 'deliverDue'> {
  const { storage, ids, clock, webhookSender } = deps;
  const { subscriptions, subscriptionCursors } = storage;
  const sender = (): WebhookSender => {
    if (webhookSender === undefined) throw notFound('Webhook 通道');
    return webhookSender;
  };
  const found = async (id: SubscriptionId): Promise<Subscription> => {
    const subscription = await subscriptions.byId(id);
    if (subscription === null) throw notFound('订阅');
    return subscription;
  };
  const demandRelated = async ({ unitId, match }: SubscriptionDraft): Promise<void> => {
    for (const [field, id] of [
      ['unitId', unitId],
      ['match.unitId', match.unitId],
    ] as const)
      if (id !== null && (await storage.units.byId(id, null)) === null) throw notFound('单位', field);
  };
  const eventOf = (principal: Principal, subscription: Pick<Subscription, 'id' | 'name'>, to: EventTo) =>
    notifyEvent(deps, principal, { of: 'subscription', id: subscription.id, to, reason: subscription.name });
  const views = async (some: readonly Subscription[]): Promise<readonly SubscriptionView[]> => {
    const [cursors, lastSeq, opened] = await Promise.all([
      subscriptionCursors.byIds(some.map(({ id }) => id)),
      storage.alerts.lastSeq(),
      subscriptions.opened(),
    ]);
    const cursorOf = new Map(cursors.map((cursor) => [cursor.id, cursor]));
    return some.map((subscription) => {
      const { id } = subscription;
      return view(deps, subscription, { cursor: cursorOf.get(id), lastSeq, secrets: opened.get(id) ?? null });
    });
  };
  const viewOf = async (subscription: Subscription): Promise<SubscriptionView> => {
    const [only] = await views([subscription]);
    if (only === undefined) throw notFound('订阅');
    return only;
  };

  return {
    counts: async () => {
      const cursors = await subscriptionCursors.byIds((await subscriptions.list()).map(({ id }) => id));
      const counts: Partial<Record<SubscriptionState, number>> = {};
      for (const { state } of cursors) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
    subscriptions: async (principal) => {
      demandOffice('notify.manage', principal);
      return views(await subscriptions.list());
    },
    subscribe: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft);
      const { secrets } = readValues(sender().settings, draft.values, {});
      const { name, unitId, match, disabled } = draft;
      const id = ids.id<SubscriptionId>();
      const subscription: Subscription = { id, name, unitId, match, disabled, lastTest: null, version: 1 };
      const now = clock.now();
      const [readTo, history] = await Promise.all([storage.alerts.lastSeq(), storage.alerts.history()]);
      await subscriptionCursors.insertMissing({
        ...{ id, history, readTo, toldTo: readTo, round: 0, open: null, rewindTo: null, ...HEALTHY },
        nextAt: new Date(now.getTime() + STORED_WITHIN_MS),
      });
      await subscriptions.insert(subscription, secrets, eventOf(principal, subscription, 'added'));
      await subscriptionCursors.wake(id, { at: now, isSetRight: true });
      return viewOf(subscription);
    },
    changeSubscription: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      const before = await found(id);
      await demandRelated(draft);
      const known = (await subscriptions.secrets(id).catch(() => null)) ?? {};
      const { settings, place } = sender();
      const { secrets } = readValues(settings, draft.values, known);
      if (place(secrets) !== place(known)) demandSecretsAnew(settings, draft.values, secrets);
      const { name, unitId, match, disabled } = draft;
      const next: Subscription = { ...before, name, unitId, match, disabled, version };
      if (!(await subscriptions.change(next, secrets, eventOf(principal, next, 'changed'))))
        throw conflict('该订阅已被他人改动。');
      // By another name, or for other alerts, the receiver is no better than it was.
      const isSetRight = disabled !== before.disabled || !sameValues(secrets, known);
      await subscriptionCursors.wake(id, { at: clock.now(), isSetRight });
      return viewOf({ ...next, version: version + 1 });
    },
    unsubscribe: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const subscription = await found(id);
      if (!(await subscriptions.remove(id, version, eventOf(principal, subscription, 'removed'))))
        throw conflict('该订阅已被他人改动。');
      await subscriptionCursors.remove(id);
    },
    ping: async (id, principal, signal) => {
      demandOffice('notify.manage', principal);
      const subscription = await found(id);
      const secrets = await subscriptions.secrets(id).catch(() => null);
      if (secrets === null) throw conflict('没有能打开该订阅密钥的主密钥，请重新填写接收地址和签名密钥。');
      const deliveryId = ids.id();
      const now = clock.now();
      const history = await storage.alerts.history();
      const body: WebhookPing = {
        ...{ version: WEBHOOK_VERSION, type: 'ping', deliveryId, subscriptionId: id, history, at: iso(now) },
      };
      const delivery = await sender().post({ secrets, body: JSON.stringify(body), deliveryId, now, signal });
      const at = clock.now();
      const lastTest =
        delivery.kind === 'accepted'
          ? { at, outcome: 'accepted' as const, code: null }
          : { at, outcome: 'failed' as const, code: delivery.code };
      await subscriptions.recordTest(id, lastTest);
      return viewOf({ ...subscription, lastTest });
    },
    redeliver: async (id, fromSeq, principal) => {
      demandOffice('notify.manage', principal);
      const subscription = await found(id);
      if (fromSeq !== null && fromSeq > (await storage.alerts.lastSeq()) + 1)
        throw invalidInput('fromSeq', '告警日志还没有到这个序号。', '请填写不大于最新序号的数字。');
      const to = { rewindTo: fromSeq === null ? null : fromSeq - 1, at: clock.now() };
      const event = eventOf(principal, subscription, fromSeq === null ? 'resumed' : 'redelivered');
      if (!(await subscriptionCursors.rewind(id, to, event))) throw notFound('订阅');
      return viewOf(subscription);
    },
    webhookDeliveries: async (id, page, principal) => {
      demandOffice('notify.manage', principal);
      await found(id);
      const { items, nextCursor } = await storage.webhookDeliveries.list(id, page);
      return {
        items: items.map(({ subscriptionId: _id, createdAt, triedAt, settledAt, ...one }): WebhookDeliveryView => ({
          ...one,
          createdAt: iso(createdAt),
          triedAt: isoOrNull(triedAt),
          settledAt: isoOrNull(settledAt),
        })),
        nextCursor,
        asOf: iso(clock.now()),
      };
    },
  };
}

type EventTo = Parameters<typeof notifyEvent>[2]['to'];

function view(
  { webhookSender }: ServiceDeps,
  { id, name, unitId, match, disabled, lastTest, version }: Subscription,
  {
    cursor,
    lastSeq,
    secrets,
  }: {
    readonly cursor: SubscriptionCursor | undefined;
    readonly lastSeq: number;
    readonly secrets: Secrets | null;
  },
): SubscriptionView {
  const deliveredSeq = cursor?.rewindTo ?? cursor?.readTo ?? lastSeq;
  return {
    ...{ id, name, unitId, match, disabled, version },
    place: secrets === null ? null : (webhookSender?.place(secrets) ?? null),
    state: cursor?.state ?? 'live',
    deliveredSeq,
    behind: Math.max(0, lastSeq - deliveredSeq),
    failures: cursor?.failures ?? 0,
    failingSinceAt: isoOrNull(cursor?.failingSinceAt ?? null),
    code: cursor?.code ?? null,
    nextAt: cursor?.state === 'retrying' ? iso(cursor.nextAt) : null,
    lastTest: lastTest === null ? null : { ...lastTest, at: iso(lastTest.at) },
  };
}
