import type { Instant } from '../../domain/time/instant';
import type { Ids } from '../../ports/runtime';
import type { TickRuns } from '../../ports/storage';
import { checkText } from '../checkInput';
import { documentSchema, flag, instant, text, valueByKey } from '../schemaParts';
import type { Row, Table } from '../table';

export interface TickRunRow extends Row {
  readonly _id: string;
  readonly task: string;
  readonly plannedAt: Instant;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly catchUp: boolean;
  readonly result: Readonly<Record<string, number | string>> | null;
}

/** The names of all tasks that ever ran: finding them among the runs would mean reading every run. */
export interface TaskRow extends Row {
  readonly _id: string;
  readonly firstRunAt: Instant;
}

export const tickRunSchema = documentSchema({
  _id: text,
  task: text,
  plannedAt: instant,
  startedAt: instant,
  endedAt: instant,
  catchUp: flag,
  result: valueByKey,
});
export const taskSchema = documentSchema({ _id: text, firstRunAt: instant });

const MAX_TASKS = 200;

export function createTickRuns(runs: Table<TickRunRow>, tasks: Table<TaskRow>, ids: Ids): TickRuns {
  const known = new Set<string>();
  const remember = async (task: string, startedAt: Instant): Promise<void> => {
    if (known.has(task)) return;
    await tasks.insert({ _id: task, firstRunAt: startedAt });
    known.add(task);
  };
  const newest = (task: string): Promise<TickRunRow | null> =>
    runs.one({ task: checkText(task, 'task') }, { plannedAt: -1 });
  return {
    recordRun: async (task, plannedAt, ...[startedAt, catchUp]) => {
      await remember(checkText(task, 'task'), startedAt);
      return (
        (await runs.insert({ _id: ids.id(), task, plannedAt, startedAt, endedAt: null, catchUp, result: null })) ===
        'inserted'
      );
    },
    finishRun: async (task, plannedAt, ...[endedAt, result]) => {
      await runs.change({ task: checkText(task, 'task'), plannedAt }, { $set: { endedAt, result } });
    },
    last: async (task) => {
      const run = await newest(task);
      return run === null ? null : { plannedAt: run.plannedAt, startedAt: run.startedAt, endedAt: run.endedAt };
    },
    latest: async () => {
      const names = await tasks.many({}, { sort: { _id: 1 }, limit: MAX_TASKS });
      const latest = await Promise.all(names.map(({ _id }) => newest(_id)));
      return latest
        .filter((run) => run !== null)
        .map(({ task, plannedAt, startedAt, endedAt, catchUp, result }) => ({
          task,
          plannedAt,
          startedAt,
          endedAt,
          catchUp,
          result,
        }));
    },
  };
}
