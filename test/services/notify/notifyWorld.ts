import { NO_TRIALS } from '../../../src/domain/notify/canary';
import type { AlertDraft, Resolution } from '../../../src/domain/alerts/alert';
import type { NotifyChannelId, NotifyRouteId, PersonId, SilenceId } from '../../../src/domain/ids';
import { NO_ADDRESSES, type NotifyChannel, type PersonAddresses } from '../../../src/domain/notify/channel';
import type { Notification } from '../../../src/domain/notify/notification';
import { NOTIFY_KINDS, type NotifyKind } from '../../../src/domain/notify/notifyChannel';
import type { AlertMatch, NotifyRoute } from '../../../src/domain/notify/route';
import type { Silence } from '../../../src/domain/notify/silence';
import { SECOND_MS } from '../../../src/domain/time/instant';
import type { Delivery, MessageText, Notifier, NotifierRegistry, NotifyRequest } from '../../../src/ports/notifier';
import type { Person, Storage } from '../../../src/ports/storage';
import type { Services } from '../../../src/services/index';
import { draftOf, eventOf, personOf, tell } from '../../storage/samples';
import { ids } from '../../storage/testStore';
import type { World } from '../world';

/** A call to the other side, as it got there. */
export interface Arrived {
  readonly kind: NotifyKind;
  readonly to: string | null;
  readonly deliveryId: string;
  readonly at: Date;
  readonly message: MessageText;
}

/** The other side of every channel: takes what comes, or does what the test says. */
export interface OtherSide {
  readonly registry: NotifierRegistry;
  readonly arrived: Arrived[];
  /** What it says to the next call of a kind, in order; null: it takes it. */
  script(kind: NotifyKind, ...deliveries: readonly (Delivery | null)[]): void;
  /** Called when a message has arrived, before whoever sent it hears of it. */
  onArrival: (arrived: Arrived) => void;
}

export const failed = (
  next: Extract<Delivery, { kind: 'failed' }>['next'],
  code: Extract<Delivery, { kind: 'failed' }>['code'],
  retryAt: Date | null = null,
): Delivery => ({ kind: 'failed', next, code, retryAt });

const both = (text: string) => ({ zh: text, en: text });
const SPECS: Notifier['settings'] = [
  {
    key: 'url',
    secret: true,
    required: true,
    title: both('地址'),
    why: both('群设置中复制'),
    problem: (text) => (text.startsWith('https://') ? null : both('不是网址')),
  },
  { key: 'keyword', secret: false, required: false, title: both('关键词'), why: both('可不填'), problem: () => null },
];

export function createOtherSide(): OtherSide {
  const scripts = new Map<NotifyKind, (Delivery | null)[]>();
  const side: OtherSide = {
    arrived: [],
    script: (kind, ...deliveries) => {
      scripts.set(kind, [...deliveries]);
    },
    onArrival: () => undefined,
    registry: { kinds: NOTIFY_KINDS, of: (kind) => notifier(kind) },
  };
  const notifier = (kind: NotifyKind): Notifier => ({
    kind,
    repeatable: kind === 'webhook' || kind === 'mail',
    settings: SPECS,
    place: () => 'here',
    countedBy: ({ secrets }) => secrets['url'] ?? secrets['token'] ?? '',
    length: ({ title }) => title.length,
    render: ({ title, lines }) => ({
      subject: title,
      text: lines.map(({ text }) => text).join('\n'),
      html: null,
      clipped: false,
    }),
    send: async (request: NotifyRequest) => {
      if (request.mayBegin?.() === false) return failed('retry-later', 'withdrawn');
      const delivery = scripts.get(kind)?.shift() ?? null;
      if (delivery !== null && delivery.kind === 'failed' && delivery.next !== 'reconcile') return delivery;
      const { target, deliveryId, now, message } = request;
      const arrived = { kind, to: target.to, deliveryId, at: now, message };
      side.arrived.push(arrived);
      side.onArrival(arrived);
      return delivery ?? { kind: 'accepted', receipt: null };
    },
  });
  return side;
}

export async function addChannel(storage: Storage, given: Partial<NotifyChannel> = {}): Promise<NotifyChannel> {
  const channel: NotifyChannel = {
    id: ids.id<NotifyChannelId>(),
    name: '值班群',
    kind: 'dingtalk',
    unitId: null,
    language: 'zh',
    settings: {},
    fallbackId: null,
    disabled: false,
    lastTest: null,
    canary: null,
    trials: NO_TRIALS,
    version: 1,
    ...given,
  };
  await storage.notifyChannels.insert(channel, { token: 'secret' }, eventOf('channel'));
  return channel;
}

export const ANY: AlertMatch = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };

export async function addRoute(
  storage: Storage,
  channel: Pick<NotifyChannel, 'id'>,
  given: Partial<NotifyRoute> = {},
): Promise<NotifyRoute> {
  const route: NotifyRoute = {
    id: ids.id<NotifyRouteId>(),
    name: '一律告知',
    position: 1,
    match: ANY,
    channelId: channel.id,
    audience: { kind: 'group' },
    waits: 'never',
    tellsResolved: false,
    isLast: false,
    disabled: false,
    version: 1,
    ...given,
  };
  await storage.notifyRoutes.insert(route, eventOf('route'));
  return route;
}

export async function addPerson(
  storage: Storage,
  given: Partial<Person> = {},
  addresses: Partial<PersonAddresses> = { mail: 'someone@office.example' },
): Promise<PersonId> {
  const { id } = await storage.people.upsert(personOf(given));
  await storage.people.setAddresses(id, { ...NO_ADDRESSES, ...addresses }, eventOf('person'));
  return id;
}

export async function addSilence(storage: Storage, given: Partial<Silence>): Promise<Silence> {
  const silence: Silence = {
    kind: 'silence',
    id: ids.id<SilenceId>(),
    match: ANY,
    reason: '系统维护',
    by: { personId: ids.id<PersonId>(), name: '张三' },
    startsAt: new Date(0),
    endsAt: new Date(8e12),
    version: 1,
    ...given,
  };
  await storage.silences.insert(silence, eventOf('silence'));
  return silence;
}

/** What an office works with when it tells people. */
export interface NotifyWorld {
  readonly side: OtherSide;
  /** Makes exactly these the alerts there are. */
  alerts(...drafts: readonly AlertDraft[]): Promise<void>;
  /** Ends all there are, for one reason. */
  end(reason: Resolution): Promise<void>;
  /** Runs both services over and over, the clock moving a little with every round. */
  work(rounds?: number, stepMs?: number): Promise<void>;
  notifications(): Promise<readonly Notification[]>;
}

const OWNER = 'office';
export const alertAbout = (about: string, given: Partial<AlertDraft> = {}): AlertDraft =>
  draftOf({ cause: `about:${about}`, owner: OWNER, subject: { label: about }, ...given });

export function createNotifyWorld(world: World, services: Services, side: OtherSide): NotifyWorld {
  return {
    side,
    alerts: async (...wanted) => {
      await services.notify.announce(1);
      await tell(world.storage, OWNER, { wanted, at: world.clock.now() });
    },
    end: async (reason) => {
      await services.notify.announce(1);
      await tell(world.storage, OWNER, { wanted: [], at: world.clock.now(), end: reason });
    },
    work: async (rounds = 6, stepMs = 15 * SECOND_MS) => {
      for (let round = 0; round < rounds; round += 1) {
        while ((await services.notify.announce(500))['notifications'] !== undefined);
        await services.notify.deliverDue({ owner: 'test', max: 100, signal: new AbortController().signal });
        world.clock.pass(stepMs);
      }
    },
    notifications: async () => {
      const all = await world.storage.alerts.list({}, { limit: 200, cursor: null }, null);
      const found = await Promise.all(all.items.map(({ id }) => world.storage.notifications.ofAlert(id, null)));
      return found.flat();
    },
  };
}
