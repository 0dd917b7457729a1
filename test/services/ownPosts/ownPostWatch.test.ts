import type { OwnPostId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { alertHistory, openAlerts } from '../fixtures';
import { useWorld } from '../useWorld';
import { AUTHOR, FIRST, passed, round, shown, TITLE } from './ownPostWorld';

const world = useWorld();
const BODY = '9月20日至10月31日为防火期。\n全县设检查点12个。';
const look = async (ms = HOUR_MS) => {
  world.clock.pass(ms);
  await world.lookAtDue();
};
const texts = async (text: string) => {
  const at = world.platform.posts.findIndex(({ post }) => post.title === TITLE);
  const one = world.platform.posts[at];
  if (one === undefined) throw new Error('no post');
  world.platform.posts[at] = { ...one, post: { ...one.post, text } };
  await look();
};
const told = async () => (await openAlerts(world, 'copies-differ')).length;
const ended = async () => (await alertHistory(world)).filter((one) => one.startsWith('copies-differ resolved'));
/** A copy made by hand that says 21 where 12 was passed, behind an older post. */
const altered = async () => {
  await world.addAccounts(['portal', 'p']);
  world.platform.publishByHand('p', { title: '早先的动态' });
  await look();
  const post = await passed(world, ['p']);
  await round(world);
  world.platform.publishByHand('p', { title: TITLE, text: BODY.replace('12', '21') });
  await look();
  return post;
};
const settle = (post: Awaited<ReturnType<typeof shown>>, by = FIRST, reason = '已电话更正') =>
  world.services.ownPosts.settle(
    { id: post.id as OwnPostId, version: post.version },
    { accountId: post.copies[0]?.accountId as never, reason },
    by,
  );

describe('a difference', () => {
  test('is settled by whoever may dismiss findings, with words; the alert is over until the copy says something else', async () => {
    const post = await altered();
    expect(await told()).toBe(1);
    const now = await shown(world, post);
    await expect(settle(now, AUTHOR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(settle(now, FIRST, ' ')).rejects.toMatchObject({ code: 'invalid-input', field: 'reason' });
    await expect(settle({ ...now, version: now.version - 1 })).rejects.toMatchObject({ code: 'conflict' });
    const settled = await settle(now);
    expect(settled).toMatchObject({
      differing: 0,
      copies: [{ settled: { byName: FIRST.name, reason: '已电话更正' }, differences: [{ found: '21' }] }],
    });
    await expect(settle(settled)).rejects.toMatchObject({ code: 'conflict' });
    expect([await told(), await ended()]).toEqual([0, ['copies-differ resolved settled']]);
    // The same difference beside another sentence is still settled; another one is not.
    await texts(`${BODY.replace('12', '21')}\n欢迎来电。`);
    expect([await told(), (await shown(world, post)).copies[0]?.settled?.reason]).toEqual([0, '已电话更正']);
    await texts(BODY.replace('12', '22'));
    expect([await told(), (await shown(world, post)).copies[0]?.settled]).toEqual([1, null]);
    await texts(BODY);
    expect([await told(), (await ended()).at(-1)]).toEqual([0, 'copies-differ resolved corrected']);
  });

  test('is over where the post is gone from a list that goes on with older ones, and told again when it is back', async () => {
    const post = await altered();
    expect(await told()).toBe(1);
    const at = world.platform.posts.findIndex(({ post: { title } }) => title === TITLE);
    const [gone] = world.platform.posts.splice(at, 1);
    if (gone === undefined) throw new Error('no post');
    // A list that leaves posts out proves nothing.
    world.platform.coverage = 'partial';
    await look();
    expect([await told(), (await shown(world, post)).copies[0]?.goneAt]).toEqual([1, null]);
    world.platform.coverage = 'full';
    await look();
    expect((await shown(world, post)).copies).toMatchObject([{ state: 'seen', goneAt: expect.any(String) }]);
    expect([await told(), await ended()]).toEqual([0, ['copies-differ resolved post-gone']]);
    world.platform.posts.push(gone);
    await look();
    expect([await told(), (await shown(world, post)).copies[0]?.goneAt]).toEqual([1, null]);
  });

  test('in a post that newer ones have pushed out of its list is told until its time of looking is over, and stands on its page', async () => {
    const post = await altered();
    world.platform.posts.splice(0);
    world.platform.publishByHand('p', { title: '后来的动态' });
    await look();
    expect([await told(), (await shown(world, post)).copies]).toMatchObject([1, [{ leftListAt: expect.any(String) }]]);
    await look(29 * DAY_MS);
    await world.services.ownPosts.mendOwnPosts(50);
    expect(await told()).toBe(1);
    world.clock.pass(DAY_MS);
    await world.services.ownPosts.mendOwnPosts(50);
    expect([await told(), await ended()]).toEqual([0, ['copies-differ resolved no-longer-seen']]);
    const stands = await shown(world, post);
    expect([stands.differing, stands.copies[0]?.differences.length]).toEqual([1, 1]);
    expect((await settle(stands)).differing).toBe(0);
  });
});

describe('the copies of an item', () => {
  const differing = async (post: Awaited<ReturnType<typeof passed>>) => (await shown(world, post)).differing;

  test('are compared with every look for a month, then for a day every week, and after its end no more', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    world.platform.publishByHand('p', { title: TITLE, text: BODY });
    await look();
    const begun = world.clock.now().getTime();
    const passTo = async (days: number) => {
      world.clock.pass(begun + days * DAY_MS - world.clock.now().getTime());
      await world.services.ownPosts.mendOwnPosts(50);
    };
    await passTo(29);
    await texts(BODY.replace('12', '21'));
    expect(await differing(post)).toBe(1);
    await texts(BODY);
    await passTo(31);
    await texts(BODY.replace('12', '22'));
    expect(await differing(post)).toBe(0);
    await passTo(37.5);
    await look();
    expect(await differing(post)).toBe(1);
    await texts(BODY);
    expect(await differing(post)).toBe(0);
    for (let days = 40; days < 100; days += 1) await passTo(days);
    expect((await shown(world, post)).watchedUntilAt).toBeNull();
    await texts(BODY.replace('12', '23'));
    expect(await differing(post)).toBe(0);
  });

  test('that nobody has made by hand by then are not published, and nobody is told of them any more', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    expect(await openAlerts(world, 'copy-manual')).toHaveLength(1);
    for (let days = 0; days < 100; days += 1) {
      world.clock.pass(DAY_MS);
      await world.services.ownPosts.mendOwnPosts(50);
    }
    const over = await shown(world, post);
    expect([over.state, over.copies]).toMatchObject(['partly', [{ state: 'cancelled', reason: 'not-made' }]]);
    expect([await openAlerts(world, 'copy-manual'), (await alertHistory(world)).at(-1)]).toEqual([
      [],
      'copy-manual resolved no-longer-seen',
    ]);
  });

  test('are looked for among all posts once a day, and among the latest in between; what comes late is found', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    const { account } = await world.account('p');
    const asked: number[] = [];
    const storage = {
      ...world.storage,
      posts: {
        ...world.storage.posts,
        since: (...given: Parameters<typeof world.storage.posts.since>) => {
          // A look reads by 200 what its own list does not show any more; copies are read by 500.
          if (given[2] === 500) asked.push(Math.round((world.clock.now().getTime() - given[1].getTime()) / DAY_MS));
          return world.storage.posts.since(...given);
        },
      },
    };
    const services = createServices({ ...world.deps, storage });
    let looked = 0;
    const lookAgain = async (ms: number) => {
      world.clock.pass(ms);
      world.platform.publishByHand('p', { title: `动态${(looked += 1)}` });
      asked.splice(0);
      await world.storage.accounts.expediteLooks([account.id], world.clock.now());
      await services.accounts.collectDue({ owner: 'other', max: 9, signal: new AbortController().signal });
      return [...new Set(asked)];
    };
    await lookAgain(8 * DAY_MS);
    expect(await lookAgain(HOUR_MS)).toEqual([2]);
    expect(await lookAgain(DAY_MS)).toEqual([10]);
    expect(await lookAgain(HOUR_MS)).toEqual([2]);
    // It came out days ago, and its list shows it only now.
    const early = new Date(world.clock.now().getTime() - 5 * DAY_MS);
    const publishedAt = { precision: 'instant' as const, at: early, original: early.toISOString() };
    world.platform.publishByHand('p', { title: TITLE, publishedAt });
    await lookAgain(HOUR_MS);
    expect((await shown(world, post)).copies).toMatchObject([{ state: 'manual' }]);
    await lookAgain(DAY_MS);
    expect((await shown(world, post)).copies).toMatchObject([{ state: 'seen' }]);
  });
});
