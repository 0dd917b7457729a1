import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { CaseId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { useWorld } from './useWorld';
import { PACK, PAGE, principal, SETTINGS } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const ADMINISTRATOR = principal('administrator', '1');
const OPERATOR = principal('operator', '2');

const post = (daysAgo: number): void => {
  const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
  world.platform.publishByHand('w', {
    title: `发布于${daysAgo}天前`,
    url: `https://weibo.test/${daysAgo}`,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
};
const theCase = async (): Promise<Case> => {
  const { id } = (await world.account('w')).account;
  const [shutdownCase] = (await world.storage.cases.list({ accountId: id }, PAGE, null)).items;
  if (shutdownCase === undefined) throw new Error('no case');
  return shutdownCase;
};
const take = async (event: CaseEvent, who: Principal = OPERATOR, note = '已核实'): Promise<void> =>
  world.services.cases.takeCaseStep({ caseId: (await theCase()).id, event, note }, who);
async function silentAccount(daysAgo: number): Promise<void> {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'successor']);
  post(daysAgo);
  await world.lookAtDue();
  await world.services.cases.actDue(10);
}
async function filedAccount(): Promise<void> {
  await silentAccount(31);
  await take('propose-shutdown');
  await take('approve', ADMINISTRATOR);
  for (const event of ['announce', 'archive', 'cancel-on-platform', 'file'] as const) await take(event);
}
const ledgerOfAccount = async (): Promise<readonly object[]> => {
  while ((await world.storage.outbox.relay(500)) > 0);
  const { id } = (await world.account('w')).account;
  return (await world.storage.ledger.ofSubject(`account:${id}`, PAGE)).items.filter(
    ({ kind }) => kind === 'account-changed',
  );
};
const findings = async (): Promise<string[]> =>
  (await world.storage.findings.list((await world.account('w')).account.id, PAGE)).items
    .map(({ kind, state }) => `${kind} ${state}`)
    .sort();

describe('what a silent account is found for', () => {
  test('says the rule, its clause, when the limit was crossed, and by which post and look', async () => {
    await silentAccount(15);
    const { account, facts } = await world.account('w');
    const crossedAt = new Date(world.clock.now().getTime() - DAY_MS);
    expect((await world.storage.findings.list(account.id, PAGE)).items).toMatchObject([
      {
        kind: 'silent',
        ruleId: 'silence',
        clause: { source: '国办秘函〔2019〕19号' },
        subject: account.id,
        occurredAt: crossedAt,
        noticedAt: world.clock.now(),
        detail: 'silence-breach',
        evidence: { url: 'https://weibo.test/15', lookId: facts.lastSightLookId, excerpt: null },
      },
    ]);
    expect(await theCase()).toMatchObject({ occurredAt: crossedAt, openedAt: world.clock.now() });
  });

  test('an account that is only slow again closes its case and its silence, and is found slow', async () => {
    const services = createServices({ ...world.deps, settings: { ...SETTINGS, packs: [PACK] } });
    const look = () => services.accounts.collectDue({ owner: 't', max: 10, signal });
    await world.addAccounts(['weibo', 'w']);
    post(15);
    await look();
    expect(await findings()).toEqual(['silent open']);
    world.clock.pass(HOUR_MS);
    post(0);
    await look();
    expect(await findings()).toEqual(['silent closed', 'slow open']);
    expect(await theCase()).toMatchObject({ state: 'closed', closeReason: 'recovered' });
  });

  test('dismissed by a person, leaves what the account is found slow for as it was', async () => {
    const services = createServices({ ...world.deps, settings: { ...SETTINGS, packs: [PACK] } });
    const look = () => services.accounts.collectDue({ owner: 't', max: 10, signal });
    await world.addAccounts(['weibo', 'w']);
    post(5);
    await look();
    world.clock.pass(10 * DAY_MS);
    await look();
    expect(await findings()).toEqual(['silent open', 'slow open']);
    const [silent] = await world.storage.findings.openFor((await world.account('w')).account.id, 'silent');
    if (silent === undefined) throw new Error('no finding');
    await services.findings.dismiss(silent.id, { reason: '维护', ownWordsUntil: null }, OPERATOR);
    world.clock.pass(HOUR_MS);
    await look();
    await services.accounts.judgeDue(10);
    expect((await world.account('w')).verdict?.reason).toBe('finding-dismissed');
    expect(await findings()).toEqual(['silent dismissed', 'slow open']);
  });

  test('stays found while the account cannot be seen, and its case stays with it', async () => {
    await silentAccount(15);
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.pass(4 * DAY_MS);
    await world.lookAtDue();
    await world.services.accounts.judgeDue(10);
    expect((await world.account('w')).verdict?.kind).toBe('unknown');
    expect(await findings()).toEqual(['silent open']);
    expect((await theCase()).state).toBe('reminded');
  });
});

test("one account's dismissed case is not opened again because another account has a newer one", async () => {
  await silentAccount(15);
  await world.addAccounts(['weibo', 'other']);
  world.platform.publishByHand('other', {
    title: '旧文',
    publishedAt: { precision: 'instant', at: new Date(world.clock.now().getTime() - 20 * DAY_MS), original: '' },
  });
  await take('dismiss');
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
  const { id } = (await world.account('w')).account;
  expect((await world.storage.cases.list({ accountId: id }, PAGE, null)).items.map(({ state }) => state)).toEqual([
    'closed',
  ]);
  const [newest] = (await world.storage.cases.list({}, PAGE, null)).items;
  expect(newest?.accountId).toBe((await world.account('other')).account.id);
});

describe('posts seen', () => {
  test('close the case dated by the post, with its address as the note', async () => {
    await silentAccount(15);
    world.clock.pass(2 * HOUR_MS);
    post(1 / 24);
    await world.lookAtDue();
    expect((await theCase()).steps.at(-1)).toMatchObject({
      event: 'posts-seen',
      occurredAt: new Date(world.clock.now().getTime() - HOUR_MS),
      recordedAt: world.clock.now(),
      note: `https://weibo.test/${1 / 24}`,
    });
  });

  test('of before the account was cancelled revive nothing', async () => {
    await filedAccount();
    world.clock.pass(2 * DAY_MS);
    post(3);
    await world.lookAtDue();
    expect((await theCase()).state).toBe('filed');
    expect((await world.account('w')).account.status).toBe('cancelled');
  });

  test('between the cancellation and the filing revive it once it is filed', async () => {
    await silentAccount(31);
    await take('propose-shutdown');
    await take('approve', ADMINISTRATOR);
    for (const event of ['announce', 'archive', 'cancel-on-platform'] as const) await take(event);
    world.clock.pass(2 * DAY_MS);
    post(1);
    await take('file');
    await world.lookAtDue();
    expect((await theCase()).state).toBe('noticed');
  });

  test('after it revive the account first, and the ledger says for which case', async () => {
    await filedAccount();
    world.clock.pass(2 * DAY_MS);
    post(1);
    await world.lookAtDue();
    const { id, steps } = await theCase();
    expect(steps.at(-1)).toMatchObject({
      event: 'revived',
      from: 'filed',
      to: 'noticed',
      note: 'https://weibo.test/1',
    });
    expect(await ledgerOfAccount()).toMatchObject([
      { from: 'cancelled', to: 'revived', reason: 'revived', data: { caseId: id } },
      { from: 'active', to: 'cancelled', reason: 'cancelled', data: { caseId: id } },
    ]);
  });
});

describe('a step by a person', () => {
  test('gives ten working days to rectify, again when a proposal is rejected', async () => {
    await silentAccount(15);
    await take('order-rectification');
    expect((await theCase()).rectifyBy).toEqual(new Date('2026-10-08T16:00:00Z'));
    world.clock.set(new Date('2026-10-08T17:00:00Z'));
    await world.lookAtDue();
    await world.services.cases.actDue(10);
    await take('propose-shutdown');
    await take('reject', ADMINISTRATOR);
    // From Friday the 9th; Saturday the 10th is a make-up day.
    expect(await theCase()).toMatchObject({ state: 'rectifying', rectifyBy: new Date('2026-10-22T16:00:00Z') });
  });

  test('that ends the duty marks the account once, though it is taken again after a kill', async () => {
    await silentAccount(31);
    await take('propose-shutdown');
    await take('approve', ADMINISTRATOR);
    await take('announce');
    await take('archive');
    const { move } = world.storage.cases;
    Object.assign(world.storage.cases, { move: () => Promise.reject(new Error('killed')) });
    await expect(take('cancel-on-platform')).rejects.toThrow('killed');
    Object.assign(world.storage.cases, { move });
    expect((await world.account('w')).account.status).toBe('cancelled');
    await take('cancel-on-platform');
    expect(await ledgerOfAccount()).toHaveLength(1);
  });

  test('that somebody else was quicker with is a conflict, and is not told as taken', async () => {
    await silentAccount(15);
    const { move } = world.storage.cases;
    Object.assign(world.storage.cases, { move: () => Promise.resolve(false) });
    await expect(take('order-rectification')).rejects.toMatchObject({
      code: 'conflict',
      message: '案件刚刚被他人推进。',
    });
    Object.assign(world.storage.cases, { move });
    expect((await theCase()).state).toBe('reminded');
  });

  test('is refused in words that say what to do', async () => {
    await silentAccount(31);
    const refused = (event: CaseEvent, who?: Principal, note?: string) =>
      take(event, who, note).catch((error: unknown) => error);
    expect(await refused('dismiss', OPERATOR, ' ')).toMatchObject({ field: 'note', message: '请写明理由。' });
    expect(await refused('announce')).toMatchObject({ code: 'conflict', message: '案件当前状态下没有这一步骤。' });
    expect(await refused('remind', principal('viewer', '3'))).toMatchObject({ message: '您的角色不能办理这一步骤。' });
    expect(await refused('posts-seen')).toMatchObject({ message: '这一步骤在当前情况下不能由人办理。' });
    expect(await refused('propose-integration')).toMatchObject({
      field: 'successorAccountId',
      message: '请指定承接账号。',
    });
    await take('propose-shutdown', ADMINISTRATOR);
    expect(await refused('approve', ADMINISTRATOR)).toMatchObject({
      code: 'self-approval',
      message: '不能审批自己提出的关停或整合建议。',
    });
    await filedFromProposed();
    await expect(
      world.services.cases.takeCaseStep({ caseId: 'f'.repeat(24) as CaseId, event: 'remind', note: '' }, OPERATOR),
    ).rejects.toMatchObject({ code: 'not-found', message: '没有找到案件。' });
  });

  async function filedFromProposed(): Promise<void> {
    await take('approve', principal('administrator', '9'));
    for (const event of ['announce', 'archive', 'cancel-on-platform', 'file'] as const) await take(event);
  }

  test('may not hand an account over to itself, to a stopped one, or to one outside the scope', async () => {
    await silentAccount(31);
    const propose = async (externalId: string, who: Principal = OPERATOR): Promise<unknown> =>
      world.services.cases
        .takeCaseStep(
          {
            caseId: (await theCase()).id,
            event: 'propose-integration',
            note: '并入',
            extra: { successorAccountId: (await world.account(externalId)).account.id },
          },
          who,
        )
        .catch((error: unknown) => error);
    await world.addAccounts(['weibo', 'elsewhere', 'b']);
    await world.services.accounts.registerAccounts([
      {
        unitKey: 'a',
        platform: 'weibo',
        externalId: 'stopped',
        name: '停用',
        homeUrl: 'https://weibo.test/stopped',
        columnClass: 'account',
        region: '',
        status: 'stopped',
        openedAt: null,
        settings: {},
        credential: null,
      },
    ]);
    expect(await propose('w')).toMatchObject({ message: '请指定承接账号。' });
    expect(await propose('stopped')).toMatchObject({ message: '承接账号不存在或已停用。' });
    expect(await propose('elsewhere', principal('operator', '4', world.unitA))).toMatchObject({
      field: 'successorAccountId',
    });
    expect(await propose('elsewhere')).toBeUndefined();
  });
});
