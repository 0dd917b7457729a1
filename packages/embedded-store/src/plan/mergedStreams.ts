import { restOf } from '../store/keyLayout';
import type { Entry } from '../store/keyValueStorage';
import { pause, type Pause } from './timeSlice';

interface Stream {
  readonly entries: Iterator<Entry | Pause>;
  /** Which of the streams it is: of those that are alike the first goes first. */
  readonly at: number;
  /** Where the bytes begin that it is in order on. */
  readonly from: number;
  head: Entry;
  tail: Buffer;
}

/** Streams of index entries, each in order on the key bytes behind its first fields, as one: a heap by their heads. */
export class MergedStreams {
  private readonly heap: Stream[] = [];

  /** @param reverse whether the streams are read downwards. */
  constructor(private readonly reverse: boolean) {}

  /** Adds a stream whose first entry was taken out already. */
  add(entries: Iterator<Entry | Pause>, head: Entry, from: number): void {
    this.heap.push({ entries, at: this.heap.length, from, head, tail: tailOf(head, from) });
    let at = this.heap.length - 1;
    while (at > 0 && this.swapIfBefore(at, (at - 1) >> 1)) at = (at - 1) >> 1;
  }

  /** All entries. */
  *inOrder(): Generator<Entry | Pause> {
    for (let [first] = this.heap; first !== undefined; [first] = this.heap) {
      yield first.head;
      let { value, done } = first.entries.next();
      while (done !== true && value === pause) {
        yield pause;
        ({ value, done } = first.entries.next());
      }
      if (done === true) {
        const last = this.heap.pop() as Stream;
        if (last !== first) this.heap[0] = last;
      } else {
        first.head = value as Entry;
        first.tail = tailOf(first.head, first.from);
      }
      this.sink();
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const next = left + 1 < this.heap.length && this.isBefore(left + 1, left) ? left + 1 : left;
      if (next >= this.heap.length || !this.swapIfBefore(next, at)) return;
      at = next;
    }
  }

  private swapIfBefore(one: number, other: number): boolean {
    if (!this.isBefore(one, other)) return false;
    const { heap } = this;
    [heap[one], heap[other]] = [heap[other] as Stream, heap[one] as Stream];
    return true;
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one] as Stream, this.heap[other] as Stream];
    const order = Buffer.compare(a.tail, b.tail);
    if (order === 0) return a.at < b.at;
    return order < 0 !== this.reverse;
  }
}

function tailOf({ key }: Entry, from: number): Buffer {
  return restOf(key).subarray(from);
}
