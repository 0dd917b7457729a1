import type { LedgerEntry } from '../../domain/alerts/alert';
import { ledgerSealedEvent } from '../../domain/alerts/events';
import { GENESIS_HASH } from '../../domain/alerts/ledgerChain';
import { brokenLine, entryLine, SEGMENT_ENTRIES, segmentName } from '../../domain/alerts/ledgerSegment';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';

const READ_AT_ONCE = 2_000;
const REMOVED_AT_ONCE = 1_000;
const ACTOR = systemActor('retention');
export type SealDeps = Pick<ServiceDeps, 'storage' | 'clock' | 'ids' | 'hasher' | 'log' | 'settings' | 'ledgerFolder'>;

/**
 * Moves entries that are old enough into files, ten thousand at a time, and returns how many rows went. A file is on
 * the disk and has been read back before its rows go, and the segment is in the ledger itself: killed at any instant
 * the entries are in the store, in the file or in both, and the next run goes on. Several processes may do it at once:
 * they write the same file, and the segment is stored once. A chain that is broken is not moved.
 */
export function createSealLedger(
  { storage, clock, ids, hasher, log, settings, ledgerFolder }: SealDeps,
  segmentEntries = SEGMENT_ENTRIES,
): (signal?: AbortSignal) => Promise<number> {
  const { ledger } = storage;
  const keptDays = settings.retention.ledgerDays;
  return async (signal) => {
    if (ledgerFolder === undefined) return 0;
    const now = clock.now();
    const before = startOfCivilDate(addCivilDays(civilDateOf(now), -keptDays));
    let removed = 0;
    const known = await ledger.newestSegment();
    if (known !== null && (await ledgerFolder.read(known.name)) === null) {
      // A disk that is away, or another machine's folder of the same name: what it has, this one could not prove.
      log.error('ledger-archive-unreachable', `${known.name} is not there: nothing is sealed, and no row goes`);
      return 0;
    }
    for (;;) {
      for (let gone = 1; gone > 0 && signal?.aborted !== true; removed += gone)
        gone = await ledger.removeSealed(REMOVED_AT_ONCE);
      if (signal?.aborted === true) return removed;
      const last = await ledger.newestSegment();
      const begin = { first: (last?.last ?? 0) + 1, prevHash: last?.lastHash ?? GENESIS_HASH };
      const entries = await readSegment(ledger, begin.first, segmentEntries);
      const [first, newest] = [entries[0], entries.at(-1)];
      // The newest entry of all stays: the next one is chained to it.
      const isOld =
        entries.length === segmentEntries && newest !== undefined && newest.recordedAt.getTime() < before.getTime();
      if (!isOld || first === undefined || newest.seq >= (await ledger.lastSeq())) return removed;
      const range = { first: begin.first, last: newest.seq, firstHash: first.hash, lastHash: newest.hash };
      const segment = { ...range, prevHash: begin.prevHash, name: segmentName(range), sealedAt: now };
      const sha256 = (text: string): string => hasher.sha256(text);
      const broken = brokenLine(segment, entries.map(entryLine), sha256);
      if (broken !== null || first.prevHash !== begin.prevHash) {
        log.error('ledger-broken', `entry ${broken ?? begin.first} is not what it was: nothing is sealed`);
        return removed;
      }
      await ledgerFolder.write(segment.name, entries.map(entryLine));
      const written = await ledgerFolder.read(segment.name);
      if (written === null || brokenLine(segment, written, sha256) !== null)
        throw new Error(`The file ${segment.name} cannot be read back as it was written.`);
      await ledger.noteSubjects(segment, [...new Set(entries.map(({ subject }) => subject))]);
      await ledger.seal(segment, ledgerSealedEvent({ eventId: ids.eventId(), actor: ACTOR, now, segment }));
    }
  };
}

async function readSegment(
  ledger: ServiceDeps['storage']['ledger'],
  first: number,
  count: number,
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  while (entries.length < count) {
    const limit = Math.min(READ_AT_ONCE, count - entries.length);
    const page = await ledger.after(first - 1 + entries.length, limit);
    entries.push(...page);
    if (page.length < limit) break;
  }
  return entries;
}
