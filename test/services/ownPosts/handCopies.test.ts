import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { AccountId, OwnPostId } from '../../../src/domain/ids';
import type { Action } from '../../../src/domain/people/role';
import type { OwnPostView } from '../../../src/api/ownPosts';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';
import { AUTHOR, passed, pictures, round, shown, TITLE } from './ownPostWorld';

/** Copies of own items that people publish: what to paste, and the way back to the interface. */
const world = useWorld();
const OPERATOR = principal('operator', '2');

const listed = async (by = OPERATOR) => (await world.services.ownPosts.byHand(null, PAGE, by)).items;
const states = ({ copies }: OwnPostView) => copies.map(({ state, reason }) => [state, reason]);
const idOf = async (name: string): Promise<AccountId> => (await world.account(name)).account.id;
const posts = () => world.platform.posts.map(({ account }) => account);
const until = async (rounds = 3): Promise<void> => {
  for (let n = 0; n < rounds; n += 1) {
    await round(world);
    world.clock.pass(MINUTE_MS);
  }
};
/** An item whose copy on Weibo failed by its credential, which is set right now. */
const failed = async (): Promise<OwnPostView> => {
  await world.addAccounts(['weibo', 'w']);
  world.platform.scripts.set('w', ['refused-content']);
  const post = await passed(world, ['w']);
  await round(world);
  expect(states(await shown(world, post))).toEqual([['manual', 'content-refused']]);
  return post;
};
const retry = async (post: OwnPostView, by = OPERATOR): Promise<OwnPostView> =>
  world.services.ownPosts.retry(post.id as OwnPostId, await idOf('w'), by);

describe('copies by hand', () => {
  test('stand in one list with everything to paste, the oldest first, and leave it when they are seen', async () => {
    await world.addAccounts(['portal', 'p'], ['wechat', 'm']);
    const three = await pictures(world, 3);
    const first = await passed(world, ['p', 'm'], { pictures: three });
    await until();
    world.clock.pass(HOUR_MS);
    const second = await passed(world, ['p'], { title: '另一条提示' });
    await until();
    expect(
      (await listed()).map(({ title, accountName, reason, mayRetry }) => [title, accountName, reason, mayRetry]),
    ).toEqual([
      [first.title, (await world.account('p')).account.name, 'no-api', false],
      [first.title, (await world.account('m')).account.name, 'pictures', false],
      [second.title, (await world.account('p')).account.name, 'no-api', false],
    ]);
    expect((await listed())[0]).toMatchObject({
      toPublish: { title: TITLE, text: first.body, link: first.link },
      pictures: three,
    });
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect((await listed()).map(({ title, reason }) => [title, reason])).toEqual([
      [first.title, 'pictures'],
      [second.title, 'no-api'],
    ]);
  });

  test('are read together, whatever the copies: accounts, files and jobs of a page once each', async () => {
    await world.addAccounts(['portal', 'p'], ['wechat', 'm']);
    const three = await pictures(world, 3);
    for (const title of ['第一条提示', '第二条提示', '第三条提示']) {
      await passed(world, ['p', 'm'], { title, pictures: three });
      await until();
    }
    const { accounts, files, publishJobs } = world.storage;
    const reads = [
      jest.spyOn(accounts, 'byIds'),
      jest.spyOn(files, 'meta'),
      jest.spyOn(publishJobs, 'ofOwnPosts'),
      jest.spyOn(publishJobs, 'byOwnPost'),
    ];
    expect((await listed()).length).toBe(6);
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1, 0]);
    for (const read of reads) read.mockRestore();
  });

  test('are of the reader’s own unit and below it alone', async () => {
    await world.addAccounts(['portal', 'p']);
    await passed(world, ['p']);
    await until();
    const ofA = principal('operator', '7', world.unitA);
    expect([(await listed()).length, (await listed(ofA)).length]).toEqual([1, 0]);
    const under = await world.services.ownPosts.byHand(world.unitA, PAGE, OPERATOR);
    expect(under.items).toEqual([]);
  });
});

describe('a copy by hand that goes back to the interface', () => {
  test('is published once by the job it had, after the account was looked at', async () => {
    const post = await failed();
    expect((await listed()).map(({ mayRetry }) => mayRetry)).toEqual([true]);
    // To whom the office gave or took the right, and not by the name of their role.
    const rights = (role: 'operator' | 'viewer', ...actions: Action[]) => ({ ...principal(role, '3'), actions });
    for (const [by, may] of [
      [rights('operator', 'read'), false],
      [rights('viewer', 'read', 'job.retry'), true],
    ] as const)
      expect((await listed(by)).map(({ mayRetry }) => mayRetry)).toEqual([may]);
    const job = (await shown(world, post)).copies[0]?.jobId;
    expect(states(await retry(post))).toEqual([['waiting', null]]);
    // Before the account was seen again nothing is queued.
    await world.services.ownPosts.publishOwnPosts(50);
    expect(states(await shown(world, post))).toEqual([['waiting', null]]);
    await until(4);
    const done = await shown(world, post);
    expect([posts(), done.state, done.copies[0]?.jobId]).toEqual([['w'], 'published', job]);
    expect(await listed()).toEqual([]);
  });

  test('is not published where somebody has made it meanwhile: the look finds it', async () => {
    const post = await failed();
    world.platform.publishByHand('w', { title: TITLE });
    await retry(post);
    await until(4);
    expect([posts(), (await shown(world, post)).state]).toEqual([['w'], 'published']);
  });

  test('is looked for at once between two times of looking: one that somebody made there is not doubled', async () => {
    const post = await failed();
    world.clock.pass(world.deps.settings.ownPosts.watch.days * DAY_MS + HOUR_MS);
    await world.services.ownPosts.mendOwnPosts(50);
    const watch = (await world.storage.ownPosts.byId(post.id as OwnPostId, null))?.watch;
    expect(watch?.fromAt.getTime()).toBeGreaterThan(world.clock.now().getTime());
    world.platform.publishByHand('w', { title: TITLE });
    await retry(post);
    await until(4);
    expect([posts(), (await shown(world, post)).state]).toEqual([['w'], 'published']);
  });

  test('goes to a person again where nobody can see whether it was made meanwhile', async () => {
    const post = await failed();
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    await retry(post);
    for (let n = 0; n < 8; n += 1) {
      await round(world);
      world.clock.pass(HOUR_MS);
    }
    expect([posts(), states(await shown(world, post))]).toEqual([[], [['manual', 'not-visible']]]);
  });

  test('whose earlier call may have gone through is asked after first', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.scripts.set('w', ['lost-answer']);
    world.platform.confirmCertain = false;
    const post = await passed(world, ['w']);
    await world.services.ownPosts.publishOwnPosts(50);
    await world.services.mandates.publishDue({ owner: 'test', max: 9, signal: new AbortController().signal });
    // Its post is public, and its list hides it: nobody has seen it yet, and the job gave up.
    const hidden = world.platform.posts.splice(0);
    world.platform.scripts.set('w', []);
    for (let n = 0; n < 40; n += 1) {
      await world.services.mandates.publishDue({ owner: 'test', max: 9, signal: new AbortController().signal });
      world.clock.pass(HOUR_MS);
    }
    expect(states(await shown(world, post))).toEqual([['manual', 'platform-unavailable']]);
    world.platform.confirmCertain = true;
    const calls = world.platform.publishCalls.length;
    await retry(post);
    world.platform.posts.push(...hidden.map((one) => ({ ...one, visibleAt: new Date('2099-01-01') })));
    await until(4);
    expect(world.platform.publishCalls.length).toBe(calls);
    expect(world.platform.confirms.length).toBeGreaterThan(0);
  });

  test('is refused where nothing would be different, where there is none, and to those who may not', async () => {
    await world.addAccounts(['portal', 'p'], ['weibo', 'w']);
    const post = await passed(world, ['p', 'w'], { pictures: await pictures(world, 3) });
    await until();
    const at = async (name: string, by = OPERATOR) =>
      world.services.ownPosts.retry(post.id as OwnPostId, await idOf(name), by);
    await expect(at('p')).rejects.toMatchObject({ code: 'conflict' });
    await expect(at('w')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('图片') });
    await expect(
      world.services.ownPosts.retry(post.id as OwnPostId, post.id as AccountId, OPERATOR),
    ).rejects.toMatchObject({
      ...{ code: 'not-found', field: 'accountId' },
    });
    await expect(at('w', AUTHOR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(at('w', principal('operator', '7', world.unitA))).rejects.toMatchObject({ code: 'not-found' });
    expect(posts()).toEqual([]);
  });
});
