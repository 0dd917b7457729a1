import type { WorkRun } from './workRun';

/**
 * Runs `step` in up to `concurrency` slots until a step returns null (nothing is due), `run.max` steps are done or the
 * signal says stop. A step that throws ends its own slot only: one poisoned account must not stop the others, and what
 * it held is freed by its lease. The first error is thrown again when all slots have ended, so that nobody overlooks
 * it.
 */
export async function runWorkers<Result>(
  run: WorkRun,
  concurrency:
    | number
    | {
        readonly slots: number;
        /** Called as each slot ends, while others may go on. */ readonly onSlotEnd: () => void;
      },
  step: () => Promise<Result | null>,
): Promise<Result[]> {
  const results: Result[] = [];
  const errors: unknown[] = [];
  let started = 0;
  const slot = async (): Promise<void> => {
    while (started < run.max && !run.signal.aborted) {
      started += 1;
      const result = await step();
      if (result === null) return;
      results.push(result);
    }
  };
  const guarded = async (): Promise<void> => {
    try {
      await slot();
    } catch (error) {
      errors.push(error);
    } finally {
      if (typeof concurrency !== 'number') concurrency.onSlotEnd();
    }
  };
  const slots = typeof concurrency === 'number' ? Math.max(1, Math.min(concurrency, run.max)) : concurrency.slots;
  await Promise.all(Array.from({ length: slots }, guarded));
  if (errors.length > 0) throw errors[0];
  return results;
}

/** How often each word occurs: the figures a run returns. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
