import type { AlertView } from '../../../src/api/alerts';
import type { AlertId, NotifyChannelId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { Delivery } from '../../../src/ports/notifier';
import { createServices, type ChannelDraft } from '../../../src/services/index';
import { alertSentence, alertSubject } from '../../../src/wording/alertSentence';
import { en } from '../../../src/web/words/en';
import { zh } from '../../../src/web/words/zh';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { PAGE, principal } from '../world';
import { failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services } = useNotify();
const admin = principal('administrator', '1');
const RUN = { owner: 'test', max: 50, signal: new AbortController().signal };
/** A Friday; the Sunday after it is made up for. */
const NINE = new Date('2026-09-18T09:00:00+08:00');
beforeEach(() => world.clock.set(new Date(NINE.getTime() - HOUR_MS)));

type Kind = Parameters<typeof services.notify.addChannel>[0];
const DRAFT: ChannelDraft = {
  ...{ name: '值班群', unitId: null, language: 'zh', fallbackId: null, disabled: false },
  values: { url: 'https://robot.example/send' },
};
const daily = { rhythm: 'working-day', atMinute: 540, to: null } as const;
async function addTried(kind: Kind, given: Partial<ChannelDraft> = {}): Promise<NotifyChannelId> {
  const draft = { ...DRAFT, canary: daily, ...given };
  return (await services.notify.addChannel(kind, draft, admin)).id as NotifyChannelId;
}
const shown = async () => (await services.notify.channels(admin))[0];
/** The ledger is followed, and what is wrong is looked at. */
async function alerts(): Promise<readonly AlertView[]> {
  for (let round = 0; round < 2; round += 1) await services.alerts.relay(500);
  return (await services.views.alerts({ kind: 'channel-failing' }, PAGE, principal('viewer', '2'))).items;
}

test('a channel is tried at its time by a message that says so, once, by whoever looks first; others are not', async () => {
  await addTried('dingtalk');
  await addTried('dingtalk', { canary: null, values: { url: 'https://robot.example/other' } });
  await addTried('dingtalk', { disabled: true, values: { url: 'https://robot.example/off' } });
  await services.notify.tryChannels(RUN);
  expect(side.arrived).toEqual([]);
  world.clock.set(NINE);
  const other = createServices({ ...world.deps, notifiers: side.registry });
  await Promise.all([services.notify.tryChannels(RUN), other.notify.tryChannels(RUN)]);
  await services.notify.tryChannels(RUN);
  expect(side.arrived.map(({ message, to }) => [message.title, to])).toEqual([['通知渠道例行检查：值班群', null]]);
  expect((await shown())?.trials).toEqual({ isFailing: false, lastGoodAt: NINE.toISOString(), lastFailed: null });
  expect(await services.notify.channelCounts()).toEqual({ working: 1, untried: 2 });
  world.clock.set(new Date(NINE.getTime() + 2 * DAY_MS));
  await services.notify.tryChannels(RUN);
  expect(side.arrived).toHaveLength(2);
});

test('one that fails is an alert for the whole office until it works again, and is counted', async () => {
  const id = await addTried('dingtalk');
  await alerts();
  world.clock.set(NINE);
  side.script('dingtalk', failed('reauthorise', 'secret-refused'));
  expect(await services.notify.tryChannels(RUN)).toEqual({ failing: 1 });
  const [alert] = await alerts();
  expect(alert).toMatchObject({ severity: 'warning', state: 'open', reason: 'secret-refused', unitId: null });
  expect(alert === undefined ? '' : `${alertSubject(alert, zh)} ${alertSentence(alert, zh)}`).toBe(
    `值班群 例行检查未通过：${zh.codes.deliveryFailure['secret-refused']}。请改正设置后发送测试消息`,
  );
  expect(alert === undefined ? '' : alertSentence(alert, en)).toContain('its trial failed');
  expect(await services.notify.channelCounts()).toEqual({ failing: 1 });
  // Set right and tested by hand: nobody waits for the next day.
  await services.notify.testChannel(id, admin, RUN.signal);
  expect((await alerts()).map(({ resolved }) => resolved?.reason)).toEqual(['works-again']);
  expect((await shown())?.trials).toMatchObject({ isFailing: false, lastFailed: { code: 'secret-refused' } });
  const page = await world.storage.ledger.ofSubject(`notify-channel:${id}`, PAGE);
  expect(page.items.map(({ to }) => to)).toEqual(['working', 'failing', 'added']);
});

test('it ends as well with a good trial, or when nobody asks for trials any more', async () => {
  const id = await addTried('dingtalk');
  for (const end of ['works-again', 'removed']) {
    const day = end === 'removed' ? 3 * DAY_MS : 0;
    world.clock.set(new Date(NINE.getTime() + day));
    side.script('dingtalk', failed('fix-configuration', 'address-unusable'));
    await services.notify.tryChannels(RUN);
    expect((await alerts())[0]?.state).toBe('open');
    world.clock.set(new Date(NINE.getTime() + day + 2 * DAY_MS));
    if (end === 'works-again') await services.notify.tryChannels(RUN);
    else await services.notify.changeChannel({ id, version: 1 }, { ...DRAFT, values: {} }, admin);
    expect((await alerts())[0]?.resolved?.reason).toBe(end);
  }
});

test('what passes by itself is tried three times before it is told of', async () => {
  await addTried('dingtalk');
  world.clock.set(NINE);
  side.script('dingtalk', ...Array.from({ length: 3 }, () => failed('retry-later', 'connection-refused')));
  for (const count of [{ again: 1 }, { again: 1 }, { failing: 1 }]) {
    expect(await services.notify.tryChannels(RUN)).toEqual(count);
    expect(await services.notify.tryChannels(RUN)).toEqual({});
    world.clock.pass(10 * MINUTE_MS);
  }
  expect(await alerts()).toHaveLength(1);
});

test('a channel that is changed while others are tried is tried as it is now, and one switched off is not', async () => {
  const values = (nth: number) => ({ values: { url: `https://robot.example/${nth}` } });
  const ids = new Map<NotifyChannelId, number>();
  for (const nth of [1, 2, 3]) ids.set(await addTried('dingtalk', values(nth)), nth);
  const [, moved, off] = [...ids.keys()].sort();
  if (moved === undefined || off === undefined) throw new Error('no channels');
  world.clock.set(NINE);
  const one = { ...world.deps.settings, notify: { ...world.deps.settings.notify, concurrency: 1 } };
  const own = createServices({ ...world.deps, settings: one, notifiers: side.registry });
  const change = (id: NotifyChannelId, given: Partial<ChannelDraft>) =>
    services.notify.changeChannel({ id, version: 1 }, { ...DRAFT, canary: daily, values: {}, ...given }, admin);
  const targets: Record<string, string>[] = [];
  const of = side.registry.of;
  const seeing = {
    ...side.registry,
    of: (kind: Kind) => {
      const notifier = of(kind);
      return {
        ...notifier,
        send: async (request: Parameters<typeof notifier.send>[0]) => {
          targets.push({ ...request.target.settings, ...request.target.secrets });
          if (targets.length === 1) {
            await change(moved, { values: { url: 'https://other.example/9', keyword: 'new' } });
            await change(off, { disabled: true });
          }
          return notifier.send(request);
        },
      };
    },
  };
  const watched = createServices({ ...world.deps, settings: one, notifiers: seeing });
  await watched.notify.tryChannels(RUN);
  await own.notify.tryChannels(RUN);
  expect(targets.slice(1)).toEqual([{ url: 'https://other.example/9', keyword: 'new' }]);
  expect(side.arrived).toHaveLength(2);
});

/** What happens to the channel while its trial is called. */
function whileCalled(then: () => Promise<unknown>) {
  const of = (kind: Kind) => {
    const notifier = side.registry.of(kind);
    const send: typeof notifier.send = async (request) => {
      await then();
      return notifier.send(request);
    };
    return { ...notifier, send };
  };
  return createServices({ ...world.deps, notifiers: { ...side.registry, of } });
}

test.each([
  ['settings', { values: { keyword: 'new' } }, false],
  ['secrets', { values: { url: 'https://robot.example/new' } }, false],
  ['state', { values: {}, disabled: true }, false],
  ['name alone', { values: {}, name: '应急群' }, true],
])('what came of a trial during which the %s changed', async (_what, given, isTold) => {
  const id = await addTried('dingtalk');
  world.clock.set(NINE);
  side.script('dingtalk', failed('reauthorise', 'secret-refused'));
  const draft = { ...DRAFT, canary: daily, ...given };
  const own = whileCalled(() => services.notify.changeChannel({ id, version: 1 }, draft, admin));
  expect(await own.notify.tryChannels(RUN)).toEqual(isTold ? { failing: 1 } : { lost: 1 });
  expect((await shown())?.trials.isFailing).toBe(isTold);
  expect((await alerts()).map(({ subject }) => subject.label)).toEqual(isTold ? ['应急群'] : []);
  expect((await world.storage.notifyChannels.byId(id))?.trials.run?.state).toBe('done');
});

test('a failure is forgotten with the settings it was of, and its alert does not say that it works', async () => {
  const id = await addTried('dingtalk');
  world.clock.set(NINE);
  side.script('dingtalk', failed('reauthorise', 'secret-refused'));
  await services.notify.tryChannels(RUN);
  expect((await alerts())[0]?.state).toBe('open');
  const draft = { ...DRAFT, canary: daily, values: { keyword: 'new' } };
  const changed = await services.notify.changeChannel({ id, version: 1 }, draft, admin);
  expect(changed.trials).toEqual({ isFailing: false, lastGoodAt: null, lastFailed: null });
  expect((await alerts()).map(({ resolved }) => resolved?.reason)).toEqual(['set-anew']);
  expect(await services.notify.channelCounts()).toEqual({ untried: 1 });
});

test('who has acknowledged one is told nothing when the next trial fails otherwise', async () => {
  await addTried('dingtalk');
  world.clock.set(NINE);
  side.script('dingtalk', failed('reauthorise', 'secret-refused'), failed('fix-configuration', 'ip-refused'));
  await services.notify.tryChannels(RUN);
  const [alert] = await alerts();
  if (alert === undefined) throw new Error('no alert');
  await services.alerts.acknowledge(alert.id as AlertId, admin);
  world.clock.set(new Date(NINE.getTime() + 2 * DAY_MS));
  await services.notify.tryChannels(RUN);
  expect(await alerts()).toMatchObject([{ state: 'acknowledged', reason: 'ip-refused' }]);
});

test('a good test during a trial has the last word, and one that another note overtakes is noted all the same', async () => {
  const id = await addTried('dingtalk');
  world.clock.set(NINE);
  side.script('dingtalk', null, failed('reauthorise', 'secret-refused'));
  const own = whileCalled(() => services.notify.testChannel(id, admin, RUN.signal));
  expect(await own.notify.tryChannels(RUN)).toEqual({ lost: 1 });
  const { trials } = (await world.storage.notifyChannels.byId(id)) ?? {};
  expect(trials).toMatchObject({ isFailing: false, lastGoodAt: NINE, run: { state: 'done' } });
  const { notifyChannels } = world.storage;
  let isOvertaken = false;
  const overtaken: typeof notifyChannels.recordTrials = async (channel, after, event) => {
    if (!isOvertaken) {
      isOvertaken = true;
      await notifyChannels.recordTrials(channel, { ...after, isFailing: true, failingSinceAt: NINE }, null);
    }
    return notifyChannels.recordTrials(channel, after, event);
  };
  const storage = { ...world.storage, notifyChannels: { ...notifyChannels, recordTrials: overtaken } };
  const other = createServices({ ...world.deps, storage, notifiers: side.registry });
  expect((await other.notify.testChannel(id, admin, RUN.signal)).trials.isFailing).toBe(false);
  expect((await world.storage.notifyChannels.byId(id))?.trials.isFailing).toBe(false);
});

test('a changed time counts from then on, and what a trial has said meanwhile stays', async () => {
  const id = await addTried('dingtalk');
  world.clock.set(NINE);
  await services.notify.tryChannels(RUN);
  await services.notify.changeChannel(
    { id, version: 1 },
    { ...DRAFT, values: {}, canary: { ...daily, atMinute: 539 } },
    admin,
  );
  await services.notify.tryChannels(RUN);
  expect(side.arrived).toHaveLength(1);
  expect(await shown()).toMatchObject({ canary: { atMinute: 539 }, trials: { lastGoodAt: NINE.toISOString() } });
});

test('a test address is for kinds that hand a message on, and gets the message alone', async () => {
  await expect(addTried('dingtalk', { canary: { ...daily, to: '13800000000' } })).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'canary.to',
  });
  await addTried('webhook', { canary: { ...daily, to: ' 13800000000 ' } });
  world.clock.set(NINE);
  await services.notify.tryChannels(RUN);
  expect(side.arrived.map(({ to }) => to)).toEqual(['13800000000']);
});

test.each([
  // Nobody can know whether it arrived, and nobody is nagged a second time.
  ['dingtalk', [0, 1]],
  // The receiver can tell: again, under the same id.
  ['webhook', [1, 2]],
  // A check sends nothing.
  ['mail', [0]],
] as const)('killed at any call a trial by %s is not made twice', async (kind, times) => {
  let checks = 0;
  const check = async (): Promise<Delivery> => {
    checks += 1;
    return { kind: 'accepted', receipt: null };
  };
  const registry = {
    ...side.registry,
    of: (of: Kind) => ({ ...side.registry.of(of), ...(of === 'mail' ? { check } : {}) }),
  };
  const wrong: string[] = [];
  for (let call = 1, isDead = true; isDead && call < 50; call += 1) {
    const id = await addTried(kind, { values: { url: `https://robot.example/${call}` } });
    world.clock.set(new Date(NINE.getTime()));
    side.arrived.splice(0);
    checks = 0;
    const dying = createDyingProcess(world.storage, { atCall: call, takesEffect: call % 2 === 0 });
    side.onArrival = () => dying.checkpoint('arrival');
    const own = createServices({ ...world.deps, storage: dying.storage, notifiers: registry });
    await own.notify.tryChannels(RUN).catch((error: unknown) => {
      if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
    });
    side.onArrival = () => undefined;
    isDead = dying.isDead();
    world.clock.pass(15 * MINUTE_MS);
    const heir = createServices({ ...world.deps, notifiers: registry });
    for (let round = 0; round < 2; round += 1) await heir.notify.tryChannels(RUN);
    const ids = new Set(side.arrived.map(({ deliveryId }) => deliveryId));
    if (!(times as readonly number[]).includes(side.arrived.length) || ids.size > 1)
      wrong.push(`${dying.diedAt()}: ${side.arrived.length} by ${ids.size} ids`);
    if (kind === 'mail' && (checks === 0 || checks > 2)) wrong.push(`${dying.diedAt()}: ${checks} checks`);
    const { run } = (await world.storage.notifyChannels.byId(id))?.trials ?? {};
    if (run?.state !== 'done') wrong.push(`${dying.diedAt()}: ${run?.state}`);
    world.clock.set(new Date(NINE.getTime() - HOUR_MS));
    await services.notify.removeChannel({ id, version: 1 }, admin);
  }
  expect(wrong).toEqual([]);
});
