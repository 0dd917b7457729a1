import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import type { FileId, OwnPostId } from '../../../src/domain/ids';
import { createServices, type OwnPostWriting } from '../../../src/services/index';
import { pdf, png } from '../../domain/files/fileSamples';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import {
  AUTHOR,
  drafted,
  FIRST,
  pass,
  passed,
  pictures,
  round,
  shown,
  take,
  THIRD,
  TITLE,
  versioned,
  writing,
} from './ownPostWorld';

const world = useWorld();
const posts = () => world.platform.posts.map(({ account }) => account).sort();
const copies = (post: Awaited<ReturnType<typeof shown>>) => post.copies.map(({ state, reason }) => [state, reason]);
const until = async (rounds = 6) => {
  for (let n = 0; n < rounds; n += 1) await round(world);
};

describe('an own item', () => {
  test('is neither drafted nor previewed for a unit that is closed', async () => {
    const manager = principal('administrator', '9');
    await world.services.accounts.closeUnit(world.unitA, '撤销', manager);
    const refused = { code: 'invalid-input', field: 'unitId' };
    const text = await writing(world, []);
    await expect(world.services.ownPosts.draft(world.unitA, text, AUTHOR)).rejects.toMatchObject(refused);
    await expect(world.services.ownPosts.preview(world.unitA, text, AUTHOR)).rejects.toMatchObject(refused);
  });

  test('is drafted once, passes its stages and the secrecy gate, is published once a channel, and is done when each copy is seen', async () => {
    await world.addAccounts(['weibo', 'w'], ['wechat', 'm']);
    const post = await drafted(world, ['w', 'm']);
    await world.services.ownPosts.submit(versioned(post), AUTHOR);
    expect((await shown(world, post)).state).toBe('in-review');
    await pass(world.services, post, false);
    await round(world);
    expect(posts()).toEqual([]);
    await take(world.services, post, { step: 'pass', by: THIRD });
    expect((await shown(world, post)).state).toBe('scheduled');
    await until();
    expect(posts()).toEqual(['m', 'w']);
    const done = await shown(world, post);
    expect([done.state, copies(done)]).toEqual([
      'published',
      [
        ['seen', null],
        ['seen', null],
      ],
    ]);
    expect(done.copies.every(({ url }) => world.platform.posts.some((one) => one.post.url === url))).toBe(true);
  });

  test('is changed after a return by its author alone, and every pass of another text is void', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await drafted(world, ['w']);
    await world.services.ownPosts.submit(versioned(post), AUTHOR);
    await take(world.services, post, { step: 'pass', by: FIRST });
    await take(world.services, post, { step: 'return', by: THIRD, reason: '数字不符' });
    const returned = await shown(world, post);
    expect(returned.state).toBe('returned');
    const other = await writing(world, ['w'], { body: '全县设检查点13个。' });
    await expect(world.services.ownPosts.edit(versioned(returned), other, FIRST)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const edited = await world.services.ownPosts.edit(versioned(returned), other, AUTHOR);
    await world.services.ownPosts.submit(versioned(edited), AUTHOR);
    await pass(world.services, post);
    const scheduled = await shown(world, post);
    expect(scheduled.state).toBe('scheduled');
    const again = await writing(world, ['w'], { body: '全县设检查点14个。' });
    const changed = await world.services.ownPosts.edit(versioned(scheduled), again, AUTHOR);
    expect([changed.state, changed.passedAt]).toEqual(['in-review', null]);
    await until(3);
    expect(posts()).toEqual([]);
    await pass(world.services, post);
    await until();
    expect([posts(), (await shown(world, post)).state]).toEqual([['w'], 'published']);
  });

  test('goes out at its time and not a second before, and never into a past', async () => {
    await world.addAccounts(['weibo', 'w']);
    const at = new Date(world.clock.now().getTime() + DAY_MS);
    const post = await passed(world, ['w'], { scheduledFor: at });
    world.clock.pass(at.getTime() - world.clock.now().getTime() - SECOND_MS);
    await world.services.ownPosts.publishOwnPosts(50);
    expect((await shown(world, post)).state).toBe('scheduled');
    world.clock.pass(SECOND_MS);
    await world.services.ownPosts.publishOwnPosts(50);
    expect((await shown(world, post)).state).toBe('publishing');
    const past = await writing(world, ['w'], { scheduledFor: world.clock.now() });
    await expect(world.services.ownPosts.draft(world.officeId, past, AUTHOR)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'scheduledFor',
    });
  });

  test('withdrawn before the call is published nowhere; after it the copy stays and is seen', async () => {
    await world.addAccounts(['weibo', 'w']);
    const early = await passed(world, ['w']);
    await world.services.ownPosts.publishOwnPosts(50);
    await world.services.ownPosts.withdraw(early.id as OwnPostId, '内容有误', AUTHOR);
    await until(3);
    expect([posts(), copies(await shown(world, early))]).toEqual([[], [['cancelled', 'withdrawn']]]);
    const late = await passed(world, ['w'], { title: '另一条提示' });
    await world.services.ownPosts.publishOwnPosts(50);
    await world.services.mandates.publishDue({ owner: 'test', max: 9, signal: new AbortController().signal });
    await world.services.ownPosts.withdraw(late.id as OwnPostId, '内容有误', AUTHOR);
    await until();
    const stays = await shown(world, late);
    expect([posts(), stays.state, copies(stays)]).toEqual([['w'], 'withdrawn', [['seen', null]]]);
  });

  test('withdrawn while its job prepares is not published: the last look before the call says so', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await passed(world, ['w']);
    world.platform.beforePrepared = async () => {
      world.platform.beforePrepared = () => Promise.resolve();
      await world.services.ownPosts.withdraw(post.id as OwnPostId, '内容有误', AUTHOR);
    };
    await until();
    expect([posts(), copies(await shown(world, post))]).toEqual([[], [['cancelled', 'withdrawn']]]);
  });

  test('becomes a copy by hand where no interface publishes it, with its text, told by an alert, and is done when it is seen', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    const byHand = await shown(world, post);
    expect(copies(byHand)).toEqual([['manual', 'no-api']]);
    expect(byHand.copies[0]?.toPublish?.title).toBe(TITLE);
    await bringUpToDate(world);
    const open = async () =>
      (await world.storage.alerts.list({ kind: 'copy-manual', state: 'unresolved' }, { limit: 9, cursor: null }, null))
        .items.length;
    expect(await open()).toBe(1);
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    await bringUpToDate(world);
    expect([(await shown(world, post)).state, await open()]).toEqual(['published', 0]);
  });
});

describe('the copies of one item', () => {
  const alerts = async () => {
    await bringUpToDate(world);
    const page = { limit: 9, cursor: null };
    return (await world.storage.alerts.list({ kind: 'copies-differ', state: 'unresolved' }, page, null)).items.length;
  };

  test('lack nothing where a platform shows a caption, and are not compared where no text was read', async () => {
    await world.addAccounts(['douyin', 'd'], ['portal', 'p']);
    const { account } = await world.account('d');
    const settings = { feedUrl: 'https://rsshub.example.gov.cn/douyin/user/d' };
    await world.services.accounts.change(account.id, { settings }, principal('operator', '2'));
    const body = '全县各乡镇要加强林区巡查和宣传教育。\n全县设检查点12个。';
    const post = await passed(world, ['d', 'p'], { body });
    await round(world);
    world.platform.publishByHand('d', { title: TITLE, text: '全县设检查点12个。' });
    world.platform.publishByHand('p', { title: TITLE, text: '' });
    world.clock.pass(DAY_MS);
    await world.lookAtDue();
    expect((await shown(world, post)).copies).toMatchObject([
      { state: 'seen', compared: true, differences: [] },
      { state: 'seen', compared: false, differences: [] },
    ]);
  });

  test('are found behind hundreds of other posts', async () => {
    await world.addAccounts(['portal', 'p']);
    const post = await passed(world, ['p']);
    await round(world);
    for (let at = 0; at < 510; at += 1) {
      world.platform.publishByHand('p', { title: `第${at}条动态` });
      world.clock.pass(SECOND_MS);
    }
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect((await shown(world, post)).copies).toMatchObject([{ state: 'seen' }]);
  });

  test('are compared with what was passed; one that is altered is found, told, and over when it is set right', async () => {
    await world.addAccounts(['wechat', 'm'], ['portal', 'p']);
    const post = await passed(world, ['m', 'p']);
    await until(2);
    expect(copies(await shown(world, post))).toEqual([
      ['seen', null],
      ['manual', 'no-api'],
    ]);
    expect(await alerts()).toBe(0);
    const altered = `${TITLE}\n9月20日至10月31日为防火期。\n全县设检查点21个。`;
    world.platform.publishByHand('p', { title: TITLE, text: altered });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    const seen = await shown(world, post);
    expect(seen.copies[1]).toMatchObject({
      state: 'seen',
      differences: [{ kind: 'figure', expected: '12', found: '21' }],
    });
    expect([seen.state, seen.differing, await alerts()]).toEqual(['published', 1, 1]);
    const at = world.platform.posts.findIndex(({ account }) => account === 'p');
    const one = world.platform.posts[at];
    if (one === undefined) throw new Error('no post');
    world.platform.posts[at] = { ...one, post: { ...one.post, text: altered.replace('21', '12') } };
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect([(await shown(world, post)).differing, await alerts()]).toEqual([0, 0]);
  });
});

describe('pictures and attachments', () => {
  const forms = async (more: Partial<OwnPostWriting>) => {
    const post = await drafted(world, ['w', 'm'], more);
    const { channels, checks } = await world.services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR);
    return [
      channels.map(({ byHand }) => byHand),
      checks.flatMap(({ kind, field, code, excerpt }) =>
        kind.endsWith('by-hand') ? [[kind, field, code, excerpt]] : [],
      ),
    ];
  };

  test('go along where the interface takes them; the checks say what it does not take, and why', async () => {
    await world.addAccounts(['weibo', 'w'], ['wechat', 'm']);
    expect(await forms({ pictures: await pictures(world, 2) })).toEqual([[null, null], []]);
    const three = await pictures(world, 3);
    const tooMany = ['pictures-by-hand', 'pictures.2', 'too-many', '图3.png · 3 > 2'];
    expect(await forms({ pictures: three })).toEqual([
      ['pictures', 'pictures'],
      [tooMany, tooMany],
    ]);
    const large = await pictures(world, 1, Buffer.alloc(1_000));
    const [[byHand], [check]] = (await forms({ pictures: large })) as [unknown[], unknown[]];
    expect([byHand, check]).toEqual([
      'pictures',
      ['pictures-by-hand', 'pictures.0', 'too-large', '图1.png · 0.01 MB > 0.01 MB'],
    ]);
    const file = await world.services.files.upload({ name: '通知.pdf', bytes: pdf() }, AUTHOR);
    const attachments = [{ fileId: file.id as FileId, name: '通知.pdf' }];
    expect((await forms({ attachments }))[0]).toEqual(['attachments', 'attachments']);
  });

  test('are published with the item, in their order, and the bytes are what was handed in', async () => {
    await world.addAccounts(['weibo', 'w']);
    const two = await pictures(world, 2);
    const post = await passed(world, ['w'], { pictures: two });
    await until();
    expect([posts(), (await shown(world, post)).state]).toEqual([['w'], 'published']);
    const bytes = png().length;
    expect(world.platform.posts[0]?.pictures).toEqual(two.map(({ fileId }) => `${fileId} of ${bytes}`));
  });

  test('whose bytes are gone leave it to a person, and nothing is public without them', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await passed(world, ['w'], { pictures: await pictures(world, 1) });
    const services = createServices({
      ...world.deps,
      storage: { ...world.storage, files: { ...world.storage.files, read: () => Promise.resolve(null) } },
    });
    await round(world, services);
    expect([posts(), copies(await shown(world, post))]).toEqual([[], [['manual', 'content-refused']]]);
  });
});

describe('checks', () => {
  test('refuse to hand in what the platform would refuse, by its field, and are kept with what is handed in', async () => {
    await world.addAccounts(['weibo', 'w']);
    const long = await drafted(world, ['w'], { title: '题'.repeat(101) });
    await expect(world.services.ownPosts.submit(versioned(long), AUTHOR)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'channels.0',
    });
    const nowhere = await drafted(world, []);
    await expect(world.services.ownPosts.submit(versioned(nowhere), AUTHOR)).rejects.toMatchObject({
      field: 'channels',
    });
    const fine = await drafted(world, ['w'], { body: '联系人张三，身份证号11010519491231002X，手机13800138000。' });
    const { checks } = await world.services.ownPosts.previewOf(fine.id as OwnPostId, AUTHOR);
    const hint = checks.find(({ kind }) => kind === 'personal-data');
    expect(hint?.field).toBe('body');
    expect(hint?.excerpt).not.toContain('13800138000');
  });

  test('channels are of the unit alone', async () => {
    await world.addAccounts(['weibo', 'wa', 'a'], ['weibo', 'wb', 'b']);
    const ofA = principal('officer', '7', world.unitA);
    const foreign = await writing(world, ['wb']);
    await expect(world.services.ownPosts.draft(world.unitA, foreign, ofA)).rejects.toMatchObject({
      code: 'not-found',
      field: 'channels.0.accountId',
    });
    const own = await world.services.ownPosts.draft(world.unitA, await writing(world, ['wa']), ofA);
    const ofB = principal('officer', '8', world.unitB);
    await expect(world.services.ownPosts.show(own.id as OwnPostId, ofB)).rejects.toMatchObject({ code: 'not-found' });
    expect((await world.services.ownPosts.list({}, { limit: 9, cursor: null }, ofB)).items).toEqual([]);
  });
});

describe('publishing an own item in a process that is killed', () => {
  /** From the due item to the look that sees it. */
  const LAST_CALL = 60;

  test('leaves one public post a copy, whichever call it is killed at, and every copy seen', async () => {
    await world.addAccounts(['weibo', 'w'], ['wechat', 'm']);
    const made: Awaited<ReturnType<typeof passed>>[] = [];
    for (let atCall = 1; atCall <= LAST_CALL; atCall += 1)
      for (const takesEffect of [false, true]) {
        const title = `第${atCall}号${takesEffect ? '甲' : '乙'}提示`;
        const post = await passed(world, ['w', 'm'], { title, pictures: await pictures(world, 1) });
        made.push(post);
        const dying = createDyingProcess(world.storage, { atCall, takesEffect });
        world.platform.checkpoint = dying.checkpoint;
        const services = createServices({ ...world.deps, storage: dying.storage });
        try {
          for (let n = 0; n < 3; n += 1) await round(world, services);
        } catch (error) {
          if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
        }
        expect(dying.isDead()).toBe(true);
        world.platform.checkpoint = () => undefined;
        world.clock.pass(2 * MINUTE_MS + SECOND_MS);
        await until(4);
      }
    await until(4);
    const titles = new Map<string, number>();
    for (const { account, post } of world.platform.posts) {
      const key = `${account} ${post.title}`;
      titles.set(key, (titles.get(key) ?? 0) + 1);
    }
    expect([...titles].filter(([, count]) => count !== 1)).toEqual([]);
    expect(titles.size).toBe(2 * made.length);
    // Each stands there with its picture, which went up again only where its process was killed before it was stored.
    expect(new Set(world.platform.posts.map((one) => one.pictures?.length))).toEqual(new Set([1]));
    const times = [...new Set(world.platform.uploads)].map(
      (one) => world.platform.uploads.filter((other) => other === one).length,
    );
    expect([times.length, Math.max(...times)]).toEqual([2 * made.length, 2]);
    expect(times.filter((many) => many === 2).length).toBeLessThanOrEqual(2 * 3);
    const states = new Set<string>();
    for (const post of made) states.add((await shown(world, post)).state);
    expect([...states]).toEqual(['published']);
  });

  test.each(['lost-answer', 'throws-after-post', 'lost-request', 'asynchronous', 'swallows-our-error'] as const)(
    'after %s it asks before it publishes again, and ends with one post',
    async (script) => {
      await world.addAccounts(['weibo', 'w']);
      const post = await passed(world, ['w']);
      world.platform.scripts.set('w', [script]);
      for (let n = 0; n < 8; n += 1) {
        await round(world);
        world.clock.pass(MINUTE_MS);
      }
      expect([posts(), (await shown(world, post)).state]).toEqual([['w'], 'published']);
    },
  );
});
