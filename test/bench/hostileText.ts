import type { ObservedPost } from '../../src/domain/accounts/post';
import { inspectWording } from '../../src/domain/judging/wording';
import { matchRepost, type RepostTarget } from '../../src/domain/mandates/matchRepost';
import { readDocNumbers } from '../../src/domain/policies/docNumber';
import { normaliseTitle } from '../../src/domain/policies/normaliseTitle';
import { maskPersonalData } from '../../src/domain/privacy/maskPersonalData';
import { readPublished } from '../../src/domain/time/readTime';
import { PAGE_READERS, type HostileReader } from './hostilePages';
import { isSmallRun, noteRow } from './rows';

/**
 * How reading grows with text that is made to be slow to read: `npm run bench:text`. Only ratios count, whatever the
 * machine: four times the text may cost little more than four times the processor time; where reading begins anew at
 * every character it costs sixteen times. Exit 1 beyond the bound.
 */

const TIMES_THE_TEXT = 4;
/** Between 4, in proportion, and 16, with the square. */
const MOST_TIMES_THE_COST = 9;
/** Shorter than this tells nothing: the text is made longer until it takes as long. */
const LEAST_MS = 40;
const ROUNDS = 3;
/**
 * Beyond the bound it is measured anew, and the least counts: a neighbour on the machine once made 9.6 of 4, while
 * reading that begins anew at every character stays at sixteen however often it is asked.
 */
const TRIES_BEYOND_BOUND = 5;

const TITLE = '国务院关于印发《“十五五”数字政府建设规划》的通知';
const target: RepostTarget = {
  title: TITLE,
  normalisedTitle: normaliseTitle(TITLE),
  docNumber: '国发〔2026〕30号',
  urls: ['https://www.gov.cn/zhengce/content/202609/content_7040001.htm'],
  receiptIds: ['5236789012345678'],
  publishedFromAt: new Date('2026-09-17T16:00:00Z'),
};
const post = (title: string, text: string): ObservedPost => ({
  identity: '1',
  url: 'https://weibo.com/1',
  title,
  text,
  links: [],
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T09:00:00Z'), original: '' },
  platformIds: [],
  pinned: false,
});
const citizenId = {
  rule: {
    id: 'citizen-id',
    kind: 'wording',
    check: { by: 'citizen-id' },
    clause: { source: '个人信息保护法', text: '不得泄露' },
  },
  packId: 'p',
  packVersion: '1',
} as const;

const READERS: readonly HostileReader[] = [
  ...PAGE_READERS,
  {
    name: 'wording',
    read: (text) => inspectWording(text, [citizenId]),
    pieces: ['6', '62072419900307771X', '110101 '],
  },
  {
    name: 'masking',
    read: maskPersonalData,
    pieces: ['1 ', '110101199003077715 ', '张三13812345678', 'a.@', '家住某镇3单元', '0571-87053500、'],
  },
  { name: '文号', read: readDocNumbers, pieces: ['国', '国发〔2026〕', '国发〔2026〕30号'] },
  { name: 'time', read: readPublished, pieces: ['2026', ' ', '- ', '2026-', ' a'] },
  {
    name: 'repost',
    read: (text) => [matchRepost(target, post('', text)), matchRepost(target, post(text, text))],
    pieces: [TITLE, '国发〔2026〕30号', '【', `#${'x'.repeat(20)}#`, '转发', '《'],
  },
];

/** Processor time of one reading, in ms: the best of several rounds, since what else happens only ever adds. */
function cpuMs({ read }: HostileReader, text: string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...rounds);
}

/** How many times the cost four times the text has; null where even the most characters tried take no time. */
function growth(reader: HostileReader, piece: string): number | null {
  for (let chars = 20_000; chars <= (reader.mostChars ?? 1_000_000); chars *= 2) {
    const text = piece.repeat(Math.ceil(chars / piece.length));
    const ms = cpuMs(reader, text);
    if (ms < LEAST_MS) continue;
    let times = cpuMs(reader, text.repeat(TIMES_THE_TEXT)) / ms;
    for (let tries = 1; times > MOST_TIMES_THE_COST && tries < TRIES_BEYOND_BOUND; tries += 1)
      times = Math.min(times, cpuMs(reader, text.repeat(TIMES_THE_TEXT)) / cpuMs(reader, text));
    return times;
  }
  return null;
}

let worst = 0;
for (const reader of READERS)
  for (const piece of isSmallRun() ? reader.pieces.slice(0, 1) : reader.pieces) {
    const times = growth(reader, piece);
    worst = Math.max(worst, times ?? 0);
    console.log(
      `${reader.name} ${JSON.stringify(piece)}: ${times === null ? 'too quick to measure' : `${times.toFixed(1)} times the cost for ${TIMES_THE_TEXT} times the text`}`,
    );
  }
noteRow({
  engine: 'hostile text, four times as long: worst reader',
  unit: '×',
  floor: TIMES_THE_TEXT,
  ours: [worst],
  goal: `≤ ${MOST_TIMES_THE_COST}`,
  limit: { is: 'at-most', value: MOST_TIMES_THE_COST },
});
console.log(`worst ${worst.toFixed(1)}, bound ${MOST_TIMES_THE_COST}`);
process.exitCode = worst > MOST_TIMES_THE_COST ? 1 : 0;
