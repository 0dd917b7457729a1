import fs from 'node:fs';
import path from 'node:path';
import { Parser } from 'htmlparser2';
import RssParser from 'rss-parser';
import { decodeText } from '../../src/connectors/reading/charset';
import { readFeed } from '../../src/connectors/reading/feed';
import { median, noteMissing, noteRow } from './rows';

/**
 * Reading a feed of twenty items: `npm run bench:parse [-- rounds]`. Ours beside `rss-parser` and beside the floor, a
 * tokenizer that takes five fields, in turn in one run. Then the hard feeds of two parsers' own suites, where they are
 * at hand (SHARED_DATA): of those whose text holds an item, how many each finds nothing in.
 */

const ROUNDS = Number(process.argv[2] ?? 9);
const EACH_ROUND_MS = 400;
const FIELDS = new Set(['title', 'link', 'guid', 'pubDate', 'description']);
const HARD = path.join(process.env['SHARED_DATA'] ?? path.resolve(__dirname, '../../../shared/data'), 'feeds');

function feed(): string {
  const text = '为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。'.repeat(12);
  const items = Array.from({ length: 20 }, (_, n) => {
    const at = new Date(Date.UTC(2026, 8, 20 - n, 1, 30)).toUTCString();
    const url = `https://www.example.gov.cn/c1/${n}.html`;
    return `<item><title>关于第${n}件事项的通知</title><link>${url}</link><guid>${url}</guid><pubDate>${at}</pubDate><description>${text}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>栏目</title><link>https://www.example.gov.cn/c1/</link><description>栏目</description>${items.join('')}</channel></rss>`;
}

/** The least a reader must do: tell the tags apart and keep five fields of each item. */
function tokenize(text: string): number {
  const items: Record<string, string>[] = [];
  let [field, value] = ['', ''];
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (name === 'item' || name === 'entry') items.push({});
        [field, value] = [FIELDS.has(name) ? name : '', ''];
      },
      ontext: (part) => {
        if (field !== '') value += part;
      },
      onclosetag: (name) => {
        const item = items.at(-1);
        if (item !== undefined && name === field) item[name] = value;
        field = '';
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return items.length;
}

type Read = (text: string) => number | Promise<number>;

const READERS: Readonly<Record<'floor' | 'rss-parser' | 'ours', Read>> = {
  floor: tokenize,
  'rss-parser': async (text) => (await new RssParser().parseString(text)).items.length,
  ours: async (text) => {
    const read = await readFeed(text);
    return read.kind === 'feed' ? read.entries.length : 0;
  },
};

async function perSecond(read: Read, text: string): Promise<number> {
  const before = process.cpuUsage();
  let count = 0;
  for (const startedAt = performance.now(); performance.now() - startedAt < EACH_ROUND_MS; count += 1)
    if ((await read(text)) !== 20) throw new Error('not all items were read');
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1_000_000);
}

/** How many of the hard files that hold an item each reader finds none in. */
async function missedBy(): Promise<Readonly<Record<string, number>> & { readonly of: number }> {
  const missed: Record<string, number> = { 'rss-parser': 0, ours: 0 };
  let of = 0;
  for (const file of fs.readdirSync(HARD, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(HARD, file);
    if (!/\.(?:xml|rss|atom|rdf)$/.test(file) || !fs.statSync(full).isFile()) continue;
    const { text } = decodeText(fs.readFileSync(full), null);
    if (tokenize(text) === 0) continue;
    of += 1;
    for (const name of ['rss-parser', 'ours'] as const) {
      const found = await Promise.resolve()
        .then(() => READERS[name](text))
        .catch(() => 0);
      if (found === 0) missed[name] = (missed[name] ?? 0) + 1;
    }
  }
  return { ...missed, of };
}

async function measure(): Promise<void> {
  const text = feed();
  const rates = { floor: [] as number[], 'rss-parser': [] as number[], ours: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1)
    for (const name of ['floor', 'rss-parser', 'ours'] as const) {
      const rate = await perSecond(READERS[name], text);
      if (round >= 0) rates[name].push(rate);
    }
  const floor = median(rates.floor);
  for (const [name, values] of Object.entries(rates))
    console.log(
      `${name.padEnd(12)} ${median(values).toFixed(0).padStart(7)} feeds a second of one core, ${(median(values) / floor).toFixed(2)} × floor ` +
        `(${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`,
    );
  noteRow({
    engine: 'feed of 20 items, a second of one core',
    unit: '/s',
    floor,
    peer: { name: 'rss-parser', value: median(rates['rss-parser']) },
    ours: rates.ours,
    goal: '≥ rss-parser',
    limit: { is: 'at-least', value: 1, times: 'peer' },
  });
  if (!fs.existsSync(HARD)) return noteMissing('hard feeds missed', 'not run: needs the hard feeds (SHARED_DATA)');
  const missed = await missedBy();
  console.log(
    `of ${missed.of} hard feeds that hold an item, none found: rss-parser ${missed['rss-parser']}, ours ${missed['ours']}`,
  );
  noteRow({
    engine: `hard feeds missed, of ${missed.of}`,
    unit: '×',
    floor: null,
    peer: { name: 'rss-parser', value: missed['rss-parser'] ?? 0 },
    ours: [missed['ours'] ?? 0],
    goal: '0',
    limit: { is: 'at-most', value: 0 },
  });
}

void measure();
