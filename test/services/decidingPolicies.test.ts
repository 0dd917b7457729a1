import type { PolicyId } from '../../src/domain/ids';
import { DAY_MS } from '../../src/domain/time/instant';
import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '1');
const STRANGE = observedPolicy({
  title: '关于做好秋季有关工作的通知',
  issuer: '国家某某局',
  docNumber: null,
  url: 'https://www.example/1.htm',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:00:00Z'), original: '' },
});
const AS_EDUCATION = { authority: 'ministry', sectors: ['education'], bindsNobody: false, reason: '核对原文' } as const;

async function look(policy = STRANGE): Promise<void> {
  await world.services.policies.registerSources([SOURCE]);
  listPolicies(world, policy);
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(100);
}
async function known(): Promise<PolicyId> {
  await world.services.accounts.registerUnits([
    { key: 'a', name: '县教育局', parentKey: 'office', level: 'department', sectors: ['education'] },
  ]);
  await world.addAccounts(['weibo', 'edu'], ['weibo', 'town', 'b']);
  await world.services.rules.register([{ ...RULE, authorities: ['ministry'], binds: 'sector' }]);
  await look();
  const [policy] = (await world.storage.policies.list({}, PAGE)).items;
  if (policy === undefined) throw new Error('no policy');
  return policy.id;
}
const awaited = async (): Promise<number> =>
  (await world.services.views.policies({ awaitsPerson: true }, PAGE, OPERATOR)).items.length;
const bound = async (): Promise<string[]> =>
  (await world.storage.obligations.list({}, PAGE, null)).items.map(({ accountName }) => accountName);

test('a policy whose field nobody knows waits for a person; decided, it binds, the limit counted from then', async () => {
  const id = await known();
  expect([await bound(), await awaited()]).toEqual([[], 1]);
  world.clock.pass(5 * DAY_MS);
  await world.services.policies.decideByHand(id, AS_EDUCATION, OPERATOR);
  await world.services.mandates.issueMandates(100);
  expect([await bound(), await awaited()]).toEqual([['账号edu'], 0]);
  const [mandate] = (await world.storage.mandates.list(PAGE)).items;
  expect(mandate?.dueBy.getTime()).toBeGreaterThan(world.clock.now().getTime());
  expect(await world.services.views.policy(id, OPERATOR)).toMatchObject({
    awaitsPerson: false,
    sectors: ['education'],
    byHand: { name: '人员1', reason: '核对原文' },
  });
});

test('of a government it needs no field; set aside it needs none either', async () => {
  const id = await known();
  const decide = (more: object): Promise<void> =>
    world.services.policies.decideByHand(id, { ...AS_EDUCATION, sectors: [], ...more }, OPERATOR);
  await decide({ bindsNobody: true });
  await decide({ authority: 'province' });
});

test('new looks leave the decision as it is, whatever they state', async () => {
  const id = await known();
  await world.services.policies.decideByHand(id, { ...AS_EDUCATION, sectors: [], bindsNobody: true }, OPERATOR);
  await look({ ...STRANGE, issuer: '教育部', title: '教育部关于做好秋季有关工作的通知' });
  expect(await bound()).toEqual([]);
  expect(await world.services.views.policy(id, OPERATOR)).toMatchObject({
    decision: 'set-aside',
    byHand: { bindsNobody: true },
  });
});

test('a look that read the policy before the decision does not take it back', async () => {
  const id = await known();
  const before = await world.storage.policies.byId(id);
  if (before === null) throw new Error('no policy');
  await world.services.policies.decideByHand(id, AS_EDUCATION, OPERATOR);
  expect(await world.storage.policies.replace(before, { ...before, summary: '新摘要' }, null)).toBe(false);
});

test('is refused without reason or authority, with a strange field, and where it is a mandate already', async () => {
  const id = await known();
  const decide = (more: object, as = OPERATOR): Promise<void> =>
    world.services.policies.decideByHand(id, { ...AS_EDUCATION, ...more }, as);
  for (const [given, field, message, remedy] of [
    [
      { bindsNobody: true },
      'sectors',
      '不列为必转任务的政策不绑定任何单位，不能同时指定领域。',
      '请去掉领域；要让某些领域的单位转载，请不要选“不列为必转任务”。',
    ],
    [{ reason: ' ' }, 'reason', '请写明理由。', '理由会记入台账。'],
    [{ authority: 'unknown' }, 'authority', '请选择发文机关的层级。', '确实无法确定的，请确认为“不列为必转任务”。'],
    [{ sectors: [] }, 'sectors', '请选择这份部门文件所属的领域。', /不必转载的，请确认为“不列为必转任务”。$/u],
    [{ sectors: ['eduction'] }, 'sectors', '没有领域“eduction”。', /GET \/sectors/u],
  ] as const)
    await expect(decide(given)).rejects.toMatchObject({
      ...{ code: 'invalid-input', field, message },
      remedy: expect.stringMatching(remedy) as string,
    });
  await expect(decide({}, principal('operator', '2', world.unitA))).rejects.toMatchObject({
    code: 'forbidden',
    message: '政策的发文机关由主管单位确认。',
  });
  await expect(decide({}, principal('officer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
  await decide({});
  await world.services.mandates.issueMandates(100);
  await expect(decide({})).rejects.toMatchObject({ code: 'conflict' });
});

test('stands in the ledger with its reason', async () => {
  const id = await known();
  await world.services.policies.decideByHand(id, AS_EDUCATION, OPERATOR);
  while ((await world.storage.outbox.relay(500)) > 0);
  const entries = await world.storage.ledger.after(0, 500);
  expect(entries.filter(({ reason }) => reason === 'decided')).toEqual([
    expect.objectContaining({
      actor: `person:${OPERATOR.personId}`,
      data: expect.objectContaining({ authority: 'ministry', sectors: 'education', note: '核对原文' }),
    }),
  ]);
});
