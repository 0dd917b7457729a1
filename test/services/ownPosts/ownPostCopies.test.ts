import { HOUR_MS, DAY_MS } from '../../../src/domain/time/instant';
import type { OwnPostId } from '../../../src/domain/ids';
import { composeOwnShare } from '../../../src/connectors/weibo/shareText';
import { createServices } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { principal, registration } from '../world';
import {
  AUTHOR,
  drafted,
  FIRST,
  LINK,
  pass,
  passed,
  round,
  shown,
  take,
  TITLE,
  versioned,
  writing,
} from './ownPostWorld';

const world = useWorld();
const copies = (post: Awaited<ReturnType<typeof shown>>) => post.copies.map(({ state, reason }) => [state, reason]);
const look = async () => {
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
};
const publishDue = () =>
  world.services.mandates.publishDue({ owner: 'test', max: 9, signal: new AbortController().signal });

describe('an account that is not of the unit any more', () => {
  const ofA = principal('officer', '7');
  const move = async () => {
    await world.services.accounts.registerAccounts([registration('weibo', 'wa', 'b')]);
    expect((await world.account('wa')).account.unitId).toBe(world.unitB);
  };
  const draftOfA = async () => {
    await world.addAccounts(['weibo', 'wa', 'a']);
    const author = { ...ofA, unitId: world.unitA };
    const post = await world.services.ownPosts.draft(world.unitA, await writing(world, ['wa']), author);
    return { post, author };
  };

  test('is in the way of handing the item in', async () => {
    const { post, author } = await draftOfA();
    await move();
    await expect(world.services.ownPosts.submit(versioned(post), author)).rejects.toMatchObject({
      field: 'channels.0',
    });
  });

  test.each(['passed', 'queued', 'prepared'] as const)('is published nowhere once it moves while %s', async (when) => {
    const { post, author } = await draftOfA();
    await world.services.ownPosts.submit(versioned(post), author);
    await pass(world.services, post);
    if (when !== 'passed') await world.services.ownPosts.publishOwnPosts(50);
    if (when === 'prepared')
      world.platform.beforePrepared = async () => {
        world.platform.beforePrepared = () => Promise.resolve();
        await move();
      };
    else await move();
    for (let n = 0; n < 4; n += 1) await round(world);
    expect(world.platform.posts).toEqual([]);
    expect(copies(await shown(world, post))).toEqual([['cancelled', 'channel-gone']]);
  });
});

describe('the copy among the posts of its channel', () => {
  test('is no post made before publishing began, whatever its title', async () => {
    await world.addAccounts(['portal', 'p']);
    const at = new Date(world.clock.now().getTime() + DAY_MS);
    const post = await passed(world, ['p'], { scheduledFor: at });
    world.clock.pass(HOUR_MS);
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(DAY_MS);
    await round(world);
    await look();
    expect(copies(await shown(world, post))).toEqual([['manual', 'no-api']]);
  });

  test('is no post that only leads to the same page', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    world.platform.publishByHand('p', { title: '', text: '欢迎办事', links: [LINK] });
    await look();
    expect(copies(await shown(world, post))).toEqual([['manual', 'no-api']]);
  });

  test.each([['ok', 'never-shown'] as const, ['never-shown', 'ok'] as const])(
    'is no post that another job published: %s, then %s',
    async (...scripts) => {
      await world.addAccounts(['weibo', 'w']);
      const { account } = await world.account('w');
      const made = [await passed(world, ['w']), await passed(world, ['w'])];
      world.platform.scripts.set('w', [...scripts]);
      await world.services.ownPosts.publishOwnPosts(50);
      await publishDue();
      await look();
      for (const post of made) {
        const job = await world.storage.publishJobs.byOwnPost(post.id as OwnPostId, account.id);
        const isShown = job?.receipt?.platformIds[0] !== 'gone';
        expect(copies(await shown(world, post))).toEqual([[isShown ? 'seen' : 'submitted', null]]);
      }
      expect(world.platform.posts).toHaveLength(1);
    },
  );

  test('is found by the words of its own form where it is made by hand', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { account } = await world.account('w');
    const text = '秋季防火期到了，进山请勿带火种。';
    const weibo = world.platform.connectors.for('weibo');
    if (weibo.publisher === null) throw new Error('no publisher');
    const publisher = { ...weibo.publisher, obstacle: () => 'no-credential' as const, composeOwn: composeOwnShare };
    const connectors = { all: [{ ...weibo, publisher }], for: () => ({ ...weibo, publisher }) };
    const services = createServices({ ...world.deps, connectors });
    const post = await passed(world, ['w'], { channels: [{ accountId: account.id, title: null, text }] });
    await round(world, services);
    expect(copies(await shown(world, post))).toEqual([['manual', 'no-credential']]);
    world.platform.publishByHand('w', { title: '', text });
    world.clock.pass(HOUR_MS);
    await services.accounts.collectDue({ owner: 'other', max: 50, signal: new AbortController().signal });
    expect(copies(await shown(world, post)).map(([state]) => state)).toEqual(['seen']);
  });
});

describe('a copy that was cancelled', () => {
  test('is seen all the same where a person was quicker and the process is killed before it says so', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await passed(world, ['w']);
    await world.services.ownPosts.publishOwnPosts(50);
    world.clock.pass(1000);
    world.platform.publishByHand('w', { title: TITLE, links: [LINK] });
    const dying = createDyingProcess(world.storage, {
      atCall: (name) => name === 'publishJobs.cancel',
      takesEffect: true,
    });
    const services = createServices({ ...world.deps, storage: dying.storage });
    world.clock.pass(HOUR_MS);
    const signal = new AbortController().signal;
    await expect(services.accounts.collectDue({ owner: 'other', max: 50, signal })).rejects.toThrow(ProcessDied);
    await world.services.ownPosts.mendOwnPosts(50);
    const between = copies(await shown(world, post));
    await look();
    expect([between, copies(await shown(world, post)).map(([state]) => state), world.platform.posts.length]).toEqual([
      [['publishing', null]],
      ['seen'],
      1,
    ]);
  });

  test('is looked for where the item was withdrawn after a call, and stands as seen once it is public', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await passed(world, ['w']);
    world.platform.scripts.set('w', ['never-shown']);
    await round(world);
    for (let n = 0; n < 30; n += 1) {
      await look();
      await world.services.ownPosts.mendOwnPosts(50);
    }
    expect(copies(await shown(world, post))).toEqual([['manual', 'not-shown']]);
    await world.services.ownPosts.withdraw(post.id as OwnPostId, '内容有误', AUTHOR);
    expect(copies(await shown(world, post))).toEqual([['cancelled', 'withdrawn']]);
    world.platform.publishByHand('w', { title: TITLE });
    await look();
    expect(copies(await shown(world, post)).map(([state]) => state)).toEqual(['seen']);
  });
});

describe('an item and its review, where the process is killed between the two', () => {
  const dieAt = (name: string, takesEffect: boolean) => {
    const dying = createDyingProcess(world.storage, { atCall: (call) => call === name, takesEffect });
    return createServices({ ...world.deps, storage: dying.storage });
  };

  test.each([
    ['return', 'returned'],
    ['refuse', 'refused'],
  ] as const)('agree once a step is taken: %s', async (step, state) => {
    await world.addAccounts(['weibo', 'w']);
    const post = await drafted(world, ['w']);
    const services = dieAt('reviews.open', true);
    await expect(services.ownPosts.submit(versioned(post), AUTHOR)).rejects.toThrow(ProcessDied);
    expect((await shown(world, post)).state).toBe('draft');
    await take(world.services, post, { step, by: FIRST, reason: '数字不符' });
    expect((await shown(world, post)).state).toBe(state);
  });

  test.each(['by its author', 'by the round'] as const)(
    'agree where the text is changed and changed back, %s',
    async (whose) => {
      await world.addAccounts(['weibo', 'w']);
      const post = await passed(world, ['w'], { scheduledFor: new Date(world.clock.now().getTime() + DAY_MS) });
      const [as, other] = [post.scheduledFor, '另一段文字。'];
      const scheduledFor = as === null ? null : new Date(as);
      const isKilled = dieAt('reviews.ofSubject', false);
      const changed = await writing(world, ['w'], { body: other, scheduledFor });
      await expect(isKilled.ownPosts.edit(versioned(post), changed, AUTHOR)).rejects.toThrow(ProcessDied);
      const back = await writing(world, ['w'], { scheduledFor });
      const before = await shown(world, post);
      expect(before.state).toBe('in-review');
      if (whose === 'by its author') await world.services.ownPosts.edit(versioned(before), back, AUTHOR);
      else {
        const killed = dieAt('reviews.ofSubject', false);
        await expect(killed.ownPosts.edit(versioned(before), back, AUTHOR)).rejects.toThrow(ProcessDied);
        await world.services.ownPosts.mendOwnPosts(50);
      }
      expect((await shown(world, post)).state).toBe('scheduled');
    },
  );

  test('agree on the time for which it is wanted', async () => {
    await world.addAccounts(['weibo', 'w']);
    const at = (days: number) => new Date(world.clock.now().getTime() + days * DAY_MS);
    const post = await passed(world, ['w'], { scheduledFor: at(3) });
    const sooner = await writing(world, ['w'], { scheduledFor: at(1) });
    await world.services.ownPosts.edit(versioned(post), sooner, AUTHOR);
    expect((await world.storage.reviews.ofSubject('own-post', post.id))?.dueBy).toEqual(at(1));
  });
});

test('an item that cannot be published holds up nobody behind it', async () => {
  await world.addAccounts(['weibo', 'w']);
  const [first, second] = [await passed(world, ['w']), await passed(world, ['w'], { title: '另一条提示' })];
  const storage = {
    ...world.storage,
    ownPosts: {
      ...world.storage.ownPosts,
      byId: (...[id, scope]: Parameters<typeof world.storage.ownPosts.byId>) =>
        id === first.id ? Promise.reject(new Error('unreadable')) : world.storage.ownPosts.byId(id, scope),
    },
  };
  const services = createServices({ ...world.deps, storage });
  expect(await services.ownPosts.publishOwnPosts(50)).toEqual({ failed: 1, queued: 1 });
  expect([(await shown(world, second)).state, world.logged.map(({ event }) => event)]).toEqual([
    'publishing',
    ['own-post-not-published'],
  ]);
});
