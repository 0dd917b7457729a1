import type { SiteId } from '../../../src/domain/ids';
import type { SiteState } from '../../../src/domain/siteChecks/siteVerdict';
import { startOfCivilDate } from '../../../src/domain/time/civil';
import { DAY_MS, HOUR_MS, type CivilDate } from '../../../src/domain/time/instant';
import { createServices } from '../../../src/services/index';
import { useWorld } from '../useWorld';
import { SETTINGS } from '../world';
import { createTestNet } from './testNet';

/** Each visit is three writes on the real store: 400 sites make 300,000 visits in a month (`npm run test:city`). */
const SITES = Number(process.env['CITY_SITES'] ?? 40);
/** So many sites fail, so many are near it, so many fail less often than is warned of; four times as many share one machine. */
const SOME = SITES / 40;

const world = useWorld();
const DAYS = 30;
/** As few visits as the rule bears: of a day that lost four of them nothing may be said. */
const VISITS = 24;
const FIRST = startOfCivilDate('2026-09-19' as CivilDate).getTime();
const urlOf = (n: number): string => `https://s${n}.gov.test/`;
/** Whether an hour of the month lies within so many from an hour of a day; days from 1. */
const within = (hour: number, day: number, [from, hours]: readonly [number, number]): boolean =>
  hour >= (day - 1) * 24 + from && hour < (day - 1) * 24 + from + hours;

/** What becomes of the sites in an hour of the month. */
const isDown = (n: number, hour: number): boolean => {
  if (n < SOME) return within(hour, 9, [n % 10, 9]);
  if (n < 2 * SOME) return within(hour, 9, [4 + (n % 10), 6]);
  if (n < 3 * SOME) return within(hour, 9, [2 + (n % 10), 4]);
  return n < 7 * SOME && within(hour, 18, [5, 9]);
};
/** And of us: the line is down, most of the net cannot be reached though the control answers, and down for long. */
const OURS = { line: [5, [8, 3]], net: [15, [13, 3]], long: [25, [2, 8]] } as const;

test(`a city of ${SITES} sites over 30 days: of our outages nobody is accused, and each of theirs is found`, async () => {
  const net = createTestNet();
  const availability = { ...SETTINGS.siteChecks.rules.availability, visitsADay: VISITS };
  const rules = { ...SETTINGS.siteChecks.rules, availability };
  const settings = { ...SETTINGS, siteChecks: { ...SETTINGS.siteChecks, rules } };
  const services = createServices({ ...world.deps, settings, siteVisitor: net.visitor });
  for (let n = 3 * SOME; n < 7 * SOME; n += 1) net.places.set(urlOf(n), 'the common platform');
  world.clock.set(new Date(FIRST - 1));
  const sites = await services.accounts.registerSites(
    Array.from({ length: SITES }, (_, n) => ({
      ...{ key: `s${n}`, unitKey: 'a', name: `网站${n}`, homeUrl: urlOf(n), identifierCode: null },
    })),
  );
  const run = () => services.siteChecks.visitDue({ owner: 'test', max: 500, signal: new AbortController().signal });
  await run();
  const numbers = new Map(sites.map(({ id }, n) => [id, n]));
  const held = new Map<SiteId, Set<SiteState>>(sites.map(({ id }) => [id, new Set()]));
  const judgedInOurs: string[] = [];
  for (let hour = 0; hour < DAYS * 24; hour += 1) {
    world.clock.set(new Date(FIRST + (hour + 1) * HOUR_MS));
    const isOurs = Object.values(OURS).some(([day, span]) => within(hour, day, span));
    net.lineStands = !isOurs;
    net.controlsAnswer = !isOurs || within(hour, ...OURS.net);
    net.faults.clear();
    for (let n = 0; n < 7 * SOME; n += 1) if (isDown(n, hour)) net.faults.set(urlOf(n), 'no-answer');
    const { changed = 0 } = await run();
    if (changed === 0) continue;
    for (const state of ['warn', 'veto'] as const)
      for (const { site } of (
        await world.storage.siteChecks.list({ availability: state }, { limit: 200, cursor: null }, null)
      ).items) {
        if (isOurs && held.get(site.id)?.has(state) === false)
          judgedInOurs.push(`${site.name} ${state} in hour ${hour}`);
        held.get(site.id)?.add(state);
      }
  }

  const numbersWith = (state: SiteState) =>
    [...held].flatMap(([id, states]) => (states.has(state) ? [numbers.get(id) ?? -1] : [])).sort((a, b) => a - b);
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  expect(numbersWith('veto')).toEqual([...range(0, SOME), ...range(3 * SOME, 7 * SOME)]);
  // On its way to the veto a site is warned of first; those that failed less often never are.
  const warned = numbersWith('warn').filter((n) => n >= SOME && (n < 3 * SOME || n >= 7 * SOME));
  expect(warned).toEqual(range(SOME, 2 * SOME));
  expect(judgedInOurs).toEqual([]);

  const dayOf = async (n: number, day: number) => {
    const on = new Date(FIRST + (day - 1) * DAY_MS + 12 * HOUR_MS).toISOString().slice(0, 10) as CivilDate;
    const [found] = await world.storage.siteDays.between(sites[n]?.id ?? ('' as SiteId), on, on);
    return [found?.visits, found?.failures, found?.unknown];
  };
  // Three visits lost to each of our outages are counted neither way; a day that lost eight proves nothing.
  expect(await dayOf(SITES - 1, 5)).toEqual([21, 0, 3]);
  expect(await dayOf(SITES - 1, 15)).toEqual([21, 0, 3]);
  expect(await dayOf(SITES - 1, 25)).toEqual([16, 0, 8]);
  expect((await world.storage.siteChecks.counts(null)).availability).toEqual({
    veto: 0,
    warn: 0,
    unknown: SITES,
    pass: 0,
  });
});
