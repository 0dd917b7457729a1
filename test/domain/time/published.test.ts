import type { CivilDate, PublishedAt } from '../../../src/domain/time/instant';
import { compare, dayOf, earliestOf, latestOf } from '../../../src/domain/time/published';

const exact = (at: string): PublishedAt => ({ precision: 'instant', at: new Date(at), original: at });
const day = (on: string): PublishedAt => ({ precision: 'day', on: on as CivilDate, original: on });

describe('the bounds of a publication time', () => {
  test('of an exact time are that time', () => {
    const published = exact('2026-09-17T16:00:00.000Z');
    expect([earliestOf(published), latestOf(published), dayOf(published)]).toEqual([
      new Date('2026-09-17T16:00:00.000Z'),
      new Date('2026-09-17T16:00:00.000Z'),
      '2026-09-18',
    ]);
  });

  test('of a date are its first instant and, exclusive, the first of the next day', () => {
    const published = day('2026-09-18');
    expect([earliestOf(published), latestOf(published), dayOf(published)]).toEqual([
      new Date('2026-09-17T16:00:00.000Z'),
      new Date('2026-09-18T16:00:00.000Z'),
      '2026-09-18',
    ]);
  });
});

describe('compare', () => {
  test('orders by the earliest instant, then by the latest', () => {
    const sorted = [
      day('2026-09-19'),
      exact('2026-09-18T03:00:00Z'),
      day('2026-09-18'),
      exact('2026-09-17T16:00:00Z'),
    ].sort(compare);
    expect(sorted.map(({ original }) => original)).toEqual([
      '2026-09-17T16:00:00Z',
      '2026-09-18',
      '2026-09-18T03:00:00Z',
      '2026-09-19',
    ]);
  });
});
