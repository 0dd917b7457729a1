import { setMaxListeners } from 'node:events';
import cron from 'node-cron';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time/instant';
import type { Instant } from '../domain/time/instant';
import type { Clock, Ids, Log } from '../ports/runtime';
import type { Storage } from '../ports/storage';
import type { Counts, Services } from '../services/index';
export { lastPlanned } from './periods';
import { cronPattern, lastPlanned, tickPeriodMs } from './periods';

/** Figures of the tick plan; everything but the intake's period has a default that suits one machine. */
export interface Schedule {
  readonly intakeEverySeconds: number;
  /** How much one tick of each kind takes on at most. */
  readonly batch?: { readonly looks: number; readonly jobs: number; readonly sweep: number };
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

interface Task {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (signal: AbortSignal) => Promise<Counts>;
  /**
   * Runs may overlap up to this number: the work bounds itself, and one slow piece must not hold up the rest. Default
   * 1.
   */
  readonly overlap?: number;
}
interface Track {
  plannedAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  advancedAt: Instant | null;
  running: readonly Promise<void>[];
  catchUp: boolean;
  result: Counts | null;
  error: string | null;
}

/**
 * Ticks only ask: every task is a service that claims or sweeps, so two processes may tick at once. Ticks a minute or
 * more apart run once per (task, planned instant) over all processes; quicker ones run everywhere and leave a record
 * each minute.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { storage, clock, log } = deps;
  const schedule = { ...DEFAULTS, ...deps.schedule };
  const tasks = taskList(deps).map((task) => ({ ...task, everyMs: tickPeriodMs(task.everyMs) }));
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

function taskList({ services, ids, schedule }: SchedulerDeps): Task[] {
  const { accounts, policies, mandates, cases, alerts, credentials } = services;
  const { batch } = { ...DEFAULTS, ...schedule };
  // Names this process in leases; two processes never share one.
  const owner = ids.id<string>();
  return [
    {
      name: 'collect',
      everyMs: 2 * SECOND_MS,
      overlap: COLLECT_RUNS,
      run: (signal) => accounts.collectDue({ owner, max: batch.looks, signal }),
    },
    { name: 'judge', everyMs: 5 * SECOND_MS, run: () => accounts.judgeDue(batch.sweep) },
    { name: 'intake', everyMs: schedule.intakeEverySeconds * SECOND_MS, run: (signal) => policies.intakeAll(signal) },
    { name: 'issue', everyMs: 3 * SECOND_MS, run: () => policies.issueMandates(batch.sweep) },
    { name: 'queue', everyMs: 3 * SECOND_MS, run: () => mandates.queueReady(batch.sweep) },
    {
      name: 'publish',
      everyMs: 2 * SECOND_MS,
      run: (signal) => mandates.publishDue({ owner, max: batch.jobs, signal }),
    },
    { name: 'mend', everyMs: 30 * SECOND_MS, run: () => mandates.recoverInterrupted(batch.sweep) },
    { name: 'overdue', everyMs: MINUTE_MS, run: () => mandates.noticeOverdue(batch.sweep) },
    { name: 'provisional', everyMs: 24 * HOUR_MS, run: () => mandates.recomputeProvisional() },
    { name: 'cases', everyMs: 10 * SECOND_MS, run: () => cases.actDue(batch.sweep) },
    {
      name: 'messages',
      everyMs: 2 * SECOND_MS,
      run: (signal) => credentials.workMessages({ owner, max: batch.jobs, signal }),
    },
    {
      name: 'canaries',
      everyMs: 10 * SECOND_MS,
      run: (signal) => credentials.testDue({ owner, max: batch.jobs, signal }),
    },
    { name: 'expiries', everyMs: MINUTE_MS, run: () => credentials.warnExpiring(batch.sweep) },
    { name: 'incidents', everyMs: 15 * SECOND_MS, run: () => alerts.incidents() },
    { name: 'relay', everyMs: SECOND_MS, run: () => alerts.relay(batch.sweep) },
  ];
}

/** Looks that hang are cut off within their run; so many runs cover that time. */
const COLLECT_RUNS = 30;

function taskProgress(
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
async function countDueJobs(storage: Storage, now: Instant): Promise<number> {
  const pages = await Promise.all(
    (['queued', 'confirming', 'waiting'] as const).map((state) =>
      storage.publishJobs.list({ state }, { limit: JOBS_COUNTED, cursor: null }, null),
    ),
  );
  return pages.flatMap((page) => page.items).filter((job) => job.dueAt.getTime() <= now.getTime()).length;
}
const JOBS_COUNTED = 100;

function cronTicker(log: Log): Ticker {
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
