import type { Instant } from '../time/instant';
import type { LedgerEntry } from './alert';
import { ledgerText } from './ledgerChain';

/** Entries of one archive file: whole thousands are sealed, never fewer. */
export const SEGMENT_ENTRIES = 10_000;

/** A run of entries that is in a file and no longer in the store. */
export interface LedgerSegment {
  readonly first: number;
  readonly last: number;
  /** Of the entry before the first. */
  readonly prevHash: string;
  readonly firstHash: string;
  readonly lastHash: string;
  readonly name: string;
  readonly sealedAt: Instant;
}

const HASH_CHARS = 64;
const SEQ_DIGITS = 12;
const HASH_SHOWN = 16;

/** The file says what it holds: the range, and the beginning of its first and last hash. */
export function segmentName({
  first,
  last,
  firstHash,
  lastHash,
}: Pick<LedgerSegment, 'first' | 'last' | 'firstHash' | 'lastHash'>): string {
  const number = (seq: number): string => String(seq).padStart(SEQ_DIGITS, '0');
  const short = (hash: string): string => hash.slice(0, HASH_SHOWN);
  return `ledger-${number(first)}-${number(last)}-${short(firstHash)}-${short(lastHash)}.jsonl.gz`;
}

/** Whether a file of this name is one of ours: whatever else lies in the folder is not copied and not read. */
export function isSegmentName(name: string): boolean {
  return /^ledger-\d{12}-\d{12}-[0-9a-f]{16}-[0-9a-f]{16}\.jsonl\.gz$/.test(name);
}

/**
 * One line of a file: the entry's hash, a blank, its canonical JSON. The hash is of the hash before it and the JSON.
 */
export function entryLine({ seq, eventId, prevHash, hash, ...draft }: LedgerEntry): string {
  return `${hash} ${ledgerText(seq, prevHash, draft, eventId).slice(prevHash.length)}`;
}

/** The entry of a line, after the hash of the line before. Throws `SyntaxError` for what is no line of ours. */
export function readEntryLine(line: string, prevHash: string): LedgerEntry {
  type Written = Omit<LedgerEntry, 'occurredAt' | 'recordedAt' | 'prevHash' | 'hash'>;
  const { occurredAt, recordedAt, ...written } = JSON.parse(line.slice(HASH_CHARS + 1)) as Written & {
    readonly occurredAt: string;
    readonly recordedAt: string;
  };
  return {
    ...written,
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
    prevHash,
    hash: hashOfLine(line),
  };
}

export function hashOfLine(line: string): string {
  return line.slice(0, HASH_CHARS);
}

/** The first entry of a segment whose line is not what it was; null: all of them are. */
export function brokenLine(
  { first, last, prevHash, lastHash }: LedgerSegment,
  lines: readonly string[],
  sha256: (text: string) => string,
): number | null {
  const broken = brokenPart({ first, prevHash }, lines.slice(0, last - first + 1), sha256);
  if (broken !== null) return broken;
  if (lines.length !== last - first + 1) return first + Math.min(lines.length, last - first + 1);
  return hashOfLine(lines.at(-1) ?? '') === lastHash ? null : last;
}

/** The first entry of some lines that does not follow from the one before; null: all of them do. */
export function brokenPart(
  { first, prevHash }: Pick<LedgerSegment, 'first' | 'prevHash'>,
  lines: readonly string[],
  sha256: (text: string) => string,
): number | null {
  let before = prevHash;
  for (const [index, line] of lines.entries()) {
    const hash = hashOfLine(line);
    const json = line.slice(HASH_CHARS + 1);
    if (line[HASH_CHARS] !== ' ' || hash !== sha256(before + json)) return first + index;
    before = hash;
  }
  return null;
}
