import type { BsonDocument } from '../bson/valueOrder';
import { endOfFields } from '../keys/endOfFields';
import type { Index } from '../keys/indexSpec';

/** Fewer entries are counted about as fast as their count is looked up and kept. */
const worthKeeping = 32;
/** Of one index, by as many of its fields: some 150 bytes each. Beyond that all are counted anew. */
const mostKept = 10_000;
/** What is only kept because it is asked for by name leaves room for what takes long to count. */
const mostSmall = 2_000;
/** Ends of ranges that are kept of one index, and beginnings of each: windows of an hour and of a day have one end. */
const mostEnds = 64;
const mostBeginnings = 4;
/** Bytes of a group's values: longer ones, as of texts, are counted anew. */
const longestName = 200;

/** The entries that begin with `start`, the values of so many leading fields. */
interface Group {
  readonly fields: number;
  readonly start: Buffer;
}

interface KeptGroup {
  count: number;
  /** One of its documents, as far as it was decoded (`wanted`). */
  document: BsonDocument | null;
  wanted: string;
}

/** So many entries lie between two places of an index; `start` moves on with time. */
interface KeptRange {
  start: Buffer;
  readonly end: Buffer;
  count: number;
}

interface Change {
  readonly index: Index;
  readonly key: Buffer;
  readonly by: 1 | -1;
}

/**
 * How many entries of an index begin with the same values. LMDB counts by going through them, ten million a second, and
 * what an office has done only grows; so a group that was counted is kept, and every transaction that adds or removes
 * one of its entries changes the count with it. In memory alone, where nobody else writes: a store that is opened again
 * counts again, so there is nothing that could be wrong after a crash.
 */
export class GroupCounts {
  private readonly kept = new WeakMap<Index, Map<number, Map<string, KeptGroup>>>();
  private readonly ranges = new WeakMap<Index, Map<string, KeptRange[]>>();
  private changes: Change[] = [];
  private readonly changed = new Set<Index>();
  private isOnItsWay = false;

  /** The number of entries of a group; `count` counts them. `isNamed`: the group will be asked for by `known`. */
  of(index: Index, group: Group & { readonly isNamed?: boolean }, count: () => number): number {
    if (this.isUnsettled(index)) return count();
    const groups = this.groupsOf(index, group.fields);
    const name = group.start.toString('latin1');
    const known = groups.get(name);
    if (known !== undefined) return known.count;
    const counted = count();
    // Nobody knows whether that is with or without the transaction, which has noted nothing of what was not kept.
    if (this.isOnItsWay) return counted;
    if (groups.size >= mostKept) groups.clear();
    const isWorth = counted >= worthKeeping || (group.isNamed === true && groups.size < mostSmall);
    if (isWorth && name.length <= longestName) groups.set(name, { count: counted, document: null, wanted: '' });
    return counted;
  }

  /** A group that can be told without looking at what is stored; undefined where it cannot. No entries: no document. */
  known(
    index: Index,
    group: Group,
    wanted: ReadonlySet<string>,
  ): { readonly count: number; readonly document: BsonDocument | null } | undefined {
    if (this.isUnsettled(index)) return undefined;
    const known = this.kept.get(index)?.get(group.fields)?.get(group.start.toString('latin1'));
    if (known === undefined) return undefined;
    if (known.count === 0) return { count: 0, document: null };
    return known.document !== null && known.wanted === nameOf(wanted) ? known : undefined;
  }

  /** A document of a group whose count is kept: all of the group are alike in these fields, whatever is written. */
  keepDocument(index: Index, group: Group, [document, wanted]: readonly [BsonDocument, ReadonlySet<string>]): void {
    const known = this.kept.get(index)?.get(group.fields)?.get(group.start.toString('latin1'));
    if (known === undefined) return;
    known.document = document;
    known.wanted = nameOf(wanted);
  }

  /**
   * The number of entries between two places. What is asked for again and again is what happened since an hour or a day
   * ago: where a range with this end is known that begins a little before, only what lies between the two is counted.
   */
  between(
    index: Index,
    { start, end }: { readonly start: Buffer; readonly end: Buffer },
    count: (from: Buffer, to: Buffer) => number,
  ): number {
    const name = end.toString('latin1');
    const kept = this.isUnsettled(index) ? undefined : this.ranges.get(index)?.get(name);
    let near: KeptRange | undefined;
    for (const one of kept ?? [])
      if (Buffer.compare(one.start, start) <= 0 && (near === undefined || Buffer.compare(one.start, near.start) > 0))
        near = one;
    const passed = near === undefined ? 0 : count(near.start, start);
    const counted = near === undefined ? count(start, end) : near.count - passed;
    if (this.isOnItsWay || this.isUnsettled(index)) return counted;
    if (near !== undefined && passed <= counted) {
      near.start = start;
      near.count = counted;
    } else if (counted >= worthKeeping && name.length <= longestName) {
      const ends = this.endsOf(index);
      ends.delete(name);
      ends.set(name, [...(kept ?? []).slice(1 - mostBeginnings), { start, end, count: counted }]);
      for (const oldest of ends.keys()) {
        if (ends.size <= mostEnds) break;
        ends.delete(oldest);
      }
    }
    return counted;
  }

  /** Inside a transaction: an entry of an index, by its key, was added (1) or removed (-1). */
  note(index: Index, key: Buffer, by: 1 | -1): void {
    if (this.kept.has(index) || this.ranges.has(index)) this.changes.push({ index, key, by });
  }

  /** Inside a transaction: entries were written that may have been there before. */
  forget(index: Index): void {
    this.kept.delete(index);
    this.ranges.delete(index);
  }

  /** Last inside a transaction: others ask while it is on its way to the disk. What is known is as before it until then. */
  unsettle(): void {
    this.isOnItsWay = true;
    for (const { index } of this.changes) this.changed.add(index);
  }

  /** After a transaction: what was noted happened, or, when it was undone, did not. */
  settle(stored: boolean): void {
    const { changes } = this;
    this.isOnItsWay = false;
    this.changed.clear();
    if (changes.length === 0) return;
    this.changes = [];
    if (!stored) return;
    for (const { index, key, by } of changes) {
      for (const [fields, groups] of this.kept.get(index) ?? []) {
        const found = groups.size === 0 ? null : endOfFields(key, index.directions, fields);
        const name = found === null ? '' : key.toString('latin1', 0, found.end);
        const known = found === null ? undefined : groups.get(name);
        if (known !== undefined) known.count += by;
      }
      for (const ranges of this.ranges.get(index)?.values() ?? [])
        for (const range of ranges)
          if (Buffer.compare(range.start, key) <= 0 && Buffer.compare(key, range.end) < 0) range.count += by;
    }
  }

  /**
   * Within a transaction what is stored already holds what is only noted here; and while one is on its way all groups
   * of an index that it changes are to be of the same state.
   */
  private isUnsettled(index: Index): boolean {
    return this.isOnItsWay ? this.changed.has(index) : this.changes.length > 0;
  }

  private endsOf(index: Index): Map<string, KeptRange[]> {
    let ends = this.ranges.get(index);
    if (ends === undefined) this.ranges.set(index, (ends = new Map()));
    return ends;
  }

  private groupsOf(index: Index, fields: number): Map<string, KeptGroup> {
    let byFields = this.kept.get(index);
    if (byFields === undefined) this.kept.set(index, (byFields = new Map()));
    let groups = byFields.get(fields);
    if (groups === undefined) byFields.set(fields, (groups = new Map()));
    return groups;
  }
}

function nameOf(wanted: ReadonlySet<string>): string {
  return [...wanted].join('\0');
}
