import { registerDuty } from '../../src/app/demo/registerDuty';
import { registerNotify } from '../../src/app/demo/registerNotify';
import type { NotifyChannelId, NotifyRouteId, RosterId, SubscriptionId } from '../../src/domain/ids';
import { NOTIFY_KINDS } from '../../src/domain/notify/notifyChannel';
import { addCivilDays, civilDateOf, weekdayOf } from '../../src/domain/time/civil';
import { createServices } from '../../src/services/index';
import { httpFor } from '../connectors/support/httpHarness';
import { closeBots, notifiersOver, openBots } from '../notify/support/channelHarness';
import { createDyingProcess, ProcessDied } from '../services/dyingProcess';
import { useWorld } from '../services/useWorld';
import { createReceiver } from '../services/webhooks/receiver';
import { DEMO_ADMINISTRATOR, useRestartedDemo } from './steppedDemo';
import type { SteppedDemo } from './steppedDemo';

const start = useRestartedDemo();

/** Sends a test by every channel, and returns what each has said and what has arrived at the simulated other side. */
async function testAll({ app, sandbox }: SteppedDemo) {
  const { notify } = app.services;
  const channels = await notify.channels(DEMO_ADMINISTRATOR);
  const outcomes: Record<string, string | undefined> = {};
  for (const { id, kind } of channels) {
    const { signal } = new AbortController();
    const { lastTest } = await notify.testChannel(id as NotifyChannelId, DEMO_ADMINISTRATOR, signal);
    outcomes[kind] = lastTest?.code ?? lastTest?.outcome;
  }
  const arrived = (['dingtalk', 'wecom', 'feishu', 'wecomApp', 'mail'] as const).map(
    (bot) => sandbox.control.botMessages(bot).length,
  );
  return { outcomes, arrived };
}

/** What stands on the pages of telling people, and how the receiver of the alert log fares. */
async function setUp({ app, sandbox }: SteppedDemo) {
  const { notify, oncall, letters, webhooks } = app.services;
  const as = DEMO_ADMINISTRATOR;
  const [roster] = await oncall.rosters(as);
  const [subscription] = await webhooks.subscriptions(as);
  const { signal } = new AbortController();
  const pinged = await webhooks.ping(subscription?.id as SubscriptionId, as, signal);
  const { anchorAt } = sandbox.county;
  const monday = addCivilDays(civilDateOf(anchorAt), 1 - weekdayOf(civilDateOf(anchorAt)));
  const span = { from: monday, to: addCivilDays(monday, 13) };
  const days = await oncall.dutyDays(roster?.id as RosterId, span, as);
  return {
    unfilled: days.filter(({ personIds }) => personIds.length === 0).map(({ date }) => date),
    hole: addCivilDays(monday, 12),
    hasOfficers:
      (await app.services.people.list(as)).filter(({ unitId, addresses }) => unitId !== null && addresses.mail !== null)
        .length > 0,
    ladders: (await oncall.ladders(as)).length,
    digests: (await letters.digests(as)).map(({ kind }) => kind).sort(),
    silences: (await notify.silences(as)).map(({ kind, active }) => [kind, active]),
    ping: pinged.lastTest?.outcome,
  };
}

test('every page about telling people begins with something to see, and others hear of alerts, also after another start', async () => {
  for (let count = 0; count < 2; count += 1) {
    const demo = await start();
    try {
      const { unfilled, hole, ...others } = await setUp(demo);
      expect(unfilled).toEqual([hole]);
      expect(others).toEqual({
        hasOfficers: true,
        ladders: 1,
        digests: ['evening', 'morning'],
        silences: [['maintenance', false]],
        ping: 'accepted',
      });
    } finally {
      await demo.app.stop();
    }
  }
});

test('words that units use as they are begin with one in force, one refused and one to be decided, once', async () => {
  for (let count = 0; count < 2; count += 1) {
    const { app } = await start();
    try {
      const { items } = await app.services.ownWords.list({}, { limit: 50, cursor: null }, DEMO_ADMINISTRATOR);
      const waiting = items.filter(({ standing }) => standing === 'proposed');
      expect(items.map(({ standing }) => standing).sort()).toEqual(['in-force', 'proposed', 'refused']);
      expect(waiting.map(({ acts }) => acts)).toEqual([['approve', 'refuse']]);
    } finally {
      await app.stop();
    }
  }
});

test('the demo has a channel of every kind; all of them work, also after another start', async () => {
  const all = {
    outcomes: Object.fromEntries(NOTIFY_KINDS.map((kind) => [kind, 'accepted'])),
    arrived: [1, 1, 1, 1, 1],
  };
  for (let count = 0; count < 2; count += 1) {
    const demo = await start();
    try {
      expect(await testAll(demo)).toEqual(all);
    } finally {
      await demo.app.stop();
    }
  }
});

describe('a first start that was killed', () => {
  const world = useWorld();
  afterAll(closeBots);

  test('is gone on with at the next one, wherever it was; what people take away later stays away', async () => {
    const { sandbox } = await openBots();
    const { bots, county } = sandbox;
    const receiver = { ...bots.receiver, url: 'https://city.example/alerts' };
    const simulated = { bots: { ...bots, receiver }, county };
    const { host, port } = bots.mail;
    const notifiers = notifiersOver(httpFor([sandbox.botsBase]), {
      mailServers: [`smtp://${host}:${port}`],
      allowedPrivateOrigins: [sandbox.botsBase],
    });
    const given = { ...world.deps, notifiers, webhookSender: createReceiver().sender };
    const unitIds = new Map(county.units.map(({ key }) => [key, world.unitA]));
    world.clock.set(county.anchorAt);
    const start = async (storage: typeof world.storage, isFirst: boolean): Promise<void> => {
      const services = createServices({ ...given, storage });
      const channels = await registerNotify(services, simulated, { isFirst });
      await registerDuty(services, simulated, { channels, unitIds });
    };
    let deaths = 0;
    for (let call = 4, isDead = true; isDead; call += 9) {
      const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: call % 2 === 0 });
      await start(dying.storage, true).catch((error: unknown) => {
        if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
      });
      isDead = dying.isDead();
      if (isDead) deaths += 1;
    }
    expect(deaths).toBeGreaterThan(10);
    const { notify, oncall, letters, webhooks } = createServices(given);
    const as = DEMO_ADMINISTRATOR;
    const counts = async () => ({
      channels: (await notify.channels(as)).length,
      routes: (await notify.routes(as)).length,
      rosters: (await oncall.rosters(as)).length,
      ladders: (await oncall.ladders(as)).length,
      digests: (await letters.digests(as)).length,
      receivers: (await webhooks.subscriptions(as)).length,
      silences: (await notify.silences(as)).length,
    });
    const all = { channels: 6, routes: 3, rosters: 1, ladders: 1, digests: 2, receivers: 1, silences: 1 };
    expect(await counts()).toMatchObject(all);
    const [roster] = await oncall.rosters(as);
    const today = civilDateOf(county.anchorAt);
    const monday = addCivilDays(today, 1 - weekdayOf(today));
    const days = await oncall.dutyDays(roster?.id as RosterId, { from: monday, to: addCivilDays(monday, 13) }, as);
    expect(days.filter(({ version }) => version === 0).map(({ date }) => date)).toEqual([addCivilDays(monday, 12)]);
    const [route] = await notify.routes(as);
    await notify.removeRoute({ id: route?.id as NotifyRouteId, version: route?.version ?? 0 }, as);
    await start(world.storage, false);
    expect(await counts()).toMatchObject({ ...all, routes: 2 });
  });
});
