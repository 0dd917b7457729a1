import type { AccountId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { alertHistory, bringUpToDate } from './fixtures';
import { useWorld } from './useWorld';

const world = useWorld();
const ACCOUNTS = Array.from({ length: 10 }, (_, index) => `p${index}`);
let accountIds: AccountId[] = [];

/** A quarter of an hour in which every account is looked at, and the site is up or down. */
async function quarter(isUp: boolean): Promise<void> {
  world.clock.pass(15 * MINUTE_MS);
  for (const account of ACCOUNTS)
    if (isUp) world.platform.sight.delete(account);
    else world.platform.sight.set(account, { outcome: 'unreachable', retryAfterMs: null });
  await world.storage.accounts.expediteLooks(accountIds, world.clock.now());
  await world.lookAtDue();
  await world.services.alerts.incidents();
  await bringUpToDate(world);
}
const told = async (): Promise<string[]> => (await alertHistory(world)).filter((line) => line.startsWith('source-'));

beforeEach(async () => {
  await world.addAccounts(...ACCOUNTS.map((account): ['portal', string] => ['portal', account]));
  accountIds = await Promise.all(ACCOUNTS.map(async (account) => (await world.account(account)).account.id));
  for (const account of ACCOUNTS) world.platform.publishByHand(account, { title: '关于停水的通知' });
  await world.lookAtDue();
});

test('a host that is down once is told as down and as back, at once', async () => {
  await quarter(false);
  await quarter(true);
  expect(await told()).toEqual(['source-incident opened', 'source-incident resolved incident-over']);
});

test('a host that is up and down in turn for half a day is told a few times, not at every turn', async () => {
  for (let turn = 0; turn < 48; turn += 1) await quarter(turn % 4 >= 2);
  const kinds = await told();
  expect(kinds.length).toBeLessThanOrEqual(6);
  expect(kinds.at(-1)).toBe('source-incident opened');
  expect((await world.storage.incidents.current()).map(({ key }) => key)).toEqual(['portal:unreachable']);
});

test('and is told as back once it has been calm for as long as it fluttered', async () => {
  for (let turn = 0; turn < 12; turn += 1) await quarter(turn % 4 >= 2);
  const before = (await told()).length;
  for (let turn = 0; turn < 14; turn += 1) await quarter(true);
  expect(await world.storage.incidents.current()).toEqual([]);
  expect((await told()).slice(before)).toEqual(['source-incident resolved incident-over']);
});
