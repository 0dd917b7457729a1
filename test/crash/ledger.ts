/** The driver's collection, as far as a writer uses it. */
export interface Writer {
  insertOne(document: object): Promise<unknown>;
  updateOne(filter: object, update: object): Promise<unknown>;
  deleteOne(filter: object): Promise<unknown>;
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

  constructor(private readonly writer: number, private readonly random: () => number) {}

  /** Inserts, changes and removes documents of its own, one after another, until the store answers no more. */
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
    const lost = [...this.versions].filter(([id, version]) => found.get(id) !== version).map(([id, version]) => `lost: ${id} should have version ${version}, has ${found.get(id) ?? 'none'}`);
    const resurrected = [...this.removed].filter((id) => found.has(id)).map((id) => `resurrected: ${id}`);
    const stray = [...found.keys()].filter((id) => id.startsWith(`${this.writer}-`) && !this.versions.has(id) && !this.removed.has(id)).map((id) => `never written: ${id}`);
    return [...lost, ...resurrected, ...stray];
  }

  private chooseStep(): Step {
    const ids = [...this.versions.keys()];
    const id = ids[Math.floor(this.random() * ids.length)];
    const choice = this.random();
    if (id === undefined || choice < 0.5) return { id: `${this.writer}-${this.next++}`, version: 1 };
    return choice < 0.8 ? { id, version: (this.versions.get(id) as number) + 1 } : { id, version: null };
  }

  private perform({ id, version }: Step, collection: Writer): Promise<unknown> {
    if (version === null) return collection.deleteOne({ _id: id });
    if (version > 1) return collection.updateOne({ _id: id }, { $set: { version, token: `${id}/${version}` }, $push: { tags: version } });
    return collection.insertOne({ _id: id, writer: this.writer, version, token: `${id}/1`, tags: [this.writer], pad: 'x'.repeat(Math.floor(this.random() * 1_500)) });
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
