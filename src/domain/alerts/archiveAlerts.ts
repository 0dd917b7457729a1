import type { Instant } from '../time/instant';
import type { AlertDraft } from './alert';
import { ARCHIVE_ALERT } from './alertTable';
import { STORAGE_OWNER } from './diskAlerts';

/**
 * Why old parts of the ledger cannot go into files: the file sealed last is not there (another machine's folder, a mount
 * that is away), or nothing can be written.
 */
export const ARCHIVE_FAULTS = ['unreachable', 'unwritable'] as const;
export type ArchiveFaultReason = (typeof ARCHIVE_FAULTS)[number];

export interface ArchiveFault {
  readonly reason: ArchiveFaultReason;
  readonly sinceAt: Instant;
}

/** One alert while it lasts, for those who see the whole office: the store grows, and nothing is lost. */
export function archiveAlerts(fault: ArchiveFault | null): readonly AlertDraft[] {
  if (fault === null) return [];
  return [
    {
      ...ARCHIVE_ALERT,
      cause: 'storage:archive',
      owner: STORAGE_OWNER,
      subject: { label: 'storage' },
      unitId: null,
      unitPath: [],
      byUnit: null,
      reason: fault.reason,
      figures: { archive: fault.reason },
      occurredAt: fault.sinceAt,
    },
  ];
}
