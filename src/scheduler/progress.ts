import type { Instant } from '../domain/time/instant';
import type { Storage } from '../ports/storage';
import type { Counts } from '../services/index';
import type { Task } from './tasks';

export interface TaskProgress {
  readonly task: string;
  readonly lastPlannedAt: Instant | null;
  readonly lastStartedAt: Instant | null;
  readonly lastEndedAt: Instant | null;
  readonly running: boolean;
  readonly catchUp: boolean;
  readonly lastResult: Counts | null;
  readonly lastError: string | null;
  readonly stuck: boolean;
}
export interface SchedulerProgress {
  readonly startedAt: Instant | null;
  readonly stuck: boolean;
  readonly stuckTasks: readonly string[];
  readonly dueJobs: number;
  readonly tasks: readonly TaskProgress[];
}

/** What one task has done in this process. */
export interface Track {
  plannedAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  advancedAt: Instant | null;
  running: readonly Promise<void>[];
  catchUp: boolean;
  result: Counts | null;
  error: string | null;
}

export function taskProgress(
  task: Task,
  seen: { track: Track; now: Instant; startedAt: Instant | null; stuckAfterMs: number; workDue: boolean },
): TaskProgress {
  const { track, now } = seen;
  const since = (at: Instant | null): number =>
    seen.startedAt === null ? 0 : now.getTime() - (at ?? seen.startedAt).getTime();
  const notEnding = since(track.endedAt) > Math.max(seen.stuckAfterMs, 3 * task.everyMs);
  const notAdvancing = seen.workDue && since(track.advancedAt) > seen.stuckAfterMs;
  return {
    task: task.name,
    lastPlannedAt: track.plannedAt,
    lastStartedAt: track.startedAt,
    lastEndedAt: track.endedAt,
    running: track.running.length > 0,
    catchUp: track.catchUp,
    lastResult: track.result,
    lastError: track.error,
    stuck: notEnding || notAdvancing,
  };
}

/**
 * Jobs somebody should be working on. A job that waits for its time is not due; beyond a page of each state the figure
 * is a lower bound.
 */
export async function countDueJobs(storage: Storage, now: Instant): Promise<number> {
  const pages = await Promise.all(
    (['queued', 'confirming', 'waiting'] as const).map((state) =>
      storage.publishJobs.list({ state }, { limit: JOBS_COUNTED, cursor: null }, null),
    ),
  );
  return pages.flatMap((page) => page.items).filter((job) => job.dueAt.getTime() <= now.getTime()).length;
}
const JOBS_COUNTED = 100;
