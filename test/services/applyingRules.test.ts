import type { MandateRuleId, PolicyId } from '../../src/domain/ids';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const PROVINCE = { ...RULE, key: 'province', title: '省级政策', authorities: ['province'] as const };
const POLICY = observedPolicy({
  title: '浙江省人民政府关于加强某项工作的意见',
  issuer: '浙江省人民政府',
  docNumber: '浙政发〔2026〕1号',
  url: 'https://www.zj.example/1.htm',
  publishedAt: { precision: 'day', on: '2026-09-10' as never, original: '2026-09-10' },
});

/** One provincial document, known before any rule was about it. */
async function knownPolicy(source: Partial<typeof SOURCE> = {}): Promise<PolicyId> {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([{ ...SOURCE, ...source }]);
  await world.services.rules.register([RULE]);
  listPolicies(world, POLICY);
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(100);
  const [policy] = (await world.storage.policies.list({}, PAGE)).items;
  if (policy === undefined) throw new Error('no policy');
  return policy.id;
}
const rule = async (given: Partial<MandateRule> = {}): Promise<MandateRuleId> =>
  (await world.services.rules.create({ ...PROVINCE, ...given }, '新增', ADMINISTRATOR)).id as MandateRuleId;
const apply = (id: MandateRuleId, policyIds: readonly PolicyId[], reason = ' 补转 ', as = ADMINISTRATOR) =>
  world.services.rules.apply(id, { policyIds, reason }, as);
const mandates = async () => (await world.storage.mandates.list(PAGE)).items;

test('who applies a rule sees the whole office, says why, and names a rule that exists', async () => {
  const [id, nobody] = [await rule(), 'f'.repeat(24) as MandateRuleId];
  await expect(apply(id, [], '补转', principal('operator', '2'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(apply(id, [], '补转', principal('administrator', '2', world.unitA))).rejects.toMatchObject({
    code: 'forbidden',
    message: '必转规则由主管单位维护。',
    remedy: '请联系主管单位的管理员。',
  });
  await expect(apply(id, [], '  ')).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'reason',
    message: '请写明理由。',
    remedy: '理由会记入台账。',
  });
  await expect(apply(nobody, [])).rejects.toMatchObject({ code: 'not-found', message: '没有找到必转规则。' });
});

test('a policy named twice is mandated once; the policy and the ledger say so', async () => {
  const policyId = await knownPolicy();
  const id = await rule();
  expect(await apply(id, [policyId, policyId])).toEqual({
    mandated: 1,
    results: [{ policyId, outcome: 'mandated' }],
  });
  expect(await apply(id, [policyId])).toEqual({ mandated: 0, results: [{ policyId, outcome: 'already' }] });
  expect((await world.storage.policies.decisions([policyId])).get(policyId)).toBe('mandated');
  while ((await world.storage.outbox.relay(500)) > 0);
  const [made] = await mandates();
  expect((await world.storage.ledger.ofSubject(`mandate:${made?.id}`, PAGE)).items).toMatchObject([
    { reason: 'issued', data: { note: '补转', actorName: ADMINISTRATOR.name } },
  ]);
});

test.each([
  ['a trusted source', 'issued', {}, {}],
  ['another source', 'drafted', { whitelisted: false }, {}],
  ['a trusted source, by a rule of staged review,', 'drafted', {}, { review: 'staged' as const }],
])('what %s showed is %s', async (_whose, stage, source, given) => {
  const policyId = await knownPolicy(source);
  await apply(await rule(given), [policyId]);
  const [made] = await mandates();
  expect(made).toMatchObject({ stage, countsFromAt: world.clock.now() });
  while ((await world.storage.outbox.relay(500)) > 0);
  const { items } = await world.storage.ledger.ofSubject(`mandate:${made?.id}`, PAGE);
  expect(items.map(({ reason }) => reason)).toEqual([stage]);
});

test('one trusted source of several is enough, and what somebody else mandated meanwhile is there already', async () => {
  const policyId = await knownPolicy({ whitelisted: false });
  await world.services.policies.registerSources([{ ...SOURCE, key: 'trusted' }]);
  world.clock.pass(11 * MINUTE_MS);
  await world.services.policies.intakeAll(signal);
  const id = await rule();
  const { insert } = world.storage.mandates;
  Object.assign(world.storage.mandates, { insert: () => Promise.resolve('exists') });
  expect((await apply(id, [policyId])).results).toEqual([{ policyId, outcome: 'already' }]);
  Object.assign(world.storage.mandates, { insert });
  await apply(id, [policyId]);
  expect(await mandates()).toMatchObject([{ stage: 'issued' }]);
});

test('what another rule mandates is mandated by this one as well', async () => {
  const policyId = await knownPolicy();
  await apply(await rule({ platforms: ['weibo'] }), [policyId]);
  expect((await apply(await rule({ key: 'portals', platforms: ['portal'] }), [policyId])).mandated).toBe(1);
  expect((await mandates()).map(({ ruleId }) => ruleId)).toHaveLength(2);
});

test('a changed text of what the rule mandated is drafted for review, or left where the rule says nothing of it', async () => {
  const policyId = await knownPolicy();
  const [ignoring, reviewing] = [await rule(), await rule({ key: 'reviewing', newVersions: 'review' })];
  for (const id of [ignoring, reviewing]) await apply(id, [policyId]);
  listPolicies(world, { ...POLICY, body: '正文改过' });
  world.clock.pass(11 * MINUTE_MS);
  await world.services.policies.intakeAll(signal);
  expect((await world.storage.policies.byId(policyId))?.version).toBe(2);
  expect((await apply(ignoring, [policyId])).results).toEqual([{ policyId, outcome: 'already-mandated' }]);
  expect((await apply(reviewing, [policyId])).mandated).toBe(1);
  const drafted = (await mandates()).filter(({ policyVersion }) => policyVersion === 2);
  expect(drafted).toMatchObject([{ ruleId: reviewing, stage: 'drafted' }]);
  expect(drafted[0]?.publishedAt).toMatchObject({ precision: 'instant', at: world.clock.now() });
});
