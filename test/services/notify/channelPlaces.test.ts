import type { NotifyChannelId } from '../../../src/domain/ids';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { ADMINISTRATOR } from '../messageWorld';
import { addChannel, addPerson, addRoute, alertAbout, failed } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();

const shown = async (): Promise<readonly string[]> =>
  (await office.notifications()).map(({ state, reason }) => `${state} ${reason}`).sort();

test('a channel that is to lead elsewhere asks for its secrets anew, one that stays does not', async () => {
  const registry = {
    ...side.registry,
    of: (kind: Parameters<typeof side.registry.of>[0]) => ({
      ...side.registry.of(kind),
      place: ({ settings }: { readonly settings: Readonly<Record<string, string>> }) => settings['keyword'] ?? '',
    }),
  };
  const { notify } = createServices({ ...world.deps, notifiers: registry });
  const draft = { name: '群', unitId: null, language: 'zh', fallbackId: null, disabled: false } as const;
  const values = (keyword: string, url?: string) => ({ keyword, ...(url === undefined ? {} : { url }) });
  const url = 'https://robot.example/send';
  const { id } = await notify.addChannel('dingtalk', { ...draft, values: values('one', url) }, ADMINISTRATOR);
  const change = (version: number, given: Record<string, string>) =>
    notify.changeChannel({ id: id as NotifyChannelId, version }, { ...draft, values: given }, ADMINISTRATOR);
  await expect(change(1, values('one'))).resolves.toMatchObject({ secretKeys: ['url'] });
  await expect(change(2, values('two'))).rejects.toMatchObject({ code: 'invalid-input', field: 'values.url' });
  await expect(change(2, values('two', url))).resolves.toMatchObject({ secretKeys: ['url'] });
});

test('where the secrets of a channel cannot be opened nothing is sent, and that is shown', async () => {
  const { storage } = world;
  const channel = await addChannel(storage);
  await addRoute(storage, channel);
  const { notifyChannels } = storage;
  const unreadable = { ...notifyChannels, canOpen: () => Promise.resolve(false) };
  const { notify } = createServices({
    ...world.deps,
    storage: { ...storage, notifyChannels: unreadable },
    notifiers: side.registry,
  });
  await office.alerts(alertAbout('甲'));
  await notify.announce(10);
  world.clock.pass(MINUTE_MS);
  await notify.deliverDue({ owner: 'test', max: 5, signal: new AbortController().signal });
  expect(side.arrived).toEqual([]);
  expect(await shown()).toEqual(['refused secrets-unreadable']);
});

test('a fallback where the recipient has no address does not end the tries early', async () => {
  const { storage } = world;
  const mail = await addChannel(storage, { kind: 'mail' });
  const app = await addChannel(storage, { kind: 'wecom-app', fallbackId: mail.id });
  const person = await addPerson(storage, {}, { wecomUserId: 'zhang' });
  await addRoute(storage, app, { audience: { kind: 'people', personIds: [person] } });
  side.script('wecom-app', ...Array.from({ length: 4 }, () => failed('retry-later', 'service-busy')));
  await office.alerts(alertAbout('甲'));
  await office.work(30, 5 * MINUTE_MS);
  expect(side.arrived.map(({ kind, to }) => [kind, to])).toEqual([['wecom-app', 'zhang']]);
});

test('a clock that is set back holds up no channel', async () => {
  const { storage, clock } = world;
  await addRoute(storage, await addChannel(storage));
  const now = clock.now();
  clock.set(new Date(now.getTime() + 24 * 60 * MINUTE_MS));
  await office.alerts(alertAbout('甲'));
  await office.work(3);
  expect(side.arrived).toHaveLength(1);
  clock.set(now);
  await office.alerts(alertAbout('甲'), alertAbout('乙'));
  await office.work(4, MINUTE_MS);
  expect(side.arrived).toHaveLength(2);
});

describe('a place that is shut for long', () => {
  const DAY_MS = 24 * 60 * MINUTE_MS;
  const shutFor = (ms: number) => failed('retry-later', 'too-fast', new Date(world.clock.now().getTime() + ms));

  test('keeps nothing waiting where another channel can tell it: neither what was tried nor what was not', async () => {
    const { storage } = world;
    const mail = await addChannel(storage, { kind: 'mail' });
    const robot = await addChannel(storage, { fallbackId: mail.id });
    await addRoute(storage, robot);
    side.script('dingtalk', shutFor(DAY_MS));
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    await office.work(4);
    await office.alerts(alertAbout('乙', { kind: 'source-incident', severity: 'warning' }));
    await office.work(10);
    expect(side.arrived.map(({ kind }) => kind)).toEqual(['mail', 'mail']);
    expect(await shown()).toEqual(['fell-back too-fast', 'fell-back too-fast', 'sent null', 'sent null']);
  });

  test('lets wait for ten minutes what is not critical, as messengers shut out whoever was too fast', async () => {
    const { storage } = world;
    const mail = await addChannel(storage, { kind: 'mail' });
    await addRoute(storage, await addChannel(storage, { fallbackId: mail.id }));
    side.script('dingtalk', failed('retry-later', 'too-fast'));
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await office.work(10, 2 * MINUTE_MS);
    expect(side.arrived.map(({ kind }) => kind)).toEqual(['dingtalk']);
  });

  test('lets wait what can go no other way, and a test says until when', async () => {
    const { storage } = world;
    const robot = await addChannel(storage);
    await addRoute(storage, robot);
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    world.clock.set(new Date('2026-09-18T10:00:00+08:00'));
    side.script('dingtalk', shutFor(2 * 60 * MINUTE_MS));
    const { notify } = createServices({ ...world.deps, notifiers: side.registry });
    await office.work(3);
    await expect(notify.testChannel(robot.id, ADMINISTRATOR, new AbortController().signal)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('09-18 12:00') as string,
      remedy: '请在 09-18 12:00 之后再试。',
    });
    expect(side.arrived).toEqual([]);
    await office.work(12, 15 * MINUTE_MS);
    expect(side.arrived.map(({ kind }) => kind)).toEqual(['dingtalk']);
  });
});
