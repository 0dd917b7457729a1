import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { alertHistory, alertKinds, bringUpToDate, openAlerts } from './fixtures';
import { useWorld } from './useWorld';
import { PACK, PAGE, principal, SETTINGS, START } from './world';

const world = useWorld();
const signal = new AbortController().signal;

const findings = async (externalId: string): Promise<string[]> =>
  (await world.storage.findings.list((await world.account(externalId)).account.id, PAGE)).items
    .map(({ kind, state }) => `${kind} ${state}`)
    .sort();
const casesOf = async (externalId: string): Promise<string[]> =>
  (await world.storage.cases.list({ accountId: (await world.account(externalId)).account.id }, PAGE, null)).items.map(
    ({ state }) => state,
  );

describe('judging', () => {
  const published = (daysAgo: number): void => {
    const at = new Date(world.clock.now().getTime() - daysAgo * DAY_MS);
    world.platform.publishByHand('w', {
      title: `发布于${daysAgo}天前`,
      publishedAt: { precision: 'instant', at, original: at.toISOString() },
    });
  };

  test('warns at each level, and turns silent at the limit itself with finding, case and clause', async () => {
    await world.addAccounts(['weibo', 'w']);
    published(0);
    const seen: string[] = [];
    for (let days = 0; days <= 14; days += 1) {
      await world.lookAtDue();
      await bringUpToDate(world);
      const { verdict } = await world.account('w');
      if (verdict !== null)
        seen.push(`${verdict.kind} ${verdict.provenSilenceMs === null ? '' : verdict.provenSilenceMs / DAY_MS}`);
      world.clock.pass(DAY_MS);
    }
    expect(seen.slice(6)).toEqual([
      'fine 6',
      'warned 7',
      'warned 8',
      'warned 9',
      'warned 10',
      'warned 11',
      'warned 12',
      'warned 13',
      'silent 14',
    ]);
    expect(await findings('w')).toEqual(['silent open']);
    const [shutdownCase] = (await world.storage.cases.list({}, PAGE, null)).items;
    expect(shutdownCase).toMatchObject({
      state: 'noticed',
      occurredAt: new Date(new Date(START).getTime() + 14 * DAY_MS),
    });
    // One alert from the first warning to the breach; each limit crossed is dated by the rule.
    const told = await world.storage.alerts.since(0, 50, null);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    const crossings = told.map(
      ({ kind, occurredAt }) => `${kind} ${(occurredAt.getTime() - Date.parse(START)) / DAY_MS}`,
    );
    expect([...new Set(crossings)]).toEqual([
      'account-warned 7',
      'account-warned 10',
      'account-warned 12',
      'account-silent 14',
    ]);
  });

  test('posts seen close finding and case', async () => {
    await world.addAccounts(['weibo', 'w']);
    published(15);
    await world.lookAtDue();
    expect(await casesOf('w')).toEqual(['noticed']);
    expect(await openAlerts(world)).toMatchObject([{ kind: 'account-silent', severity: 'critical' }]);
    published(0);
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect(await findings('w')).toEqual(['silent closed']);
    expect(await casesOf('w')).toEqual(['closed']);
    expect(await alertHistory(world)).toEqual(['account-silent opened', 'account-silent resolved updated']);
  });

  test('mends a silent verdict whose finding and case were never opened', async () => {
    await world.addAccounts(['weibo', 'w']);
    published(15);
    const broken = {
      ...world.storage,
      findings: { ...world.storage.findings, open: () => Promise.reject(new Error('no store')) },
    };
    await expect(
      createServices({ ...world.deps, storage: broken }).accounts.collectDue({ owner: 'x', max: 1, signal }),
    ).rejects.toThrow('no store');
    expect((await world.account('w')).verdict?.kind).toBe('silent');
    expect(await casesOf('w')).toEqual([]);
    world.clock.pass(30 * MINUTE_MS);
    await world.lookAtDue();
    expect(await findings('w')).toEqual(['silent open']);
    expect(await casesOf('w')).toEqual(['noticed']);
  });

  test('a case that a person dismissed is not opened again for the same silence', async () => {
    await world.addAccounts(['weibo', 'w']);
    published(15);
    await world.lookAtDue();
    const [shutdownCase] = (await world.storage.cases.list({}, PAGE, null)).items;
    if (shutdownCase === undefined) throw new Error('no case');
    await world.services.cases.takeCaseStep(
      { caseId: shutdownCase.id, event: 'dismiss', note: '账号由上级合并中' },
      principal('operator', '1'),
    );
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    expect(await casesOf('w')).toEqual(['closed']);
  });

  test('slow is a finding without a case, and ends when the gap leaves the window', async () => {
    const rules = PACK.rules.map((rule) =>
      rule.kind === 'slow' ? { ...rule, measure: { by: 'gap', maxGapHours: 72, windowDays: 7 } as const } : rule,
    );
    const services = createServices({ ...world.deps, settings: { ...SETTINGS, packs: [{ ...PACK, rules }] } });
    await world.addAccounts(['weibo', 'w']);
    published(5);
    published(0);
    await services.accounts.collectDue({ owner: 'x', max: 1, signal });
    expect((await world.account('w')).verdict).toMatchObject({ kind: 'slow', reason: 'gap-too-long' });
    expect(await findings('w')).toEqual(['slow open']);
    expect(await casesOf('w')).toEqual([]);
    for (let days = 0; days < 8; days += 1) {
      world.clock.pass(DAY_MS);
      published(0);
      await services.accounts.collectDue({ owner: 'x', max: 1, signal });
    }
    expect((await world.account('w')).verdict?.kind).toBe('fine');
    expect(await findings('w')).toEqual(['slow closed']);
  });
});

describe('incidents', () => {
  test('many accounts blinded by one cause are one alert, and their own alerts are folded', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `w${index}`);
    await world.addAccounts(...names.map((name) => ['weibo', name] as const));
    await world.lookAtDue();
    for (const name of names) world.platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
    world.clock.pass(2 * DAY_MS + HOUR_MS);
    await world.lookAtDue();
    expect(await world.services.alerts.incidents()).toEqual({ opened: 1, closed: 0 });
    expect(await world.services.alerts.incidents()).toEqual({ opened: 0, closed: 0 });
    const before = (await alertKinds(world)).filter((kind) => kind === 'account-unknown').length;
    // A seventh account goes blind during the incident: the ledger has it, the alerts do not.
    await world.addAccounts(['weibo', 'late']);
    await world.lookAtDue();
    world.platform.sight.set('late', { outcome: 'unreachable', retryAfterMs: null });
    world.clock.pass(2 * DAY_MS + SECOND_MS);
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    expect((await world.account('late')).verdict?.kind).toBe('unknown');
    expect((await alertKinds(world)).filter((kind) => kind === 'account-unknown')).toHaveLength(before);
    const { account } = await world.account('late');
    expect(
      (await world.storage.ledger.ofSubject(`account:${account.id}`, PAGE)).items.some(
        ({ kind, to }) => kind === 'verdict-changed' && to === 'unknown',
      ),
    ).toBe(true);
    for (const name of [...names, 'late']) world.platform.sight.delete(name);
    world.clock.pass(DAY_MS);
    await world.lookAtDue();
    expect(await world.services.alerts.incidents()).toEqual({ opened: 0, closed: 1 });
    expect(await alertHistory(world)).toContain('source-incident resolved incident-over');
    expect(await openAlerts(world, 'account-unknown')).toEqual([]);
  });

  test('when it is over, whoever went blind for it is looked at soon instead of at the end of a long back-off', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `w${index}`);
    await world.addAccounts(...names.map((name) => ['weibo', name] as const));
    for (const name of names) world.platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
    for (let round = 0; round < 6; round += 1) {
      await world.lookAtDue();
      world.clock.pass(5 * HOUR_MS);
    }
    await world.lookAtDue();
    await world.services.alerts.incidents();
    const backedOff = (await world.account('w11')).nextLookAt.getTime() - world.clock.now().getTime();
    expect(backedOff).toBeGreaterThan(HOUR_MS);
    for (const name of names) world.platform.sight.delete(name);
    world.clock.pass(15 * MINUTE_MS);
    for (const name of names.slice(0, 10))
      await world.services.accounts.collectNow((await world.account(name)).account.id, principal('administrator', '1'));
    await world.lookAtDue();
    expect(await world.services.alerts.incidents()).toEqual({ opened: 0, closed: 1 });
    expect((await world.account('w11')).nextLookAt.getTime() - world.clock.now().getTime()).toBeLessThanOrEqual(
      MINUTE_MS,
    );
  });
});
