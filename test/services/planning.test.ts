import type { MandateRuleId } from '../../src/domain/ids';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { issuePolicy, obligationOf, POLICY, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE, START } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');

describe('mandate rules', () => {
  const draft = { ...RULE, key: 'province', title: '省政府文件', authorities: ['province'] as const };

  test('are made, changed and stopped by administrators with a reason in the ledger', async () => {
    const { id, revision } = await world.services.rules.create(draft, '省里新要求', ADMINISTRATOR);
    await expect(world.services.rules.create(draft, '再来一次', ADMINISTRATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    const changed = await world.services.rules.update(
      id as MandateRuleId,
      { draft: { ...draft, limit: { hours: 24 } }, revision, reason: '改为 24 小时' },
      ADMINISTRATOR,
    );
    expect(changed).toMatchObject({ limit: { hours: 24 }, revision: revision + 1 });
    await expect(
      world.services.rules.update(id as MandateRuleId, { draft, revision, reason: '旧页面' }, ADMINISTRATOR),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(
      (await world.services.rules.setDisabled(id as MandateRuleId, { is: true, reason: '停用' }, ADMINISTRATOR))
        .disabledAt,
    ).toBe(START.replace('Z', '.000Z'));
    await world.storage.outbox.relay(500);
    const ledger = await world.storage.ledger.ofSubject(`rule:${id}`, PAGE);
    expect(ledger.items.map(({ to, data }) => `${to} ${data['note']}`).reverse()).toEqual([
      'created 省里新要求',
      'updated 改为 24 小时',
      'disabled 停用',
    ]);
  });

  test.each([
    ['operator', null],
    ['administrator', 'a'],
  ] as const)('are not made by a %s of unit %s', async (role, unit) => {
    await expect(
      world.services.rules.create(draft, '试', principal(role, '2', unit === null ? null : world.unitA)),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('that are stopped mandate nothing more', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { id } = await world.services.rules.create({ ...RULE, key: 'stopped' }, '试', ADMINISTRATOR);
    await world.services.rules.setDisabled(id as MandateRuleId, { is: true, reason: '停用' }, ADMINISTRATOR);
    await issuePolicy(world, { authorities: ['county'] }).catch(() => undefined);
    expect((await world.storage.mandates.list(PAGE)).items).toEqual([]);
  });
});

test('a dry run lists whom a rule would bind and why, page by page, and stores nothing', async () => {
  await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2'], ['wechat', 'c1']);
  await issuePolicy(world, { authorities: ['county'] }).catch(() => undefined);
  const about = { policyId: null, page: { limit: 1, cursor: null } };
  const first = await world.services.rules.preview(
    { ...RULE, key: 'dry', platforms: ['weibo'], limit: { hours: 8 } },
    about,
    ADMINISTRATOR,
  );
  expect(first.policies).toMatchObject([
    { title: TITLE, decision: 'mandated', dueBy: { weibo: '2026-09-18T09:00:00.000Z' } },
  ]);
  expect(first.counts).toEqual({
    concerned: 2,
    platform: 1,
    region: 0,
    sector: 0,
    counterpart: 0,
    'not-active': 0,
  });
  const second = await world.services.rules.preview(
    { ...RULE, key: 'dry', platforms: ['weibo'] },
    { ...about, page: { limit: 1, cursor: first.accounts.nextCursor } },
    ADMINISTRATOR,
  );
  expect([...first.accounts.items, ...second.accounts.items].map(({ name }) => name).sort()).toEqual([
    '账号w1',
    '账号w2',
  ]);
  expect(second.accounts.nextCursor).toBeNull();
  // What is known already is looked through once, for the first page.
  expect([first.known.looked, second.known]).toEqual([1, { policies: [], looked: 0, more: false }]);
  const [policy] = (await world.storage.policies.list({}, PAGE)).items;
  const ofOne = await world.services.rules.preview(
    { ...RULE, key: 'dry' },
    { ...about, policyId: policy?.id ?? null },
    ADMINISTRATOR,
  );
  expect(
    ofOne.platforms.map(({ platform, publishable, example }) => [platform, publishable, example?.draft.title]),
  ).toEqual([
    ['weibo', 2, TITLE],
    ['wechat', 1, TITLE],
  ]);
  const none = await world.services.rules.preview({ ...RULE, key: 'dry', topicWords: ['海洋'] }, about, ADMINISTRATOR);
  expect(none.policies.map(({ decision, dueBy }) => [decision, dueBy])).toEqual([['topic', {}]]);
  expect((await world.storage.mandates.rules()).map(({ key }) => key)).not.toContain('dry');
  expect((await world.storage.obligations.list({}, PAGE, null)).items).toEqual([]);
});

describe('quotas', () => {
  test('are planned and not hit: what cannot be made by interface in time goes to people at once, and the forecast said so', async () => {
    world.platform.quotas = [{ key: 'mass-sends-per-day', limit: 1, period: 'civil-day' }];
    await world.addAccounts(['wechat', 'c'], ['weibo', 'w']);
    await world.services.rules.register([{ ...RULE, key: 'other', authorities: ['county'] }]);
    await issuePolicy(world, { limit: { hours: 8 } });
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.settle(2);
    expect((await obligationOf(world, 'c')).state).toBe('fulfilled');
    world.platform.policies = {
      outcome: 'items',
      unreadable: 0,
      items: [
        POLICY,
        {
          ...POLICY,
          title: '国务院关于促进就业的意见',
          docNumber: '国发〔2026〕31号',
          url: 'https://www.gov.cn/zhengce/content/31.htm',
        },
      ],
    };
    await world.services.policies.intakeAll(new AbortController().signal);
    await world.services.mandates.issueMandates(50);
    const forecast = await world.services.publishing.forecast(ADMINISTRATOR);
    expect(forecast).toMatchObject({ open: 2, inTime: 0, tooLate: 2, byHand: 0 });
    expect(forecast.reasons).toEqual(
      expect.arrayContaining([
        {
          platform: 'wechat',
          spent: 'mass-sends-per-day',
          accounts: 1,
          obligations: 1,
          possibleAt: '2026-09-18T16:00:00.000Z',
        },
      ]),
    );
    await world.services.mandates.queueReady(50);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(50);
    const manual = (await world.storage.obligations.list({ states: ['manual'] }, PAGE, null)).items;
    expect(manual.map(({ manualReason }) => manualReason)).toEqual(['quota-spent', 'quota-spent']);
    expect(world.platform.posts).toHaveLength(2);
  });

  test('put a job off to when there is room before the deadline', async () => {
    world.platform.quotas = [{ key: 'posts-per-hour', limit: 1, period: 'hour' }];
    await world.addAccounts(['weibo', 'w']);
    world.platform.policies = { outcome: 'items', unreadable: 0, items: [] };
    await issuePolicy(world);
    world.platform.policies = {
      outcome: 'items',
      unreadable: 0,
      items: [
        POLICY,
        {
          ...POLICY,
          title: '国务院关于促进就业的意见',
          docNumber: '国发〔2026〕31号',
          url: 'https://www.gov.cn/zhengce/content/31.htm',
        },
      ],
    };
    await world.services.policies.intakeAll(new AbortController().signal);
    await world.services.mandates.issueMandates(50);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    const queuedAt = world.clock.now().getTime();
    await world.services.mandates.queueReady(50);
    const jobs = (await world.storage.publishJobs.list({}, PAGE, null)).items;
    expect(jobs.map(({ dueAt }) => dueAt.getTime() - queuedAt).sort((one, other) => one - other)).toEqual([0, HOUR_MS]);
  });
});

test('the preview shows an example a platform with what is in the way, before the mandate is issued', async () => {
  await world.addAccounts(['weibo', 'w'], ['portal', 'p1'], ['portal', 'p2']);
  const { id, stage } = await issuePolicy(world, { review: 'staged' });
  expect(stage).toBe('drafted');
  const { items } = await world.services.publishing.preview(id, ADMINISTRATOR);
  expect(
    items.map(({ platform, accounts, publishable, obstacles }) => ({ platform, accounts, publishable, obstacles })),
  ).toEqual(
    expect.arrayContaining([
      { platform: 'weibo', accounts: 1, publishable: 1, obstacles: {} },
      // Two columns of one site are one.
      { platform: 'portal', accounts: 1, publishable: 0, obstacles: { 'no-api': 1 } },
    ]),
  );
  expect(items.find(({ platform }) => platform === 'weibo')?.example?.draft.title).toBe(TITLE);
});
