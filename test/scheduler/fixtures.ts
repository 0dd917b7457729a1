import type { Services } from '../../src/services/index';
import type { Instant } from '../../src/domain/time/instant';
import type { PublishJob } from '../../src/domain/mandates/mandate';
import type { Storage } from '../../src/ports/storage';
import { createScheduler, type Scheduler, type SchedulerDeps, type Ticker } from '../../src/scheduler/scheduler';

/** Ticks come from the test, the clock stands until it is moved, and tick runs are kept as the store keeps them. */
export interface Bench {
  now: Date;
  readonly ran: string[];
  readonly recorded: { readonly task: string; readonly plannedAt: string; readonly catchUp: boolean; ended: boolean }[];
  readonly jobs: Pick<PublishJob, 'dueAt'>[];
  readonly patterns: Map<string, string>;
  readonly work: Map<string, (signal?: AbortSignal) => Promise<Record<string, number>>>;
  stoppedTicks: number;
  tick(task: string, plannedAt?: Date): Promise<void>;
  start(schedule?: Partial<SchedulerDeps['schedule']>): Promise<Scheduler>;
}

const open: Scheduler[] = [];

/** To be called after each test: stops what it started. */
export async function stopSchedulers(): Promise<void> {
  for (const scheduler of open.splice(0)) await scheduler.stop();
}

export function createBench(start = '2026-09-18T02:00:30.000Z'): Bench {
  const ticks = new Map<string, (plannedAt: Instant) => Promise<void>>();
  const run = (task: string) => (signal?: unknown) => {
    bench.ran.push(task);
    return bench.work.get(task)?.(signal instanceof AbortSignal ? signal : undefined) ?? Promise.resolve({ done: 1 });
  };
  const services = scriptedServices(run);
  const storage = {
    tickRuns: {
      recordRun: (task: string, plannedAt: Instant, ...[, catchUp]: [Instant, boolean]) => {
        const taken = bench.recorded.some((one) => one.task === task && one.plannedAt === plannedAt.toISOString());
        if (!taken) bench.recorded.push({ task, plannedAt: plannedAt.toISOString(), catchUp, ended: false });
        return Promise.resolve(!taken);
      },
      finishRun: (task: string, plannedAt: Instant) => {
        const found = bench.recorded.find((one) => one.task === task && one.plannedAt === plannedAt.toISOString());
        if (found !== undefined) found.ended = true;
        return Promise.resolve();
      },
      last: (task: string) => {
        const last = bench.recorded
          .filter((one) => one.task === task)
          .sort((one, other) => (one.plannedAt < other.plannedAt ? 1 : -1))[0];
        return Promise.resolve(
          last === undefined
            ? null
            : { plannedAt: new Date(last.plannedAt), startedAt: new Date(last.plannedAt), endedAt: null },
        );
      },
    },
    publishJobs: {
      list: ({ state }: { state: string }) =>
        Promise.resolve({ items: state === 'queued' ? bench.jobs : [], nextCursor: null }),
    },
  } as unknown as Storage;
  const ticker: Ticker = {
    schedule: ({ name, pattern }, tick) => {
      ticks.set(name, tick);
      bench.patterns.set(name, pattern);
      return {
        stop: () => {
          bench.stoppedTicks += 1;
        },
      };
    },
  };
  const bench: Bench = {
    now: new Date(start),
    ran: [],
    recorded: [],
    jobs: [],
    patterns: new Map(),
    work: new Map(),
    stoppedTicks: 0,
    tick: (task, plannedAt = bench.now) => ticks.get(task)?.(plannedAt) ?? Promise.reject(new Error(`no task ${task}`)),
    start: async (schedule = {}) => {
      const scheduler = createScheduler({
        services,
        storage,
        clock: { now: () => bench.now },
        ids: { id: <T extends string>() => 'owner' as T, eventId: () => 'e' as never, secret: () => 's' },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        schedule: { intakeEverySeconds: 300, ...schedule },
        ticker,
      });
      open.push(scheduler);
      await scheduler.start();
      return scheduler;
    },
  };
  return bench;
}

/** Services in which every task runs `run` with the task's name, and the signal where the task gets one. */
export function scriptedServices(
  run: (task: string) => (signal?: unknown) => Promise<Record<string, number>>,
): Services {
  const withSignal =
    (task: string) =>
    ({ signal }: { signal: AbortSignal }) =>
      run(task)(signal);
  return {
    people: { resumeHandovers: run('handovers') },
    accounts: { collectDue: withSignal('collect'), judgeDue: run('judge'), resumeMoves: run('unit-moves') },
    policies: { intakeAll: run('intake') },
    mandates: {
      issueMandates: run('issue'),
      queueReady: run('queue'),
      resumeManual: run('resume'),
      publishDue: withSignal('publish'),
      recoverInterrupted: run('mend'),
      endDuties: run('duties'),
      announceComplete: run('completions'),
      remindManual: run('reminders'),
      noticeOverdue: run('overdue'),
      recomputeProvisional: run('provisional'),
    },
    imports: { carryOut: run('imports') },
    officialLists: { compareDue: run('official-lists') },
    reviews: { followReviews: run('reviews') },
    submissions: { resumeHandIns: run('submissions'), keepMonths: run('submission-months') },
    ownPosts: { publishOwnPosts: run('own-posts'), mendOwnPosts: run('own-posts-mend') },
    ownWords: { dismissExcused: run('own-words') },
    interactions: { resumeInteractions: run('interactions') },
    surveys: { followSurveys: run('surveys') },
    emergencies: { followEmergencies: run('emergencies') },
    meetings: { followMeetings: run('meetings') },
    duties: { passDeadlines: run('duty-deadlines'), recomputeDeadlines: run('duty-calendar') },
    siteChecks: { visitDue: withSignal('site-visits'), crawlDue: withSignal('site-links') },
    filings: { followFilings: run('filings') },
    cases: { actDue: run('cases') },
    alerts: { incidents: run('incidents'), relay: run('relay'), sweep: run('alerts') },
    notify: { announce: run('announce'), deliverDue: withSignal('deliver'), tryChannels: withSignal('canaries') },
    webhooks: { deliverDue: withSignal('webhooks') },
    letters: { makeDigests: withSignal('digests'), carryReminders: run('reminder-letters') },
    oncall: { beginClimbs: run('escalations'), climbDue: withSignal('climb') },
    upkeep: { removeExpired: withSignal('retention') },
    credentials: {
      workMessages: withSignal('messages'),
      testDue: withSignal('credential-checks'),
      warnExpiring: run('expiries'),
    },
  } as unknown as Services;
}
