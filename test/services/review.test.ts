import type { MandateId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, listPolicies, obligationOf, POLICY, SOURCE, theMandate, TITLE } from './fixtures';
import { eventOf } from '../storage/samples';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');
const COLLEAGUE = principal('operator', '2');
const THIRD = principal('administrator', '3');

const states = async (): Promise<string[]> =>
  (await world.storage.obligations.list({}, PAGE, null)).items.map(({ state }) => state);

describe('review', () => {
  test('is opened for the mandate behind those that wait for their reviewers, however few are gone through at once', async () => {
    await world.addAccounts(['weibo', 'w']);
    const first = await issuePolicy(world, { review: 'staged' });
    const copies = ['d', 'e'].map((digit, n) => ({
      ...first,
      id: digit.repeat(24) as MandateId,
      policyVersion: first.policyVersion + 1 + n,
      issuedAt: new Date(first.issuedAt.getTime() + MINUTE_MS * (n + 1)),
    }));
    for (const copy of copies) await world.storage.mandates.insert(copy, eventOf('mandate'));
    const reviewed = async () =>
      (await world.storage.reviews.withReview('mandate', [first.id, ...copies.map(({ id }) => id)])).size;
    expect(await reviewed()).toBe(1);
    for (let turn = 0; turn <= copies.length; turn += 1) await world.services.mandates.issueMandates(1);
    expect(await reviewed()).toBe(3);
  });

  test('issues after three people, each once, and then releases the obligations', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'v']);
    const { id } = await issuePolicy(world, { review: 'staged' });
    expect(await states()).toEqual(['awaiting-review', 'awaiting-review']);
    await world.services.mandates.review(id, OPERATOR);
    await expect(world.services.mandates.review(id, OPERATOR)).rejects.toMatchObject({
      code: 'self-approval',
      message: '同一人不能办理同一任务的两个审核环节。',
      remedy: '请由另一位同事办理下一环节。',
    });
    await expect(world.services.mandates.review('f'.repeat(24) as MandateId, OPERATOR)).rejects.toMatchObject({
      code: 'not-found',
      message: '没有找到必转任务。',
    });
    // Two at once: one of them was quicker.
    const both = await Promise.allSettled(
      [COLLEAGUE, principal('operator', '4')].map((by) => world.services.mandates.review(id, by)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: '另一位同事刚刚办理了这一环节。' },
    });
    await expect(world.services.mandates.review(id, principal('viewer', '9'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(world.services.mandates.review(id, principal('operator', '8', world.unitA))).rejects.toMatchObject({
      code: 'forbidden',
      message: '必转任务由主管单位审核。',
      remedy: '请联系主管单位的经办人。',
    });
    await world.services.mandates.review(id, THIRD);
    expect((await theMandate(world)).stage).toBe('issued');
    await expect(world.services.mandates.review(id, principal('operator', '7'))).rejects.toMatchObject({
      code: 'conflict',
      message: '这一任务当前不能办理这一步。',
    });
    expect(await states()).toEqual(['awaiting-review', 'awaiting-review']);
    expect(await world.services.mandates.issueMandates(1)).toMatchObject({ released: 1 });
    expect(await world.services.mandates.issueMandates(50)).toMatchObject({ released: 1 });
    expect(await world.services.mandates.issueMandates(50)).toMatchObject({ released: 0 });
    expect(await states()).toEqual(['ready', 'ready']);
    while ((await world.storage.outbox.relay(500)) > 0);
    const entries = (await world.storage.ledger.ofSubject(`mandate:${id}`, PAGE)).items;
    expect(entries.map(({ from, to, reason, actor }) => `${from}>${to} ${reason} ${actor.split(':')[0]}`)).toEqual([
      'second-review>issued reviewed person',
      'first-review>second-review reviewed person',
      'drafted>first-review reviewed person',
      'null>drafted drafted system',
    ]);
    for (const { data } of entries) expect(data).not.toHaveProperty('note');
  });

  test('does not take a rule at its word for a source that is not on the white list', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.services.policies.registerSources([{ ...SOURCE, whitelisted: false }]);
    await world.services.rules.register([RULE]);
    listPolicies(world, POLICY);
    await world.services.policies.intakeAll(signal);
    await world.services.mandates.issueMandates(50);
    expect((await theMandate(world)).stage).toBe('drafted');
  });
});

describe('exempt, confirmManual', () => {
  test('an exemption needs permission, scope and a reason, and ends the obligation', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
    await issuePolicy(world);
    const { id } = await obligationOf(world, 'w');
    await expect(
      world.services.mandates.exempt(id, '停机维护', principal('officer', '5', world.unitA)),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      world.services.mandates.exempt(id, '停机维护', principal('operator', '5', world.unitB)),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(world.services.mandates.exempt(id, ' ', OPERATOR)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'reason',
    });
    await world.services.mandates.exempt(id, '停机维护', OPERATOR);
    await expect(world.services.mandates.exempt(id, '停机维护', OPERATOR)).rejects.toMatchObject({ code: 'conflict' });
    expect((await world.services.views.obligation(id, OPERATOR)).group).toBe('not-applicable');
  });

  test('only a manual task can be confirmed: what is published by interface is looked at when it is due', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.lookAtDue();
    await issuePolicy(world);
    const { id, state } = await obligationOf(world, 'w');
    const { nextLookAt } = await world.account('w');
    expect(state).toBe('ready');
    await expect(world.services.mandates.confirmManual(id, OPERATOR)).rejects.toMatchObject({ code: 'conflict' });
    expect((await world.account('w')).nextLookAt).toEqual(nextLookAt);
  });

  test('a person saying "it is out" only brings the look forward', async () => {
    await world.addAccounts(['portal', 'p']);
    await world.lookAtDue();
    await issuePolicy(world);
    await world.services.mandates.queueReady(10);
    const { id } = await obligationOf(world, 'p');
    world.clock.pass(MINUTE_MS);
    expect(await world.services.mandates.confirmManual(id, principal('officer', '5', world.unitA))).toEqual({
      dueAt: world.clock.now(),
    });
    await world.lookAtDue();
    expect((await obligationOf(world, 'p')).state).toBe('manual');
    world.platform.publishByHand('p', { title: TITLE });
    world.clock.pass(6 * MINUTE_MS);
    await world.lookAtDue();
    expect((await obligationOf(world, 'p')).state).toBe('fulfilled');
  });
});
