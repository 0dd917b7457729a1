import type { ObservedPost } from '../../src/domain/accounts/post';
import { DAY_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const at = (days: number): Date => new Date(START.getTime() + days * DAY_MS);
let START = new Date(0);
beforeEach(async () => {
  START = world.clock.now();
  await world.addAccounts(['portal', 'p']);
});

/** What the site lists from now on, in place of whatever it listed before. */
function lists(...posts: readonly (Partial<ObservedPost> & { readonly title: string; readonly on: Date })[]): void {
  world.platform.posts.length = 0;
  for (const { on, ...post } of posts)
    world.platform.publishByHand('p', {
      ...post,
      publishedAt: { precision: 'instant', at: on, original: on.toISOString() },
    });
}
async function lookAfter(days: number): Promise<void> {
  world.clock.pass(days * DAY_MS);
  await world.lookAtDue();
  await world.services.accounts.judgeDue(100);
}
const facts = async (): Promise<Date | null> => (await world.account('p')).facts.lastPostAt;
const kind = async (): Promise<string | undefined> => (await world.account('p')).verdict?.kind;
const openFindings = async (): Promise<string[]> =>
  (await world.storage.findings.openFor((await world.account('p')).account.id)).map((finding) => finding.kind);
const ledgerReasons = async (): Promise<string[]> => {
  await world.services.alerts.relay(10_000);
  return (await world.storage.ledger.after(0, 1_000))
    .filter((line) => line.kind === 'post-changed')
    .map(({ reason }) => reason);
};

test('an article dated in the future counts from its day on, listed or not, and its finding is closed', async () => {
  const before = { identity: 'before', title: '关于停水的通知', on: at(-1) };
  lists(
    { identity: 'ahead', title: '国庆假期服务安排', on: at(2) },
    { identity: 'later', title: '元旦假期服务安排', on: at(9) },
    before,
  );
  await lookAfter(0);
  expect(await facts()).toEqual(at(-1));
  expect(await openFindings()).toEqual(['future-dated', 'future-dated']);
  lists(before);
  await lookAfter(1);
  expect(await facts()).toEqual(at(-1));
  await lookAfter(1);
  expect(await facts()).toEqual(at(2));
  expect(await openFindings()).toEqual(['future-dated']);
  expect(await ledgerReasons()).toEqual(['came-true']);
  const closed = (await world.storage.ledger.after(0, 1_000)).filter((line) => line.kind === 'finding-closed');
  const kept = await world.storage.findings.list((await world.account('p')).account.id, PAGE);
  expect(kept.items.filter(({ state }) => state === 'closed')).toMatchObject([
    { detail: 'came-true', closedAt: world.clock.now() },
  ]);
  expect(closed).toMatchObject([{ from: 'open', to: 'closed', reason: 'future-dated', actor: 'system:look' }]);
});

test('an address that carries a new article every day is an account that publishes every day', async () => {
  for (let day = 0; day < 20; day += 1) {
    lists({ identity: 'today', title: `第${day + 1}号空气质量日报`, on: at(day) });
    await lookAfter(day === 0 ? 0 : 1);
  }
  expect(await kind()).toBe('fine');
  expect(await facts()).toEqual(at(19));
  const { account } = await world.account('p');
  expect((await world.storage.posts.list(account.id, PAGE)).items).toHaveLength(20);
  await lookAfter(0.5);
  expect((await world.storage.posts.list(account.id, PAGE)).items).toHaveLength(20);
});

test('a corrected date is followed, backwards as well, and the ledger says so', async () => {
  lists({ identity: 'one', title: '关于停水的通知', on: at(0) });
  await lookAfter(0);
  expect(await facts()).toEqual(at(0));
  lists({ identity: 'one', title: '关于停水的通知', on: at(-9) });
  await lookAfter(1);
  expect(await facts()).toEqual(at(-9));
  expect(await ledgerReasons()).toEqual(['date-corrected']);
});

test('a text that can be read only later is added, and what is wrong in it is found then', async () => {
  lists({ identity: 'one', title: '公示', on: at(0), text: '', textState: 'unread' });
  await lookAfter(0);
  expect(await openFindings()).toEqual([]);
  lists({
    identity: 'one',
    title: '公示',
    on: at(0),
    text: '身份证号 110101199003070011',
    links: ['https://www.gov.cn/a'],
  });
  await lookAfter(0.5);
  const { account } = await world.account('p');
  expect((await world.storage.posts.list(account.id, PAGE)).items).toMatchObject([{ links: ['https://www.gov.cn/a'] }]);
  expect(await openFindings()).toEqual(['improper']);
});

test.each([
  ['proves that nothing was reposted', {}, true],
  ['of which only the beginning was read proves nothing', { textState: 'truncated' as const }, false],
  ['of which only the title was read proves nothing', { textState: 'unread' as const }, false],
])('an account with a post since the policy %s', async (_, part, proven) => {
  await issuePolicy(world);
  lists({ identity: 'other', title: '本周天气', on: world.clock.now(), ...part });
  for (let day = 0; day < 6; day += 1) await lookAfter(1);
  await world.services.mandates.noticeOverdue(100);
  expect(await obligationOf(world, 'p')).toMatchObject({ overdueProven: proven });
});
