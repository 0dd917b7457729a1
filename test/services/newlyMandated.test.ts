import type { NewlyMandatedView } from '../../src/api/mandates';
import type { MandateRuleId } from '../../src/domain/ids';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import { MINUTE_MS, type PublishedAt } from '../../src/domain/time/instant';
import { newlyMandated } from '../../src/services/mandates/rules/newlyMandated';
import { readRegister } from '../../src/services/readRegister';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const PROVINCE: MandateRule = { ...RULE, id: '' as MandateRuleId, key: 'province', authorities: ['province'] };
const DOCUMENT = observedPolicy({
  title: '浙江省人民政府关于加强某项工作的意见',
  issuer: '浙江省人民政府',
  docNumber: '浙政发〔2026〕1号',
  url: 'https://www.zj.example/1.htm',
  publishedAt: { precision: 'day', on: '2026-09-10' as never, original: '2026-09-10' },
});

/** One provincial document, known before any rule was about it. */
async function known(): Promise<Policy> {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([RULE]);
  listPolicies(world, DOCUMENT);
  await world.services.policies.intakeAll(new AbortController().signal);
  const [policy] = (await world.storage.policies.list({}, PAGE)).items;
  if (policy === undefined) throw new Error('no policy');
  return policy;
}
async function changeText(): Promise<void> {
  listPolicies(world, { ...DOCUMENT, body: '正文改过' });
  world.clock.pass(11 * MINUTE_MS);
  await world.services.policies.intakeAll(new AbortController().signal);
}
const create = async (given: Partial<MandateRule> = {}): Promise<MandateRule> => {
  const { id } = await world.services.rules.create({ ...PROVINCE, ...given }, '新增', ADMINISTRATOR);
  return { ...PROVINCE, ...given, id: id as MandateRuleId };
};
const apply = ({ id: ruleId }: MandateRule, { id }: Policy) =>
  world.services.rules.apply(ruleId, { policyIds: [id], reason: '补转' }, ADMINISTRATOR);
/** Refuses what was drafted of a version. */
async function refuse(version: number): Promise<void> {
  const mandates = (await world.storage.mandates.list(PAGE)).items;
  const drafted = mandates.find(({ policyVersion, stage }) => policyVersion === version && stage === 'drafted');
  if (drafted === undefined) throw new Error('nothing drafted');
  await world.services.mandates.decide(drafted.id, { step: 'refuse', reason: '不再转载' }, ADMINISTRATOR);
}
const foundBy = async (rule: MandateRule, pages?: (readonly Policy[])[]): Promise<NewlyMandatedView> => {
  let at = 0;
  const list: typeof world.storage.policies.list = () => {
    const items = pages?.[at] ?? [];
    at += 1;
    return Promise.resolve({ items: [...items], nextCursor: pages?.[at] === undefined ? null : `${at}` });
  };
  const storage = {
    ...world.storage,
    policies: { ...world.storage.policies, ...(pages === undefined ? {} : { list }) },
  };
  const deps = { ...world.deps, storage };
  return newlyMandated(deps, rule, { scope: null, register: await readRegister(deps), now: world.clock.now() });
};
const countOf = async (rule: MandateRule): Promise<number> => (await foundBy(rule)).policies.length;

describe('what a rule would mandate anew', () => {
  test.each([
    ['that reviews changed texts, again once the text has changed', 'review', 1],
    ['that ignores them, never again', 'ignore', 0],
  ] as const)('is what it mandated before, of a rule %s', async (_which, newVersions, again) => {
    const policy = await known();
    const rule = await create({ newVersions });
    expect(await countOf(rule)).toBe(1);
    await apply(rule, policy);
    expect(await countOf(rule)).toBe(0);
    await changeText();
    expect(await countOf(rule)).toBe(again);
  });

  test('is nothing that the rule mandated and a person refused', async () => {
    const policy = await known();
    const rule = await create({ newVersions: 'review', review: 'staged' });
    await apply(rule, policy);
    await refuse(1);
    expect(await countOf(rule)).toBe(0);
    expect((await apply(rule, policy)).results).toMatchObject([{ outcome: 'already' }]);
  });

  test('is not what another rule binds, as long as that binds this text and holds', async () => {
    const policy = await known();
    const other = await create({ key: 'other', newVersions: 'review' });
    await apply(other, policy);
    expect(await countOf(PROVINCE)).toBe(0);
    await changeText();
    expect(await countOf(PROVINCE)).toBe(1);
    await apply(other, policy);
    expect(await countOf(PROVINCE)).toBe(0);
    await refuse(2);
    expect(await countOf(PROVINCE)).toBe(1);
  });
});

describe('the documents looked through', () => {
  const day = (on: string): PublishedAt => ({ precision: 'day', on: on as never, original: on });
  const minute = (at: string): PublishedAt => ({ precision: 'instant', at: new Date(at), original: at });

  test('go on after a page as long as its last one may have been published while the rule is in effect', async () => {
    const policy = await known();
    const newest = { ...policy, publishedAt: day('2026-09-10') };
    for (const [last, pages] of [
      [{ publishedAt: day('2026-09-01') }, 2],
      [{ publishedAt: day('2026-08-31') }, 1],
      [{ publishedAt: minute('2026-08-31T16:00:00Z') }, 2],
      [{ publishedAt: minute('2026-08-31T15:59:00Z') }, 1],
      [{ publishedAt: null, firstSeenAt: new Date('2026-08-31T16:00:00Z') }, 2],
      [{ publishedAt: null, firstSeenAt: new Date('2026-08-31T15:59:00Z') }, 1],
    ] as const) {
      const { looked, more } = await foundBy(PROVINCE, [[newest, { ...policy, ...last }], [newest]]);
      expect([last, looked, more]).toEqual([last, pages + 1, false]);
    }
    expect(await foundBy(PROVINCE, [[], []])).toMatchObject({ looked: 0, more: false });
  });

  test('are five pages at most, and it is said that there are more', async () => {
    const policy = await known();
    const pages = Array.from({ length: 6 }, () => [policy]);
    expect(await foundBy(PROVINCE, pages)).toMatchObject({ looked: 5, more: true });
    expect(await foundBy(PROVINCE, pages.slice(1))).toMatchObject({ looked: 5, more: false });
  });
});
