import type { ObservedPolicy } from '../../src/domain/policies/policy';
import type { InterpretationView } from '../../src/api/policies';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, listPolicies, obligationOf, POLICY, SOURCE, TITLE, theMandate } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, type RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');
const EXPLAINED: ObservedPolicy = observedPolicy({
  title: `一图读懂：${TITLE}`,
  url: 'https://www.gov.cn/zhengce/jiedu/2.htm',
  docNumber: null,
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T02:00:00Z'), original: '' },
});

async function explained(rule: Partial<typeof RULE> = {}, source: Partial<typeof SOURCE> = {}): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['portal', 'p', 'b']);
  await issuePolicy(world, rule);
  await world.services.policies.registerSources([{ ...SOURCE, ...source }]);
  listPolicies(world, POLICY, EXPLAINED);
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(100);
}
async function offered(): Promise<readonly InterpretationView[]> {
  return (await world.services.views.mandate((await theMandate(world)).id, OPERATOR)).interpretations;
}

test('an interpretation of a whitelisted source is offered with the mandate and its obligations', async () => {
  await explained();
  const { id } = await obligationOf(world, 'p');
  const { interpretations } = await world.services.views.obligation(id, OPERATOR);
  expect((await offered()).map(({ title, url }) => [title, url])).toEqual([[EXPLAINED.title, EXPLAINED.url]]);
  expect(interpretations).toEqual(await offered());
});

test('whoever reposts by hand is offered the same, with the source it stands in', async () => {
  await explained();
  await world.services.mandates.queueReady(50);
  const tasks = (await world.services.publishing.manualTasks({}, PAGE, OPERATOR)).items;
  expect(tasks.map(({ accountName, interpretations }) => [accountName, interpretations])).toEqual([
    ['乙镇网站', await offered()],
  ]);
  expect((await offered()).map(({ sourceTitle }) => sourceTitle)).toEqual([SOURCE.title]);
});

test('it is no mandate and no obligation of its own', async () => {
  await explained();
  expect((await world.storage.mandates.list(PAGE)).items).toHaveLength(1);
  expect((await world.storage.obligations.list({}, PAGE, null)).items).toHaveLength(2);
});

test('publishing it is not the repost of the policy', async () => {
  await explained();
  world.platform.publishByHand('w', { title: EXPLAINED.title });
  world.clock.pass(MINUTE_MS);
  await world.lookAtDue();
  expect((await obligationOf(world, 'w')).evidence).toBeNull();
});

test.each([
  ['the rule does not offer them', { offersInterpretations: false }, {}],
  ['its source is not trusted', {}, { whitelisted: false }],
] as const)('nothing is offered where %s', async (_why, rule, source) => {
  await explained(rule, source);
  expect(await offered()).toEqual([]);
});
