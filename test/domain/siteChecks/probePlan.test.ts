import fc from 'fast-check';
import { nextProbe, probesOf } from '../../../src/domain/siteChecks/probePlan';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../../src/domain/time/civil';
import { DAY_MS, MINUTE_MS, type CivilDate } from '../../../src/domain/time/instant';

const ON = '2026-09-18' as CivilDate;
const seed = fc.string({ minLength: 1, maxLength: 24 });
const visits = fc.integer({ min: 21, max: 96 });

describe('the visits of a day', () => {
  test('are as many as planned, all on that day, in order and never two at once', () => {
    fc.assert(
      fc.property(seed, visits, (site, count) => {
        const plan = probesOf(site, ON, count);
        const times = plan.map(({ at }) => at.getTime());
        expect(plan.map(({ slot }) => slot)).toEqual([...Array(count).keys()]);
        expect(plan.every(({ at }) => civilDateOf(at) === ON)).toBe(true);
        const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual((DAY_MS / count) * 0.19);
      }),
    );
  });

  test('are the same for who plans them again, and others for another site and another day', () => {
    const plan = (site: string, on: CivilDate) => probesOf(site, on, 48).map(({ at }) => at.getTime());
    expect(plan('a', ON)).toEqual(plan('a', ON));
    const ofDay = (on: CivilDate) => plan('a', on).map((time) => time - startOfCivilDate(on).getTime());
    expect(plan('a', ON)).not.toEqual(plan('b', ON));
    expect(ofDay(ON)).not.toEqual(ofDay(addCivilDays(ON, 1)));
  });

  test('come at uneven times: the gaps of a day are spread over more than a quarter of an hour', () => {
    const times = probesOf('a', ON, 48).map(({ at }) => at.getTime());
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(15 * MINUTE_MS);
  });
});

test('the next visit is the first after the instant, over midnight as well; what was missed is not made up for', () => {
  fc.assert(
    fc.property(seed, visits, fc.integer({ min: 0, max: 2 * DAY_MS }), (site, count, offset) => {
      const after = new Date(startOfCivilDate(ON).getTime() + offset);
      const days = [0, 1, 2, 3].flatMap((day) => probesOf(site, addCivilDays(ON, day), count));
      const expected = days.find(({ at }) => at > after);
      expect(nextProbe(site, after, count)).toEqual(expected);
    }),
  );
});
