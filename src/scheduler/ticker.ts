import cron from 'node-cron';
import type { Instant } from '../domain/time/instant';
import type { Log } from '../ports/runtime';

/** Where ticks come from; node-cron unless a test hands in its own. */
export interface Ticker {
  schedule(
    task: {
      readonly name: string;
      readonly pattern: string;
      /** The next tick may come before the last one has ended. */ readonly overlaps: boolean;
    },
    tick: (plannedAt: Instant) => Promise<void>,
  ): { stop(): void | Promise<void> };
}

/** Ticks by the clock of this machine, in civil time. */
export function cronTicker(log: Log): Ticker {
  return {
    schedule: (task, tick) =>
      cron.schedule(
        task.pattern,
        (context) => {
          const run = tick(context.date);
          return task.overlaps ? undefined : run;
        },
        {
          name: task.name,
          timezone: 'Asia/Shanghai',
          noOverlap: true,
          suppressMissedWarning: true,
          logger: {
            info: () => undefined,
            debug: () => undefined,
            warn: () => undefined,
            error: (message) => log.error('ticker', message, { task: task.name }),
          },
        },
      ),
  };
}
