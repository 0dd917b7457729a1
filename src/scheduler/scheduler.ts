import { setMaxListeners } from 'node:events';
import { MINUTE_MS, SECOND_MS } from '../domain/time/instant';
import type { Instant } from '../domain/time/instant';
import type { Clock, Ids, Log } from '../ports/runtime';
import type { Storage } from '../ports/storage';
import type { Counts, Services } from '../services/index';
import { cronPattern, lastPlanned, tickPeriodMs } from './periods';
import { countDueJobs, taskProgress, type SchedulerProgress, type Track } from './progress';
import { taskList, type Batch, type Task } from './tasks';
import { cronTicker, type Ticker } from './ticker';

export type { SchedulerProgress, TaskProgress } from './progress';
export type { Ticker } from './ticker';

/** Figures of the tick plan; everything but the intake's period has a default that suits one machine. */
export interface Schedule {
  readonly intakeEverySeconds: number;
  readonly batch?: Batch;
  /** A single run is told to stop after this long; what it held is freed by its leases. */
  readonly runTimeoutMs?: number;
  /** With work due and nothing finished for this long the process counts as stuck. */
  readonly stuckAfterMs?: number;
  readonly stopWithinMs?: number;
}
const DEFAULTS = {
  batch: { looks: 200, jobs: 100, sweep: 500 },
  runTimeoutMs: 2 * MINUTE_MS,
  stuckAfterMs: 10 * MINUTE_MS,
  stopWithinMs: 10 * SECOND_MS,
};

export interface SchedulerDeps {
  readonly services: Services;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly schedule: Schedule;
  readonly ticker?: Ticker;
}
export interface Scheduler {
  /** Runs once, marked as catch-up, what was missed while nothing ran; then ticks. */
  start(): Promise<void>;
  /** No new ticks; running work is told to stop and waited for, `stopWithinMs` at most. */
  stop(): Promise<void>;
  /** For `/healthz`: progress, not liveness. */
  progress(): Promise<SchedulerProgress>;
}

/**
 * Ticks only ask: every task is a service that claims or sweeps, so two processes may tick at once. Ticks a minute or
 * more apart run once per (task, planned instant) over all processes; quicker ones run everywhere and leave a record
 * each minute.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { storage, clock, log } = deps;
  const schedule = { ...DEFAULTS, ...deps.schedule };
  // Names this process in leases; two processes never share one.
  const owner = deps.ids.id<string>();
  const tasks = taskList(deps.services, { ...schedule, owner }).map((task) => ({
    ...task,
    everyMs: tickPeriodMs(task.everyMs),
  }));
  const tracks = new Map<string, Track>(
    tasks.map((task) => [
      task.name,
      {
        plannedAt: null,
        startedAt: null,
        endedAt: null,
        advancedAt: null,
        running: [],
        catchUp: false,
        result: null,
        error: null,
      },
    ]),
  );
  const trackOf = (name: string): Track => tracks.get(name) ?? fail(name);
  const stoppers = new Set<AbortController>();
  let stopping = false;
  let ticking: { stop(): void | Promise<void> }[] = [];
  let startedAt: Instant | null = null;

  /** Hands the work a signal that tells it to stop when its time is over or the process stops. */
  const withinTime = async (work: (signal: AbortSignal) => Promise<Counts>): Promise<Counts> => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), schedule.runTimeoutMs);
    // Every call of a run listens to the one signal; how many there are is bounded by the hosts' limits, not by this
    // number.
    setMaxListeners(0, controller.signal);
    controller.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    stoppers.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      stoppers.delete(controller);
    }
  };

  const runTask = async (task: Task, plannedAt: Instant, catchUp: boolean): Promise<void> => {
    const track = trackOf(task.name);
    const begunAt = clock.now();
    const recordedTick = plannedAt.getTime() % MINUTE_MS === 0;
    try {
      const first = recordedTick ? await storage.tickRuns.recordRun(task.name, plannedAt, begunAt, catchUp) : false;
      if (!first && task.everyMs >= MINUTE_MS) return;
      Object.assign(track, { plannedAt, startedAt: begunAt, catchUp });
      const counts = await withinTime((signal) => task.run(signal));
      Object.assign(track, { result: counts, error: null });
      if (Object.values(counts).some((count) => count > 0)) track.advancedAt = clock.now();
      if (first) await storage.tickRuns.finishRun(task.name, plannedAt, clock.now(), counts);
    } catch (error) {
      track.error = error instanceof Error ? error.name : 'unknown';
      if (!stopping) log.error('tick-failed', error, { task: task.name });
    } finally {
      track.endedAt = clock.now();
    }
  };

  /**
   * One run of a task at a time in this process, or as many as the task bears; a tick that comes while they run is
   * dropped, the next one sees the same work.
   */
  const tick = (task: Task, plannedAt: Instant, catchUp: boolean): Promise<void> => {
    const track = trackOf(task.name);
    if (track.running.length >= (task.overlap ?? 1) || stopping) return Promise.resolve();
    const run = runTask(task, plannedAt, catchUp).finally(() => {
      track.running = track.running.filter((other) => other !== run);
    });
    track.running = [...track.running, run];
    return run;
  };

  const catchUp = async (task: Task): Promise<void> => {
    const last = await storage.tickRuns.last(task.name);
    const latest = lastPlanned(clock.now(), task.everyMs);
    if (last === null) await tick(task, latest, false);
    else if (last.plannedAt.getTime() < latest.getTime()) {
      log.info('tick-catch-up', {
        task: task.name,
        lastPlannedAt: last.plannedAt.toISOString(),
        plannedAt: latest.toISOString(),
      });
      await tick(task, latest, true);
    }
  };

  return {
    start: async () => {
      startedAt = clock.now();
      for (const task of tasks) if (task.everyMs >= MINUTE_MS) await catchUp(task);
      const ticker = deps.ticker ?? cronTicker(log);
      ticking = tasks.map((task) =>
        ticker.schedule(
          { name: task.name, pattern: cronPattern(task.everyMs), overlaps: task.overlap !== undefined },
          (plannedAt) => tick(task, plannedAt, false),
        ),
      );
    },
    stop: async () => {
      stopping = true;
      for (const stopper of stoppers) stopper.abort();
      await Promise.all(ticking.map(async (ticker) => ticker.stop()));
      ticking = [];
      const running = [...tracks.values()].flatMap((track) => track.running);
      const ended = await within(Promise.all(running), schedule.stopWithinMs);
      if (!ended) log.warn('stop-timed-out', { running: running.length });
    },
    progress: async () => {
      const now = clock.now();
      const dueJobs = await countDueJobs(storage, now);
      const progress = tasks.map((task) =>
        taskProgress(task, {
          track: trackOf(task.name),
          now,
          startedAt,
          stuckAfterMs: schedule.stuckAfterMs,
          workDue: task.name === 'publish' && dueJobs > 0,
        }),
      );
      const stuckTasks = progress.filter((task) => task.stuck).map((task) => task.task);
      return { startedAt, stuck: stuckTasks.length > 0, stuckTasks, dueJobs, tasks: progress };
    },
  };
}

/** True when the work ended in time. */
async function within(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function fail(name: string): never {
  throw new Error(`no such task: ${name}`);
}
