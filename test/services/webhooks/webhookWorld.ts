import type { AlertDraft } from '../../../src/domain/alerts/alert';
import type { SubscriptionId } from '../../../src/domain/ids';
import { SECOND_MS } from '../../../src/domain/time/instant';
import { createServices, type ServiceDeps, type Services, type SubscriptionDraft } from '../../../src/services/index';
import { standInFor } from '../../storage/testStore';
import { tell } from '../../storage/samples';
import { ADMINISTRATOR } from '../messageWorld';
import { ANY } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import type { World } from '../world';
import { createReceiver, type Receiver } from './receiver';

export const draft = (given: Partial<SubscriptionDraft> = {}): SubscriptionDraft => ({
  name: '市局平台',
  unitId: null,
  match: ANY,
  disabled: false,
  values: { url: 'https://city.example/alerts', signingSecret: '0123456789abcdef' },
  ...given,
});

/** What an office works with whose alerts others listen to. */
export interface WebhookWorld {
  readonly world: World;
  readonly receiver: Receiver;
  readonly services: Services;
  /** As another process, over the same store. */
  process(changes: Partial<ServiceDeps>): Services;
  subscribe(given?: Partial<SubscriptionDraft>): Promise<SubscriptionId>;
  /** Makes exactly these the alerts there are. */
  alerts(...drafts: readonly AlertDraft[]): Promise<void>;
  /** Delivers until nothing is due, the clock standing still. */
  deliver(services?: Services): Promise<void>;
  /** Numbers of the log that arrived, by call. */
  arrived(): readonly (readonly number[])[];
}

const OWNER = 'office';
const RUN = { owner: 'test', max: 50, signal: new AbortController().signal };

/** Registers the hooks of a test file about receivers of the alert log. */
export function useWebhooks(): WebhookWorld {
  const world = useWorld();
  let current: WebhookWorld | null = null;
  beforeEach(() => {
    const receiver = createReceiver();
    const process = (changes: Partial<ServiceDeps>): Services =>
      createServices({ ...world.deps, webhookSender: receiver.sender, ...changes });
    const services = process({});
    current = {
      ...{ world, receiver, services, process },
      subscribe: async (given) => (await services.webhooks.subscribe(draft(given), ADMINISTRATOR)).id as SubscriptionId,
      alerts: async (...wanted) => {
        await tell(world.storage, OWNER, { wanted, at: world.clock.now() });
        world.clock.pass(SECOND_MS);
      },
      deliver: async (as = services) => {
        await as.webhooks.deliverDue(RUN);
      },
      arrived: () =>
        receiver.posted.map(({ body }) => (body.type === 'alerts' ? body.alerts.map(({ seq }) => seq) : [])),
    };
  });
  return standInFor(() => current);
}
