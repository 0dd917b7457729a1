import type { SubscriptionView, WebhookDeliveryView } from '../../src/api/webhooks';
import type { Principal } from '../../src/domain/people/role';
import type { Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);
/** One complete example of every view. */
export const subscriptionOf = (): SubscriptionView => ({
  id: ID,
  name: '市局平台',
  unitId: ID,
  match: { kinds: ['account-silent'], leastSeverity: 'warning', unitId: ID, platform: 'weibo', authority: 'ministry' },
  place: 'city.example',
  disabled: false,
  state: 'retrying',
  deliveredSeq: 7,
  behind: 2,
  failures: 1,
  failingSinceAt: AT,
  code: 'answer-late',
  nextAt: AT,
  lastTest: { at: AT, outcome: 'failed', code: 'signature-refused' },
  version: 1,
});
export const webhookDeliveryOf = (): WebhookDeliveryView => ({
  id: ID,
  fromSeq: 8,
  toSeq: 9,
  count: 2,
  state: 'retrying',
  attempts: 1,
  code: 'answer-late',
  createdAt: AT,
  triedAt: AT,
  settledAt: AT,
});

/** Those who listen to the office's alerts by webhook. */
export function webhookServices({ change, page }: OfficeRules): Pick<Services, 'webhooks'> {
  const set = (what: string, principal: Principal): SubscriptionView => {
    change(`webhooks:${what}`, ACCOUNTS.ofA, { principal, action: 'notify.manage' });
    return subscriptionOf();
  };
  return {
    webhooks: {
      counts: async () => ({ live: 3, stopped: 1 }),
      deliverDue: unused,
      subscriptions: async () => [subscriptionOf()],
      subscribe: async (_draft, principal) => set('subscribe', principal),
      changeSubscription: async (_of, _draft, principal) => set('change', principal),
      unsubscribe: async (_of, principal) => {
        set('unsubscribe', principal);
      },
      ping: async (_id, principal) => set('ping', principal),
      redeliver: async (_id, fromSeq, principal) => set(`redeliver:${fromSeq}`, principal),
      webhookDeliveries: async () => page([webhookDeliveryOf()]),
    },
  };
}
