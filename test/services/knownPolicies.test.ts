import { PLATFORMS } from '../../src/domain/accounts/platforms';
import type { MandateRuleId, PolicyId } from '../../src/domain/ids';
import type { RulePreviewView } from '../../src/api/mandates';
import type { ObservedPolicy } from '../../src/domain/policies/policy';
import { DAY_MS } from '../../src/domain/time/instant';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const PROVINCE = { ...RULE, key: 'province', title: '省级政策', authorities: ['province'] as const };

/** Channels of no platform. */
const NONE = Object.fromEntries(PLATFORMS.map((platform) => [platform, 0]));

function provincial(n: number, day: string): ObservedPolicy {
  return observedPolicy({
    title: `浙江省人民政府关于第${n}项工作的意见`,
    issuer: '浙江省人民政府',
    docNumber: `浙政发〔2026〕${n}号`,
    url: `https://www.zj.example/${n}.htm`,
    publishedAt: { precision: 'day', on: day as never, original: day },
  });
}

/** Three provincial documents are known, and no rule is about them. */
async function known(): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['portal', 'p', 'b']);
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([RULE]);
  listPolicies(world, provincial(1, '2026-08-20'), provincial(2, '2026-09-02'), provincial(3, '2026-09-10'));
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(100);
}
async function preview(rule: Partial<typeof PROVINCE> = {}, as = ADMINISTRATOR): Promise<RulePreviewView['known']> {
  return (await world.services.rules.preview({ ...PROVINCE, ...rule }, { policyId: null, page: PAGE }, as)).known;
}
const obligations = async (): Promise<number> => (await world.storage.obligations.list({}, PAGE, null)).items.length;

async function applied(ids: readonly string[], ruleId: string): Promise<readonly string[]> {
  const { results } = await world.services.rules.apply(
    ruleId as MandateRuleId,
    { policyIds: ids as PolicyId[], reason: '补转' },
    ADMINISTRATOR,
  );
  await world.services.mandates.issueMandates(100);
  return results.map(({ outcome }) => outcome);
}

test('a dry run lists the known policies and the channels each would bind, and binds nothing', async () => {
  await known();
  const { policies, looked, more } = await preview();
  expect(policies.map(({ docNumber, accounts, channels }) => [docNumber, accounts, channels])).toEqual([
    ['浙政发〔2026〕3号', 2, { ...NONE, weibo: 1, portal: 1 }],
    ['浙政发〔2026〕2号', 2, { ...NONE, weibo: 1, portal: 1 }],
  ]);
  expect([looked, more]).toEqual([3, false]);
  await world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR);
  await world.services.mandates.issueMandates(100);
  expect(await obligations()).toBe(0);
});

test('applied to some of them, the limit is counted from now, and once is enough', async () => {
  await known();
  const rule = await world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR);
  const [third, second] = (await preview()).policies.map(({ policyId }) => policyId);
  expect(await applied([third ?? ''], rule.id)).toEqual(['mandated']);
  const now = world.clock.now();
  const [mandate] = (await world.storage.mandates.list(PAGE)).items;
  expect(mandate).toMatchObject({ policyId: third, countsFromAt: now, publishedAt: { on: '2026-09-10' } });
  expect(mandate?.dueBy.getTime()).toBeGreaterThan(now.getTime());
  expect(await obligations()).toBe(2);
  world.clock.pass(DAY_MS);
  expect(await applied([third ?? '', second ?? '', 'f'.repeat(24)], rule.id)).toEqual([
    'already',
    'mandated',
    'not-found',
  ]);
  expect([await obligations(), (await preview()).policies.length]).toEqual([4, 0]);
  const ofRule = await world.services.rules.preview(
    PROVINCE,
    { policyId: null, ruleId: rule.id as MandateRuleId, page: PAGE },
    ADMINISTRATOR,
  );
  expect(ofRule.known.policies).toEqual([]);
});

test('what another rule binds already is not counted, and a policy that would bind nobody more is left out', async () => {
  await known();
  await world.services.rules.register([{ ...PROVINCE, key: 'weibo', platforms: ['weibo'] }]);
  const [rule] = (await world.storage.mandates.rules()).filter(({ key }) => key === 'weibo');
  const ids = (await preview()).policies.map(({ policyId }) => policyId);
  await applied(ids, rule?.id ?? '');
  expect((await preview()).policies.map(({ channels }) => channels)).toEqual([
    { ...NONE, weibo: 0, portal: 1 },
    { ...NONE, weibo: 0, portal: 1 },
  ]);
  expect((await preview({ platforms: ['weibo'] })).policies).toEqual([]);
});

test('a policy the rule is not about, or that is withdrawn from it, is not bound by being chosen', async () => {
  await known();
  const rule = await world.services.rules.create({ ...PROVINCE, topicWords: ['第2项'] }, '新增', ADMINISTRATOR);
  const ids = (await world.storage.policies.list({}, PAGE)).items.map(({ id }) => id);
  expect(await applied(ids, rule.id)).toEqual(['topic', 'mandated', 'before-effective']);
});

test("a unit's administrator sees what their own accounts would owe, and can bind nobody", async () => {
  await known();
  const ofUnit = principal('administrator', '2', world.unitA);
  expect((await preview({}, ofUnit)).policies.map(({ accounts }) => accounts)).toEqual([1, 1]);
  const rule = await world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR);
  await expect(
    world.services.rules.apply(rule.id as MandateRuleId, { policyIds: [], reason: '补转' }, ofUnit),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test('the ledger keeps who applied it and why', async () => {
  await known();
  const rule = await world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR);
  await applied([(await preview()).policies[0]?.policyId ?? ''], rule.id);
  while ((await world.storage.outbox.relay(500)) > 0);
  const entries = await world.storage.ledger.after(0, 500);
  expect(entries.filter(({ kind }) => kind === 'mandate-issued')).toEqual([
    expect.objectContaining({
      actor: `person:${ADMINISTRATOR.personId}`,
      data: expect.objectContaining({ note: '补转' }),
    }),
  ]);
});

test('the configuration does not take back at a restart what a person changed in a rule', async () => {
  await world.services.rules.register([RULE]);
  const [rule] = await world.storage.mandates.rules();
  const { id, ...draft } = rule ?? { ...RULE, id: '' as MandateRuleId };
  await world.services.rules.update(
    id,
    { draft: { ...draft, title: '改过' }, revision: 0, reason: '调整' },
    ADMINISTRATOR,
  );
  await world.services.rules.register([RULE]);
  expect((await world.storage.mandates.rules()).map(({ title }) => title)).toEqual(['改过']);
});
