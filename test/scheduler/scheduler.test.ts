import { MINUTE_MS } from '../../src/domain/time/instant';
import { createBench, stopSchedulers } from './fixtures';

afterEach(stopSchedulers);

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
});
