import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { articleReading } from '../../src/connectors/portal/articleReading';
import { columnReading } from '../../src/connectors/portal/columnReading';
import { readHere, type PageReading } from '../../src/connectors/reading/guarded/pageReading';
import { createReadingPool } from '../../src/connectors/reading/guarded/readingPool';
import { isSmallRun, noteRow } from './rows';

/**
 * What reading in threads costs and gains: `npm run bench:reading`. The same pages are read in this thread and in the
 * pool, in turn, some looks at a time as the collector does; what counts is the ratio of the two, whatever the machine,
 * and how long everything else had to wait meanwhile (the worst delay of the event loop).
 */

const AT_ONCE = 12;
const SECONDS = isSmallRun() ? 1 : 3;
const ROUNDS = 3;

const paragraph = '<p>为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。</p>';
const answerOf = (html: string, name: string): { response: never } => ({
  response: {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(html),
    url: `https://www.example.gov.cn/zwgk/${name}.html`,
  } as never,
});
const rows = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) =>
      `<li><a href="./202609/t20260917_${n}.html" title="关于第${n}件事项的通知">关于第${n}件事项的通知</a><span>2026-09-17</span></li>`,
  ).join('');
const menu = (count: number): string =>
  Array.from({ length: count }, (_, n) => `<div class="m"><a href="/c${n}/">栏目${n}</a></div>`).join('');
const listPage = (count: number): string =>
  `<html><body>${menu(120)}<ul class="list">${rows(count)}</ul></body></html>`;
const articlePage = (count: number): string =>
  `<html><head><meta name="PubDate" content="2026-09-17 08:00"></head><body>${menu(120)}<div id="zoom">${paragraph.repeat(count)}</div></body></html>`;

const profile = {
  kind: 'list',
  listUrl: 'https://www.example.gov.cn/zwgk/',
  nextPages: 0,
  itemSelector: null,
} as const;
const columnInput = (html: string): Parameters<typeof columnReading.read>[0] => ({
  ...answerOf(html, 'index'),
  profile,
  startedAt: new Date('2026-09-18T00:00:00Z'),
  pageNumber: 0,
});

const WORKS = [
  ['a list of 20 rows', (reading: PageReading) => reading.run(columnReading, columnInput(listPage(20)))],
  [
    'an article of 40 paragraphs',
    (reading: PageReading) => reading.run(articleReading, answerOf(articlePage(40), 'a')),
  ],
  [
    'an article of 2,000 paragraphs',
    (reading: PageReading) => reading.run(articleReading, answerOf(articlePage(2_000), 'b')),
  ],
] as const;

interface Measured {
  readonly aSecond: number;
  readonly worstDelayMs: number;
}

async function measure(work: (reading: PageReading) => Promise<unknown>, reading: PageReading): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const endsAt = startedAt + SECONDS * 1_000;
  let count = 0;
  const looker = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      await work(reading);
      count += 1;
      // The answers of real sites come through the event loop: nothing reads without giving others their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, looker));
  delay.disable();
  return { aSecond: (count * 1_000) / (performance.now() - startedAt), worstDelayMs: delay.max / 1e6 };
}

async function main(): Promise<void> {
  const pool = createReadingPool({
    file: path.resolve(__dirname, '../../src/connectors/readingThread.ts'),
    threads: 2,
    timeLimitMs: 60_000,
    heapMegabytes: 384,
  });
  for (const [name, work] of WORKS) {
    await Promise.all([work(pool), work(pool), work(readHere)]);
    const rounds: { readonly here: Measured; readonly threads: Measured }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ here: await measure(work, readHere), threads: await measure(work, pool) });
    const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    noteRow({
      engine: `reading ${name} in threads`,
      unit: '/s',
      floor: median(rounds.map(({ here }) => here.aSecond)),
      ours: rounds.map(({ threads }) => threads.aSecond),
      goal: 'nobody waits',
    });
    console.log(
      `${name}: ${median(rounds.map(({ here, threads }) => threads.aSecond / here.aSecond)).toFixed(2)} of the readings ` +
        `a second (${median(rounds.map(({ here }) => here.aSecond)).toFixed(0)} here), worst wait of everything else ` +
        `${median(rounds.map(({ here }) => here.worstDelayMs)).toFixed(0)} ms here, ` +
        `${median(rounds.map(({ threads }) => threads.worstDelayMs)).toFixed(0)} ms with threads`,
    );
  }
  await pool.close();
}

void main();
