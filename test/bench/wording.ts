import fs from 'node:fs';
import path from 'node:path';
import { loadWordKnowledge } from '../../src/config/wordKnowledge';
import { readContentPacks } from '../../src/config/contentPacks';
import { createProblemList } from '../../src/config/problems';
import { createInspectContent } from '../../src/domain/content/inspectContent';
import { createPatternScanner } from '../../src/domain/content/patternScanner';
import { median, noteMissing, noteRow } from './rows';

/**
 * Fifteen thousand patterns over the regulations of the State Council: `npm run bench:wording [-- rounds]`. Ours
 * beside the floor, a trie of maps of ten lines, in turn in one process. Then what a whole check costs, and what it
 * takes to know the words. Needs the shared data (SHARED_DATA).
 */
const ROUNDS = Number(process.argv[2] ?? 9);
const DATA = process.env['SHARED_DATA'] ?? path.resolve(__dirname, '../../../shared/data');
const PATTERNS = 15_000;
const LEAST_OF_FLOOR = 0.6;

type Scan = (text: string, visit: (pattern: number, from: number) => void) => void;
interface Node {
  readonly next: Map<number, Node>;
  pattern: number;
}

function trieOf(patterns: readonly string[]): Scan {
  const root: Node = { next: new Map(), pattern: -1 };
  patterns.forEach((pattern, index) => {
    let node = root;
    for (let at = 0; at < pattern.length; at += 1) {
      const code = pattern.charCodeAt(at);
      const next = node.next.get(code) ?? { next: new Map(), pattern: -1 };
      node.next.set(code, next);
      node = next;
    }
    node.pattern = index;
  });
  return (text, visit) => {
    for (let from = 0; from < text.length; from += 1) {
      let node: Node | undefined = root;
      for (let at = from; (node = node.next.get(text.charCodeAt(at))) !== undefined; at += 1)
        if (node.pattern >= 0) visit(node.pattern, from);
    }
  };
}

/** Four fifths around real errors, one fifth pieces of titles, 2 to 6 characters: as the floor was measured. */
function patternsOf(): string[] {
  const lines = (file: string): string[] => fs.readFileSync(path.join(DATA, file), 'utf8').split('\n').filter(Boolean);
  const found = new Set<string>();
  const pieces = (text: string): void => {
    for (let at = 0; at < text.length - 6; at += 3) found.add(text.slice(at, at + 2 + (at % 5)));
  };
  for (const line of lines('lexicon/gongwen-errors.tsv')) pieces(line.split('\t')[1] ?? '');
  const errors = [...found].slice(0, PATTERNS * 0.8);
  found.clear();
  for (const title of lines('policy/policy-titles.txt')) pieces(title);
  return [...new Set([...errors, ...found])].slice(0, PATTERNS);
}

function run(scan: Scan, texts: readonly string[]): { readonly hits: number; readonly perSecond: number } {
  let hits = 0;
  const startedAt = process.cpuUsage();
  for (const text of texts) scan(text, () => (hits += 1));
  const { user, system } = process.cpuUsage(startedAt);
  return { hits, perSecond: texts.reduce((sum, text) => sum + text.length, 0) / ((user + system) / 1e6) };
}

function main(): void {
  const folder = path.join(DATA, 'policy/state-council-regulations');
  if (!fs.existsSync(folder)) {
    noteMissing('wording', 'the shared data is absent');
    process.stdout.write('the shared data is absent: nothing measured\n');
    return;
  }
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const patterns = patternsOf();
  const [floorScan, ourScan] = [trieOf(patterns), createPatternScanner(patterns)];
  const rounds = Array.from({ length: ROUNDS }, () => ({ floor: run(floorScan, texts), ours: run(ourScan, texts) }));
  const hits = new Set(rounds.flatMap(({ floor, ours }) => [floor.hits, ours.hits]));
  if (hits.size !== 1) throw new Error(`the scanners disagree: ${[...hits].join(', ')}`);
  const floor = median(rounds.map((round) => round.floor.perSecond)) / 1e6;
  const ours = rounds.map((round) => round.ours.perSecond / 1e6);
  const ratio = median(ours) / floor;
  process.stdout.write(
    `${patterns.length} patterns, ${[...hits][0]} hits; trie ${floor.toFixed(1)} M characters/s, ` +
      `ours ${median(ours).toFixed(1)}: ${ratio.toFixed(2)} of it\n`,
  );
  noteRow({
    engine: 'wording: 15,000 patterns, M characters',
    unit: '/s',
    floor,
    ours,
    goal: `≥ ${LEAST_OF_FLOOR} of the trie`,
    limit: { is: 'at-least', value: LEAST_OF_FLOOR, times: 'floor' },
  });
  wholeCheck(texts);
  if (ratio < LEAST_OF_FLOOR) process.exitCode = 1;
}

function wholeCheck(texts: readonly string[]): void {
  const [startedAt, before] = [performance.now(), process.memoryUsage().rss];
  const knowledge = loadWordKnowledge();
  const loadMs = performance.now() - startedAt;
  const loadMb = (process.memoryUsage().rss - before) / 1e6;
  const inspect = createInspectContent(readContentPacks(createProblemList()));
  const context = { writtenOn: null, mandatedTitles: [] };
  const whole = run((text) => inspect(text, { ...context, knowledge }), texts).perSecond;
  const without = run((text) => inspect(text, { ...context, knowledge: null }), texts).perSecond;
  process.stdout.write(
    `words known after ${loadMs.toFixed(0)} ms, ${loadMb.toFixed(0)} MB; ` +
      `a whole check ${(whole / 1e3).toFixed(0)} k characters/s, without wrong characters ${(without / 1e3).toFixed(0)} k\n`,
  );
}

main();
