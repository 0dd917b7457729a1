import type { MandateId, PolicyId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import {
  alertKinds,
  openAlerts,
  issuePolicy,
  listPolicies,
  obligationOf,
  POLICY,
  SOURCE,
  theMandate,
  TITLE,
} from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, registration, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');

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
      policyVersion: 1,
      docNumber: '国发〔2026〕30号',
      issuer: '国务院',
      sourceUrl: 'https://www.gov.cn/zhengce/content/1.htm',
      publishedAt: POLICY.publishedAt,
      issuedAt: world.clock.now(),
      reviews: [{ stage: 'issued', by: 'rule', at: world.clock.now() }],
    });
    expect(mandate).not.toHaveProperty('countsFromAt');
    // All is done: the next run finds nothing.
    expect(Object.values(await world.services.mandates.issueMandates(100)).filter((count) => count !== 0)).toEqual([]);
    expect(await obligationOf(world, 'w')).toMatchObject({
      accountName: '账号w',
      policyTitle: TITLE,
      createdAt: world.clock.now(),
      provisional: false,
      siteId: null,
      evidence: null,
      state: 'ready',
      dueBy: new Date('2026-09-20T16:00:00Z'),
      draft: { text: `${TITLE} https://www.gov.cn/zhengce/content/1.htm` },
      unitId: world.unitA,
    });
    expect((await obligationOf(world, 'p')).unitId).toBe(world.unitB);
    expect(await openAlerts(world)).toMatchObject([{ kind: 'mandate-progress', figures: { done: 0, total: 2 } }]);
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
    expect((await alertKinds(world)).filter((kind) => kind.startsWith('mandate-'))).toEqual(['mandate-progress']);
  });

  test('killed before it noted its decision, it does not take its own mandate for one of an earlier version', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.services.policies.registerSources([SOURCE]);
    await world.services.rules.register([{ ...RULE, topicWords: ['粮食'] }]);
    listPolicies(world, POLICY);
    await world.services.policies.intakeAll(signal);
    await world.services.mandates.issueMandates(50);
    await world.services.rules.register([RULE]);
    listPolicies(world, { ...POLICY, body: '改动后的正文' });
    await world.services.policies.intakeAll(signal);
    const dying = createDyingProcess(world.storage, {
      atCall: (name) => name === 'policies.markConsidered',
      takesEffect: false,
    });
    await expect(
      createServices({ ...world.deps, storage: dying.storage }).mandates.issueMandates(50),
    ).rejects.toBeInstanceOf(ProcessDied);
    await world.services.mandates.issueMandates(50);
    const { policyId, policyVersion } = await theMandate(world);
    expect(policyVersion).toBe(2);
    expect((await world.storage.policies.decisions([policyId])).get(policyId)).toBe('mandated');
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
    // Issued, it takes the place of what is not published yet of the earlier text: nobody publishes it twice.
    const drafted = mandates.find(({ stage }) => stage === 'drafted');
    for (const by of ['1', '2', '3'])
      await world.services.mandates.review(drafted?.id as MandateId, principal('operator', by));
    expect(await world.services.mandates.issueMandates(50)).toMatchObject({ released: 1 });
    await world.settle(4);
    const owed = (await world.storage.obligations.list({}, PAGE, null)).items;
    expect(owed.map(({ policyVersion, state }) => `${policyVersion} ${state}`).sort()).toEqual([
      '1 withdrawn',
      '2 fulfilled',
    ]);
    expect(world.platform.publishCalls).toEqual(['w']);
    const earlier = owed.find(({ policyVersion }) => policyVersion === 1);
    while ((await world.storage.outbox.relay(500)) > 0);
    expect((await world.storage.ledger.ofSubject(`obligation:${earlier?.id}`, PAGE)).items[0]).toMatchObject({
      to: 'withdrawn',
      reason: 'newer-version-mandated',
      actor: 'system:issue',
    });
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
    considered: 1,
    mandates: 1,
    withdrawn: 0,
    expanded: 1,
    obligations: accounts,
    fulfilled: 0,
  });
  expect(counted.calls()).toBeLessThan(40);
});
