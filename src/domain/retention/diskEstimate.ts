import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';

/** How much the store holds and how much room its disk has, at one instant. */
export interface StoreSize {
  /** Documents alone. */
  readonly documentBytes: number;
  /** With indexes and what the store keeps free for itself. */
  readonly storedBytes: number;
  /** Of the disk the store is on; null: the server does not tell. */
  readonly disk: { readonly totalBytes: number; readonly freeBytes: number } | null;
}
export interface StoreSample {
  readonly at: Instant;
  readonly documentBytes: number;
}

/** From 20 % of the disk free it is told, from 5 % again, as urgent. */
export type DiskLevel = 'enough' | 'low' | 'very-low';
/** Free at most, of the whole disk. */
export const DISK_SHARES: Readonly<Record<Exclude<DiskLevel, 'enough'>, number>> = { low: 0.2, 'very-low': 0.05 };
/** What was told is over only with so much more: room that comes and goes is one thing to know. */
const OVER_SHARE = 0.01;

export interface DiskEstimate {
  readonly level: DiskLevel;
  /** By which the store grows, indexes included; null: not known yet. Not negative. */
  readonly bytesADay: number | null;
  /** Until the disk is full if it goes on so, rounded down; null: it does not grow, or one of both is not known. */
  readonly daysLeft: number | null;
}

/** Less than this says nothing about a day. */
const LEAST_SPAN_MS = 6 * HOUR_MS;
/** What indexes and pages add to documents: between nothing and this, whatever a new or a shrunk store shows. */
const MOST_OVERHEAD = 4;

/** At exactly the share it is told; what is `told` already holds on a little beyond it. */
export function diskLevel(disk: StoreSize['disk'], told: DiskLevel = 'enough'): DiskLevel {
  if (disk === null || disk.totalBytes <= 0) return 'enough';
  const share = disk.freeBytes / disk.totalBytes;
  const isWithin = (level: Exclude<DiskLevel, 'enough'>): boolean =>
    share <= DISK_SHARES[level] + (told === level ? OVER_SHARE : 0);
  if (isWithin('very-low')) return 'very-low';
  return isWithin('low') ? 'low' : 'enough';
}

/** From what the store held before; samples in any order. */
export function estimateDisk(now: StoreSample & StoreSize, before: readonly StoreSample[]): DiskEstimate {
  const level = diskLevel(now.disk);
  const [first] = [...before].sort((one, other) => one.at.getTime() - other.at.getTime());
  const spanMs = first === undefined ? 0 : now.at.getTime() - first.at.getTime();
  if (first === undefined || spanMs < LEAST_SPAN_MS) return { level, bytesADay: null, daysLeft: null };
  const overhead =
    now.documentBytes === 0 ? 1 : Math.min(MOST_OVERHEAD, Math.max(1, now.storedBytes / now.documentBytes));
  const grown = Math.max(0, now.documentBytes - first.documentBytes);
  const bytesADay = Math.round((grown * overhead * DAY_MS) / spanMs);
  const daysLeft = now.disk === null || bytesADay === 0 ? null : Math.floor(now.disk.freeBytes / bytesADay);
  return { level, bytesADay, daysLeft };
}
