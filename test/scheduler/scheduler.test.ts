import type { Services } from '../../src/services/index';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../src/domain/time/instant';
import type { PublishJob } from '../../src/domain/mandates/mandate';
import type { Storage } from '../../src/ports/storage';
import { createScheduler, type Scheduler, type SchedulerDeps, type Ticker } from '../../src/scheduler/scheduler';
import { cronPattern, lastPlanned, tickPeriodMs } from '../../src/scheduler/periods';

/** Ticks come from the test, the clock stands until it is moved, and tick runs are kept as the store keeps them. */
interface Bench {
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
afterEach(async () => {
  for (const scheduler of open.splice(0)) await scheduler.stop();
});

function createBench(start = '2026-09-18T02:00:30.000Z'): Bench {
  const ticks = new Map<string, (plannedAt: Instant) => Promise<void>>();
  const run = (task: string) => (signal?: unknown) => {
    bench.ran.push(task);
    return bench.work.get(task)?.(signal instanceof AbortSignal ? signal : undefined) ?? Promise.resolve({ done: 1 });
  };
  const withSignal =
    (task: string) =>
    ({ signal }: { signal: AbortSignal }) =>
      run(task)(signal);
  const services = {
    accounts: { collectDue: withSignal('collect'), judgeDue: run('judge') },
    policies: { intakeAll: run('intake'), issueMandates: run('issue') },
    mandates: {
      queueReady: run('queue'),
      publishDue: withSignal('publish'),
      recoverInterrupted: run('mend'),
      noticeOverdue: run('overdue'),
      recomputeProvisional: run('provisional'),
    },
    cases: { actDue: run('cases') },
    alerts: { incidents: run('incidents'), relay: run('relay') },
    credentials: {
      workMessages: withSignal('messages'),
      testDue: withSignal('canaries'),
      warnExpiring: run('expiries'),
    },
  } as unknown as Services;
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

describe('createScheduler', () => {
  test('runs a task of a minute or more once per planned instant over all processes', async () => {
    const one = createBench();
    await one.start();
    const planned = new Date('2026-09-18T02:01:00Z');
    one.now = planned;
    await one.tick('overdue', planned);
    await one.tick('overdue', planned);
    expect(one.ran.filter((task) => task === 'overdue')).toHaveLength(2);
    expect(one.recorded.filter(({ task }) => task === 'overdue')).toEqual([
      { task: 'overdue', plannedAt: '2026-09-18T02:00:00.000Z', catchUp: false, ended: true },
      { task: 'overdue', plannedAt: '2026-09-18T02:01:00.000Z', catchUp: false, ended: true },
    ]);
  });

  test('makes up for what was missed while nothing ran, once, and marks it', async () => {
    const bench = createBench('2026-09-18T05:00:30.000Z');
    bench.recorded.push(
      { task: 'intake', plannedAt: '2026-09-18T02:00:00.000Z', catchUp: false, ended: true },
      { task: 'overdue', plannedAt: '2026-09-18T05:00:00.000Z', catchUp: false, ended: true },
    );
    await bench.start();
    expect(bench.recorded.filter(({ catchUp }) => catchUp)).toEqual([
      { task: 'intake', plannedAt: '2026-09-18T05:00:00.000Z', catchUp: true, ended: true },
    ]);
    expect(bench.ran.filter((task) => task === 'intake')).toHaveLength(1);
    expect(bench.ran).not.toContain('overdue');
  });

  test('runs quick tasks at every tick and leaves a record each minute', async () => {
    const bench = createBench();
    await bench.start();
    for (const second of ['58', '00', '02'])
      await bench.tick('collect', new Date(`2026-09-18T02:${second === '58' ? '00' : '01'}:${second}Z`));
    expect(bench.ran.filter((task) => task === 'collect')).toHaveLength(3);
    expect(bench.recorded.filter(({ task }) => task === 'collect').map(({ plannedAt }) => plannedAt)).toEqual([
      '2026-09-18T02:01:00.000Z',
    ]);
  });

  test('never runs a task twice at once, and drops the tick that comes meanwhile', async () => {
    const bench = createBench();
    await bench.start();
    let finish = (): void => undefined;
    bench.work.set(
      'publish',
      () =>
        new Promise((resolve) => {
          finish = () => resolve({});
        }),
    );
    const first = bench.tick('publish');
    // A dropped tick has nothing to wait for.
    void bench.tick('publish');
    await Promise.resolve();
    finish();
    await first;
    expect(bench.ran.filter((task) => task === 'publish')).toHaveLength(1);
  });

  test('a task that fails is named in the progress and runs again at its next tick', async () => {
    const bench = createBench();
    const scheduler = await bench.start();
    bench.work.set('judge', () => Promise.reject(new TypeError('broken')));
    await bench.tick('judge');
    const failed = (await scheduler.progress()).tasks.find(({ task }) => task === 'judge');
    expect(failed).toMatchObject({ lastError: 'TypeError', running: false, lastEndedAt: bench.now });
    bench.work.delete('judge');
    await bench.tick('judge');
    expect((await scheduler.progress()).tasks.find(({ task }) => task === 'judge')).toMatchObject({
      lastError: null,
      lastResult: { done: 1 },
    });
  });

  test('is stuck when jobs are due and none was finished for ten minutes, from that very moment after', async () => {
    const bench = createBench();
    const scheduler = await bench.start();
    const tickAll = async (): Promise<void> => {
      for (const task of bench.patterns.keys()) await bench.tick(task);
    };
    bench.work.set('publish', () => Promise.resolve({}));
    bench.jobs.push({ dueAt: bench.now });
    bench.now = new Date(bench.now.getTime() + 10 * MINUTE_MS);
    await tickAll();
    expect(await scheduler.progress()).toMatchObject({ stuck: false, dueJobs: 1 });
    bench.now = new Date(bench.now.getTime() + 1);
    expect(await scheduler.progress()).toMatchObject({ stuck: true, stuckTasks: ['publish'] });
    bench.work.set('publish', () => Promise.resolve({ accepted: 1 }));
    await bench.tick('publish');
    expect((await scheduler.progress()).stuck).toBe(false);
  });

  test('jobs that wait for their time are no work due', async () => {
    const bench = createBench();
    const scheduler = await bench.start();
    bench.jobs.push({ dueAt: new Date(bench.now.getTime() + MINUTE_MS) });
    expect((await scheduler.progress()).dueJobs).toBe(0);
  });

  test('a task that does not end is stuck', async () => {
    const bench = createBench();
    const scheduler = await bench.start({ stopWithinMs: 50 });
    bench.work.set('relay', () => new Promise(() => undefined));
    void bench.tick('relay');
    bench.now = new Date(bench.now.getTime() + 11 * MINUTE_MS);
    expect((await scheduler.progress()).stuckTasks).toContain('relay');
  });

  test('stopping tells running work to stop, waits for it, and takes no new tick', async () => {
    const bench = createBench();
    const scheduler = await bench.start();
    const order: string[] = [];
    bench.work.set(
      'collect',
      (signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            order.push('told');
            setTimeout(() => {
              order.push('ended');
              resolve({});
            }, 20);
          });
        }),
    );
    void bench.tick('collect');
    await new Promise((resolve) => setImmediate(resolve));
    await scheduler.stop();
    order.push('stopped');
    await bench.tick('judge');
    expect(order).toEqual(['told', 'ended', 'stopped']);
    expect(bench.ran).not.toContain('judge');
    expect(bench.stoppedTicks).toBe(bench.patterns.size);
  });

  test('a task whose runs may overlap is ticked again while a run hangs, and stopping waits for all of them', async () => {
    const bench = createBench();
    let begun = 0;
    let ended = 0;
    bench.work.set(
      'collect',
      (signal) =>
        new Promise((resolve) => {
          begun += 1;
          signal?.addEventListener('abort', () => {
            ended += 1;
            resolve({ done: 1 });
          });
        }),
    );
    const scheduler = await bench.start();
    const runs = [bench.tick('collect'), bench.tick('collect')];
    expect(begun).toBe(2);
    await scheduler.stop();
    await Promise.all(runs);
    expect(ended).toBe(2);
  });

  test('stopping does not wait for ever', async () => {
    const bench = createBench();
    const scheduler = await bench.start({ stopWithinMs: 50 });
    bench.work.set('relay', () => new Promise(() => undefined));
    void bench.tick('relay');
    await scheduler.stop();
    expect(bench.ran).toContain('relay');
  });

  test('ticks by itself through node-cron', async () => {
    const bench = createBench();
    const scheduler = createScheduler({
      services: {
        alerts: {
          relay: () => {
            bench.ran.push('relay');
            return Promise.resolve({});
          },
          incidents: () => Promise.resolve({}),
        },
        accounts: { collectDue: () => Promise.resolve({}), judgeDue: () => Promise.resolve({}) },
        policies: { intakeAll: () => Promise.resolve({}), issueMandates: () => Promise.resolve({}) },
        mandates: {
          queueReady: () => Promise.resolve({}),
          publishDue: () => Promise.resolve({}),
          recoverInterrupted: () => Promise.resolve({}),
          noticeOverdue: () => Promise.resolve({}),
          recomputeProvisional: () => Promise.resolve({}),
        },
        cases: { actDue: () => Promise.resolve({}) },
      } as unknown as Services,
      storage: {
        tickRuns: {
          recordRun: () => Promise.resolve(true),
          finishRun: () => Promise.resolve(),
          last: () => Promise.resolve(null),
        },
      } as unknown as Storage,
      clock: { now: () => new Date() },
      ids: { id: <T extends string>() => 'owner' as T, eventId: () => 'e' as never, secret: () => 's' },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      schedule: { intakeEverySeconds: 10 },
    });
    open.push(scheduler);
    await scheduler.start();
    const until = performance.now() + 5_000;
    while (!bench.ran.includes('relay') && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bench.ran).toContain('relay');
  });
});

describe('lastPlanned', () => {
  test.each([
    [5 * MINUTE_MS, '2026-09-18T02:04:59.999Z', '2026-09-18T02:00:00.000Z'],
    [5 * MINUTE_MS, '2026-09-18T02:05:00.000Z', '2026-09-18T02:05:00.000Z'],
    // Daily ticks fall on midnight in Asia/Shanghai, which is 16:00 UTC.
    [24 * 60 * MINUTE_MS, '2026-09-18T15:59:59.999Z', '2026-09-17T16:00:00.000Z'],
    [24 * 60 * MINUTE_MS, '2026-09-18T16:00:00.000Z', '2026-09-18T16:00:00.000Z'],
  ])('of a period of %d ms at %s is %s', (everyMs, now, expected) => {
    expect(lastPlanned(new Date(now), everyMs).toISOString()).toBe(expected);
  });
});

describe('cronPattern', () => {
  test.each([
    [SECOND_MS, '*/1 * * * * *', SECOND_MS],
    [2 * SECOND_MS, '*/2 * * * * *', 2 * SECOND_MS],
    [7 * SECOND_MS, '*/6 * * * * *', 6 * SECOND_MS],
    [MINUTE_MS, '0 */1 * * * *', MINUTE_MS],
    [5 * MINUTE_MS, '0 */5 * * * *', 5 * MINUTE_MS],
    [7 * MINUTE_MS, '0 */6 * * * *', 6 * MINUTE_MS],
    [60 * MINUTE_MS, '0 0 */1 * * *', 60 * MINUTE_MS],
    [24 * 60 * MINUTE_MS, '0 0 0 * * *', 24 * 60 * MINUTE_MS],
  ])('of %d ms is %s', (everyMs, pattern, periodMs) => {
    expect(cronPattern(everyMs)).toBe(pattern);
    expect(tickPeriodMs(everyMs)).toBe(periodMs);
  });
});
