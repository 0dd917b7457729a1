import { SECOND_MS } from '../../src/domain/time/instant';
import { RULE } from './office';
import { alertHistory, openAlerts, issuePolicy, obligationOf, theMandate } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const [first, second] = [principal('operator', '1'), principal('operator', '2')];
const states = async (): Promise<string[]> =>
  (await world.storage.obligations.list({}, PAGE, null)).items.map(({ state }) => state).sort();
const decide = async (step: 'return' | 'refuse' | 'withdraw', by = second, reason = '依据不足'): Promise<void> =>
  world.services.mandates.decide((await theMandate(world)).id, { step, reason }, by);

/** The last ledger line of what an account owes. */
async function lastOf(externalId: string): Promise<string> {
  const { id } = await obligationOf(world, externalId);
  while ((await world.storage.outbox.relay(500)) > 0);
  const [last] = (await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items;
  return `${last?.from}>${last?.to} ${last?.reason} ${last?.actor}`;
}

/** The kinds of what is told of mandates now. */
const ofMandates = async (): Promise<string[]> =>
  (await openAlerts(world)).filter(({ cause }) => cause.startsWith('mandate:')).map(({ kind }) => kind);

describe('a drafted mandate', () => {
  test('that is refused binds nobody, tells nobody, and is not drafted again', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
    const { id } = await issuePolicy(world, { review: 'staged' });
    await world.services.mandates.review(id, first);
    await decide('refuse', second, ' 依据不足 ');
    expect(await world.services.mandates.issueMandates(50)).toMatchObject({ obligationsWithdrawn: 2 });
    expect(await states()).toEqual(['withdrawn', 'withdrawn']);
    await world.services.mandates.issueMandates(50);
    await world.settle(3);
    expect((await world.storage.mandates.list(PAGE)).items).toHaveLength(1);
    expect(await theMandate(world)).toMatchObject({ stage: 'refused', expanded: true });
    expect(await ofMandates()).toEqual([]);
    expect(world.platform.publishCalls).toEqual([]);
    const entries = await world.storage.ledger.ofSubject(`mandate:${id}`, PAGE);
    expect(entries.items[0]).toMatchObject({ from: 'first-review', to: 'refused', data: { note: '依据不足' } });
    expect(await lastOf('w')).toBe('awaiting-review>withdrawn mandate-refused system:issue');
  });

  test('that is returned goes on waiting for its review', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { id } = await issuePolicy(world, { review: 'staged' });
    await world.services.mandates.review(id, first);
    await decide('return');
    expect((await theMandate(world)).stage).toBe('drafted');
    expect(await ofMandates()).toEqual(['mandate-review']);
    await world.services.mandates.review(id, first);
    await expect(world.services.mandates.review(id, first)).rejects.toMatchObject({ code: 'self-approval' });
    expect(await states()).toEqual(['awaiting-review']);
    await expect(decide('withdraw')).rejects.toMatchObject({ code: 'conflict' });
    await expect(decide('refuse', second, ' ')).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'reason',
      message: '请写明理由。',
      remedy: '理由会记入台账。',
    });
    await expect(decide('refuse', principal('officer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('an issued mandate that is withdrawn', () => {
  test('stops what is not published, leaves what is out, and says so once', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
    await issuePolicy(world, {});
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.settle(4);
    expect(await states()).toEqual(['fulfilled', 'manual']);
    await alertHistory(world);
    await decide('withdraw');
    await world.services.mandates.issueMandates(50);
    await world.services.mandates.issueMandates(50);
    expect(await states()).toEqual(['fulfilled', 'withdrawn']);
    expect(await lastOf('p')).toBe('manual>withdrawn mandate-withdrawn system:issue');
    expect(await ofMandates()).toEqual([]);
    expect((await alertHistory(world)).filter((line) => line === 'mandate-progress resolved withdrawn')).toHaveLength(
      1,
    );
  });

  test('calls off a repost that is queued, before its public call', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    expect((await obligationOf(world, 'w')).state).toBe('publishing');
    await decide('withdraw');
    await world.services.mandates.issueMandates(50);
    expect((await theMandate(world)).expanded).toBe(false);
    await world.settle(2);
    const job = await world.storage.publishJobs.byObligation((await obligationOf(world, 'w')).id);
    expect(job?.errors).toMatchObject([{ code: 'mandate-withdrawn', remedy: 'give-up' }]);
    await world.services.mandates.issueMandates(50);
    expect(await states()).toEqual(['withdrawn']);
    expect(world.platform.publishCalls).toEqual([]);
    expect((await theMandate(world)).expanded).toBe(true);
  });

  test('leaves its accounts to another mandate of the same text', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.services.rules.register([{ ...RULE, key: 'a-staged', review: 'staged' }]);
    await issuePolicy(world, { key: 'b-approved' });
    const owner = (await obligationOf(world, 'w')).mandateId;
    const stage = (await world.storage.mandates.byId(owner))?.stage;
    await world.services.mandates.decide(
      owner,
      { step: stage === 'issued' ? 'withdraw' : 'refuse', reason: '重复' },
      second,
    );
    for (let run = 0; run < 3; run += 1) await world.services.mandates.issueMandates(50);
    expect(await states()).toEqual(['ready', 'withdrawn']);
  });
});
