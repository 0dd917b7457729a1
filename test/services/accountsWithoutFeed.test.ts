import { FEED_PLATFORMS } from '../../src/domain/accounts/platforms';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const operator = principal('operator', '2');
const FEED = 'https://rsshub.example.gov.cn/douyin/user/d';

const looksOf = async (externalId: string): Promise<number> =>
  (await world.storage.looks.list((await world.account(externalId)).account.id, PAGE)).items.length;
const add = (...externalIds: string[]): Promise<unknown> =>
  world.services.accounts.registerAccounts(externalIds.map((externalId) => registration('douyin', externalId)));

describe('an account of a platform nobody lets us read', () => {
  test('without a feed is put away: no look is written down, and none is due again', async () => {
    await add('d');
    expect(await world.lookAtDue()).toEqual({ stopped: 1 });
    world.clock.pass(90 * DAY_MS);
    expect(await world.lookAtDue()).toEqual({});
    expect(await looksOf('d')).toBe(0);
  });

  test('without a feed is unknown, never silent, however long nothing was learned of it', async () => {
    await add('d');
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    expect((await world.account('d')).verdict).toMatchObject({ kind: 'unknown', reason: 'no-feed' });
    world.clock.pass(100 * DAY_MS);
    await world.services.accounts.judgeDue(100);
    expect((await world.account('d')).verdict).toMatchObject({ kind: 'unknown', reason: 'no-feed' });
    expect((await world.storage.cases.list({}, PAGE, null)).items).toEqual([]);
  });

  test('without a feed, however many there are, is no incident and no alert: the office gave none', async () => {
    await add(...Array.from({ length: 12 }, (_, n) => `d${n}`));
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    await world.services.alerts.incidents();
    expect(await openAlerts(world, 'source-incident')).toEqual([]);
    expect(await openAlerts(world, 'account-unknown')).toEqual([]);
  });

  test('is looked at as soon as it is given one, and put away when that is taken', async () => {
    await add('d');
    await world.lookAtDue();
    const { account } = await world.account('d');
    await world.services.accounts.change(account.id, { settings: { feedUrl: FEED } }, operator);
    world.platform.publishByHand('d', { title: '防汛演练' });
    expect(await world.lookAtDue()).toEqual({ items: 1 });
    expect(await looksOf('d')).toBe(1);
    await world.services.accounts.change(account.id, { settings: {} }, operator);
    world.clock.pass(HOUR_MS);
    expect(await world.lookAtDue()).toEqual({ stopped: 1 });
    expect(await looksOf('d')).toBe(1);
  });

  test('without a feed cannot be collected by hand, and the answer says what to do', async () => {
    await add('d');
    const { account } = await world.account('d');
    await expect(world.services.accounts.collectNow(account.id, operator)).rejects.toMatchObject({
      code: 'conflict',
      remedy: '请在账号页“采集设置”中填写订阅源地址，或补登作品链接。',
    });
  });

  test.each(FEED_PLATFORMS.map((platform) => [platform]))('of %s is registered like any other', async (platform) => {
    await world.services.accounts.registerAccounts([registration(platform, 'x')]);
    expect((await world.account('x')).account).toMatchObject({ platform, noPublishReason: 'no-api' });
  });
});
