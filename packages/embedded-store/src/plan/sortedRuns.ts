import { CommandError } from '../commandError';

interface Keyed<T> {
  readonly key: string;
  readonly item: T;
  readonly bytes: number;
}

interface Head<T> {
  readonly run: readonly Keyed<T>[];
  /** Runs hold items in the order they came: of equal keys the earlier run goes first. */
  readonly number: number;
  at: number;
}

const runLength = 4_096;
const runBytes = 8 * 1024 * 1024;
const mostRunsBeforeTrim = 16;
/** MongoDB's limit for a sort without an index. */
const mostBytes = 100 * 1024 * 1024;

/**
 * Sorts in memory without ever sorting everything at once: items are sorted in runs as they come, and merged as they
 * are taken, so that no single step holds the thread for long. Equal keys keep the order in which they came.
 */
export class SortedRuns<T> {
  private runs: Keyed<T>[][] = [];
  private current: Keyed<T>[] = [];
  private currentBytes = 0;
  private bytes = 0;

  /** @param needed how many of the first items will be taken; the rest may be let go. */
  constructor(private readonly needed: number) {}

  /** Throws QueryExceededMemoryLimitNoDiskUseAllowed beyond 100 MB. */
  add(key: string, item: T, bytes: number): void {
    this.current.push({ key, item, bytes });
    this.bytes += bytes;
    this.currentBytes += bytes;
    if (this.current.length >= runLength || this.currentBytes >= runBytes) this.endRun();
    if (this.bytes <= mostBytes) return;
    throw new CommandError(
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `Sort exceeded memory limit of ${mostBytes} bytes: add an index that gives the order, or a limit`,
    );
  }

  /** The items in order. Nothing may be added afterwards. */
  *inOrder(): Generator<T> {
    this.endRun();
    let count = 0;
    for (const { item } of merge(this.runs)) {
      if (count++ >= this.needed) return;
      yield item;
    }
  }

  private endRun(): void {
    if (this.current.length === 0) return;
    this.keep(this.current.sort(byKey));
    this.current = [];
    this.currentBytes = 0;
    if (this.needed === Infinity || this.runs.length < mostRunsBeforeTrim) return;
    const first = [...take(merge(this.runs), this.needed)];
    this.bytes = first.reduce((sum, { bytes }) => sum + bytes, 0);
    this.runs = [first];
  }

  private keep(run: Keyed<T>[]): void {
    for (const { bytes } of run.slice(this.needed)) this.bytes -= bytes;
    this.runs.push(run.length > this.needed ? run.slice(0, this.needed) : run);
  }
}

function byKey(a: { key: string }, b: { key: string }): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left-- <= 0) return;
    yield item;
  }
}

/** Merges sorted runs by a heap of their heads. */
function* merge<T>(runs: readonly (readonly Keyed<T>[])[]): Generator<Keyed<T>> {
  const heap: Head<T>[] = [];
  for (const [number, run] of runs.entries()) {
    heap.push({ run, number, at: 0 });
    siftUp(heap);
  }
  while (heap.length > 0) {
    const top = heap[0] as Head<T>;
    yield top.run[top.at] as Keyed<T>;
    top.at += 1;
    if (top.at === top.run.length) {
      const last = heap.pop() as Head<T>;
      if (heap.length === 0) return;
      if (last !== top) heap[0] = last;
    }
    siftDown(heap);
  }
}

function isBefore<T>(a: Head<T>, b: Head<T>): boolean {
  const [left, right] = [(a.run[a.at] as Keyed<T>).key, (b.run[b.at] as Keyed<T>).key];
  return left < right || (left === right && a.number < b.number);
}

function siftUp<T>(heap: Head<T>[]): void {
  for (let i = heap.length - 1; i > 0;) {
    const parent = (i - 1) >> 1;
    if (!isBefore(heap[i] as Head<T>, heap[parent] as Head<T>)) return;
    [heap[i], heap[parent]] = [heap[parent] as Head<T>, heap[i] as Head<T>];
    i = parent;
  }
}

function siftDown<T>(heap: Head<T>[]): void {
  for (let i = 0; ;) {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    let least = i;
    if (left < heap.length && isBefore(heap[left] as Head<T>, heap[least] as Head<T>)) least = left;
    if (right < heap.length && isBefore(heap[right] as Head<T>, heap[least] as Head<T>)) least = right;
    if (least === i) return;
    [heap[i], heap[least]] = [heap[least] as Head<T>, heap[i] as Head<T>];
    i = least;
  }
}
