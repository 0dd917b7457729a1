import { ARCHIVE_FAULTS, type ArchiveFault, type ArchiveFaultReason } from '../domain/alerts/archiveAlerts';
import type { Instant } from '../domain/time/instant';
import type { Storage } from '../ports/storage';

/** What was found of the folder of archive files when it was looked at last. */
const ARCHIVE_FAULT = 'ledger-archive-fault';

export async function readArchiveFault({ settings }: Pick<Storage, 'settings'>): Promise<ArchiveFault | null> {
  const [reason, since = ''] = ((await settings.get(ARCHIVE_FAULT)) ?? '').split('@');
  const known = ARCHIVE_FAULTS.find((fault) => fault === reason);
  return known === undefined ? null : { reason: known, sinceAt: new Date(since) };
}

/** Null: it can be used. What was so before goes on since then. */
export async function noteArchiveFault(
  { settings }: Pick<Storage, 'settings'>,
  reason: ArchiveFaultReason | null,
  now: Instant,
): Promise<void> {
  const before = await readArchiveFault({ settings });
  if ((before?.reason ?? null) === reason) return;
  await settings.set(ARCHIVE_FAULT, reason === null ? '' : `${reason}@${now.toISOString()}`);
}
