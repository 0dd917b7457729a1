import { randomBytes } from 'node:crypto';
import { CommandError } from '../commandError';
import { drain, type Pause, type TimeSlice } from '../plan/timeSlice';
import { encodeCursorReply } from '../wire/cursorReply';

/** Encoded documents to be handed out batch by batch. */
export type Results = Iterator<Uint8Array | Pause>;

export interface CursorRequest {
  readonly namespace: string;
  readonly slice: TimeSlice;
  /** Documents a batch, 0 meaning an empty first batch. */
  readonly batchSize: number;
  /** Everything is sent in one batch and the cursor closed. */
  readonly singleBatch?: boolean;
}

interface OpenCursor {
  readonly namespace: string;
  readonly results: Results;
  readonly slice: TimeSlice;
  /** A document that did not fit the batch before. */
  waiting: Uint8Array | null;
  usedAt: number;
  isBusy: boolean;
}

/** How many documents a first batch holds when the client does not say. */
export const defaultFirstBatch = 101;
const mostBatchBytes = 8 * 1024 * 1024;
const idleMs = 10 * 60_000;
const mostCursors = 10_000;

/** The cursors clients have open. A cursor is a paused read: it holds no transaction and no lock. */
export class CursorRegistry {
  private readonly cursors = new Map<bigint, OpenCursor>();

  /** @param now milliseconds; decides which cursors were forgotten. */
  constructor(private readonly now: () => number) {}

  /** Returns the first batch; keeps the rest for getMore. */
  async open(
    results: Results,
    { namespace, slice, batchSize, singleBatch = false }: CursorRequest,
  ): Promise<Uint8Array> {
    const cursor: OpenCursor = { namespace, results, slice, waiting: null, usedAt: this.now(), isBusy: false };
    const { batch, isDone } = await fill(cursor, batchSize);
    const id = isDone || singleBatch ? 0n : this.keep(cursor);
    return encodeCursorReply({ batch, batchName: 'firstBatch', id, namespace });
  }

  /**
   * Returns the next batch. Throws CursorNotFound for a cursor that is closed, was forgotten, or is another
   * collection's.
   */
  async more(id: bigint, namespace: string, batchSize: number): Promise<Uint8Array> {
    const cursor = this.cursors.get(id);
    if (cursor === undefined) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.isBusy) throw new CommandError('CursorInUse', `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    try {
      const { batch, isDone } = await fill(cursor, batchSize === 0 ? Infinity : batchSize);
      if (isDone) this.cursors.delete(id);
      return encodeCursorReply({ batch, batchName: 'nextBatch', id: isDone ? 0n : id, namespace });
    } catch (error) {
      this.cursors.delete(id);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = this.now();
    }
  }

  /** Closes a cursor; returns whether it was open in that namespace. */
  close(id: bigint, namespace: string): boolean {
    return this.cursors.get(id)?.namespace === namespace && this.cursors.delete(id);
  }

  get count(): number {
    return this.cursors.size;
  }

  private keep(cursor: OpenCursor): bigint {
    if (this.cursors.size >= mostCursors) this.forgetIdle(0);
    this.forgetIdle(idleMs);
    const id = randomBytes(8).readBigInt64BE(0) & 0x7fff_ffff_ffff_ffffn;
    this.cursors.set(id, cursor);
    return id;
  }

  /** Drops cursors unused for a time; with 0, the one unused longest. Insertion order makes the first the oldest. */
  private forgetIdle(longerThanMs: number): void {
    for (const [id, cursor] of this.cursors) {
      if (cursor.isBusy || this.now() - cursor.usedAt < longerThanMs) continue;
      this.cursors.delete(id);
      if (longerThanMs === 0) return;
    }
  }
}

/** Takes documents until the batch is full, and one more to learn whether there is any. */
async function fill(cursor: OpenCursor, batchSize: number): Promise<{ batch: Uint8Array[]; isDone: boolean }> {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  if (batchSize === 0) return { batch, isDone: false };
  let isDone = true;
  const take = (document: Uint8Array): boolean => {
    const isFull = batch.length >= batchSize || (batch.length > 0 && bytes + document.length > mostBatchBytes);
    if (isFull) {
      // A copy of its own: documents made for a reply share their memory with others of it.
      cursor.waiting = Uint8Array.prototype.slice.call(document);
      isDone = false;
      return false;
    }
    batch.push(document);
    bytes += document.length;
    return true;
  };
  cursor.slice.restart();
  if (cursor.waiting !== null) {
    const first = cursor.waiting;
    cursor.waiting = null;
    take(first);
  }
  await drain(cursor.results, cursor.slice, take);
  return { batch, isDone };
}

/** Results that are ready at once. */
export function* fromList(documents: readonly Uint8Array[]): Generator<Uint8Array | Pause> {
  for (const document of documents) yield document;
}
