import type { LedgerEntry } from '../../domain/alerts/alert';
import { ledgerSealedEvent } from '../../domain/alerts/events';
import { GENESIS_HASH } from '../../domain/alerts/ledgerChain';
import { brokenPart, entryLine, hashOfLine, SEGMENT_ENTRIES, segmentName } from '../../domain/alerts/ledgerSegment';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';

const READ_AT_ONCE = 2_000;
const REMOVED_AT_ONCE = 1_000;
/** Lines made and hashed in one go, some milliseconds: whoever else is served by this process comes in between. */
const PROVEN_AT_ONCE = 500;
const ACTOR = systemActor('retention');
interface SealSizes {
  readonly segmentEntries?: number;
  readonly provenAtOnce?: number;
}
export type SealDeps = Pick<ServiceDeps, 'storage' | 'clock' | 'ids' | 'hasher' | 'log' | 'settings' | 'ledgerFolder'>;

/**
 * Moves entries that are old enough into files, ten thousand at a time, and returns how many rows went. A file is on
 * the disk and has been read back before its rows go, and the segment is in the ledger itself: killed at any instant
 * the entries are in the store, in the file or in both, and the next run goes on. Several processes may do it at once:
 * they write the same file, and the segment is stored once. A chain that is broken is not moved.
 */
export function createSealLedger(
  { storage, clock, ids, hasher, log, settings, ledgerFolder }: SealDeps,
  { segmentEntries = SEGMENT_ENTRIES, provenAtOnce = PROVEN_AT_ONCE }: SealSizes = {},
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
      const { lines, broken } = await provenLines(entries, begin, { sha256, provenAtOnce });
      if (broken !== null || first.prevHash !== begin.prevHash) {
        log.error('ledger-broken', `entry ${broken ?? begin.first} is not what it was: nothing is sealed`);
        return removed;
      }
      await ledgerFolder.write(segment.name, lines);
      const written = await ledgerFolder.read(segment.name);
      if (written?.length !== lines.length || !written.every((line, index) => line === lines[index]))
        throw new Error(`The file ${segment.name} cannot be read back as it was written.`);
      await ledger.noteSubjects(segment, [...new Set(entries.map(({ subject }) => subject))]);
      await ledger.seal(segment, ledgerSealedEvent({ eventId: ids.eventId(), actor: ACTOR, now, segment }));
    }
  };
}

/** The lines of a file, each of which follows from the one before; `broken`: the first entry that does not. */
async function provenLines(
  entries: readonly LedgerEntry[],
  begin: { readonly first: number; readonly prevHash: string },
  { sha256, provenAtOnce }: { readonly sha256: (text: string) => string; readonly provenAtOnce: number },
): Promise<{ readonly lines: readonly string[]; readonly broken: number | null }> {
  const lines: string[] = [];
  let prevHash = begin.prevHash;
  for (let at = 0; at < entries.length; at += provenAtOnce) {
    const some = entries.slice(at, at + provenAtOnce).map(entryLine);
    const broken = brokenPart({ first: begin.first + at, prevHash }, some, sha256);
    if (broken !== null) return { lines, broken };
    lines.push(...some);
    prevHash = hashOfLine(some.at(-1) ?? '');
    await new Promise(setImmediate);
  }
  return { lines, broken: null };
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
