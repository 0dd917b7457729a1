import type { AccountId } from '../../src/domain/ids';
import { DAY_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Principal } from '../../src/domain/people/role';
import { createServices } from '../../src/services/index';
import { alertKinds, issuePolicy, obligationOf, theMandate, TITLE } from './fixtures';
import { useWorld } from './useWorld';
import { createTestClock, PAGE, principal, type World } from './world';

const world = useWorld({ office: 'kept' });
let viewerOfA: Principal;
let viewerOfB: Principal;
const OPERATOR = principal('operator', '1');
const ids: Record<string, AccountId> = {};

/**
 * One office for all tests of this file: unit A has a Weibo account that reposted, unit B a portal and one about to
 * cross its limit.
 */
beforeAll(async () => {
  viewerOfA = principal('viewer', '2', world.unitA);
  viewerOfB = principal('officer', '3', world.unitB);
  await world.addAccounts(['weibo', 'a1', 'a'], ['portal', 'b1', 'b'], ['wechat', 'b2', 'b']);
  const at = new Date(world.clock.now().getTime() - 13 * DAY_MS);
  world.platform.publishByHand('b2', {
    title: '十三天前',
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  });
  world.platform.publishByHand('b1', { title: '今天' });
  await issuePolicy(world, { platforms: ['weibo', 'portal'] });
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  await world.settle(3);
  await alertKinds(world);
  for (const name of ['a1', 'b1', 'b2']) ids[name] = (await world.account(name)).account.id;
});

const idOf = (name: string): AccountId => ids[name] ?? ('f'.repeat(24) as AccountId);
const notFound = { code: 'not-found' };

describe('scope', () => {
  test("lists hold only what lies under the reader's unit", async () => {
    const names = async (who: Principal): Promise<string[]> =>
      (await world.services.views.accounts({}, PAGE, who)).items.map(({ externalId }) => externalId).sort();
    expect(await names(OPERATOR)).toEqual(['a1', 'b1', 'b2']);
    expect(await names(viewerOfA)).toEqual(['a1']);
    expect(await names(viewerOfB)).toEqual(['b1', 'b2']);
    expect(
      (await world.services.views.obligations({}, PAGE, viewerOfA)).items.map(({ accountName }) => accountName),
    ).toEqual(['账号a1']);
    expect((await world.services.views.jobs({}, PAGE, viewerOfB)).items).toEqual([]);
    expect((await world.services.views.jobs({}, PAGE, viewerOfA)).items).toHaveLength(1);
    expect((await world.services.views.units(viewerOfA)).items.map(({ name }) => name)).toEqual(['甲局']);
    const alerts = (await world.services.views.alerts({}, PAGE, viewerOfA)).items;
    expect(alerts.some(({ subject }) => subject.accountId === idOf('b1'))).toBe(false);
    // What lies in several units shows each reader their own part.
    expect(alerts.find(({ kind }) => kind === 'mandate-progress')?.figures).toMatchObject({ done: 1, total: 1 });
    const all = (await world.services.views.alerts({}, PAGE, OPERATOR)).items;
    expect(all.find(({ kind }) => kind === 'mandate-progress')?.figures).toMatchObject({ done: 1, total: 2 });
  });

  test('a single thing outside it is not found, as if it did not exist', async () => {
    const { views } = world.services;
    const obligation = await obligationOf(world, 'a1');
    const job = await world.storage.publishJobs.byObligation(obligation.id);
    await expect(views.account(idOf('a1'), viewerOfB)).rejects.toMatchObject(notFound);
    for (const list of [views.posts, views.looks, views.findings])
      await expect(list(idOf('a1'), PAGE, viewerOfB)).rejects.toMatchObject(notFound);
    await expect(views.obligation(obligation.id, viewerOfB)).rejects.toMatchObject(notFound);
    await expect(views.job(job?.id ?? (obligation.id as never), viewerOfB)).rejects.toMatchObject(notFound);
    await expect(world.services.accounts.collectNow(idOf('a1'), viewerOfB)).rejects.toMatchObject(notFound);
    await expect(world.services.accounts.collectNow(idOf('a1'), viewerOfA)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await views.job(job?.id ?? (obligation.id as never), viewerOfA)).obligationId).toBe(obligation.id);
  });

  test('a mandate counts for each reader the accounts of their own', async () => {
    const { id } = await theMandate(world);
    const progress = async (who: Principal): Promise<unknown> => {
      const {
        total,
        progress: { done, manual },
        nextAction,
      } = await world.services.views.mandate(id, who);
      return { total, done, manual, nextAction };
    };
    expect(await progress(OPERATOR)).toEqual({ total: 2, done: 1, manual: 1, nextAction: 'do-manual-tasks' });
    expect(await progress(viewerOfA)).toEqual({ total: 1, done: 1, manual: 0, nextAction: 'none' });
    expect(await progress(viewerOfB)).toEqual({ total: 1, done: 0, manual: 1, nextAction: 'do-manual-tasks' });
  });

  test('the ledger is for administrators of the whole office', async () => {
    await expect(world.services.views.ledger(0, 10, OPERATOR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      world.services.views.ledger(0, 10, principal('administrator', '4', world.unitA)),
    ).rejects.toMatchObject(notFound);
    expect(await world.services.views.ledger(0, 10, principal('administrator', '4'))).toHaveLength(10);
  });

  test('acknowledging is bound to the scope, and is done once', async () => {
    const [alert] = (await world.services.views.alerts({ accountId: idOf('b1') }, PAGE, OPERATOR)).items;
    const id = alert?.id as Parameters<World['services']['alerts']['acknowledge']>[0];
    await expect(world.services.alerts.acknowledge(id, principal('officer', '5', world.unitA))).rejects.toMatchObject(
      notFound,
    );
    await expect(world.services.alerts.acknowledge(id, principal('viewer', '5'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await world.services.alerts.acknowledge(id, viewerOfB)).toBe('acknowledged');
    expect(await world.services.alerts.acknowledge(id, OPERATOR)).toBe('already');
    expect(
      (await world.services.views.alerts({ accountId: idOf('b1'), state: 'acknowledged' }, PAGE, OPERATOR)).items[0]
        ?.acknowledged?.name,
    ).toBe(viewerOfB.name);
  });
});

describe('what is shown', () => {
  test('an obligation shows its evidence, its job and its history', async () => {
    const view = await world.services.views.obligation((await obligationOf(world, 'a1')).id, OPERATOR);
    expect(view).toMatchObject({
      group: 'done',
      state: 'fulfilled',
      onTime: true,
      unitName: '甲局',
      policyTitle: TITLE,
      evidence: { basis: 'receipt-id', title: TITLE, published: { precision: 'instant' } },
      job: { state: 'published' },
      draft: { title: TITLE },
    });
    expect(view.history.map(({ to }) => to).reverse()).toEqual(['ready', 'publishing', 'submitted', 'fulfilled']);
  });

  test('a deadline shows the days that were counted', async () => {
    const { deadline } = await world.services.views.mandate((await theMandate(world)).id, OPERATOR);
    expect(deadline).toMatchObject({
      dueBy: '2026-09-20T16:00:00.000Z',
      provisional: false,
      limit: { workingDays: 1 },
    });
    expect(deadline.days).toEqual([
      { date: '2026-09-19', working: false, name: '周末' },
      { date: '2026-09-20', working: true, name: '调休补班' },
    ]);
  });

  test('an account shows every day it was seen, also those without a post, and none after the last sight', async () => {
    const { daily } = await world.services.views.account(idOf('b2'), OPERATOR);
    expect(daily).toHaveLength(60);
    expect(daily.at(-1)).toEqual({ date: '2026-09-18', count: 0, working: true, dayName: '工作日' });
    expect(daily.find(({ date }) => date === '2026-09-05')).toMatchObject({ count: 1, working: false });
    const later = createServices({
      ...world.deps,
      clock: { now: () => new Date(world.clock.now().getTime() + 3 * DAY_MS) },
    });
    expect((await later.views.account(idOf('b2'), OPERATOR)).daily.at(-1)?.date).toBe('2026-09-18');
  });

  test('accounts about to cross their limit are found by the hours left', async () => {
    const soon = async (breachWithinHours: number): Promise<string[]> =>
      (await world.services.views.accounts({ breachWithinHours }, PAGE, OPERATOR)).items.map(
        ({ externalId }) => externalId,
      );
    expect(await soon(23)).toEqual([]);
    expect(await soon(25)).toEqual(['b2']);
  });

  test('a person sees what they may do', async () => {
    const registered = await world.services.people.register(
      { username: 'paul', name: '保罗', role: 'officer', unitId: world.unitA, password: null, disabled: false },
      'system',
    );
    expect(
      await world.services.views.me({
        ...viewerOfA,
        personId: registered.id as Principal['personId'],
        role: 'officer',
      }),
    ).toMatchObject({
      username: 'paul',
      unitName: '甲局',
      actions: [
        'read',
        'account.collect',
        'alert.acknowledge',
        'obligation.confirm-manual',
        'reminder.send',
        'own-post.draft',
        'review.take',
        'file.upload',
        'submission.write',
        'duty.write',
      ],
    });
  });

  test('alerts come after any number, in order', async () => {
    const all = await world.services.views.alertsSince(0, 100, OPERATOR);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect((await world.services.views.alertsSince(1, 2, OPERATOR)).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(await world.services.views.lastSeq()).toBe(all.length);
  });
});

describe('summary', () => {
  test('counts what the reader sees', async () => {
    const summary = await world.services.views.summary(OPERATOR);
    expect(summary).toMatchObject({
      accounts: 3,
      units: 3,
      verdicts: { fine: 2, warned: 1, silent: 0, unknown: 0, unjudged: 0, improper: 0 },
      breachingSoon: { total: 1, accounts: [{ externalId: 'b2' }] },
      mandates: [{ title: TITLE, total: 2 }],
      jobs: { published: 1 },
      sourceHealth: { postsLastDay: 2, policySources: [{ lastOutcome: 'items' }] },
    });
    expect(await world.services.views.summary(viewerOfA)).toMatchObject({
      accounts: 1,
      units: 1,
      verdicts: { fine: 1, warned: 0 },
      breachingSoon: { total: 0 },
      jobs: {},
    });
  });

  test('is made once for all who ask within a second, and anew for another scope or a second later', async () => {
    let made = 0;
    const countByVerdict: World['storage']['accounts']['countByVerdict'] = (scope) => {
      made += 1;
      return world.storage.accounts.countByVerdict(scope);
    };
    const clock = createTestClock('2026-09-18T03:00:00Z');
    const services = createServices({
      ...world.deps,
      clock,
      storage: { ...world.storage, accounts: { ...world.storage.accounts, countByVerdict } },
    });
    await Promise.all(Array.from({ length: 5 }, () => services.views.summary(OPERATOR)));
    clock.pass(SECOND_MS - 1);
    await services.views.summary(principal('viewer', '6'));
    expect(made).toBe(1);
    await services.views.summary(viewerOfA);
    expect(made).toBe(2);
    clock.pass(1);
    await services.views.summary(OPERATOR);
    expect(made).toBe(3);
  });

  test('a failure is not kept', async () => {
    let broken = true;
    const lastSeq = (): Promise<number> =>
      broken ? Promise.reject(new Error('no store')) : world.storage.alerts.lastSeq();
    const services = createServices({
      ...world.deps,
      storage: { ...world.storage, alerts: { ...world.storage.alerts, lastSeq } },
    });
    await expect(services.views.summary(OPERATOR)).rejects.toThrow('no store');
    broken = false;
    expect((await services.views.summary(OPERATOR)).accounts).toBe(3);
  });
});
