import type { MandateRuleId, PolicyId } from '../../src/domain/ids';
import type { RuleView } from '../../src/api/mandates';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { alertHistory, listPolicies, openAlerts, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const PROVINCE = { ...RULE, key: 'province', title: '省级政策', authorities: ['province'] as const };
/** The reposts of what was published on the 17th are due on Sat 2026-09-19 00:00 +08:00. */
const DUE_BY = new Date('2026-09-18T16:00:00Z');

async function known(...days: readonly string[]): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  await world.services.policies.registerSources([SOURCE]);
  await world.services.rules.register([RULE]);
  listPolicies(
    world,
    ...days.map((day, index) =>
      observedPolicy({
        title: `浙江省人民政府关于第${index}项工作的意见`,
        issuer: '浙江省人民政府',
        docNumber: `浙政发〔2026〕${index + 1}号`,
        url: `https://www.zj.example/${index}.htm`,
        publishedAt: { precision: 'day', on: day as never, original: day },
      }),
    ),
  );
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
}
async function changeRules(change: () => Promise<RuleView>): Promise<RuleView> {
  const rule = await change();
  await world.services.mandates.issueMandates(100);
  return rule;
}
const create = (): Promise<RuleView> => changeRules(() => world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR));
const answer = async (rule: RuleView, policyIds: readonly PolicyId[]): Promise<void> => {
  await world.services.rules.apply(rule.id as MandateRuleId, { policyIds, reason: '只补一项' }, ADMINISTRATOR);
  world.clock.pass(MINUTE_MS);
};
const told = async () => (await openAlerts(world, 'policy-awaiting'))[0] ?? null;
/** What the alert, the list of rules and the summary say. */
async function asked(): Promise<readonly (number | undefined)[]> {
  world.clock.pass(MINUTE_MS);
  const figures = (await told())?.figures;
  const { items } = await world.services.rules.list(ADMINISTRATOR);
  const summary = await world.services.views.summary(ADMINISTRATOR);
  const ofRules = items.reduce((sum, { asksAboutKnown }) => sum + asksAboutKnown, 0);
  return [Number(figures?.['policies'] ?? 0), ofRules, summary.policiesAwaiting?.rules];
}
const OF_NOTHING = [0, 0, 0];

test('a rule that a person made asks whether it holds for known policies, until that is answered for all', async () => {
  await known('2026-09-02', '2026-09-10');
  expect(await asked()).toEqual(OF_NOTHING);
  const rule = await create();
  expect(await asked()).toEqual([2, 2, 1]);
  expect(await told()).toMatchObject({ severity: 'warning', subject: { label: '省级政策' }, reason: 'known-policies' });
  const [first] = (await world.storage.policies.list({}, PAGE)).items;
  await answer(rule, first === undefined ? [] : [first.id]);
  expect(await asked()).toEqual(OF_NOTHING);
  expect(await alertHistory(world)).toContain('policy-awaiting resolved done');
  await world.services.mandates.issueMandates(100);
  expect((await world.storage.obligations.list({}, PAGE, null)).items).toHaveLength(1);
});

test('it may hold for none of them; the ledger keeps the reason, and a change asks again', async () => {
  await known('2026-09-02');
  const rule = await create();
  await answer(rule, []);
  expect(await asked()).toEqual(OF_NOTHING);
  while ((await world.storage.outbox.relay(500)) > 0);
  const entries = await world.storage.ledger.after(0, 500);
  expect(entries.filter(({ reason }) => reason === 'answered')).toEqual([
    expect.objectContaining({
      actor: `person:${ADMINISTRATOR.personId}`,
      data: expect.objectContaining({ note: '只补一项' }),
    }),
  ]);
  const changed = { draft: { ...PROVINCE, clause: '另一条款' }, revision: rule.revision + 1, reason: '修改' };
  await changeRules(() => world.services.rules.update(rule.id as MandateRuleId, changed, ADMINISTRATOR));
  expect(await asked()).toEqual([1, 1, 1]);
  await world.services.rules.setDisabled(rule.id as MandateRuleId, { is: true, reason: '停用' }, ADMINISTRATOR);
  expect(await asked()).toEqual(OF_NOTHING);
});

test('where it would mandate nothing of what is known nobody is asked', async () => {
  await known();
  await create();
  expect(await asked()).toEqual(OF_NOTHING);
});

test('rules that people had changed before there were such questions ask nothing', async () => {
  await world.services.rules.create(PROVINCE, '新增', ADMINISTRATOR);
  await known('2026-09-10');
  expect(await asked()).toEqual(OF_NOTHING);
});

test('is critical where one of them can still be in time, and never for what was late before', async () => {
  await known('2026-09-02', '2026-09-17');
  await create();
  expect(await told()).toMatchObject({ figures: { policies: 2, dueBy: DUE_BY.toISOString() }, severity: 'warning' });
  world.clock.set(new Date(DUE_BY.getTime() - 12 * HOUR_MS - 1));
  expect((await told())?.severity).toBe('warning');
  world.clock.pass(1);
  expect((await told())?.severity).toBe('critical');
});

test('is the office’s: readers of a unit are not told', async () => {
  await known('2026-09-10');
  await create();
  await told();
  const ofUnit = await world.storage.alerts.list({ kind: 'policy-awaiting' }, PAGE, world.unitA);
  expect(ofUnit.items).toEqual([]);
});
