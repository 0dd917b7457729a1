import type { Engine } from '../store/engine';
import type { Collection } from '../store/catalog';
import type { StoredDocument } from '../store/documentWriter';
import { documents, entryKey, indexRange, restOf } from '../store/keyLayout';
import type { Entry } from '../store/keyValueStorage';
import type { BoundedRange } from './indexBounds';
import { idIndex, type Plan, type ScanPlan } from './choosePlan';
import { MergedStreams } from './mergedStreams';
import { pause, type Pause, type TimeSlice } from './timeSlice';

/** What a scan has cost so far; shown by explain. */
export interface ScanCost {
  keys: number;
  documents: number;
}

export interface ScanContext {
  readonly engine: Engine;
  readonly collection: Collection;
  readonly slice: TimeSlice;
  readonly cost: ScanCost;
  /** How many documents will probably be taken; the first batch is no larger than is useful for that. */
  readonly expected: number;
  /** The caller is done with a document before it asks for the next: its bytes need not be copied out of the store. */
  readonly fleeting: boolean;
}

const smallestBatch = 2;
const largestFirstBatch = 16;
const largestBatch = 256;

/**
 * The documents of a plan, each once, in the plan's order. Between results nothing is held open, so a caller may stop
 * and go on at any time.
 */
export function scanDocuments(context: ScanContext, plan: Plan): Generator<StoredDocument | Pause> {
  if (plan.kind === 'union') return scanUnion(context, plan.scans);
  const found = scanOne(context, plan);
  return needsDistinct(plan) ? distinct(found, new Set()) : found;
}

function* scanUnion(context: ScanContext, scans: readonly ScanPlan[]): Generator<StoredDocument | Pause> {
  const seen = new Set<string>();
  for (const scan of scans) yield* distinct(scanOne(context, scan), seen);
}

/** An index on arrays, or one whose bounds were cut and may overlap, can lead to one document several times. */
function needsDistinct({ index, bounds }: ScanPlan): boolean {
  return index.multikey !== 0 || bounds.cut;
}

function* distinct(source: Generator<StoredDocument | Pause>, seen: Set<string>): Generator<StoredDocument | Pause> {
  for (const stored of source) {
    if (stored !== pause) {
      const id = stored.idKey.toString('latin1');
      if (seen.has(id)) continue;
      seen.add(id);
    }
    yield stored;
  }
}

function* scanOne(context: ScanContext, plan: ScanPlan): Generator<StoredDocument | Pause> {
  for (const entry of orderedEntries(context, plan)) {
    if (entry === pause) {
      yield pause;
      continue;
    }
    const stored = plan.index === idIndex ? new ScannedDocument(entry) : documentOf(context, entry);
    context.cost.documents += 1;
    if (stored !== null) yield stored;
    if (context.slice.isOver()) yield pause;
  }
}

/** Most reads of many documents never look at the key, and to cut it out is a fifth of what a document costs. */
class ScannedDocument implements StoredDocument {
  readonly bytes: Buffer;
  private readonly key: Buffer;

  constructor({ key, value }: Entry) {
    this.key = key;
    this.bytes = value;
  }

  get idKey(): Buffer {
    return restOf(this.key);
  }
}

/** The document an index entry points at; null when it was removed since the entry was read. */
function documentOf({ engine, collection, fleeting }: ScanContext, entry: Entry): StoredDocument | null {
  const key = entryKey(collection.id, documents, entry.value);
  const bytes = fleeting ? engine.storage.peek(key) : engine.storage.get(key);
  return bytes === undefined ? null : { idKey: entry.value, bytes };
}

function orderedEntries(context: ScanContext, plan: ScanPlan): Iterable<Entry | Pause> {
  const { ranges } = plan.bounds;
  const reverse = plan.order?.reverse ?? false;
  const mergeFrom = plan.order?.mergeFrom ?? null;
  if (mergeFrom !== null) return mergeRanges(context, plan, { reverse, mergeFrom });
  const [only] = ranges;
  if (ranges.length === 1 && only !== undefined) return entriesOf(context, plan, only);
  return inSequence(context, plan, reverse ? [...ranges].reverse() : ranges);
}

function* inSequence(context: ScanContext, plan: ScanPlan, ranges: readonly BoundedRange[]): Generator<Entry | Pause> {
  for (const range of ranges) {
    yield* entriesOf(context, plan, range);
    // Many may hold nothing.
    if (context.slice.isOver()) yield pause;
  }
}

/** Reads a range in growing batches. A batch is only trusted while nothing was written since it was read. */
function* entriesOf(
  { engine, collection, cost, expected }: ScanContext,
  { index, order, bounds }: ScanPlan,
  bounded: BoundedRange,
): Generator<Entry | Pause> {
  const { storage } = engine;
  if (index.options.unique && bounds.pointFields === index.fields.length && !bounds.cut) {
    const key = entryKey(collection.id, index.id, bounded.start);
    const value = storage.get(key);
    cost.keys += 1;
    if (value !== undefined) yield { key, value };
    return;
  }
  const reverse = order?.reverse ?? false;
  let range = indexRange(collection.id, index.id, bounded);
  for (
    let limit = Math.min(Math.max(expected, smallestBatch), largestFirstBatch);
    ;
    limit = Math.min(limit * 4, largestBatch)
  ) {
    const version = engine.version();
    const batch = storage.read(range, { limit, reverse });
    let last: Buffer | null = null;
    for (const entry of batch) {
      last = entry.key;
      cost.keys += 1;
      yield entry;
      if (engine.version() !== version) break;
    }
    if (last === null || (batch.length < limit && last === batch.at(-1)?.key)) return;
    range = reverse
      ? { start: range.start, end: last }
      : { start: Buffer.concat([last, Buffer.from([0])]), end: range.end };
  }
}

/** Merges ranges that are each in order on the key bytes behind their first fields. */
function* mergeRanges(
  context: ScanContext,
  plan: ScanPlan,
  { reverse, mergeFrom }: { reverse: boolean; mergeFrom: number },
): Generator<Entry | Pause> {
  const { ranges } = plan.bounds;
  const streams = new MergedStreams(reverse);
  // Of many ranges few entries each will be taken.
  const ofEach = { ...context, expected: Math.ceil(context.expected / ranges.length) };
  for (const range of ranges) {
    const entries = entriesOf(ofEach, plan, range);
    const { value, done } = entries.next();
    if (done !== true && value !== pause) streams.add(entries, value, range.fieldEnds[mergeFrom - 1] ?? 0);
    if (context.slice.isOver()) yield pause;
  }
  yield* streams.inOrder();
}
