import { DISK_SHARES, diskLevel, type DiskLevel, type StoreSize } from '../retention/diskEstimate';
import type { Instant } from '../time/instant';
import type { AlertDraft } from './alert';
import { DISK_ALERTS } from './alertTable';

export const STORAGE_OWNER = 'storage';

/** What of the disk is told at present: its level (`reason`), and since when. */
export interface ToldOfDisk {
  readonly reason: string;
  readonly occurredAt: Instant;
}

const PERCENT = 100;

/**
 * Little room on the disk of the store: one alert while it lasts, for those who see the whole office. It says the
 * level and no figure that changes by the minute; the page it leads to says how much there is.
 */
export function diskAlerts(disk: StoreSize['disk'], told: ToldOfDisk | null, now: Instant): readonly AlertDraft[] {
  const level = diskLevel(disk, levelOf(told));
  if (level === 'enough') return [];
  return [
    {
      ...DISK_ALERTS[level],
      cause: 'storage:disk',
      owner: STORAGE_OWNER,
      subject: { label: 'storage' },
      unitId: null,
      unitPath: [],
      byUnit: null,
      reason: level,
      figures: { percent: DISK_SHARES[level] * PERCENT },
      occurredAt: told?.reason === level ? told.occurredAt : now,
    },
  ];
}

function levelOf(told: ToldOfDisk | null): DiskLevel {
  return told?.reason === 'low' || told?.reason === 'very-low' ? told.reason : 'enough';
}
