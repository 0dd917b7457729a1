import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { alertKinds, issuePolicy, obligationOf, TITLE } from './fixtures';
import { useWorld } from './useWorld';

const world = useWorld();

/** One weibo account that has been seen since its obligation was made. */
async function ready(): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
}

describe('queueReady', () => {
  test('asks for a look and publishes nothing before the account was seen after the obligation was made', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.lookAtDue();
    world.clock.pass(MINUTE_MS);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    expect(await world.services.mandates.queueReady(10)).toEqual({ 'awaiting-sight': 1 });
    expect((await world.account('w')).nextLookAt).toEqual(world.clock.now());
    await world.lookAtDue();
    expect(await world.services.mandates.queueReady(10)).toEqual({ queued: 1 });
    expect((await obligationOf(world, 'w')).state).toBe('publishing');
  });

  test('a worker that takes the job before its obligation is moved publishes it, whoever moves it first', async () => {
    await ready();
    const { publishJobs, obligations } = world.storage;
    const [insert, byId] = [publishJobs.insert, obligations.byId];
    let published: Promise<unknown> = Promise.resolve();
    let queued = (): void => undefined;
    const hasQueued = new Promise<void>((resolve) => (queued = resolve));
    jest.spyOn(publishJobs, 'insert').mockImplementationOnce(async (...job) => {
      const inserted = await insert(...job);
      // The worker has read the obligation as ready, and goes on only after the queue has moved it.
      await new Promise<void>((hasRead) => {
        jest.spyOn(obligations, 'byId').mockImplementationOnce(async (...asked) => {
          const obligation = await byId(...asked);
          hasRead();
          await hasQueued;
          return obligation;
        });
        published = world.services.mandates.publishDue({
          owner: 'other',
          max: 10,
          signal: new AbortController().signal,
        });
      });
      return inserted;
    });
    expect(await world.services.mandates.queueReady(10)).toEqual({ queued: 1 });
    queued();
    await published;
    expect(world.platform.publishCalls).toHaveLength(1);
    expect((await obligationOf(world, 'w')).state).toBe('submitted');
  });

  test('finds a repost that is already out instead of doubling it', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    world.platform.publishByHand('w', { title: TITLE });
    await world.settle(3);
    expect(await obligationOf(world, 'w')).toMatchObject({
      state: 'fulfilled',
      evidence: { basis: 'title' },
      onTime: true,
    });
    expect(world.platform.publishCalls).toEqual([]);
  });

  test('finds a repost whose look was stored but not looked through', async () => {
    await ready();
    const { account } = await world.account('w');
    world.platform.publishByHand('w', { title: TITLE });
    const [hand] = world.platform.posts;
    if (hand === undefined) throw new Error('no post');
    await world.storage.posts.record(
      account,
      [{ observed: hand.post, countedAt: world.clock.now(), standing: 'counted', textHash: 'x' }],
      world.clock.now(),
    );
    expect(await world.services.mandates.queueReady(10)).toEqual({ 'found-published': 1 });
    expect(world.platform.publishCalls).toEqual([]);
  });

  test('hands over at once, with the complete draft, what no interface can publish', async () => {
    await world.addAccounts(['portal', 'p']);
    await issuePolicy(world);
    expect(await world.services.mandates.queueReady(10)).toEqual({ manual: 1 });
    const obligation = await obligationOf(world, 'p');
    expect(obligation).toMatchObject({ state: 'manual', manualReason: 'no-api' });
    expect(obligation.draft).toMatchObject({
      title: TITLE,
      sourceUrl: 'https://www.gov.cn/zhengce/content/1.htm',
      sourceName: '国务院',
    });
    expect(obligation.draft.text).toContain('国发〔2026〕30号');
    expect(await alertKinds(world)).toContain('obligation-manual');
  });

  test('hands over an account without the credential its interface needs', async () => {
    await world.services.accounts.registerAccounts([
      {
        unitKey: 'a',
        platform: 'weibo',
        externalId: 'w',
        name: 'w',
        homeUrl: 'https://w.test',
        columnClass: 'account',
        region: '',
        status: 'active',
        openedAt: null,
        settings: {},
        credential: null,
      },
    ]);
    await issuePolicy(world);
    expect(await world.services.mandates.queueReady(10)).toEqual({ manual: 1 });
    expect((await obligationOf(world, 'w')).manualReason).toBe('no-credential');
  });

  test('hands over an account whose credential the platform refuses', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.sight.set('w', { outcome: 'unauthorised', retryAfterMs: null });
    await world.lookAtDue();
    await issuePolicy(world);
    await world.services.mandates.queueReady(10);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'credential-refused' });
    expect((await alertKinds(world)).filter((kind) => kind === 'credential-refused')).toHaveLength(1);
  });

  test('hands over an account whose list does not reach back to the policy: a repost made by hand could be hidden', async () => {
    world.platform.completeFromAt = new Date('2026-09-18T01:30:00Z');
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '五条里的一条' });
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'not-visible' });
  });

  test('publishes after one sight where the platform never lists everything: what software published is listed', async () => {
    world.platform.coverage = 'partial';
    world.platform.completeFromAt = new Date('2026-09-18T01:30:00Z');
    await world.addAccounts(['wechat', 'x']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.queueReady(10)).toEqual({ queued: 1 });
  });

  test('publishes on WeChat although its messages complete our sight only since after the policy: our own publishing is listed in any case', async () => {
    world.platform.coverage = 'full';
    world.platform.completeFromAt = new Date('2026-09-18T01:30:00Z');
    await world.addAccounts(['wechat', 'x'], ['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    expect((await obligationOf(world, 'x')).state).toBe('publishing');
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'not-visible' });
  });

  test('does not hasten looks at a platform that asked us to wait', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    world.platform.sight.set('w', { outcome: 'rate-limited', retryAfterMs: HOUR_MS });
    await world.lookAtDue();
    const planned = (await world.account('w')).nextLookAt;
    world.clock.pass(30 * MINUTE_MS);
    await world.services.mandates.queueReady(10);
    expect((await world.account('w')).nextLookAt).toEqual(planned);
  });
});
