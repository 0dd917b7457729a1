import type { LedgerEntry, LedgerKind } from '../../domain/alerts/alert';
import { hashOfLine, readEntryLine, type LedgerSegment } from '../../domain/alerts/ledgerSegment';
import type { LedgerFolder } from '../../ports/storage';
import { MAX_BATCH } from '../checkInput';
import { anyOf, atMost, within } from '../conditions';
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
  /** Those of these subjects of which a line of this kind tells; each file is read once, whatever the subjects. */
  subjectsOf(kind: LedgerKind, subjects: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Keys looked up are one a subject and file. */
const SUBJECTS_AT_ONCE = 500;

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
  const readWhole = async (segment: LedgerSegment): Promise<OpenFile> => {
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
        const file = await readWhole(readSegment(row));
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
        const file = await readWhole(readSegment(row));
        for (let seq = Math.min(row.last, before - 1); seq >= first && found.length < limit; seq -= 1) {
          const entry = tells(file, seq - first, subject) ? entryAt(file, seq - first) : null;
          if (entry?.subject === subject) found.push(entry);
        }
        if (found.length === limit) break;
      }
      return found;
    },
    subjectsOf: async (kind, asked) => {
      const found = new Set<string>();
      for (const [first, named] of await filesOf(asked)) {
        const open = new Set(named.filter((subject) => !found.has(subject)));
        const row = open.size === 0 ? null : await segments.one({ _id: first });
        if (row === null) continue;
        const file = await readWhole(readSegment(row));
        for (let index = 0; index < file.lines.length; index += 1) {
          if (file.lines[index]?.includes(JSON.stringify(kind)) !== true) continue;
          const entry = entryAt(file, index);
          if (entry.kind === kind && open.has(entry.subject)) found.add(entry.subject);
        }
      }
      return found;
    },
  };

  /** Which of the subjects each file tells of, by its first entry. */
  async function filesOf(asked: readonly string[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const files = new Map<number, string[]>();
    const firsts =
      asked.length === 0 ? [] : await segments.pick({}, { sort: { _id: 1 }, limit: MAX_BATCH, fields: ['_id'] });
    for (let at = 0; at < asked.length; at += SUBJECTS_AT_ONCE) {
      const some = asked.slice(at, at + SUBJECTS_AT_ONCE);
      const subjectOf = new Map(
        some.flatMap((subject) => firsts.map(({ _id }) => [sealedSubjectKey(subject, _id), subject] as const)),
      );
      const keys = [...subjectOf.keys()];
      for (let from = 0; from < keys.length; from += MAX_BATCH) {
        const named = { _id: anyOf(keys.slice(from, from + MAX_BATCH)) };
        for (const { _id, first } of await subjects.many(named, { sort: { _id: 1 }, limit: MAX_BATCH }))
          files.set(first, [...(files.get(first) ?? []), subjectOf.get(_id) ?? '']);
      }
    }
    return files;
  }
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
