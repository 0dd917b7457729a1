import type { LookDayView, RemovalView, StorageView } from '../../src/api/storage';

const AT = '2026-09-18T02:00:00.000Z';

export function storageOf(): StorageView {
  return {
    asOf: AT,
    documentBytes: 4_000_000_000,
    storedBytes: 7_000_000_000,
    disk: { totalBytes: 100_000_000_000, freeBytes: 40_000_000_000 },
    level: 'enough',
    bytesADay: 100_000_000,
    daysLeft: 400,
    sealedEntries: 20_000,
    rules: [{ class: 'looks', days: 30, leastDays: 30, clause: '国办秘函〔2019〕19号', stays: 'daily-figures' }],
  };
}

export function removalOf(): RemovalView {
  return { class: 'looks', on: '2026-09-18', before: AT, startedAt: AT, endedAt: null, removed: 1_440, kept: 2 };
}

export function lookDayOf(): LookDayView {
  return {
    on: '2026-08-01',
    looks: 144,
    seen: 143,
    failures: [{ outcome: 'unreachable', detail: 'http-503', count: 1 }],
    firstSightAt: AT,
    lastSightAt: AT,
    longestGapMs: 1_200_000,
  };
}
