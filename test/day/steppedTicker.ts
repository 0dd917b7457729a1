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
  /** Fires every task that was due in (from, to], once each, with its latest planned instant. */
  fire(from: Date, to: Date): Promise<void>;
  /** Real time spent by each task so far, in ms. */
  spentMs(): Readonly<Record<string, number>>;
}

export function createSteppedTicker(): SteppedTicker {
  const tasks: { readonly name: string; readonly everyMs: number; readonly tick: Tick; spentMs: number }[] = [];
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
    async fire(from, to) {
      for (const task of [...tasks]) {
        const plannedAt = lastPlanned(to, task.everyMs);
        if (plannedAt <= from) continue;
        const begun = performance.now();
        await task.tick(plannedAt);
        task.spentMs += performance.now() - begun;
      }
    },
    spentMs: () => Object.fromEntries(tasks.map(({ name, spentMs }) => [name, Math.round(spentMs)])),
  };
}
