import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import type { Post } from '../../../src/domain/accounts/post';
import { mandateOf, obligationOf } from '../../storage/mandateSamples';
import { eventOf } from '../../storage/samples';
import { useWorld } from '../useWorld';
import { PAGE } from '../world';
import { steadyClock } from './sweptOffice';

const world = useWorld();
const KEPT_DAYS = 731;
const remove = async (): Promise<Readonly<Record<string, number>>> => {
  await steadyClock(world.storage, world.clock.now());
  return world.services.upkeep.removeExpired({ max: 100_000 });
};
const postsOf = async (externalId: string): Promise<readonly Post[]> =>
  (await world.storage.posts.list((await world.account(externalId)).account.id, PAGE)).items;
function publish(externalId: string, title: string, daysAgo = 0): void {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand(externalId, {
    title,
    text: `${title}的正文`,
    links: ['https://www.example.gov.cn/a'],
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
}

test('the text of an old post goes; title, address, times, links and hash stay; the newest keeps all', async () => {
  await world.addAccounts(['weibo', 'w']);
  publish('w', '旧文', 1);
  publish('w', '新文');
  await world.lookAtDue();
  const [newest, old] = await postsOf('w');
  world.clock.pass((KEPT_DAYS - 1) * DAY_MS);
  expect(await remove()).toMatchObject({ 'account-texts': 0 });
  world.clock.pass(2 * DAY_MS);
  expect(await remove()).toMatchObject({ 'account-texts': 1, 'news-texts': 0 });
  // Nothing newer was seen: the verdict rests on the newest, however old it is.
  expect(await postsOf('w')).toEqual([newest, { ...old, text: '', textState: 'gone' }]);
});

test('an old list that still shows it brings the text back neither by one look nor by many', async () => {
  await world.addAccounts(['weibo', 'w']);
  publish('w', '旧文', 1);
  publish('w', '新文');
  await world.lookAtDue();
  world.clock.pass((KEPT_DAYS + 1) * DAY_MS);
  await remove();
  await world.storage.outbox.relay(1_000);
  const before = await world.storage.ledger.lastSeq();
  for (let look = 0; look < 2; look += 1) {
    publish('w', `又一条 ${look}`);
    world.clock.pass(DAY_MS);
    await world.lookAtDue();
  }
  await world.storage.outbox.relay(1_000);
  const since = (await world.storage.ledger.after(before, 100)).map(({ kind }) => kind);
  expect(since).not.toContain('post-changed');
  expect((await postsOf('w')).filter(({ textState }) => textState === 'gone').map(({ title }) => title)).toEqual([
    '旧文',
  ]);
});

test('a finding keeps the text it is about, and so does what is owed the posts it may be fulfilled by', async () => {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'free']);
  publish('w', '身份证 11010519491231002X', 3);
  await world.lookAtDue();
  const { account } = await world.account('w');
  expect((await world.storage.findings.list(account.id, PAGE)).items.map(({ kind }) => kind)).toContain('improper');
  publish('w', '有事可转', 1);
  publish('w', '最新');
  publish('free', '有事可转', 1);
  publish('free', '最新');
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
  const publishedAt = new Date(world.clock.now().getTime() - 2 * DAY_MS);
  const mandate = mandateOf({
    publishedAt: { precision: 'instant', at: publishedAt, original: publishedAt.toISOString() },
  });
  await world.storage.mandates.insert(mandate, eventOf('mandate'));
  await world.storage.obligations.insertMissing(
    [obligationOf({ mandateId: mandate.id, accountId: account.id, state: 'manual' })],
    () => eventOf('obligation'),
  );
  world.clock.pass((KEPT_DAYS + 10) * DAY_MS);
  await remove();
  expect((await postsOf('w')).map(({ textState }) => textState)).toEqual([undefined, undefined, undefined]);
  expect((await postsOf('free')).map(({ textState }) => textState)).toEqual([undefined, 'gone']);
});

test('a post whose text is gone proves no absence', async () => {
  await world.addAccounts(['weibo', 'w']);
  publish('w', '旧文', 1);
  publish('w', '新文');
  await world.lookAtDue();
  const { account } = await world.account('w');
  const from = new Date(0);
  expect(await world.storage.posts.hasPartsSince(account.id, from)).toBe(false);
  world.clock.pass((KEPT_DAYS + 1) * DAY_MS);
  await remove();
  expect(await world.storage.posts.hasPartsSince(account.id, from)).toBe(true);
});
