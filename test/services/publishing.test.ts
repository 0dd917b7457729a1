import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { issuePolicy, obligationOf, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { principal, type World } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const publish = (): ReturnType<World['services']['mandates']['publishDue']> =>
  world.services.mandates.publishDue({ owner: 'test', max: 50, signal });

/** One weibo account that has been seen since its obligation was made. */
async function ready(): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
}
async function theJob(): Promise<Awaited<ReturnType<World['storage']['publishJobs']['byObligation']>>> {
  return world.storage.publishJobs.byObligation((await obligationOf(world, 'w')).id);
}

describe('publishDue', () => {
  test('makes an accepted repost submitted, and only an observed post fulfilled', async () => {
    await ready();
    await world.services.mandates.queueReady(10);
    expect(await publish()).toEqual({ accepted: 1 });
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'submitted', evidence: null });
    expect((await theJob())?.state).toBe('submitted');
    // The look that sees it was asked for at once.
    expect((await world.account('w')).nextLookAt).toEqual(world.clock.now());
    world.clock.pass(5 * SECOND_MS);
    await world.lookAtDue();
    expect(await obligationOf(world, 'w')).toMatchObject({
      state: 'fulfilled',
      evidence: { basis: 'receipt-id', url: 'https://platform.test/p/1' },
    });
    expect((await theJob())?.state).toBe('published');
  });

  test('asks before it publishes again when the answer was lost, and finds the post', async () => {
    await ready();
    world.platform.scripts.set('w', ['lost-answer']);
    await world.services.mandates.queueReady(10);
    expect(await publish()).toEqual({ failed: 1 });
    expect((await theJob())?.state).toBe('confirming');
    world.clock.pass(MINUTE_MS);
    expect(await publish()).toEqual({ accepted: 1 });
    expect(world.platform.publishCalls).toEqual(['w']);
    expect(world.platform.confirms).toEqual(['w']);
  });

  test('publishes again only after the platform proved that nothing was published', async () => {
    await ready();
    world.platform.scripts.set('w', ['lost-request']);
    await world.services.mandates.queueReady(10);
    await publish();
    world.clock.pass(MINUTE_MS);
    // One run asks, is told that nothing is there, and publishes.
    expect(await publish()).toEqual({ 'not-found': 1, accepted: 1 });
    expect(world.platform.publishCalls).toEqual(['w', 'w']);
    expect(world.platform.posts).toHaveLength(1);
  });

  test('goes on asking while it cannot be told, and gives up to a person without publishing', async () => {
    await ready();
    world.platform.scripts.set('w', ['lost-request']);
    world.platform.confirmCertain = false;
    await world.services.mandates.queueReady(10);
    const { dueBy } = await obligationOf(world, 'w');
    while (dueBy.getTime() - world.clock.now().getTime() > 8 * HOUR_MS) {
      expect((await obligationOf(world, 'w')).state).toBe('publishing');
      await publish();
      world.clock.pass(40 * MINUTE_MS);
    }
    await publish();
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'platform-unavailable' });
    expect((await theJob())?.state).toBe('failed');
    expect(world.platform.publishCalls).toEqual(['w']);
  });

  test('hands over what the platform does not want, with the reason', async () => {
    await ready();
    world.platform.scripts.set('w', ['refused-content']);
    await world.services.mandates.queueReady(10);
    await publish();
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'content-refused' });
    expect((await theJob())?.errors).toMatchObject([{ code: 'test-content', remedy: 'fix-content', attempt: 1 }]);
  });

  test('tries again later, and later still, when the platform is busy', async () => {
    await ready();
    world.platform.scripts.set('w', ['busy', 'busy']);
    await world.services.mandates.queueReady(10);
    await publish();
    const first = await theJob();
    expect(first).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(await publish()).toEqual({});
    world.clock.set(first?.dueAt ?? new Date(0));
    await publish();
    expect(await theJob()).toMatchObject({ state: 'waiting', attempt: 2 });
    await world.settle(10);
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(world.platform.posts).toHaveLength(1);
  });

  test('follows an asynchronous platform by asking, never by publishing again', async () => {
    await ready();
    world.platform.scripts.set('w', ['asynchronous']);
    await world.services.mandates.queueReady(10);
    expect(await publish()).toEqual({ pending: 1 });
    expect(await theJob()).toMatchObject({ state: 'confirming', progress: { prepared: 'yes', publishId: '7' } });
    world.clock.pass(6 * SECOND_MS);
    expect(await publish()).toEqual({ accepted: 1 });
    expect(world.platform.publishCalls).toEqual(['w']);
  });

  test('treats a connector that throws after the call as not knowing, and keeps what it threw out of what people read', async () => {
    await ready();
    world.platform.scripts.set('w', ['throws-after-post']);
    await world.services.mandates.queueReady(10);
    expect(await publish()).toEqual({ 'cannot-tell': 1 });
    expect((await theJob())?.errors).toMatchObject([{ code: 'unexpected', remedy: 'retry-later' }]);
    expect(JSON.stringify((await theJob())?.errors)).not.toContain('SECRET');
    expect(world.logged).toContainEqual({
      level: 'error',
      event: 'publisher-threw',
      text: expect.stringContaining('hang up') as string,
    });
    world.clock.pass(MINUTE_MS);
    expect(await publish()).toEqual({ accepted: 1 });
    expect(world.platform.posts).toHaveLength(1);
  });

  test('writes nothing more once another worker took the job over', async () => {
    await ready();
    await world.services.mandates.queueReady(10);
    const other: string[] = [];
    // While the first worker is in the call its lease runs out and a second one takes the job.
    world.platform.duringPublish = async () => {
      world.platform.duringPublish = () => Promise.resolve();
      world.clock.pass(3 * MINUTE_MS);
      const claim = await world.storage.publishJobs.claim({
        now: world.clock.now(),
        owner: 'other',
        leaseMs: 2 * MINUTE_MS,
        token: 'other-token',
      });
      other.push(String(claim?.afterLostLease), String(claim?.job.callMayHaveHappened));
    };
    expect(await publish()).toEqual({ 'lease-lost': 1 });
    expect(other).toEqual(['true', 'true']);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'publishing' });
    // The second worker dies; the third one finds what the first one published.
    world.clock.pass(3 * MINUTE_MS);
    expect(await publish()).toEqual({ accepted: 1 });
    expect(world.platform.posts).toHaveLength(1);
  });

  test('stops before the public call when the lease is nearly over', async () => {
    await ready();
    await world.services.mandates.queueReady(10);
    world.platform.checkpoint = (name) => {
      if (name === 'publish w') world.clock.pass(70 * SECOND_MS);
    };
    expect(await publish()).toEqual({ failed: 1 });
    expect(world.platform.publishCalls).toEqual([]);
    expect(await theJob()).toMatchObject({
      state: 'waiting',
      callMayHaveHappened: false,
      progress: { prepared: 'yes' },
      errors: [{ code: 'lease-nearly-over' }],
    });
  });

  test.each(['ok', 'swallows-our-error'] as const)(
    'does not publish over a person who was quicker while it prepared (%s)',
    async (script) => {
      await ready();
      await world.services.mandates.queueReady(10);
      world.platform.scripts.set('w', [script]);
      const { account } = await world.account('w');
      let byHand: Promise<unknown> = Promise.resolve();
      world.platform.checkpoint = (name) => {
        if (name !== 'publish w') return;
        world.platform.checkpoint = () => undefined;
        world.platform.publishByHand('w', { title: TITLE });
        byHand = world.storage.accounts.expediteLooks([account.id], world.clock.now()).then(() => world.lookAtDue());
      };
      const original = world.storage.publishJobs.saveProgress;
      const slow = {
        ...world.storage,
        publishJobs: {
          ...world.storage.publishJobs,
          saveProgress: async (...given: Parameters<typeof original>) => {
            await byHand;
            return original(...given);
          },
        },
      };
      await createServices({ ...world.deps, storage: slow }).mandates.publishDue({ owner: 'slow', max: 1, signal });
      expect(world.platform.publishCalls).toEqual([]);
      expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
      world.clock.pass(10 * MINUTE_MS);
      await publish();
      expect((await theJob())?.state).toBe('cancelled');
      expect(world.platform.posts).toHaveLength(1);
    },
  );

  test('retrying a failed job by hand asks after the earlier call first', async () => {
    await ready();
    world.platform.scripts.set('w', ['lost-answer']);
    world.platform.confirmCertain = false;
    const hidden = world.platform.posts;
    await world.services.mandates.queueReady(10);
    await publish();
    // The post is there, but the platform cannot be asked: the job ends with a person.
    const kept = hidden.splice(0);
    const { dueBy } = await obligationOf(world, 'w');
    while (dueBy.getTime() - world.clock.now().getTime() > 7 * HOUR_MS) {
      world.clock.pass(40 * MINUTE_MS);
      await publish();
    }
    expect((await obligationOf(world, 'w')).state).toBe('manual');
    // The platform finds it when it is asked, but does not list it yet.
    hidden.push(...kept.map((post) => ({ ...post, visibleAt: dueBy })));
    const job = await theJob();
    if (job === null) throw new Error('no job');
    await world.services.mandates.retryJob(job.id, ADMINISTRATOR);
    // What was seen before says nothing about what was done by hand meanwhile.
    expect(await world.services.mandates.queueReady(10)).toEqual({ 'awaiting-sight': 1 });
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.queueReady(10)).toEqual({ queued: 1 });
    expect(await publish()).toEqual({ accepted: 1 });
    expect(world.platform.publishCalls).toEqual(['w']);
  });
});
