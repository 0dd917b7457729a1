import { endOfFields } from '../keys/endOfFields';
import type { Index } from '../keys/indexSpec';

/** Fewer entries are counted about as fast as their count is looked up and kept. */
const worthKeeping = 32;
/** Of one index, by as many of its fields: some 150 bytes each. Beyond that all are counted anew. */
const mostKept = 10_000;
/** Bytes of a group's values: longer ones, as of texts, are counted anew. */
const longestName = 200;

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
  private readonly kept = new WeakMap<Index, Map<number, Map<string, number>>>();
  private changes: Change[] = [];
  private readonly changed = new Set<Index>();
  private isOnItsWay = false;

  /** The number of entries that begin with `start`, the values of so many leading fields; `count` counts them. */
  of(index: Index, group: { readonly fields: number; readonly start: Buffer }, count: () => number): number {
    // Within a transaction what is stored already holds what is only noted here; and while one is on its way all groups of
    // an index that it changes are to be of the same state.
    if (this.isOnItsWay ? this.changed.has(index) : this.changes.length > 0) return count();
    const groups = this.groupsOf(index, group.fields);
    const name = group.start.toString('latin1');
    const known = groups.get(name);
    if (known !== undefined) return known;
    const counted = count();
    // Nobody knows whether that is with or without the transaction, which has noted nothing of what was not kept.
    if (this.isOnItsWay) return counted;
    if (groups.size >= mostKept) groups.clear();
    if (counted >= worthKeeping && name.length <= longestName) groups.set(name, counted);
    return counted;
  }

  /** Inside a transaction: an entry of an index, by its key, was added (1) or removed (-1). */
  note(index: Index, key: Buffer, by: 1 | -1): void {
    if (this.kept.has(index)) this.changes.push({ index, key, by });
  }

  /** Inside a transaction: entries were written that may have been there before. */
  forget(index: Index): void {
    this.kept.delete(index);
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
    for (const { index, key, by } of changes)
      for (const [fields, groups] of this.kept.get(index) ?? []) {
        const found = groups.size === 0 ? null : endOfFields(key, index.directions, fields);
        const name = found === null ? '' : key.toString('latin1', 0, found.end);
        const known = found === null ? undefined : groups.get(name);
        if (known !== undefined) groups.set(name, known + by);
      }
  }

  private groupsOf(index: Index, fields: number): Map<string, number> {
    let byFields = this.kept.get(index);
    if (byFields === undefined) this.kept.set(index, (byFields = new Map()));
    let groups = byFields.get(fields);
    if (groups === undefined) byFields.set(fields, (groups = new Map()));
    return groups;
  }
}
