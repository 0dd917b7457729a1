import { lastPlanned } from '../../src/scheduler/periods';
import type { Ticker } from '../../src/scheduler/scheduler';

type Tick = (plannedAt: Date) => Promise<void>;

/** Milliseconds between two ticks of a pattern that the scheduler makes. */
function periodMs(pattern: string): number {
  const [second = '', minute = '', hour = ''] = pattern.split(' ');
  const every = (field: string): number => (field.startsWith('*/') ? Number(field.slice(2)) : 0);
  if (every(second) > 0) return every(second) * 1_000;
  if (every(minute) > 0) return every(minute) * 60_000;
  return (every(hour) > 0 ? every(hour) : 24) * 3_600_000;
}

/**
 * Ticks that come when the test's clock has moved, one task after the other: the same day runs the same way every time.
 */
export interface SteppedTicker extends Ticker {
  /**
   * Fires every task that was due in (from, to], once each, with its latest planned instant; one after the other unless
   * told to run them side by side.
   */
  fire(from: Date, to: Date, order?: 'side-by-side'): Promise<void>;
  /** Real time spent by each task so far, in ms. */
  spentMs(): Readonly<Record<string, number>>;
}

interface Task {
  readonly name: string;
  readonly everyMs: number;
  readonly tick: Tick;
  spentMs: number;
}

export function createSteppedTicker(): SteppedTicker {
  const tasks: Task[] = [];
  const run = async (task: Task, plannedAt: Date): Promise<void> => {
    const begun = performance.now();
    await task.tick(plannedAt);
    task.spentMs += performance.now() - begun;
  };
  return {
    schedule({ name, pattern }, tick) {
      const task = { name, everyMs: periodMs(pattern), tick, spentMs: 0 };
      tasks.push(task);
      return {
        stop: () => {
          tasks.splice(tasks.indexOf(task), 1);
        },
      };
    },
    async fire(from, to, order) {
      const due = tasks
        .map((task) => ({ task, plannedAt: lastPlanned(to, task.everyMs) }))
        .filter(({ plannedAt }) => plannedAt > from);
      if (order === 'side-by-side') await Promise.all(due.map(({ task, plannedAt }) => run(task, plannedAt)));
      else for (const { task, plannedAt } of due) await run(task, plannedAt);
    },
    spentMs: () => Object.fromEntries(tasks.map(({ name, spentMs }) => [name, Math.round(spentMs)])),
  };
}
