import { jobEvent } from '../../src/domain/alerts/events';
import type { Obligation, ObligationState, PublishJob } from '../../src/domain/mandates/mandate';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf } from './fixtures';
import { addColumns } from './someSite';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const publish = () => world.services.mandates.publishDue({ owner: 'test', max: 50, signal });

/** Weibo accounts of these names, each with a job that is queued. */
async function queued(...names: readonly string[]): Promise<void> {
  await world.addAccounts(...names.map((name) => ['weibo', name] as const));
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  expect(await world.services.mandates.queueReady(50)).toEqual({ queued: names.length });
}
async function jobOf(name: string): Promise<PublishJob> {
  const job = await world.storage.publishJobs.byObligation((await obligationOf(world, name)).id);
  if (job === null) throw new Error('no job');
  return job;
}
async function put(name: string, given: Partial<Obligation>): Promise<void> {
  const before = await obligationOf(world, name);
  expect(await world.storage.obligations.move(before, { ...before, ...given }, [])).toBe(true);
}
const ledgerOf = async ({ id }: PublishJob): Promise<string | undefined> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  const [last] = (await world.storage.ledger.ofSubject(`job:${id}`, PAGE)).items;
  return last === undefined ? undefined : `${last.to} ${last.reason}`;
};

test('a job whose obligation went on without it ends as that did, and publishes nothing', async () => {
  const ends: readonly (readonly [ObligationState, PublishJob['state']])[] = [
    ['fulfilled', 'cancelled'],
    ['submitted', 'submitted'],
    ['manual', 'failed'],
    ['not-applicable', 'cancelled'],
    ['withdrawn', 'cancelled'],
  ];
  await queued(...ends.map(([state]) => state));
  for (const [state] of ends) await put(state, { state });
  expect(await publish()).toEqual({ 'no-longer-wanted': ends.length });
  for (const [state, end] of ends) {
    const job = await jobOf(state);
    expect(job).toMatchObject({ state: end, attempt: 0, settledAt: world.clock.now() });
    expect(await ledgerOf(job)).toBe(`${end} obligation-${state}`);
  }
  expect(world.platform.publishCalls).toEqual([]);
});

test('a job whose call may have gone through is published where the obligation was fulfilled meanwhile', async () => {
  await queued('w');
  world.platform.scripts.set('w', ['lost-request']);
  expect(await publish()).toEqual({ failed: 1 });
  await put('w', { state: 'fulfilled' });
  world.clock.pass(MINUTE_MS);
  expect(await publish()).toEqual({ 'no-longer-wanted': 1 });
  expect((await jobOf('w')).state).toBe('published');
});

test('a job whose obligation is ready again publishes it', async () => {
  await queued('w');
  await put('w', { state: 'ready' });
  expect(await publish()).toEqual({ accepted: 1 });
  expect((await obligationOf(world, 'w')).state).toBe('submitted');
});

test('a job whose platform offers no interface any more is for a person', async () => {
  await addColumns(world, 'p');
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  expect(await world.services.mandates.queueReady(50)).toEqual({ queued: 1 });
  world.platform.portalTakesPushes = false;
  expect(await publish()).toEqual({ failed: 1 });
  expect(await obligationOf(world, 'p')).toMatchObject({ state: 'manual', manualReason: 'gave-up' });
  expect((await jobOf('p')).errors).toMatchObject([{ code: 'no-publisher', remedy: 'give-up' }]);
});

test('an obligation whose job was called off while its process died is for a person, with the reason of the job', async () => {
  await queued('cancelled', 'refused');
  const job = await jobOf('cancelled');
  const event = jobEvent({
    eventId: world.deps.ids.eventId(),
    actor: { kind: 'system', name: 'test' },
    now: world.clock.now(),
    job,
    to: 'cancelled',
    reason: 'test',
  });
  await world.storage.publishJobs.cancel(job.id, event);
  world.platform.scripts.set('refused', ['refused-content']);
  expect(await publish()).toEqual({ failed: 1 });
  await put('refused', { state: 'publishing', manualReason: null });
  expect(await world.services.mandates.recoverInterrupted(50)).toEqual({ manual: 2 });
  const reasons = [await obligationOf(world, 'cancelled'), await obligationOf(world, 'refused')];
  expect(reasons.map(({ manualReason }) => manualReason)).toEqual(['gave-up', 'content-refused']);
});
