/**
 * What joined calls do together: one result an item, in their order. `isAgain`: an item by itself, of a batch that
 * failed; it may have taken effect all the same, where only the response was lost.
 */
type RunTogether<Item, Result> = (items: readonly Item[], isAgain: boolean) => Promise<readonly Result[]>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins calls of one kind: a call that comes while none is under way runs at once; those that come meanwhile wait and
 * then run together, at most `maxBatch` of them. So a single caller waits for nobody, and the more there are the fewer
 * round trips each costs: with 32 looks at once the store is asked a sixth as often. Where a batch fails its items run
 * one by one: what is wrong with one of them is told to its caller alone. With `patienceMs`, for reads: where a batch
 * takes longer, those that wait do so no more, so that one connection that was lost holds up its own callers alone; and
 * a batch that fails has failed for all of it: a store that is away is not asked once more for each.
 */
export function coalesce<Item, Result>(
  together: RunTogether<Item, Result>,
  { maxBatch = 100, patienceMs }: { readonly maxBatch?: number; readonly patienceMs?: number } = {},
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const runBatch = async (batch: readonly Waiting<Item, Result>[], isAgain = false): Promise<void> => {
    try {
      tellEach(
        batch,
        await together(
          batch.map(({ item }) => item),
          isAgain,
        ),
      );
    } catch (error) {
      if (batch.length === 1 || patienceMs !== undefined) for (const { reject } of batch) reject(error);
      else for (const one of batch) await runBatch([one], true);
    }
  };
  const runNext = (): void => {
    isRunning = waiting.length > 0;
    if (!isRunning) return;
    let isOver = false;
    const goOn = (): void => {
      clearTimeout(timer);
      if (!isOver) runNext();
      isOver = true;
    };
    const timer = patienceMs === undefined ? undefined : setTimeout(goOn, patienceMs);
    void runBatch(waiting.splice(0, maxBatch)).then(goOn);
  };
  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) runNext();
    });
}

function tellEach<Item, Result>(batch: readonly Waiting<Item, Result>[], results: readonly Result[]): void {
  if (results.length !== batch.length) throw new Error(`${results.length} results for ${batch.length} calls.`);
  batch.forEach(({ resolve }, at) => resolve(results[at] as Result));
}

/** Longer than any read of a store that is not in trouble. */
export const PATIENCE_MS = 500;

/**
 * One read for all who ask while another is under way: it begins after the last of them asked, so that everybody sees
 * what was written before they asked. What it returns is given to several and changed by none.
 */
export function sharedRead<Result>(read: () => Promise<Result>): () => Promise<Result> {
  const ask = coalesce(
    async (asked: readonly null[]) => {
      const found = await read();
      return asked.map(() => found);
    },
    { maxBatch: Infinity, patienceMs: PATIENCE_MS },
  );
  return () => ask(null);
}

/**
 * `sharedRead` for each of many questions: who asks for the same, by its key, while it is being read shares the next
 * reading. Nothing is kept of a question that nobody waits for.
 */
export function sharedReads<Result>(): (key: string, read: () => Promise<Result>) => Promise<Result> {
  const asked = new Map<string, { readonly ask: () => Promise<Result>; callers: number }>();
  return async (key, read) => {
    const question = asked.get(key) ?? { ask: sharedRead(read), callers: 0 };
    asked.set(key, question);
    question.callers += 1;
    try {
      return await question.ask();
    } finally {
      question.callers -= 1;
      if (question.callers === 0) asked.delete(key);
    }
  };
}
