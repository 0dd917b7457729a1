import type { SubscriptionId } from '../../../src/domain/ids';
import { createServices, type Services } from '../../../src/services/index';
import { recheckSessions } from '../../../src/http/stream/recheckSessions';
import type { Connection } from '../../../src/http/stream/connection';
import { countedReads } from '../countedReads';
import { ADMINISTRATOR } from '../messageWorld';
import { createReceiver } from '../webhooks/receiver';
import { draft } from '../webhooks/webhookWorld';
import { PAGE } from '../world';
import { addChannel, addPerson, ANY, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const receiver = createReceiver();

/** What the store is asked for, by an office of its own over the same store. */
async function askedFor(what: (own: Services) => Promise<unknown>): Promise<readonly string[]> {
  const { storage, asked } = countedReads(world.storage);
  const own = createServices({
    ...world.deps,
    storage,
    notifiers: side.registry,
    webhookSender: receiver.sender,
  });
  await what(own);
  return [...asked].sort();
}

/** The store is asked as often for many as for one: `more` makes them many. */
async function expectSameReads(what: (own: Services) => Promise<unknown>, more: () => Promise<unknown>): Promise<void> {
  const ofOne = await askedFor(what);
  expect(ofOne.length).toBeGreaterThan(0);
  await more();
  expect(await askedFor(what)).toEqual(ofOne);
}
const times = async (count: number, make: (at: number) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < count; at += 1) await make(at);
};

test('channels are listed by as many reads as one', async () => {
  await addChannel(world.storage);
  await expectSameReads(
    async (own) => expect((await own.notify.channels(ADMINISTRATOR)).length).toBeGreaterThan(0),
    () => times(20, (at) => addChannel(world.storage, { name: `群${at}` })),
  );
  expect((await services.notify.channels(ADMINISTRATOR)).map(({ secretKeys }) => secretKeys.join())).toEqual(
    Array(21).fill('token'),
  );
});

test('receivers of the alert log are listed, and counted, by as many reads as one', async () => {
  const own = createServices({ ...world.deps, webhookSender: receiver.sender });
  const subscribe = (at: number) => own.webhooks.subscribe(draft({ name: `平台${at}` }), ADMINISTRATOR);
  await subscribe(0);
  await expectSameReads(
    async ({ webhooks }) => [await webhooks.subscriptions(ADMINISTRATOR), await webhooks.counts()],
    () => times(20, (at) => subscribe(at + 1)),
  );
  expect(await own.webhooks.subscriptions(ADMINISTRATOR)).toHaveLength(21);
});

test('lines for a receiver that asks after platform and authority are read together', async () => {
  const own = createServices({ ...world.deps, webhookSender: receiver.sender });
  const policyOf = (at: number) => ({ subject: { label: `第${at}号`, policyId: ids(at) as never } });
  const match = { ...ANY, platform: 'weibo', authority: 'state-council' } as const;
  await office.alerts(alertAbout('之前'));
  const subscribe = () => own.webhooks.subscribe(draft({ match }), ADMINISTRATOR);
  const deliver = ({ webhooks }: Services) =>
    webhooks.deliverDue({ owner: 'test', max: 5, signal: new AbortController().signal });
  const asked: (readonly string[])[] = [];
  for (const count of [1, 60]) {
    const { id, version } = await subscribe();
    await office.alerts(...Array.from({ length: count }, (_, at) => alertAbout(`${count} ${at}`, policyOf(at))));
    world.clock.pass(1_000);
    asked.push(await askedFor(deliver));
    await own.webhooks.unsubscribe({ id: id as SubscriptionId, version }, ADMINISTRATOR);
  }
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[0]).toContain('policies.authorities');
});
const ids = (at: number): string => at.toString(16).padStart(24, '0');

test('reminders, and those of one alert, are listed by as many reads as one', async () => {
  const unit = { unitId: world.unitA, unitPath: [world.officeId, world.unitA] };
  await addPerson(world.storage, { unitId: world.unitA, role: 'officer' });
  await addChannel(world.storage, { kind: 'mail' });
  await office.alerts(alertAbout('甲', unit));
  const [alert] = (await world.storage.alerts.list({}, PAGE, null)).items;
  if (alert === undefined) throw new Error('no alert');
  const own = createServices({
    ...world.deps,
    settings: { ...world.deps.settings, notify: { ...world.deps.settings.notify, remindersADay: 50 } },
  });
  const remind = (at: number) =>
    own.letters.remind(
      { subject: { kind: 'alert', id: alert.id }, text: '请抓紧处理。', request: `request-${at}` },
      ADMINISTRATOR,
    );
  await remind(0);
  await expectSameReads(
    async ({ letters }) => [
      await letters.ofAlert(alert.id, ADMINISTRATOR),
      await letters.reminders({}, PAGE, ADMINISTRATOR),
    ],
    () => times(15, (at) => remind(at + 1)),
  );
  expect(await own.letters.ofAlert(alert.id, ADMINISTRATOR)).toHaveLength(16);
});

test('who listens to the stream is asked about at once, one question a token', async () => {
  const connections = new Set(
    Array.from({ length: 60 }, (_, at) => ({
      admission: { token: `token-${at % 40}`, principal: ADMINISTRATOR },
      cut: () => undefined,
    })),
  ) as unknown as ReadonlySet<Connection>;
  let waiting = 0;
  let most = 0;
  const asked: string[] = [];
  const authenticate = async (token: string) => {
    asked.push(token);
    waiting += 1;
    most = Math.max(most, waiting);
    await new Promise((resolve) => setImmediate(resolve));
    waiting -= 1;
    return ADMINISTRATOR;
  };
  await recheckSessions(connections, { authenticate }, world.deps.log);
  expect([asked.length, new Set(asked).size, most]).toEqual([40, 40, 40]);
});
