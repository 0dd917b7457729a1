import { MINUTE_MS } from '../../../src/domain/time/instant';
import { addChannel, alertAbout, ANY } from '../notify/notifyWorld';
import { principal } from '../world';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, services, office } = useLadders();
const admin = principal('administrator', '1');

/** Climbs as the page lists them, the earliest first. */
const states = async (): Promise<readonly string[]> => {
  const { items } = await world.storage.alerts.list({}, { limit: 10, cursor: null }, null);
  const views = await Promise.all(items.map(({ id }) => services.oncall.escalations(id, admin)));
  return views.flatMap((all) => [...all].reverse().map(({ ladderName, state }) => `${ladderName} ${state}`));
};
const acknowledge = async (): Promise<void> => {
  for (const { id } of (await world.storage.alerts.list({ state: 'open' }, { limit: 10, cursor: null }, null)).items)
    await services.alerts.acknowledge(id, admin);
};

test('acknowledged and raised between two looks at the log, it climbs anew', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 30)], { match: ANY });
  await office.alerts(alertAbout('甲', { severity: 'notice' }));
  await services.oncall.beginClimbs(10);
  world.clock.pass(MINUTE_MS);
  await acknowledge();
  world.clock.pass(MINUTE_MS);
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await services.oncall.beginClimbs(10);
  expect(await states()).toEqual(['紧急升级 acknowledged', '紧急升级 climbing']);
});

test('over and open again between two looks at the log, it climbs anew', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 30)]);
  await office.alerts(alertAbout('甲'));
  await services.oncall.beginClimbs(10);
  world.clock.pass(MINUTE_MS);
  await office.alerts();
  world.clock.pass(MINUTE_MS);
  await office.alerts(alertAbout('甲'));
  await services.oncall.beginClimbs(10);
  expect(await states()).toEqual(['紧急升级 over', '紧急升级 climbing']);
});

describe('a climb whose ladder is not the alert’s any more', () => {
  /** Two ladders, the first of which has told its first rung. */
  async function climbing() {
    const group = await addChannel(world.storage, { kind: 'feishu' });
    const rungs = [rungTo(group, 10), rungTo(group, 500)];
    const first = await addLadder(world.storage, rungs);
    await addLadder(world.storage, rungs, { position: 2, name: '另一规则', match: ANY });
    await office.alerts(alertAbout('甲'));
    await office.climb(12);
    expect(await states()).toEqual(['紧急升级 climbing']);
    return first;
  }

  test('climbs the one that matches now, where its own was removed', async () => {
    const { id } = await climbing();
    await services.oncall.removeLadder({ id, version: 1 }, admin);
    await office.climb(1);
    expect(await states()).toEqual(['紧急升级 over', '另一规则 climbing']);
  });

  test('climbs the one that matches now, where its own does not match any more', async () => {
    const { id, version: _version, ...draft } = await climbing();
    await services.oncall.changeLadder(
      { id, version: 1 },
      { ...draft, match: { ...ANY, kinds: ['case-overdue'] } },
      admin,
    );
    await office.climb(1);
    expect(await states()).toEqual(['紧急升级 over', '另一规则 climbing']);
  });

  test('climbs the one that matches from when it opened, not from when it came there', async () => {
    const group = await addChannel(world.storage, { kind: 'feishu' });
    const { id } = await addLadder(world.storage, [rungTo(group, 10), rungTo(group, 500)]);
    const rungs = [rungTo(group, 60), rungTo(group, 100)];
    await addLadder(world.storage, rungs, { position: 2, name: '另一规则', match: ANY });
    const openedAt = world.clock.now();
    await office.alerts(alertAbout('甲'));
    await office.climb(30);
    // Its figures change, which begins nothing anew.
    await office.alerts(alertAbout('甲', { figures: { days: 15 } }));
    await services.oncall.removeLadder({ id, version: 1 }, admin);
    await office.climb(29);
    const other = async () => (await office.escalations()).find(({ ladderName }) => ladderName === '另一规则');
    expect(await other()).toMatchObject({ openedAt, rung: 0, nextAt: new Date(openedAt.getTime() + 60 * MINUTE_MS) });
    await office.climb(2);
    expect(await other()).toMatchObject({ rung: 1, nextAt: new Date(openedAt.getTime() + 100 * MINUTE_MS) });
  });

  test('climbs the one that matches from when it was raised, whatever else of it has changed since', async () => {
    const group = await addChannel(world.storage, { kind: 'feishu' });
    const { id } = await addLadder(world.storage, [rungTo(group, 500)], { match: ANY });
    await addLadder(world.storage, [rungTo(group, 60)], { position: 2, name: '另一规则', match: ANY });
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await office.climb(10);
    const raisedAt = world.clock.now();
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    await office.climb(10);
    for (const days of [15, 16]) await office.alerts(alertAbout('甲', { severity: 'critical', figures: { days } }));
    await services.oncall.removeLadder({ id, version: 1 }, admin);
    await office.climb(1);
    const other = (await office.escalations()).find(({ ladderName }) => ladderName === '另一规则');
    expect(other?.openedAt).toEqual(raisedAt);
  });

  test('climbs its own again when that matches again', async () => {
    const { id, version: _version, ...draft } = await climbing();
    const narrow = { ...draft, match: { ...ANY, kinds: ['case-overdue'] as const } };
    await services.oncall.changeLadder({ id, version: 1 }, narrow, admin);
    await office.climb(1);
    const [, other] = await world.storage.ladders.list();
    if (other === undefined) throw new Error('the ladder is there');
    await services.oncall.changeLadder({ id, version: 2 }, draft, admin);
    await services.oncall.removeLadder({ id: other.id, version: 1 }, admin);
    await office.climb(1);
    expect(await states()).toEqual(['紧急升级 over', '另一规则 over', '紧急升级 climbing']);
  });

  test('climbs it once, whether the climb or the log comes to it first', async () => {
    const first = await climbing();
    await office.alerts(alertAbout('甲', { severity: 'warning' }));
    await world.storage.escalations.lookAgain(first.id, world.clock.now());
    await services.oncall.climbDue({ owner: 'test', max: 10, signal: new AbortController().signal });
    await services.oncall.beginClimbs(10);
    world.clock.pass(MINUTE_MS);
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    await office.climb(1);
    expect(await states()).toEqual(['紧急升级 over', '另一规则 over', '紧急升级 climbing']);
  });

  test('raised into another ladder it climbs that once, though it was due before the log is followed', async () => {
    const group = await addChannel(world.storage, { kind: 'feishu' });
    const low = await addLadder(world.storage, [rungTo(group, 10)], { match: { ...ANY, leastSeverity: 'notice' } });
    await addLadder(world.storage, [rungTo(group, 30)], { position: 2, name: '另一规则', match: ANY });
    await office.alerts(alertAbout('甲', { severity: 'notice' }));
    await services.oncall.beginClimbs(10);
    world.clock.pass(10 * MINUTE_MS);
    const raisedAt = world.clock.now();
    await office.alerts(alertAbout('甲', { severity: 'critical' }));
    const { id, version: _version, ...draft } = low;
    await services.oncall.changeLadder(
      { id, version: 1 },
      { ...draft, match: { ...ANY, kinds: ['case-overdue'] } },
      admin,
    );
    await services.oncall.climbDue({ owner: 'test', max: 10, signal: new AbortController().signal });
    await services.oncall.beginClimbs(10);
    expect(await states()).toEqual(['紧急升级 over', '另一规则 climbing']);
    expect((await office.escalations()).map(({ openedAt }) => openedAt)).toContainEqual(raisedAt);
  });
});
