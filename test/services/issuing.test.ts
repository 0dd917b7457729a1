import type { PolicyId } from '../../src/domain/ids';
import { DAY_MS, MINUTE_MS, type CivilDate } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { alertKinds, issuePolicy, listPolicies, obligationOf, POLICY, SOURCE, theMandate, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { CALENDAR, PAGE, principal, registration, RULE, SETTINGS } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');
const COLLEAGUE = principal('operator', '2');
const THIRD = principal('administrator', '3');

const states = async (): Promise<string[]> =>
  (await world.storage.obligations.list({}, PAGE, null)).items.map(({ state }) => state);

describe('issueMandates', () => {
  test('gives every account concerned one obligation with its deadline and draft', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p', 'b']);
    const mandate = await issuePolicy(world);
    expect(mandate).toMatchObject({
      stage: 'issued',
      title: TITLE,
      expanded: true,
      provisional: false,
      dueBy: new Date('2026-09-20T16:00:00Z'),
    });
    expect(await obligationOf(world, 'w')).toMatchObject({
      state: 'ready',
      dueBy: new Date('2026-09-20T16:00:00Z'),
      draft: { text: `${TITLE} https://www.gov.cn/zhengce/content/1.htm` },
      unitId: world.unitA,
    });
    expect((await obligationOf(world, 'p')).unitId).toBe(world.unitB);
    expect((await alertKinds(world)).filter((kind) => kind === 'mandate-issued')).toHaveLength(1);
  });

  test('uses the limit of each platform', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
    const mandate = await issuePolicy(world, { limitByPlatform: { weibo: { hours: 1 } } });
    expect((await obligationOf(world, 'w')).dueBy).toEqual(new Date('2026-09-18T02:00:00Z'));
    expect((await obligationOf(world, 'p')).dueBy).toEqual(new Date('2026-09-20T16:00:00Z'));
    expect(mandate.dueBy).toEqual(new Date('2026-09-20T16:00:00Z'));
  });

  test('keeps why a policy is not mandated', async () => {
    await issuePolicy(world, { topicWords: ['粮食'] }).catch(() => undefined);
    const [policy] = (await world.services.views.policies({}, PAGE, OPERATOR)).items;
    expect(policy?.decision).toBe('topic');
  });

  test('matches posts that were there before the mandate', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: TITLE });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await issuePolicy(world);
    expect(await obligationOf(world, 'w')).toMatchObject({ state: 'fulfilled', onTime: true });
  });

  test('killed at any call, it ends with one mandate and one obligation an account', async () => {
    await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2'], ['wechat', 'x1']);
    world.platform.publishByHand('w1', { title: TITLE });
    await world.lookAtDue();
    await world.services.policies.registerSources([SOURCE]);
    await world.services.rules.register([RULE]);
    listPolicies(world, POLICY);
    let deaths = 0;
    for (let atCall = 1; ; atCall += 1) {
      const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
      const services = createServices({ ...world.deps, storage: dying.storage });
      try {
        await services.policies.intakeAll(signal);
        await services.mandates.issueMandates(50);
      } catch (error) {
        if (!(error instanceof ProcessDied)) throw error;
      }
      if (!dying.isDead()) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(15);
    expect((await world.storage.mandates.list(PAGE)).items).toHaveLength(1);
    expect((await states()).sort()).toEqual(['fulfilled', 'ready', 'ready']);
    const kinds = await alertKinds(world);
    expect(kinds.filter((kind) => kind === 'mandate-issued')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'policy-seen')).toHaveLength(1);
  });

  test('sends a changed text of a mandated policy to people first', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world, { newVersions: 'review' });
    listPolicies(world, { ...POLICY, body: '改动后的正文' });
    await world.services.policies.intakeAll(signal);
    await world.services.mandates.issueMandates(50);
    const mandates = (await world.storage.mandates.list(PAGE)).items;
    expect(mandates.map(({ policyVersion, stage }) => `${policyVersion} ${stage}`).sort()).toEqual([
      '1 issued',
      '2 drafted',
    ]);
    expect((await states()).sort()).toEqual(['awaiting-review', 'ready']);
  });

  test('leaves a changed text alone where the rule does not ask for new versions', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    listPolicies(world, { ...POLICY, body: '改动后的正文' });
    await world.services.policies.intakeAll(signal);
    await world.services.mandates.issueMandates(50);
    expect((await world.storage.mandates.list(PAGE)).items).toHaveLength(1);
    const [policy] = (await world.storage.policies.list({}, PAGE)).items;
    expect(policy?.version).toBe(2);
    expect((await world.storage.policies.decisions([policy?.id as PolicyId])).get(policy?.id as PolicyId)).toBe(
      'already-mandated',
    );
  });

  test.each([
    ['the stricter one first', 'a-strict', 'b-loose'],
    ['the looser one first', 'z-strict', 'b-loose'],
  ])(
    'lets an account owe it once by the stricter limit where two rules mandate the same policy, %s',
    async (_case, strict, loose) => {
      await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
      await world.services.rules.register([{ ...RULE, key: loose, limit: { workingDays: 3 } }]);
      await issuePolicy(world, { key: strict, platforms: ['weibo'], limit: { hours: 8 } });
      const owed = (await world.storage.obligations.list({}, PAGE, null)).items;
      expect(owed.map(({ platform, dueBy }) => [platform, dueBy.toISOString()]).sort()).toEqual([
        ['portal', '2026-09-22T16:00:00.000Z'],
        ['weibo', '2026-09-18T09:00:00.000Z'],
      ]);
      await world.settle(4);
      expect(world.platform.posts).toHaveLength(1);
    },
  );

  test('releases what one staged rule holds back as soon as another rule has it issued', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.services.rules.register([{ ...RULE, key: 'a-staged', review: 'staged' }]);
    await issuePolicy(world, { key: 'b-approved' });
    expect(await states()).toEqual(['ready']);
  });
});

test('expands four hundred accounts in a few questions a page of accounts, and one for each that has published since', async () => {
  const accounts = 400;
  await world.services.accounts.registerAccounts(
    Array.from({ length: accounts }, (_, index) => registration('weibo', `w${index}`)),
  );
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([RULE]);
  listPolicies(world, POLICY);
  await world.services.policies.intakeAll(signal);
  const counted = createDyingProcess(world.storage, { atCall: -1, takesEffect: false });
  expect(await createServices({ ...world.deps, storage: counted.storage }).mandates.issueMandates(50)).toMatchObject({
    obligations: accounts,
  });
  expect(counted.calls()).toBeLessThan(40);
}, 60_000);

describe('review', () => {
  test('issues after three people, each once, and then releases the obligations', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { id } = await issuePolicy(world, { review: 'staged' });
    expect(await states()).toEqual(['awaiting-review']);
    await world.services.mandates.review(id, OPERATOR);
    await expect(world.services.mandates.review(id, OPERATOR)).rejects.toMatchObject({ code: 'self-approval' });
    await world.services.mandates.review(id, COLLEAGUE);
    await expect(world.services.mandates.review(id, principal('viewer', '9'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(world.services.mandates.review(id, principal('operator', '8', world.unitA))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await world.services.mandates.review(id, THIRD);
    expect((await theMandate(world)).stage).toBe('issued');
    await expect(world.services.mandates.review(id, principal('operator', '7'))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await states()).toEqual(['awaiting-review']);
    expect(await world.services.mandates.issueMandates(50)).toMatchObject({ released: 1 });
    expect(await states()).toEqual(['ready']);
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

describe('deadlines', () => {
  test('a missed deadline is noticed once a look after it has proven the absence, and is dated by the deadline', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { dueBy } = await issuePolicy(world);
    world.clock.set(new Date(dueBy.getTime() - 1));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({});
    world.clock.set(dueBy);
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 1 });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1 });
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({});
    expect((await world.services.views.obligation((await obligationOf(world, 'w')).id, OPERATOR)).group).toBe('missed');
    await alertKinds(world);
    const overdue = (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items;
    expect(overdue).toMatchObject([{ occurredAt: dueBy, noticedAt: world.clock.now(), severity: 'critical' }]);
  });

  test('where we cannot see enough nobody is accused: the deadline is noticed as not proven', async () => {
    await world.addAccounts(['weibo', 'short'], ['weibo', 'blind']);
    world.platform.completeFromAt = new Date('2026-09-19T00:00:00Z');
    world.platform.publishByHand('short', { title: '五条里的一条' });
    world.platform.sight.set('blind', { outcome: 'unreachable', retryAfterMs: null });
    const { dueBy } = await issuePolicy(world);
    world.clock.set(new Date(dueBy.getTime() + MINUTE_MS));
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ unproven: 1, 'awaiting-sight': 1 });
    world.clock.set(new Date(dueBy.getTime() + DAY_MS));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ unproven: 1 });
    const groups = await Promise.all(
      ['short', 'blind'].map(
        async (name) => (await world.services.views.obligation((await obligationOf(world, name)).id, OPERATOR)).group,
      ),
    );
    expect(groups).toEqual(['manual', 'manual']);
    await alertKinds(world);
    expect(
      (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items.map(
        ({ severity }) => severity,
      ),
    ).toEqual(['notice', 'notice']);
  });

  test('after a standstill of ours a deadline long past is no news until the account has been looked for', async () => {
    await world.addAccounts(['weibo', 'w'], ['weibo', 'blind']);
    await world.lookAtDue();
    const { dueBy } = await issuePolicy(world);
    world.platform.sight.set('blind', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.set(new Date(dueBy.getTime() + 3 * DAY_MS));
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ 'awaiting-sight': 2 });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    expect(await world.services.mandates.noticeOverdue(10)).toEqual({ proven: 1, unproven: 1 });
    await alertKinds(world);
    expect(
      (await world.storage.alerts.list({ kind: 'obligation-overdue' }, PAGE, null)).items
        .map(({ severity }) => severity)
        .sort(),
    ).toEqual(['critical', 'notice']);
  });

  test('provisional deadlines are worked out again when the notice is out', async () => {
    const unannounced = {
      announcedYears: new Set<number>(),
      days: new Map<CivilDate, { working: boolean; name: string }>(),
    };
    const before = createServices({ ...world.deps, settings: { ...SETTINGS, calendar: unannounced } });
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy({ ...world, services: before });
    expect(await obligationOf(world, 'w')).toMatchObject({
      provisional: true,
      dueBy: new Date('2026-09-21T16:00:00Z'),
    });
    expect(await before.mandates.recomputeProvisional()).toEqual({ recomputed: 0 });
    expect(CALENDAR.announcedYears.has(2026)).toBe(true);
    expect(await world.services.mandates.recomputeProvisional()).toEqual({ recomputed: 1 });
    expect(await obligationOf(world, 'w')).toMatchObject({
      provisional: false,
      dueBy: new Date('2026-09-20T16:00:00Z'),
    });
    expect(await theMandate(world)).toMatchObject({
      provisional: false,
      dueBy: new Date('2026-09-20T16:00:00Z'),
      stage: 'issued',
    });
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
