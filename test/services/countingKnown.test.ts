import type { MandateRuleId, PolicyId } from '../../src/domain/ids';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { openQuestions, type Counted } from '../../src/services/askingRules';
import { createAskAboutKnown } from '../../src/services/mandates/rules/askAboutKnown';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { principal, RULE, START } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
/** Weibo within a day, WeChat within two: the strictest limit is not the one of every platform. */
const PROVINCE = {
  ...RULE,
  key: 'province',
  authorities: ['province'] as const,
  platforms: ['weibo', 'wechat'] as const,
  limit: { hours: 48 },
  limitByPlatform: { weibo: { hours: 24 } },
};

/** Provincial documents published so many hours before the test begins. */
async function known(...hoursAgo: readonly number[]): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([SOURCE]);
  listPolicies(
    world,
    ...hoursAgo.map((hours, index) =>
      observedPolicy({
        title: `浙江省人民政府关于第${index}项工作的意见`,
        issuer: '浙江省人民政府',
        docNumber: `浙政发〔2026〕${index + 1}号`,
        url: `https://www.zj.example/${index}.htm`,
        publishedAt: { precision: 'instant', at: after(-hours), original: '' },
      }),
    ),
  );
  await world.services.policies.intakeAll(new AbortController().signal);
}
const after = (hours: number): Date => new Date(Date.parse(START) + hours * HOUR_MS);
const create = async (given: Partial<MandateRule> = {}): Promise<MandateRuleId> =>
  (await world.services.rules.create({ ...PROVINCE, ...given }, '新增', ADMINISTRATOR)).id as MandateRuleId;
/** How many rules were counted. */
const countAfter = (hours: number): Promise<number> => createAskAboutKnown(world.deps)(after(hours));
const counted = async (): Promise<readonly (Counted | null)[]> =>
  (await openQuestions(world.storage)).map((question) => question.counted);

test('what is open is counted anew once in ten minutes, and what was ahead when it was asked first stays so', async () => {
  await known(10);
  await create();
  expect([await countAfter(0), await counted()]).toEqual([
    1,
    [{ revision: 1, policies: 1, dueBy: after(14), sinceAt: after(0), countedAt: after(0) }],
  ]);
  const tenMinutes = (10 * MINUTE_MS) / HOUR_MS;
  expect(await countAfter(tenMinutes - 0.001)).toBe(0);
  expect(await countAfter(tenMinutes)).toBe(1);
  expect(await counted()).toMatchObject([{ sinceAt: after(0), countedAt: after(tenMinutes) }]);
  await countAfter(15);
  expect(await counted()).toMatchObject([{ dueBy: after(14), sinceAt: after(0), countedAt: after(15) }]);
});

test('a rule that changed once more is counted at once, from then on', async () => {
  await known(10);
  const id = await create();
  await countAfter(0);
  const change = { draft: { ...PROVINCE, clause: '另一条款' }, revision: 1, reason: '修改' };
  await world.services.rules.update(id, change, ADMINISTRATOR);
  expect(await countAfter(0.01)).toBe(1);
  expect(await counted()).toMatchObject([{ revision: 2, sinceAt: after(0.01) }]);
});

test.each([
  ['the strictest of its platforms', [10], 14],
  ['that of a platform whose time is not over, where it is for another', [24], 24],
  ['that of whichever policy is due first', [5, 10, 1], 14],
  ['none of what is over', [72, 10], 14],
  ['none, where all of them are over', [48, 72], null],
])('the deadline is %s', async (_which, hoursAgo, dueAfter) => {
  await known(...hoursAgo);
  await create();
  await countAfter(0);
  expect(await counted()).toMatchObject([
    { policies: hoursAgo.length, dueBy: dueAfter === null ? null : after(dueAfter) },
  ]);
});

test('of several rules each is asked about for itself; one with nothing to ask is answered', async () => {
  await known(10, 5);
  const [first, second] = [await create(), await create({ key: 'second', topicWords: ['第1项'] })];
  await create({ key: 'nothing', topicWords: ['海洋'] });
  expect(await countAfter(0)).toBe(3);
  expect((await openQuestions(world.storage)).map(({ rule, counted: its }) => [rule.id, its?.policies])).toEqual([
    [first, 2],
    [second, 1],
  ]);
  expect(await countAfter(1)).toBe(2);
});

test('who applies a rule has answered for that rule alone, and once', async () => {
  await known(10);
  const [first, second] = [await create(), await create({ key: 'second' })];
  await countAfter(0);
  const answer = (policyIds: readonly PolicyId[] = []) =>
    world.services.rules.apply(first, { policyIds, reason: '不补' }, ADMINISTRATOR);
  const open = async () => (await openQuestions(world.storage)).map(({ rule }) => rule.id);
  await answer();
  expect(await open()).toEqual([second]);
  await answer();
  expect(await open()).toEqual([second]);
  while ((await world.storage.outbox.relay(500)) > 0);
  const lines = (await world.storage.ledger.after(0, 500)).filter(({ reason }) => reason === 'answered');
  expect(lines.map(({ subject }) => subject)).toEqual([`rule:${first}`]);
});
