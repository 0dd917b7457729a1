import type { LedgerEntry } from '../../domain/alerts/alert';
import { hashOfLine, readEntryLine, type LedgerSegment } from '../../domain/alerts/ledgerSegment';
import type { LedgerFolder } from '../../ports/storage';
import { MAX_BATCH } from '../checkInput';
import { atMost, within } from '../conditions';
import { readSegment, sealedSubjectKey, type LedgerArchiveTables } from './ledgerSegments';

/** Entries that are in files. Where one cannot be read there is an error that names it, never a gap. */
export interface SealedEntries {
  /** Those after `seq`, in order, up to the first that is not sealed. */
  after(seq: number, limit: number): Promise<readonly LedgerEntry[]>;
  /** Newest first, those with a number below `before`. */
  ofSubject(
    subject: string,
    page: { readonly before: number; readonly limit: number },
  ): Promise<readonly LedgerEntry[]>;
}

interface OpenFile {
  readonly segment: LedgerSegment;
  readonly lines: readonly string[];
}

export function createSealedEntries(
  { segments, subjects }: Pick<LedgerArchiveTables, 'segments' | 'subjects'>,
  readFile: LedgerFolder['read'],
): SealedEntries {
  // Who reads on page by page reads the same file again and again.
  let latest: OpenFile | null = null;
  const open = async (segment: LedgerSegment): Promise<OpenFile> => {
    if (latest?.segment.name === segment.name) return latest;
    const lines = await readFile(segment.name);
    if (lines?.length !== segment.last - segment.first + 1) throw unreadable(segment);
    latest = { segment, lines };
    return latest;
  };
  return {
    after: async (seq, limit) => {
      const found: LedgerEntry[] = [];
      for (let next = seq + 1; found.length < limit;) {
        const row = await segments.one({ _id: atMost(next) }, { _id: -1 });
        if (row === null || row.last < next) break;
        const file = await open(readSegment(row));
        const until = Math.min(row.last, next + limit - found.length - 1);
        for (; next <= until; next += 1) found.push(entryAt(file, next - row._id));
      }
      return found;
    },
    ofSubject: async (subject, { before, limit }) => {
      // All keys that begin with the subject and the bar: the next character after it ends them.
      const range = { _id: within(`${subject}|`, `${subject}}`) };
      const noted = await subjects.many(range, { sort: { _id: -1 }, limit: MAX_BATCH });
      const found: LedgerEntry[] = [];
      for (const { _id, first } of noted) {
        if (first >= before || _id !== sealedSubjectKey(subject, first)) continue;
        const row = await segments.one({ _id: first });
        if (row === null) continue;
        const file = await open(readSegment(row));
        for (let seq = Math.min(row.last, before - 1); seq >= first && found.length < limit; seq -= 1) {
          const entry = tells(file, seq - first, subject) ? entryAt(file, seq - first) : null;
          if (entry?.subject === subject) found.push(entry);
        }
        if (found.length === limit) break;
      }
      return found;
    },
  };
}

/** Without reading the line as JSON: an entry of the subject has its words in it. */
function tells({ lines }: OpenFile, index: number, subject: string): boolean {
  return lines[index]?.includes(JSON.stringify(subject)) === true;
}

function entryAt({ segment, lines }: OpenFile, index: number): LedgerEntry {
  const before = lines[index - 1];
  try {
    return readEntryLine(lines[index] ?? '', before === undefined ? segment.prevHash : hashOfLine(before));
  } catch (cause) {
    throw unreadable(segment, cause);
  }
}

function unreadable({ name }: LedgerSegment, cause?: unknown): Error {
  return new Error(
    `The ledger's file ${name} in LEDGER_ARCHIVE_DIR is missing or damaged; gov-matrix audit verify says where.`,
    { cause },
  );
}
