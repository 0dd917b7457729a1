/** The driver's collection, as far as a writer uses it. */
export interface Writer {
  insertOne(document: object): Promise<unknown>;
  insertMany(documents: object[]): Promise<unknown>;
  updateOne(filter: object, update: object, options?: object): Promise<unknown>;
  replaceOne(filter: object, replacement: object): Promise<unknown>;
  bulkWrite(operations: object[]): Promise<unknown>;
  findOneAndUpdate(filter: object, update: object): Promise<unknown>;
  deleteOne(filter: object): Promise<unknown>;
  findOneAndDelete(filter: object): Promise<unknown>;
}

/**
 * What a writer stores; every field follows from the id and the version, except the length of `pad`, which is written
 * beside it.
 */
export interface LedgerDocument {
  readonly _id: string;
  readonly writer: number;
  readonly version: number;
  readonly token: string;
  readonly tags: readonly number[];
  readonly padBytes: number;
  readonly pad: string;
}

/** Whether a document found is whole: all of one version, none of another. */
export function isWhole({ _id, writer, version, token, tags, padBytes, pad }: LedgerDocument): boolean {
  const expectedTags = [writer, ...Array.from({ length: version - 1 }, (_, i) => i + 2)];
  return token === `${_id}/${version}` && pad === 'x'.repeat(padBytes) && tags.join() === expectedTags.join();
}

interface Step {
  readonly id: string;
  /** The version the document has after the step; null when it is gone. */
  readonly version: number | null;
}

/** What one writer was told is stored. At most one step is in doubt: the one under way when the store died. */
export class Ledger {
  acknowledged = 0;
  private readonly versions = new Map<string, number>();
  private readonly removed = new Set<string>();
  private doubtful: Step | null = null;
  private next = 0;

  constructor(
    private readonly writer: number,
    private readonly random: () => number,
  ) {}

  /** Inserts, changes and removes documents of its own, one after another, until the store is gone. */
  async writeUntilFailure(collection: Writer): Promise<void> {
    for (;;) {
      const step = this.chooseStep();
      this.doubtful = step;
      try {
        await this.perform(step, collection);
      } catch {
        return;
      }
      this.take(step);
      this.doubtful = null;
      this.acknowledged += 1;
    }
  }

  /** Where the documents found differ from what was acknowledged. What was in doubt is taken as found. */
  compare(found: ReadonlyMap<string, number>): string[] {
    const { doubtful } = this;
    if (doubtful !== null && (found.get(doubtful.id) ?? null) === doubtful.version) this.take(doubtful);
    this.doubtful = null;
    const lost = [...this.versions]
      .filter(([id, version]) => found.get(id) !== version)
      .map(([id, version]) => `lost: ${id} should have version ${version}, has ${found.get(id) ?? 'none'}`);
    const resurrected = [...this.removed].filter((id) => found.has(id)).map((id) => `resurrected: ${id}`);
    const stray = [...found.keys()]
      .filter((id) => id.startsWith(`${this.writer}-`) && !this.versions.has(id) && !this.removed.has(id))
      .map((id) => `never written: ${id}`);
    return [...lost, ...resurrected, ...stray];
  }

  private chooseStep(): Step {
    const ids = [...this.versions.keys()];
    const id = ids[Math.floor(this.random() * ids.length)];
    const choice = this.random();
    if (id === undefined || choice < 0.5) return { id: `${this.writer}-${this.next++}`, version: 1 };
    return choice < 0.8 ? { id, version: (this.versions.get(id) as number) + 1 } : { id, version: null };
  }

  /** Every kind of write in turn. */
  private perform({ id, version }: Step, collection: Writer): Promise<unknown> {
    const way = Math.floor(this.random() * 4);
    if (version === null) return way < 2 ? collection.deleteOne({ _id: id }) : collection.findOneAndDelete({ _id: id });
    if (version === 1) return this.insert(this.document(id, version), way, collection);
    const change = { $set: { version, token: `${id}/${version}` }, $push: { tags: version } };
    switch (way) {
      case 0:
        return collection.updateOne({ _id: id }, change);
      case 1:
        return collection.findOneAndUpdate({ token: `${id}/${version - 1}` }, change);
      case 2:
        return collection.replaceOne({ _id: id }, this.document(id, version));
      default:
        return collection.bulkWrite([{ updateOne: { filter: { _id: id }, update: change } }]);
    }
  }

  private insert({ _id, ...fields }: LedgerDocument, way: number, collection: Writer): Promise<unknown> {
    switch (way) {
      case 0:
        return collection.insertOne({ _id, ...fields });
      case 1:
        return collection.insertMany([{ _id, ...fields }]);
      case 2:
        return collection.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      default:
        return collection.bulkWrite([{ insertOne: { document: { _id, ...fields } } }]);
    }
  }

  private document(id: string, version: number): LedgerDocument {
    const padBytes = Math.floor(this.random() * 1_500);
    const tags = [this.writer, ...Array.from({ length: version - 1 }, (_, i) => i + 2)];
    return {
      _id: id,
      writer: this.writer,
      version,
      token: `${id}/${version}`,
      tags,
      padBytes,
      pad: 'x'.repeat(padBytes),
    };
  }

  private take({ id, version }: Step): void {
    if (version === null) {
      this.versions.delete(id);
      this.removed.add(id);
    } else {
      this.versions.set(id, version);
    }
  }
}
