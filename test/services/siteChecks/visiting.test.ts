import type { SiteId } from '../../../src/domain/ids';
import { probesOf } from '../../../src/domain/siteChecks/probePlan';
import { addCivilDays, civilDateOf } from '../../../src/domain/time/civil';
import { DAY_MS, HOUR_MS, MINUTE_MS, type CivilDate } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { createDyingProcess, ProcessDied } from '../dyingProcess';
import { alertHistory, bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal, type World } from '../world';
import { createTestNet, type TestNet } from './testNet';

const world = useWorld();
const OFFICE = principal('operator', '9');
let net: TestNet;
let services: Services;
beforeEach(() => {
  net = createTestNet();
  services = createServices({ ...world.deps, siteVisitor: net.visitor });
});

const urlOf = (name: string): string => `https://${name}.gov.test/`;
async function register(...names: readonly string[]): Promise<readonly SiteId[]> {
  const sites = await services.accounts.registerSites(
    names.map((key) => ({ key, unitKey: 'a', name: `${key}网站`, homeUrl: urlOf(key), identifierCode: null })),
  );
  return sites.map(({ id }) => id);
}
const run = (by: Services = services) =>
  by.siteChecks.visitDue({ owner: 'test', max: 500, signal: new AbortController().signal });
/** Lets time pass to the next planned visit of a site, and a little more. */
async function toNext(id: SiteId): Promise<void> {
  const found = await world.storage.siteChecks.byId(id, null);
  world.clock.set(new Date((found?.check.next.at.getTime() ?? 0) + 1));
}
async function daysOf(id: SiteId) {
  const today = civilDateOf(world.clock.now());
  return world.storage.siteDays.between(id, addCivilDays(today, -40), addCivilDays(today, 1));
}
const countOf = async (id: SiteId) => {
  const days = await daysOf(id);
  const sum = (of: 'visits' | 'failures' | 'unknown') => days.reduce((total, day) => total + day[of], 0);
  return [sum('visits'), sum('failures'), sum('unknown')];
};
/** So many days pass, in which a worker comes by every hour: 24 visits a day. */
async function pass(days: number, at: (now: Date) => void = () => undefined): Promise<void> {
  const end = world.clock.now().getTime() + days * DAY_MS;
  while (world.clock.now().getTime() < end) {
    world.clock.pass(HOUR_MS);
    at(world.clock.now());
    await run();
  }
}

describe('a website', () => {
  test('is visited by its plan from when it is registered: never before its time, once each time', async () => {
    const [id] = await register('a');
    expect(await run()).toEqual({ begun: 1 });
    expect(net.visited).toEqual([]);
    if (id === undefined) throw new Error('no site');
    await toNext(id);
    expect(await run()).toEqual({ visited: 1 });
    expect(await run()).toEqual({});
    expect(net.visited).toEqual([urlOf('a')]);
    expect(await countOf(id)).toEqual([1, 0, 0]);
  });

  test('is visited more than 20 times a day, at the times of the plan', async () => {
    const [id] = await register('a');
    if (id === undefined) throw new Error('no site');
    const times: number[] = [];
    net.onVisit = () => times.push(world.clock.now().getTime());
    await run();
    for (let visit = 0; visit < 96; visit += 1) {
      await toNext(id);
      await run();
    }
    const on = '2026-09-19' as CivilDate;
    const planned = probesOf(id, on, 48).map(({ at }) => at.getTime() + 1);
    expect(times.filter((time) => civilDateOf(new Date(time)) === on)).toEqual(planned);
    const whole = (await daysOf(id)).find((day) => day.on === on);
    expect([whole?.visits, whole?.probes.length]).toEqual([48, 48]);
  });

  test('that was not visited for a day is visited once when the worker is back, not as often as it was missed', async () => {
    const [id] = await register('a');
    if (id === undefined) throw new Error('no site');
    await run();
    world.clock.pass(DAY_MS);
    await run();
    await run();
    expect(await countOf(id)).toEqual([1, 0, 0]);
  });

  test('that was closed is visited no more, and nothing is held against it', async () => {
    const [id] = await register('a');
    const site = id === undefined ? null : await world.storage.sites.byId(id, null);
    if (id === undefined || site === null) throw new Error('no site');
    const filing = { plan: 'close', planBy: '2026-12-31', planDoneOn: '2026-09-18', planBasis: null } as const;
    await services.accounts.changeSite(id, { filing, reason: '关停' } as never, OFFICE);
    await run();
    world.clock.pass(DAY_MS);
    await run();
    expect(net.visited).toEqual([]);
    expect((await world.storage.siteChecks.byId(id, null))?.check.state).toBe('unknown');
    // It stands in no number and no list, and in both again once it is open.
    const numbered = async () => [
      (await services.siteChecks.counts(OFFICE)).counts.site.unknown,
      (await services.siteChecks.list({}, PAGE, OFFICE)).items.length,
      (await services.siteChecks.list({ home: 'unknown' }, PAGE, OFFICE)).items.length,
    ];
    expect(await numbered()).toEqual([0, 0, 0]);
    await services.accounts.changeSite(id, { filing: { planDoneOn: null }, reason: '恢复' } as never, OFFICE);
    world.clock.pass(DAY_MS);
    await run();
    expect(await numbered()).toEqual([1, 1, 1]);
  });

  test('whose home address is corrected begins anew: nothing that was seen of the former counts or is shown', async () => {
    const [id] = await register('a', 'b');
    if (id === undefined) throw new Error('no site');
    net.home = () => ({ signature: 'former', newestOn: '2026-09-17' as CivilDate });
    net.faults.set(urlOf('a'), 'http-error');
    await pass(9);
    expect((await services.siteChecks.show(id, OFFICE)).verdicts.availability.state).toBe('veto');
    await services.accounts.changeSite(id, { homeUrl: urlOf('new'), reason: '更正' }, OFFICE);
    net.home = () => null;
    await pass(1);
    const shown = await services.siteChecks.show(id, OFFICE);
    expect(shown.verdicts).toMatchObject({
      availability: { state: 'unknown', reason: 'too-few-visits' },
      home: { state: 'unknown', reason: 'home-not-seen' },
    });
    expect(shown.home).toEqual({ newestOn: null, changedAt: null, lastSeenAt: null });
    // Its seven whole days are not over yet.
    await pass(6);
    const { verdicts, days } = await services.siteChecks.show(id, OFFICE);
    expect(verdicts.availability.state).toBe('unknown');
    expect(days.every(({ failures }) => failures === 0)).toBe(true);
    await pass(1);
    expect((await services.siteChecks.show(id, OFFICE)).verdicts.availability.state).toBe('pass');
  });
});

describe('a visit that fails', () => {
  test('while no control address answers counts neither way, and is shown as our own trouble', async () => {
    const [id] = await register('a', 'b');
    if (id === undefined) throw new Error('no site');
    net.lineStands = false;
    net.controlsAnswer = false;
    await run();
    world.clock.pass(HOUR_MS);
    await run();
    expect(await countOf(id)).toEqual([0, 0, 1]);
    const { items } = await services.siteChecks.visits(id, null, OFFICE);
    expect(items).toMatchObject([{ outcome: 'unknown', reason: 'own-line' }]);
  });

  test('while others open and a control address answers is counted', async () => {
    const [id] = await register('a', 'b');
    if (id === undefined) throw new Error('no site');
    net.faults.set(urlOf('a'), 'name-unresolved');
    await run();
    world.clock.pass(HOUR_MS);
    await run();
    expect(await countOf(id)).toEqual([1, 1, 0]);
  });
});

describe('over a week', () => {
  test('failures are warned of, become the veto, and end when the week is over: one alert, told by its figures', async () => {
    const [id] = await register('a', 'b', 'c');
    if (id === undefined) throw new Error('no site');
    await pass(8);
    const begins = world.clock.now().getTime();
    await pass(0.5, (now) => {
      if (now.getTime() < begins + 10 * HOUR_MS) net.faults.set(urlOf('a'), 'no-answer');
      else net.faults.clear();
    });
    await bringUpToDate(world);
    await pass(1);
    await bringUpToDate(world);
    const shown = await services.siteChecks.show(id, OFFICE);
    expect(shown.verdicts.availability).toMatchObject({ state: 'veto', figures: { visits: 168, hundredths: 535 } });
    expect(shown.verdicts.availability.clause?.source).toContain('国办秘函〔2019〕19号');
    expect(shown.days).toHaveLength(8);
    await pass(8);
    expect((await services.siteChecks.show(id, OFFICE)).verdicts.availability.state).toBe('pass');
    expect(await alertHistory({ ...world, services } as World)).toEqual([
      'site-warned opened',
      'site-failing changed',
      'site-failing resolved within-limits',
    ]);
    const lines = await world.storage.ledger.ofSubject(`site:${id}`, PAGE);
    const states = lines.items.filter(({ kind }) => kind === 'site-checked').map(({ from, to }) => `${from} ${to}`);
    expect(states.reverse()).toEqual(['unknown pass', 'pass warn', 'warn veto', 'veto pass']);
  });

  test('sites are counted by state, and each number lists exactly those it counts', async () => {
    await register('a', 'b', 'c');
    net.faults.set(urlOf('a'), 'http-error');
    await pass(9);
    const { counts } = await services.siteChecks.counts(OFFICE);
    expect(counts.availability).toEqual({ veto: 1, warn: 0, unknown: 0, pass: 2 });
    expect(counts.site).toEqual({ veto: 1, warn: 0, unknown: 2, pass: 0 });
    for (const state of ['veto', 'warn', 'unknown', 'pass'] as const) {
      const { items } = await services.siteChecks.list({ availability: state }, PAGE, OFFICE);
      expect(items).toHaveLength(counts.availability[state]);
    }
    const { items } = await services.siteChecks.list({}, PAGE, OFFICE);
    expect(items.map(({ name, state }) => `${name} ${state}`)[0]).toBe('a网站 veto');
  });
});

describe('two workers', () => {
  test('at once visit each site once', async () => {
    const ids = await register('a', 'b', 'c', 'd');
    const other = createServices({ ...world.deps, siteVisitor: net.visitor });
    await run();
    world.clock.pass(HOUR_MS);
    await Promise.all([run(), run(other), run(), run(other)]);
    expect([...net.visited].sort()).toEqual(['a', 'b', 'c', 'd'].map(urlOf));
    for (const id of ids) expect(await countOf(id)).toEqual([1, 0, 0]);
  });

  test('one of which lost its lease while it visited: what it saw is counted once, the other goes on', async () => {
    const [id] = await register('a');
    if (id === undefined) throw new Error('no site');
    const other = createServices({ ...world.deps, siteVisitor: createTestNet().visitor });
    await run();
    await toNext(id);
    let late: Promise<unknown> = Promise.resolve();
    net.onVisit = () => {
      // The lease ends in the middle of the visit, and another worker takes over.
      world.clock.pass(11 * MINUTE_MS);
      late = run(other);
    };
    await run();
    await late;
    expect(await countOf(id)).toEqual([1, 0, 0]);
  });
});

test('killed at any call and gone on with, every visit is counted once and the site goes on by its plan', async () => {
  const counted = new Set<number>();
  for (let atCall = 1; ; atCall += 1) {
    const key = `k${atCall}`;
    const [id] = await register(key);
    if (id === undefined) throw new Error('no site');
    await run();
    await toNext(id);
    net.faults.clear();
    net.faults.set(urlOf(key), 'no-answer');
    const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
    const died = await run(createServices({ ...world.deps, storage: dying.storage, siteVisitor: net.visitor })).then(
      () => false,
      (error: unknown) => error instanceof ProcessDied,
    );
    world.clock.pass(11 * MINUTE_MS);
    // By now it opens: what was counted before the kill stays, and what is judged by is what was counted.
    net.faults.clear();
    await run();
    const [visits, failures = 0, unknown] = await countOf(id);
    expect([atCall, visits, unknown]).toEqual([atCall, 1, 0]);
    counted.add(failures);
    const check = (await world.storage.siteChecks.byId(id, null))?.check;
    expect(check?.recent.map((day) => [day.visits, day.failures])).toEqual([[1, failures]]);
    expect(check?.next.at.getTime()).toBeGreaterThan(world.clock.now().getTime());
    if (!died && !dying.isDead()) {
      expect(atCall).toBeGreaterThan(5);
      // Killed before it was counted, and after.
      expect([...counted].sort()).toEqual([0, 1]);
      return;
    }
  }
});

test('a unit sees its own sites, their numbers and nothing of a sibling', async () => {
  const [id] = await register('a');
  await services.accounts.registerSites([
    { key: 'b', unitKey: 'b', name: '乙镇网站', homeUrl: urlOf('b'), identifierCode: null },
  ]);
  await run();
  const sibling = principal('officer', '3', world.unitB);
  const { items } = await services.siteChecks.list({}, PAGE, sibling);
  expect(items.map(({ name }) => name)).toEqual(['乙镇网站']);
  expect((await services.siteChecks.counts(sibling)).counts.site).toMatchObject({ unknown: 1 });
  if (id === undefined) throw new Error('no site');
  await expect(services.siteChecks.show(id, sibling)).rejects.toMatchObject({ code: 'not-found' });
  await expect(services.siteChecks.visits(id, null, sibling)).rejects.toMatchObject({ code: 'not-found' });
});
