import { jobEvent, obligationEvent } from '../../src/domain/alerts/events';
import type { AccountId, ObligationId, PublishJobId } from '../../src/domain/ids';
import { channelOf } from '../../src/domain/mandates/channel';
import { jobKey } from '../../src/domain/mandates/jobTable';
import type { Obligation, PublishJob } from '../../src/domain/mandates/mandate';
import { systemActor } from '../../src/services/actors';
import { createServices } from '../../src/services/index';
import { jobOf, obligationOf } from '../storage/mandateSamples';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { issuePolicy, TITLE } from './fixtures';
import { addColumns, ledgerOf, owed } from './someSite';
import { useWorld } from './useWorld';
import { ids } from './world';

const world = useWorld();
const actor = systemActor('test');

/** What a version before there were sites left: an obligation for each column, made instead of the site's own. */
async function owedByColumns(changes: Readonly<Record<string, Partial<Obligation>>>): Promise<void> {
  await issuePolicy(world);
  const [made] = await owed(world);
  if (made === undefined) throw new Error('nothing owed');
  const now = world.clock.now();
  await world.services.mandates.issueMandates(10);
  const rows: Obligation[] = [];
  for (const [name, change] of Object.entries(changes)) {
    const { account } = await world.account(name);
    rows.push(
      obligationOf({
        ...made,
        id: ids.id<ObligationId>(),
        accountId: account.id,
        siteId: null,
        accountName: account.name,
        ...change,
      }),
    );
  }
  // The site's own stands for no column.
  const gone = { ...made, state: 'withdrawn' as const, siteId: null, accountId: ids.id<AccountId>() };
  expect(await world.storage.obligations.move(made, gone, [])).toBe(true);
  await world.storage.obligations.insertMissing(rows, (obligation) =>
    obligationEvent({ eventId: ids.eventId(), actor, now, before: null, obligation, event: 'made' }),
  );
}

async function jobFor(name: string, change: Partial<PublishJob>): Promise<PublishJob> {
  const { account } = await world.account(name);
  const obligation = (await owed(world)).find(
    ({ accountId, state }) => accountId === account.id && state !== 'withdrawn',
  );
  if (obligation === undefined) throw new Error(`nothing owed by ${name}`);
  const { id: obligationId, mandateId, policyId, policyVersion, platform, draft } = obligation;
  const job = jobOf({
    id: ids.id<PublishJobId>(),
    subject: { kind: 'repost', obligationId, mandateId, policyId, policyVersion },
    platform,
    draft,
    accountId: account.id,
    key: jobKey({ siteId: null, accountId: account.id }, policyId, policyVersion),
    ...change,
  });
  const event = jobEvent({ eventId: ids.eventId(), actor, now: world.clock.now(), job, to: 'queued', reason: 'test' });
  expect(await world.storage.publishJobs.insert(job, event)).toBe('inserted');
  return job;
}

const sweep = () => world.services.mandates.recoverInterrupted(50);
/** What still counts, by column. */
async function standing(): Promise<Record<string, string>> {
  const all = (await owed(world)).filter(({ state }) => state !== 'withdrawn');
  const names = new Map<string, string>();
  for (const name of ['news', 'notices', 'other']) names.set((await world.account(name)).account.id, name);
  return Object.fromEntries(
    all.map(({ accountId, state, siteId }) => [
      names.get(accountId) ?? accountId,
      `${siteId === null ? 'column' : 'site'} ${state}`,
    ]),
  );
}

describe('what columns owed before their site did', () => {
  beforeEach(async () => {
    await addColumns(world, 'news', 'notices', 'other');
    await world.services.accounts.nameRepostColumns([{ siteKey: 'jyj', externalId: 'news' }]);
  });

  test('becomes one for the site, in its repost column; the others are withdrawn with the reason', async () => {
    await owedByColumns({
      news: { state: 'ready' },
      notices: { state: 'ready' },
      other: { state: 'manual', manualReason: 'no-api' },
    });
    await sweep();
    expect(await standing()).toEqual({ news: 'site ready' });
    const withdrawn = (await owed(world)).filter(
      ({ state, overdueNoticedAt }) => state === 'withdrawn' && overdueNoticedAt === null,
    );
    const lines = await Promise.all(withdrawn.map((one) => ledgerOf(world, one)));
    expect(lines.filter(([first]) => first?.startsWith('site-owes-once ') === true)).toHaveLength(2);
    await sweep();
    expect(await standing()).toEqual({ news: 'site ready' });
    expect(new Set((await owed(world)).map(channelOf)).size).toBe((await owed(world)).length);
  });

  test('keeps the most advanced: what is fulfilled beats everything', async () => {
    await owedByColumns({
      news: { state: 'submitted', submittedAt: world.clock.now() },
      notices: { state: 'ready' },
      other: { state: 'fulfilled', fulfilledAt: world.clock.now(), onTime: true },
    });
    await sweep();
    expect(await standing()).toEqual({ other: 'site fulfilled' });
  });

  test('stops the jobs of the others, and is published once', async () => {
    await owedByColumns({ news: { state: 'ready' }, notices: { state: 'publishing' }, other: { state: 'publishing' } });
    const [notices, other] = [await jobFor('notices', {}), await jobFor('other', {})];
    await sweep();
    const states = await Promise.all(
      [notices, other].map(async ({ id }) => (await world.storage.publishJobs.byId(id))?.state),
    );
    expect(states.sort()).toEqual(['cancelled', 'queued']);
    await world.settle();
    expect(world.platform.publishCalls).toHaveLength(1);
    expect(Object.values(await standing())).toEqual(['site fulfilled']);
  });

  test('leaves alone what may be public already, until it is known', async () => {
    await owedByColumns({
      news: { state: 'submitted', submittedAt: world.clock.now() },
      notices: { state: 'publishing' },
    });
    const job = await jobFor('notices', { state: 'confirming', callMayHaveHappened: true });
    await sweep();
    expect(await standing()).toEqual({ news: 'site submitted', notices: 'column publishing' });
    expect((await world.storage.publishJobs.byId(job.id))?.state).toBe('confirming');
    world.platform.publishByHand('notices', { title: TITLE });
    await world.settle();
    expect(await standing()).toEqual({ news: 'site fulfilled', notices: 'column fulfilled' });
    expect(world.platform.publishCalls).toEqual([]);
  });

  test('is not published by a column before it is merged', async () => {
    await owedByColumns({ news: { state: 'publishing' }, notices: { state: 'publishing' } });
    await jobFor('news', {});
    await jobFor('notices', {});
    const run = { owner: 'test', max: 10, signal: new AbortController().signal };
    await world.services.mandates.publishDue(run);
    expect(world.platform.publishCalls).toEqual([]);
    await sweep();
    world.clock.pass(3_600_000);
    await world.settle();
    expect(world.platform.publishCalls).toHaveLength(1);
  });

  test('ends the same wherever the process is killed', async () => {
    await owedByColumns({ news: { state: 'ready' }, notices: { state: 'publishing' }, other: { state: 'ready' } });
    await jobFor('notices', {});
    for (let atCall = 1; ; atCall += 1) {
      const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
      const services = createServices({ ...world.deps, storage: dying.storage });
      const ended = await services.mandates.recoverInterrupted(50).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(ProcessDied);
          return false;
        },
      );
      if (ended) break;
    }
    await world.settle();
    expect(Object.values(await standing())).toEqual(['site fulfilled']);
    expect(world.platform.publishCalls).toHaveLength(1);
  });
});
