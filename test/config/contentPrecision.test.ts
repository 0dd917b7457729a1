import fs from 'node:fs';
import path from 'node:path';
import { readContentPacks } from '../../src/config/contentPacks';
import { createProblemList } from '../../src/config/problems';
import { loadWordKnowledge } from '../../src/config/wordKnowledge';
import type { ContentHit, ContentKind } from '../../src/domain/content/contentHit';
import { createInspectContent } from '../../src/domain/content/inspectContent';
import { describeWithData } from '../sharedData';

/**
 * How often the shipped pack is right, on sentences of real documents. The thresholds were found on every second
 * sentence; the figures asserted are of the others. Nothing in the pack is made from these files.
 */
const inspect = createInspectContent(readContentPacks(createProblemList()));
const knowledge = loadWordKnowledge();
const hitsIn = (text: string): readonly ContentHit[] =>
  inspect(text, { writtenOn: null, mandatedTitles: [], knowledge });

const MEASURED_HALF = 1;
const MOST_ALARMS_PER_100 = 1;
const LEAST_RECALL = 0.25;
const LEAST_PRECISION = 0.95;

const linesOf = (file: string): string[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

function alarms(name: string, texts: readonly string[]): number {
  const alarmed = texts.filter((text) => hitsIn(text).length > 0).length;
  print(`${name}: ${alarmed} of ${texts.length} alarmed, ${share(alarmed, texts.length)}`);
  return (100 * alarmed) / texts.length;
}

describeWithData('sentences of official documents', 'lexicon/gongwen-errors.tsv', (file) => {
  const rows = linesOf(file)
    .filter((_, index) => index % 2 === MEASURED_HALF)
    .map((line) => line.split('\t'))
    .map(([, wrong = '', right = '']) => ({ wrong, right }));

  test('at most one clean sentence in a hundred raises an alarm', () => {
    expect(rows.length).toBeGreaterThan(800);
    expect(
      alarms(
        'clean sentences',
        rows.map(({ right }) => right),
      ),
    ).toBeLessThanOrEqual(MOST_ALARMS_PER_100);
  });

  test('what is said to be wrong is wrong, and a quarter of all wrong characters is found', () => {
    const ofKind = new Map<ContentKind, { right: number; false: number }>();
    let errors = 0;
    for (const { wrong, right } of rows.filter((row) => row.wrong.length === row.right.length)) {
      errors += [...wrong].filter((character, at) => character !== right[at]).length;
      for (const { kind, from, to } of hitsIn(wrong)) {
        const counted = ofKind.get(kind) ?? { right: 0, false: 0 };
        counted[wrong.slice(from, to) === right.slice(from, to) ? 'false' : 'right'] += 1;
        ofKind.set(kind, counted);
      }
    }
    for (const [kind, { right, false: wrong }] of ofKind)
      print(
        `${kind}: precision ${share(right, right + wrong)} (${right}, not ${wrong}), recall ${share(right, errors)}`,
      );
    const found = ofKind.get('wrong-character') ?? { right: 0, false: 0 };
    expect(found.right / errors).toBeGreaterThanOrEqual(LEAST_RECALL);
    expect(found.right / (found.right + found.false)).toBeGreaterThanOrEqual(LEAST_PRECISION);
  });
});

describeWithData('titles of policies', 'policy/policy-titles.txt', (file) => {
  test('at most one in a hundred raises an alarm', () => {
    expect(alarms('titles', linesOf(file))).toBeLessThanOrEqual(MOST_ALARMS_PER_100);
  });
});

describeWithData('regulations of the State Council', 'policy/state-council-regulations', (folder) => {
  test('at most one sentence in a hundred raises an alarm', () => {
    const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
    const sentences = texts.flatMap((text) => text.split(/(?<=[。；])|\n/)).filter((text) => text.trim().length > 3);
    const found = texts.reduce((sum, text) => sum + hitsIn(text).length, 0);
    print(`regulations: ${found} alarms in ${sentences.length} sentences, ${share(found, sentences.length)}`);
    expect((100 * found) / sentences.length).toBeLessThanOrEqual(MOST_ALARMS_PER_100);
  });
});
