import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { AccountStatus } from '../../src/domain/accounts/account';
import { makeEvent } from '../../src/domain/alerts/events';
import { alertKinds, issuePolicy, obligationOf, POLICY, listPolicies } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const run = { owner: 'test', max: 100, signal: new AbortController().signal };

async function change(externalId: string, from: AccountStatus, to: AccountStatus): Promise<void> {
  const { account } = await world.account(externalId);
  const event = makeEvent(
    { eventId: world.deps.ids.eventId(), actor: { kind: 'system', name: 'test' }, now: world.clock.now() },
    { kind: 'account-changed', subject: `account:${account.id}`, from, to, reason: 'test', data: {} },
  );
  expect(await world.storage.accounts.changeStatus(account.id, from, to, event)).toBe(true);
}
async function ready(): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'other']);
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
}
const jobOf = async (externalId: string) =>
  world.storage.publishJobs.byObligation((await obligationOf(world, externalId)).id);

describe('what a cancelled account owed', () => {
  test('is withdrawn with the reason, in the ledger too; other accounts still owe', async () => {
    await ready();
    await change('w', 'active', 'cancelled');
    expect(await world.services.mandates.endDuties(100)).toEqual({ withdrawn: 1 });
    expect((await obligationOf(world, 'w')).state).toBe('withdrawn');
    expect((await obligationOf(world, 'other')).state).toBe('ready');
    while ((await world.storage.outbox.relay(500)) > 0);
    const { id } = await obligationOf(world, 'w');
    const [last] = (await world.storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items;
    expect(last).toMatchObject({ to: 'withdrawn', data: { note: 'account-cancelled' } });
    expect(await world.services.mandates.endDuties(100)).toEqual({});
  });

  test('is not queued and not published, whichever tick comes first', async () => {
    await ready();
    await change('w', 'active', 'cancelled');
    expect(await world.services.mandates.queueReady(100)).toEqual({ 'awaiting-sight': 1, queued: 1 });
    await world.services.mandates.publishDue(run);
    expect(world.platform.publishCalls).toEqual(['other']);
  });

  test('is stopped while it is queued', async () => {
    await ready();
    await world.services.mandates.queueReady(100);
    await change('w', 'active', 'cancelled');
    expect(await world.services.mandates.endDuties(100)).toEqual({ withdrawn: 1 });
    expect([(await obligationOf(world, 'w')).state, (await jobOf('w'))?.state]).toEqual(['withdrawn', 'cancelled']);
    await world.services.mandates.publishDue(run);
    expect(world.platform.publishCalls).toEqual(['other']);
  });

  test('is stopped by the job itself where the job comes before the tick', async () => {
    await ready();
    await world.services.mandates.queueReady(100);
    await change('w', 'active', 'cancelled');
    await world.services.mandates.publishDue(run);
    expect(world.platform.publishCalls).toEqual(['other']);
    expect([(await obligationOf(world, 'w')).state, (await jobOf('w'))?.state]).toEqual(['withdrawn', 'cancelled']);
  });

  test('that the platform may have taken is left to what is seen: a public post fulfils it', async () => {
    await ready();
    world.platform.scripts.set('w', ['lost-answer']);
    await world.services.mandates.queueReady(100);
    await world.services.mandates.publishDue(run);
    await change('w', 'active', 'cancelled');
    expect(await world.services.mandates.endDuties(100)).toEqual({});
    world.clock.pass(MINUTE_MS);
    await world.settle();
    expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
    expect(world.platform.posts.filter(({ account }) => account === 'w')).toHaveLength(1);
  });

  test('that the platform took and never showed is withdrawn in the end', async () => {
    await ready();
    world.platform.scripts.set('w', ['never-shown']);
    await world.settle(1);
    await change('w', 'active', 'cancelled');
    expect((await obligationOf(world, 'w')).state).toBe('submitted');
    expect(await world.services.mandates.endDuties(100)).toEqual({});
    world.clock.pass(7 * HOUR_MS);
    await world.lookAtDue();
    await world.services.mandates.recoverInterrupted(100);
    expect(await world.services.mandates.endDuties(100)).toEqual({ withdrawn: 1 });
  });

  test('by hand is reminded of no more and missed by nobody', async () => {
    await world.addAccounts(['portal', 'p']);
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.settle(1);
    const { dueBy } = await obligationOf(world, 'p');
    await change('p', 'active', 'cancelled');
    world.clock.set(new Date(dueBy.getTime() - HOUR_MS));
    expect(await world.services.mandates.remindManual(100)).toEqual({});
    expect((await obligationOf(world, 'p')).state).toBe('withdrawn');
    world.clock.set(new Date(dueBy.getTime() + 24 * HOUR_MS));
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(100)).toEqual({});
    expect(await alertKinds(world)).not.toContain('obligation-overdue');
    expect(await alertKinds(world)).not.toContain('obligation-reminder');
  });
});

test('killed between stopping the job and withdrawing, the next run withdraws and nothing goes out', async () => {
  await ready();
  await world.services.mandates.queueReady(100);
  await change('w', 'active', 'cancelled');
  const { move } = world.storage.obligations;
  for (let killedAt = 0; killedAt < 2; killedAt += 1) {
    let moves = 0;
    const dying: typeof move = (...args) => {
      moves += 1;
      return moves > killedAt ? Promise.reject(new Error('killed')) : move(...args);
    };
    Object.assign(world.storage.obligations, { move: dying });
    await expect(world.services.mandates.endDuties(100)).rejects.toThrow('killed');
    Object.assign(world.storage.obligations, { move });
  }
  expect(await world.services.mandates.endDuties(100)).toEqual({ withdrawn: 1 });
  await world.settle(2);
  expect(world.platform.publishCalls).toEqual(['other']);
});

test('a stopped account owes what it owed', async () => {
  await ready();
  await change('w', 'active', 'stopped');
  expect(await world.services.mandates.endDuties(100)).toEqual({});
  await world.settle();
  expect((await obligationOf(world, 'w')).state).toBe('fulfilled');
});

test('an account that is revived owes what is mandated from then on; what was withdrawn stays so', async () => {
  await ready();
  await change('w', 'active', 'cancelled');
  await world.services.mandates.endDuties(100);
  await change('w', 'cancelled', 'active');
  await world.services.mandates.endDuties(100);
  await world.services.mandates.issueMandates(100);
  expect((await obligationOf(world, 'w')).state).toBe('withdrawn');
  listPolicies(world, POLICY, {
    ...POLICY,
    title: '国务院关于另一件事的通知',
    docNumber: '国发〔2026〕31号',
    url: 'https://www.gov.cn/31.html',
  });
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
  const { account } = await world.account('w');
  const owed = (await world.storage.obligations.list({ accountId: account.id }, PAGE, null)).items;
  expect(owed.map(({ state }) => state).sort()).toEqual(['ready', 'withdrawn']);
});
