import { noteArchiveFault } from '../archiveFault';
import type { SealDeps } from './sealLedger';

/**
 * Looks whether old parts of the ledger could go into files, and notes what stands against it for the alert that says so:
 * found out long before there is anything to seal. A process without a folder says nothing of that of others.
 */
export function createWatchArchive({
  storage,
  clock,
  log,
  ledgerFolder,
}: Pick<SealDeps, 'storage' | 'clock' | 'log' | 'ledgerFolder'>): () => Promise<void> {
  return async () => {
    if (ledgerFolder === undefined) return;
    const newest = await storage.ledger.newestSegment();
    const state = await ledgerFolder.state(newest?.name ?? null);
    if (state === 'unwritable') log.error('ledger-archive-unwritable', 'the folder of archive files cannot be written');
    await noteArchiveFault(storage, state === 'usable' ? null : state, clock.now());
  };
}
