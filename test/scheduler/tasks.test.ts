import fs from 'node:fs';
import path from 'node:path';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { taskList } from '../../src/scheduler/tasks';
import { codes as enCodes } from '../../src/wording/en/codes';
import { codes as zhCodes } from '../../src/wording/zh/codes';
import { createBench, scriptedServices, stopSchedulers } from './fixtures';

const ACTOR = /systemActor\('([a-z-]+)'\)/gu;
afterEach(stopSchedulers);

describe('taskList', () => {
  const ran: string[] = [];
  const services = scriptedServices((task) => () => {
    ran.push(task);
    return Promise.resolve({});
  });
  const tasks = taskList(services, { batch: { looks: 1, jobs: 1, sweep: 1 }, intakeEverySeconds: 60, owner: 'o' });

  test('runs under each name the service of that name, and nothing else', async () => {
    for (const { run } of tasks) await run(new AbortController().signal);
    expect(ran).toEqual(tasks.map(({ name }) => name));
    expect(new Set(ran).size).toBe(ran.length);
  });

  test.each(tasks.map(({ name }) => name))('names %s in both languages', (name) => {
    for (const { task } of [zhCodes, enCodes]) expect(task).toHaveProperty([name], expect.stringMatching(/\S/u));
  });

  test('who acted for the system is named in both languages too', () => {
    const sources = fs.readdirSync(path.join(__dirname, '../../src/services'), { recursive: true, encoding: 'utf8' });
    const actors = sources
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...fs.readFileSync(path.join(__dirname, '../../src/services', file), 'utf8').matchAll(ACTOR)])
      .map(([, name]) => name ?? '');
    expect(actors).toContain('deadline');
    for (const { task } of [zhCodes, enCodes]) expect(actors.filter((name) => !(name in task))).toEqual([]);
  });

  test('reminders and completed mandates are ticks of their own, apart from overdue and mending', async () => {
    expect(tasks.find(({ name }) => name === 'reminders')?.everyMs).toBe(MINUTE_MS);
    expect(tasks.find(({ name }) => name === 'completions')?.everyMs).toBe(30 * SECOND_MS);
    const bench = createBench();
    await bench.start();
    bench.ran.length = 0;
    bench.now = new Date('2026-09-18T02:01:00Z');
    await bench.tick('reminders');
    await bench.tick('completions');
    expect(bench.ran).toEqual(['reminders', 'completions']);
    expect(
      bench.recorded.filter(({ plannedAt }) => plannedAt === bench.now.toISOString()).map(({ task }) => task),
    ).toEqual(['reminders', 'completions']);
  });

  test('one that fails holds up none of the others', async () => {
    const bench = createBench();
    const scheduler = await bench.start();
    bench.work.set('reminders', () => Promise.reject(new Error('broken')));
    bench.now = new Date('2026-09-18T02:01:00Z');
    await bench.tick('reminders');
    await bench.tick('overdue');
    const { tasks: progress } = await scheduler.progress();
    expect(progress.find(({ task }) => task === 'reminders')?.lastError).toBe('Error');
    expect(progress.find(({ task }) => task === 'overdue')).toMatchObject({
      lastError: null,
      lastPlannedAt: bench.now,
    });
  });
});
