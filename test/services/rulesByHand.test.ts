import type { MandateId, MandateRuleId, PolicyId } from '../../src/domain/ids';
import { issuePolicy, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, RULE } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const NOBODY = 'f'.repeat(24);
const draft = { ...RULE, key: 'province', title: '省政府文件', authorities: ['province'] as const };
const create = (more: object = {}) => world.services.rules.create({ ...draft, ...more }, ' 省里新要求 ', ADMINISTRATOR);
const refusalOf = (promise: Promise<unknown>): Promise<{ code?: string; field?: string }> =>
  promise.then(
    () => ({ code: 'ok' }),
    (error: { code?: string; field?: string }) => error,
  );

const REFUSALS = {
  nobody: { code: 'not-found', message: '没有找到必转规则。' },
  unit: { code: 'forbidden', message: '必转规则由主管单位维护。', remedy: '请联系主管单位的管理员。' },
  role: { code: 'forbidden', message: '您的角色不能执行这一操作。', remedy: '请联系本单位的管理员。' },
} as const;
const OVERTAKEN = { code: 'conflict', message: '另一位同事刚刚改动了这条规则。' };

describe('a mandate rule', () => {
  test('binds at least one platform and one authority', async () => {
    expect(await refusalOf(create({ platforms: [] }))).toMatchObject({
      code: 'invalid-input',
      field: 'platforms',
      message: '请至少选择一个平台。',
      remedy: '没有平台的规则约束不到任何账号。',
    });
    expect(await refusalOf(create({ authorities: [] }))).toMatchObject({
      code: 'invalid-input',
      field: 'authorities',
      message: '请至少选择一级发文机关。',
      remedy: '没有发文机关的规则不会列出任何政策。',
    });
    const { id, revision } = await create();
    expect(
      await refusalOf(
        world.services.rules.update(
          id as MandateRuleId,
          { draft: { ...draft, platforms: [] }, revision, reason: '试' },
          ADMINISTRATOR,
        ),
      ),
    ).toMatchObject({ field: 'platforms' });
  });

  test('is shown as it is, with what was not said in its defaults', async () => {
    const made = await create();
    expect(made).toMatchObject({
      key: 'province',
      title: '省政府文件',
      newVersions: 'ignore',
      interpretations: false,
      offersInterpretations: true,
      binds: 'everybody',
      sectors: [],
      asksAboutKnown: 0,
      revision: 1,
      disabledAt: null,
    });
    expect(await world.services.rules.list(principal('viewer', '2'))).toEqual({
      items: [made],
      nextCursor: null,
      asOf: world.clock.now().toISOString(),
    });
  });

  test('keeps its key, and that it is stopped, through a change', async () => {
    const { id } = await create();
    const stopped = await world.services.rules.setDisabled(
      id as MandateRuleId,
      { is: true, reason: '停' },
      ADMINISTRATOR,
    );
    const change = (more: object) =>
      world.services.rules.update(
        id as MandateRuleId,
        { draft: { ...draft, ...more }, revision: stopped.revision, reason: '改' },
        ADMINISTRATOR,
      );
    expect(await refusalOf(change({ key: 'other' }))).toMatchObject({
      code: 'invalid-input',
      field: 'key',
      message: '规则的 key 不能改动。',
      remedy: '如需另一条规则，请新建。',
    });
    expect(await change({ title: '改名' })).toMatchObject({ id, title: '改名', disabledAt: stopped.disabledAt });
  });

  test('goes back to the defaults in what a change leaves out', async () => {
    const said = { newVersions: 'review', interpretations: true, binds: 'sector', sectors: ['education'] } as const;
    const made = await create(said);
    expect(made).toMatchObject(said);
    const changed = await world.services.rules.update(
      made.id as MandateRuleId,
      { draft, revision: made.revision, reason: '改回' },
      ADMINISTRATOR,
    );
    expect(changed).toMatchObject({ newVersions: 'ignore', interpretations: false, binds: 'everybody', sectors: [] });
    expect((await world.services.rules.list(ADMINISTRATOR)).items).toEqual([changed]);
  });

  test('is stopped once and taken up again once', async () => {
    const { id } = await create();
    const set = (is: boolean) =>
      refusalOf(world.services.rules.setDisabled(id as MandateRuleId, { is, reason: '试' }, ADMINISTRATOR));
    expect(await set(false)).toMatchObject({ code: 'conflict', message: '这条规则没有停用。' });
    expect(await set(true)).toEqual({ code: 'ok' });
    expect(await set(true)).toMatchObject({ code: 'conflict', message: '这条规则已经停用。' });
    expect(await set(false)).toEqual({ code: 'ok' });
    while ((await world.storage.outbox.relay(500)) > 0);
    const lines = (await world.storage.ledger.ofSubject(`rule:${id}`, PAGE)).items;
    expect(lines.map(({ to, data }) => `${to} ${data['note']}`).reverse()).toEqual([
      'created 省里新要求',
      'disabled 试',
      'enabled 试',
    ]);
  });

  test('that nobody knows is not found, and nobody of a unit alone changes one', async () => {
    const ofUnit = principal('administrator', '4', world.unitA);
    for (const by of [ADMINISTRATOR, ofUnit, principal('operator', '5')]) {
      const refusal = REFUSALS[by === ADMINISTRATOR ? 'nobody' : by === ofUnit ? 'unit' : 'role'];
      expect(
        await refusalOf(world.services.rules.setDisabled(NOBODY as MandateRuleId, { is: true, reason: '试' }, by)),
      ).toMatchObject(refusal);
      expect(
        await refusalOf(world.services.rules.update(NOBODY as MandateRuleId, { draft, revision: 1, reason: '试' }, by)),
      ).toMatchObject(refusal);
    }
  });

  test('that a colleague changed meanwhile is not changed over it; a key that is taken names no second one', async () => {
    const { id } = await create();
    const update = (revision: number) =>
      world.services.rules.update(id as MandateRuleId, { draft, revision, reason: '改' }, ADMINISTRATOR);
    expect(await refusalOf(update(0))).toMatchObject(OVERTAKEN);
    const both = await Promise.all([refusalOf(update(1)), refusalOf(update(1))]);
    expect(both.filter(({ code }) => code !== 'ok')).toMatchObject([OVERTAKEN]);
    expect(await refusalOf(create())).toMatchObject({ code: 'conflict', message: '已有同名（key）的必转规则。' });
  });

  test('registered again by its key keeps its id', async () => {
    const [first] = await world.services.rules.register([RULE]);
    const [again, other] = await world.services.rules.register([
      { ...RULE, title: '改名' },
      { ...RULE, key: 'other' },
    ]);
    expect(again).toMatchObject({ id: first?.id, title: '改名' });
    expect(other?.id).not.toBe(first?.id);
  });
});

describe('a dry run', () => {
  const preview = (about: { policyId?: string | null; cursor?: string | null; limit?: number }, by = ADMINISTRATOR) =>
    world.services.rules.preview(
      { ...RULE, key: 'dry' },
      {
        policyId: (about.policyId ?? null) as PolicyId | null,
        page: { limit: about.limit ?? 10, cursor: about.cursor ?? null },
      },
      by,
    );

  test('is for who may manage rules, of a policy that exists, from a page that exists', async () => {
    expect(await refusalOf(preview({}, principal('operator', '2')))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(preview({ policyId: NOBODY }))).toMatchObject({ code: 'not-found' });
    for (const cursor of ['first', `x${NOBODY}`, `${NOBODY}x`])
      expect(await refusalOf(preview({ cursor }))).toMatchObject({
        code: 'invalid-input',
        field: 'cursor',
        message: 'cursor 无法识别。',
        remedy: '请从第一页重新读取。',
      });
  });

  test('counts the accounts of the scope alone, and gives no further page where a page holds all of them', async () => {
    await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2'], ['weibo', 'b', 'b']);
    const whole = await preview({ limit: 3 });
    expect(whole.counts.concerned).toBe(3);
    expect(whole.accounts.items).toHaveLength(3);
    expect(whole.accounts.nextCursor).toBeNull();
    const first = await preview({ limit: 2 });
    expect(first.accounts.nextCursor).toBe(first.accounts.items[1]?.accountId);
    const ofUnit = await preview({}, principal('administrator', '4', world.unitB));
    expect(ofUnit.accounts.items.map(({ name }) => name)).toEqual(['账号b']);
  });

  test('shows what would be published on the first page only, and only of one policy', async () => {
    await world.addAccounts(['weibo', 'w1'], ['weibo', 'w2']);
    const { policyId } = await issuePolicy(world);
    expect((await preview({})).platforms).toEqual([]);
    const first = await preview({ policyId, limit: 1 });
    expect(first.platforms).toMatchObject([{ platform: 'weibo', accounts: 2, publishable: 2, obstacles: {} }]);
    expect(first.policies).toMatchObject([{ title: TITLE, decision: 'mandated' }]);
    expect((await preview({ policyId, limit: 1, cursor: first.accounts.nextCursor })).platforms).toEqual([]);
  });
});

test('the preview of a mandate that nobody knows is not found; one account that is free shows what will be published', async () => {
  await world.services.rules.register([{ ...RULE, key: 'before', platforms: ['wechat'] }]);
  await world.addAccounts(['weibo', 'bound'], ['weibo', 'free'], ['weibo', 'free too'], ['portal', 'p']);
  world.platform.sight.set('bound', { outcome: 'unauthorised', retryAfterMs: null });
  await world.lookAtDue();
  const { id } = await issuePolicy(world);
  const { items } = await world.services.publishing.preview(id, principal('viewer', '2'));
  expect(items).toMatchObject([
    {
      platform: 'weibo',
      accounts: 3,
      publishable: 2,
      obstacles: { 'credential-refused': 1 },
      example: { accountName: '账号free', measures: [], failure: null },
    },
    {
      platform: 'portal',
      accounts: 1,
      publishable: 0,
      obstacles: { 'no-api': 1 },
      example: { measures: [], failure: null },
    },
  ]);
  expect(
    await refusalOf(world.services.publishing.preview(NOBODY as MandateId, principal('viewer', '2'))),
  ).toMatchObject({ code: 'not-found' });
});
