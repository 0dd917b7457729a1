import type { ObservedPolicy } from '../../src/domain/policies/policy';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');

const POLICY: ObservedPolicy = observedPolicy({
  title: '关于做好秋季学期有关工作的通知',
  issuer: '教育部办公厅',
  docNumber: '教基厅〔2026〕3号',
  url: 'https://www.moe.example/1.htm',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:00:00Z'), original: '' },
});
const DEPARTMENTS = {
  ...RULE,
  key: 'departments',
  authorities: ['ministry', 'city-department'] as const,
  binds: 'sector' as const,
};

async function register(): Promise<void> {
  await world.services.accounts.registerUnits([
    { key: 'office', name: '县政府办', parentKey: null, level: 'county', region: '330106' },
    { key: 'a', name: '县教育局', parentKey: 'office', level: 'department', sectors: ['education'] },
    { key: 'b', name: '县卫健局', parentKey: 'office', level: 'department', sectors: ['health'] },
    {
      key: 'city',
      name: '杭州市卫生健康委员会',
      parentKey: null,
      level: 'department',
      sectors: ['health'],
      region: '330100',
    },
  ]);
  await world.addAccounts(['weibo', 'edu'], ['weibo', 'health', 'b'], ['weibo', 'gov', 'office']);
  await world.services.rules.register([DEPARTMENTS]);
}
async function look(source: Partial<typeof SOURCE>, policy: ObservedPolicy): Promise<void> {
  await world.services.policies.registerSources([{ ...SOURCE, ...source }]);
  listPolicies(world, policy);
  for (const stored of await world.storage.policySources.all())
    if (stored.key === (source.key ?? SOURCE.key)) await world.services.policies.intake(stored, signal);
  await world.services.mandates.issueMandates(100);
}
const bound = async (): Promise<string[]> =>
  (await world.storage.obligations.list({}, PAGE, null)).items.map(({ accountName }) => accountName).sort();
const decision = async (): Promise<string | null | undefined> =>
  (await world.services.views.policies({}, PAGE, OPERATOR)).items[0]?.decision;

test("a ministry's document binds the accounts of its field and no others", async () => {
  await register();
  await look({}, POLICY);
  expect(await bound()).toEqual(['账号edu']);
});

test('a document whose field nobody knows binds nobody, until its page says more', async () => {
  await register();
  await look({}, { ...POLICY, issuer: '国家某某局' });
  expect([await bound(), await decision()]).toEqual([[], 'sector-unknown']);
});

test('an issuer learned later decides, even where it is no higher one', async () => {
  await register();
  await look({}, { ...POLICY, issuer: null, title: '国家某某局关于秋季学期的通知' });
  expect(await decision()).toBe('sector-unknown');
  await look({}, { ...POLICY, title: '国家某某局关于秋季学期的通知' });
  expect(await bound()).toEqual(['账号edu']);
});

test("a counterpart's source binds its counterparts; seen elsewhere as well, the document binds its field too", async () => {
  await register();
  await look({ key: 'city-health', counterpartKey: 'city' }, POLICY);
  expect(await bound()).toEqual(['账号health']);
  await look({ key: 'moe' }, POLICY);
  expect(await bound()).toEqual(['账号edu', '账号health']);
});

test('a dry run without a policy counts the accounts of units that work in a field of the rule', async () => {
  await register();
  const concernedBy = async (sectors: readonly string[]): Promise<number> =>
    (
      await world.services.rules.preview(
        { ...DEPARTMENTS, key: 'dry', sectors },
        { policyId: null, page: PAGE },
        principal('administrator', '2'),
      )
    ).counts.concerned;
  expect([await concernedBy([]), await concernedBy(['health'])]).toEqual([2, 1]);
});
