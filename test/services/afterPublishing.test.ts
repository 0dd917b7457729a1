import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { bringUpToDate, issuePolicy, obligationOf, openAlerts, theMandate, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, type World } from './world';

const world = useWorld();
const signal = new AbortController().signal;
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

describe('recoverInterrupted', () => {
  test('makes the obligation follow a job that settled before the process died', async () => {
    await ready();
    await world.services.mandates.queueReady(10);
    const job = await theJob();
    const claim = await world.storage.publishJobs.claim({
      now: world.clock.now(),
      owner: 'dead',
      leaseMs: MINUTE_MS,
      token: 't',
    });
    if (job === null || claim === null) throw new Error('no job');
    await world.storage.publishJobs.settle(
      job.id,
      't',
      {
        state: 'failed',
        dueAt: world.clock.now(),
        attempt: 1,
        settledAt: world.clock.now(),
        error: { at: world.clock.now(), attempt: 1, remedy: 'fix-content', code: 'x', message: 'x' },
      },
      [],
    );
    expect((await obligationOf(world, 'w')).state).toBe('publishing');
    expect(await world.services.mandates.recoverInterrupted(100)).toMatchObject({ manual: 1 });
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'content-refused' });
  });

  test('hands over a repost the platform took but does not show although the account is seen', async () => {
    await ready();
    await world.services.mandates.queueReady(10);
    await publish();
    world.platform.posts.length = 0;
    for (let hours = 0; hours < 7; hours += 1) {
      world.clock.pass(HOUR_MS);
      await world.lookAtDue();
      await world.services.mandates.recoverInterrupted(100);
    }
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'manual', manualReason: 'not-shown' });
  });
});

describe('announceComplete', () => {
  test('tells once that nothing of a mandate is left to be done, and not before', async () => {
    await world.addAccounts(['portal', 'p']);
    await ready();
    expect(await world.services.mandates.announceComplete()).toEqual({});
    await world.settle(3);
    await world.services.mandates.recoverInterrupted(100);
    // One is done, the other waits for a person.
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(await world.services.mandates.announceComplete()).toEqual({});
    // Late is done as well.
    const mandate = await theMandate(world);
    world.clock.set(mandate.dueBy);
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    const told = async (): Promise<number> => {
      await bringUpToDate(world);
      const { items } = await world.storage.ledger.ofSubject(`mandate:${mandate.id}`, PAGE);
      return items.filter(({ reason }) => reason === 'complete').length;
    };
    expect(await told()).toBe(0);
    expect(await world.services.mandates.announceComplete()).toEqual({ complete: 1 });
    await createServices(world.deps).mandates.announceComplete();
    expect(await told()).toBe(1);
    // By then the line may be in a file, where the same event is not found.
    const startedAnew = createServices(world.deps).mandates;
    world.clock.set(new Date(mandate.dueBy.getTime() + 180 * DAY_MS + 1));
    expect(await startedAnew.announceComplete()).toEqual({});
    world.clock.set(new Date(mandate.dueBy.getTime() + 180 * DAY_MS));
    expect(await startedAnew.announceComplete()).toEqual({ complete: 1 });
    expect(await told()).toBe(1);
    expect((await world.storage.ledger.ofSubject(`mandate:${mandate.id}`, PAGE)).items[0]).toMatchObject({
      reason: 'complete',
      actor: 'system:mend',
      data: { obligations: 2 },
    });
    expect(await openAlerts(world)).toEqual([]);
  });
});
