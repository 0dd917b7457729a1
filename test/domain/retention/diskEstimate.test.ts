import fc from 'fast-check';
import { diskLevel, estimateDisk } from '../../../src/domain/retention/diskEstimate';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';

const NOW = new Date('2026-09-18T02:00:00Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const GB = 1_000_000_000;
const disk = (freeBytes: number) => ({ totalBytes: 100 * GB, freeBytes });
const store = (documentBytes: number, freeBytes = 50 * GB) => ({
  at: NOW,
  documentBytes,
  storedBytes: 2 * documentBytes,
  disk: disk(freeBytes),
});

test.each([
  [20 * GB + 1, 'enough'],
  [20 * GB, 'low'],
  [5 * GB + 1, 'low'],
  [5 * GB, 'very-low'],
  [0, 'very-low'],
])('%i of 100 GB free is %s', (freeBytes, level) => {
  expect(diskLevel(disk(freeBytes))).toBe(level);
});

test.each([
  ['low', 21 * GB, 'low'],
  ['low', 21 * GB + 1, 'enough'],
  ['very-low', 6 * GB, 'very-low'],
  ['very-low', 6 * GB + 1, 'low'],
  ['very-low', 20 * GB + 1, 'enough'],
  ['low', 6 * GB, 'low'],
] as const)('told as %s, %i of 100 GB free is %s: what comes and goes is one thing', (told, freeBytes, level) => {
  expect(diskLevel(disk(freeBytes), told)).toBe(level);
});

test('a disk nobody tells of is no reason to warn', () => {
  expect(diskLevel(null)).toBe('enough');
});

test('what the store grew by in the days before says what a day costs and how long the disk lasts', () => {
  const before = [
    { at: ago(HOUR_MS), documentBytes: 2 * GB },
    { at: ago(4 * DAY_MS), documentBytes: GB },
  ];
  // A quarter of the growth a day, twice as much with indexes.
  expect(estimateDisk(store(2 * GB), before)).toEqual({ level: 'enough', bytesADay: GB / 2, daysLeft: 100 });
});

test('six hours say something, a millisecond less nothing', () => {
  const grown = (spanMs: number) => estimateDisk(store(2 * GB), [{ at: ago(spanMs), documentBytes: GB }]).bytesADay;
  expect(grown(6 * HOUR_MS)).toBe(8 * GB);
  expect(grown(6 * HOUR_MS - 1)).toBeNull();
  expect(estimateDisk(store(GB), []).daysLeft).toBeNull();
});

test('a store that shrinks lasts without end, and no estimate is negative or without bounds', () => {
  expect(estimateDisk(store(GB), [{ at: ago(DAY_MS), documentBytes: 2 * GB }])).toMatchObject({
    bytesADay: 0,
    daysLeft: null,
  });
  const bytes = fc.nat({ max: 2 ** 45 });
  fc.assert(
    fc.property(bytes, bytes, bytes, fc.nat(90 * DAY_MS), (documentBytes, storedBytes, before, spanMs) => {
      const now = { at: NOW, documentBytes, storedBytes, disk: disk(GB) };
      const { bytesADay, daysLeft } = estimateDisk(now, [{ at: ago(spanMs), documentBytes: before }]);
      expect(bytesADay ?? 0).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(daysLeft ?? 0)).toBe(true);
      expect(daysLeft ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});
