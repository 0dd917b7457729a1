import { assessPost } from '../../../src/domain/accounts/assessPost';
import type { CivilDate, PublishedAt } from '../../../src/domain/time/instant';

const seenAt = new Date('2026-09-18T02:00:00.000Z');
const after = (ms: number): PublishedAt => ({
  precision: 'instant',
  at: new Date(seenAt.getTime() + ms),
  original: '',
});
const day = (on: string): PublishedAt => ({ precision: 'day', on: on as CivilDate, original: on });
const TEN_MINUTES = 600_000;

describe('assessPost', () => {
  test('counts a past post at its own time', () => {
    expect(assessPost({ publishedAt: after(-1) }, seenAt)).toEqual({
      countedAt: new Date(seenAt.getTime() - 1),
      standing: 'counted',
    });
  });

  test.each([[1], [TEN_MINUTES - 1], [TEN_MINUTES]])(
    'forgives a clock %i ms ahead and counts the post as seen now',
    (ms) => {
      expect(assessPost({ publishedAt: after(ms) }, seenAt)).toEqual({ countedAt: seenAt, standing: 'counted' });
    },
  );

  test('flags a date one millisecond beyond the tolerance and keeps it as it stands', () => {
    expect(assessPost({ publishedAt: after(TEN_MINUTES + 1) }, seenAt)).toEqual({
      countedAt: new Date(seenAt.getTime() + TEN_MINUTES + 1),
      standing: 'future-dated',
    });
  });

  test('counts a date alone as the last millisecond of that day', () => {
    expect(assessPost({ publishedAt: day('2026-09-17') }, seenAt)).toEqual({
      countedAt: new Date('2026-09-17T15:59:59.999Z'),
      standing: 'counted',
    });
  });

  test("counts today's date as seen now, because it cannot be later", () => {
    expect(assessPost({ publishedAt: day('2026-09-18') }, seenAt)).toEqual({ countedAt: seenAt, standing: 'counted' });
  });

  test("flags tomorrow's date, except in the last ten minutes before midnight", () => {
    expect(assessPost({ publishedAt: day('2026-09-19') }, seenAt).standing).toBe('future-dated');
    expect(assessPost({ publishedAt: day('2026-09-19') }, new Date('2026-09-18T15:49:59.999Z')).standing).toBe(
      'future-dated',
    );
    expect(assessPost({ publishedAt: day('2026-09-19') }, new Date('2026-09-18T15:50:00.000Z')).standing).toBe(
      'counted',
    );
  });
});
