import fc from 'fast-check';
import type { SiteId } from '../../../src/domain/ids';
import { settleVisits } from '../../../src/domain/siteChecks/ownTrouble';
import {
  outcomeOf,
  PROBE_REASONS,
  readProbes,
  writeProbes,
  type ProbeReason,
} from '../../../src/domain/siteChecks/probe';
import { emptyDay, withProbe, withVisit, type SiteDay } from '../../../src/domain/siteChecks/siteDay';
import { startOfCivilDate } from '../../../src/domain/time/civil';
import { MINUTE_MS, type CivilDate } from '../../../src/domain/time/instant';

const ON = '2026-09-18' as CivilDate;
const SITE = 'a'.repeat(24) as SiteId;
const visit = (place: string, reason: ProbeReason = 'no-answer') => ({
  ...{ outcome: outcomeOf(reason), reason, tookMs: 1, place },
});
const reasonsOf = (visits: readonly ReturnType<typeof visit>[], lineStands = true) =>
  settleVisits(visits, { lineStands }).map(({ reason }) => reason);
const probe = (slot: number, reason: ProbeReason = 'answered') => ({
  ...{ slot, at: new Date(startOfCivilDate(ON).getTime() + slot * 30 * MINUTE_MS), outcome: outcomeOf(reason), reason },
  tookMs: 12,
});

describe('a failed visit', () => {
  test('counts while a control address answers, and counts neither way while none does', () => {
    const visits = [visit('one'), visit('other', 'answered'), visit('third', 'answered')];
    expect(reasonsOf(visits)).toEqual(['no-answer', 'answered', 'answered']);
    expect(reasonsOf(visits, false)).toEqual(['own-line', 'answered', 'answered']);
  });

  test('together with most other places is ours, though a control address answers', () => {
    const failed = ['one', 'two', 'three'].map((place) => visit(place));
    const open = (count: number) => Array.from({ length: count }, (_, at) => visit(`open ${at}`, 'answered'));
    expect(reasonsOf([...failed, ...open(2)]).slice(0, 3)).toEqual(['many-at-once', 'many-at-once', 'many-at-once']);
    expect(reasonsOf([...failed, ...open(3)]).slice(0, 3)).toEqual(['no-answer', 'no-answer', 'no-answer']);
    expect(reasonsOf(failed.slice(1))).toEqual(['no-answer', 'no-answer']);
  });

  test('together with most other places of the last three quarters of an hour is ours, however few a round holds', () => {
    const alone = [visit('one')];
    const failed = ['two', 'three'].map((place) => visit(place));
    const open = (count: number) => Array.from({ length: count }, (_, at) => visit(`open ${at}`, 'answered'));
    const settled = (before: readonly ReturnType<typeof visit>[]) =>
      settleVisits(alone, { lineStands: true, before }).map(({ reason }) => reason);
    expect(settled([])).toEqual(['no-answer']);
    expect(settled(failed.slice(1))).toEqual(['no-answer']);
    expect(settled([...failed, ...open(2)])).toEqual(['many-at-once']);
    expect(settled([...failed, ...open(3)])).toEqual(['no-answer']);
  });

  test('together with all other sites of its one machine is theirs: none of them can be reached', () => {
    const shared = Array.from({ length: 30 }, () => visit('one machine'));
    expect(new Set(reasonsOf([...shared, visit('other', 'answered')].slice(0, 30)))).toEqual(new Set(['no-answer']));
  });
});

describe('a day of visits', () => {
  test('counts each visit once, by its place in the plan; what is unknown neither way', () => {
    const reasons: readonly ProbeReason[] = ['answered', 'no-answer', 'too-slow', 'own-line'];
    const day = reasons.reduce<SiteDay>(
      (all, reason, slot) => withProbe(all, probe(slot, reason)) ?? all,
      emptyDay(SITE, ON),
    );
    expect(day).toMatchObject({ visits: 3, failures: 2, unknown: 1 });
    expect(withProbe(day, probe(1, 'answered'))).toBeNull();
  });

  test('is read as it was written, to the minute, in less than a kilobyte', () => {
    const slot = fc.integer({ min: 0, max: 95 });
    const reason = fc.constantFrom(...PROBE_REASONS);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(slot, reason), { selector: ([at]) => at }), (given) => {
        const probes = given.map(([at, why]) => ({ ...probe(at, why), tookMs: 14_999 }));
        expect(readProbes(writeProbes(probes, ON), ON)).toEqual(probes);
      }),
    );
    const whole = Array.from({ length: 48 }, (_, at) => probe(at, 'many-at-once'));
    expect(writeProbes(whole, ON).length).toBeLessThan(1_000);
  });

  test('adds to the figures of the days before, of which the old ones are left', () => {
    const before = { on: '2026-09-10' as CivilDate, visits: 40, failures: 1, unknown: 0 };
    const first = '2026-09-11' as CivilDate;
    const days = withVisit([before], { on: ON, outcome: 'failed' }, first);
    expect(days).toEqual([{ on: ON, visits: 1, failures: 1, unknown: 0 }]);
    expect(withVisit(days, { on: ON, outcome: 'unknown' }, first)).toEqual([
      { on: ON, visits: 1, failures: 1, unknown: 1 },
    ]);
  });
});
