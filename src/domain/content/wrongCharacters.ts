import { costOf, cutWords, type CutWord } from './cutWords';
import type { WordsButFor } from './gappedWords';
import type { Lexicon } from './lexicon';
import type { Likeness, LikenessOf } from './likeCharacters';
import type { PatternScanner } from './patternScanner';

/** What is known of words and characters; heavy, so it is made once and when it is needed first. */
export interface WordKnowledge {
  readonly lexicon: Lexicon;
  readonly wordsButFor: WordsButFor;
  readonly likenessOf: LikenessOf;
}

export interface WrongCharacter {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** The word that was probably meant. */
  readonly right: string;
  /** How much likelier it is than what is written, as a natural logarithm. */
  readonly gain: number;
}

const RUN = /[\u4e00-\u9fff]{2,}/g;
const MOST_CHARS = 6;
/** A word that stands in texts this often is meant as it is written. */
const USUAL_COUNT = 30;
/**
 * How much likelier the other word must be. Two characters say little, so they need more. The figures are from one half
 * of the sentences of the suite, at one false alarm in some three hundred; the other half measures them.
 */
const LEAST_GAIN = { pair: { sound: 6.8, shape: 8, 'near-sound': Infinity }, longer: 5, nearPenalty: 2 } as const;
/** The same written so often in one text is the name of something. */
const MOST_TIMES = 2;
/** Characters that stand alone in any sentence; others beside a pair mean a name or an abbreviation. */
const STANDS_ALONE = new Set(
  '的了和与及在对由为以不是有等将被把并或向从到各该其个之于至让使能可应须要按经已均也都未请即再又给本此者时内条项款',
);
/** What follows the name of a place, a person or a firm, and what stands before the name of a lower place. */
const NAMES_PLACE =
  /^(?:村|镇|乡|县|区|市|路|街|巷|苏木|嘎查|社区|居民区|居委|河|江|湖|山|岛|港|桥|站|寺|庙|同志|担任|某|[\u4e00-\u9fff]{0,6}(?:有限|股份|公司|集团|学校|医院|[中小]学))/;
const PLACE_BEFORE = /[省市县区州镇乡旗村]$|街道$/;
const COUNTS = /[一二三四五六七八九十两百千万亿零〇第]/;

/** Words the dictionary does not know yet, and how to find them in a text. */
export interface TermSearch {
  readonly terms: readonly string[];
  readonly scan: PatternScanner;
}

/**
 * Characters that are probably wrong: what is written is no word, and with one character replaced by one that sounds or
 * looks the same it is a usual one. Nothing is said of what lies in a known term.
 */
export function wrongCharacters(text: string, knowledge: WordKnowledge, known: TermSearch): readonly WrongCharacter[] {
  const isKnown = new Uint8Array(text.length);
  known.scan(text, (term, from) => isKnown.fill(1, from, from + (known.terms[term] ?? '').length));
  const found = [...text.matchAll(RUN)]
    .flatMap(({ 0: run, index }) =>
      inRun(run, knowledge).map((one) => ({ ...one, from: one.from + index, to: one.to + index })),
    )
    .filter(({ from, to }) => !isKnown.subarray(from, to).includes(1));
  const times = new Map<string, number>();
  const written = ({ from, to }: WrongCharacter): string => text.slice(from, to);
  for (const one of found) times.set(written(one), (times.get(written(one)) ?? 0) + 1);
  return found.filter((one) => (times.get(written(one)) ?? 0) <= MOST_TIMES);
}

function inRun(run: string, knowledge: WordKnowledge): readonly WrongCharacter[] {
  const words = cutWords(run, knowledge.lexicon);
  const found: WrongCharacter[] = [];
  words.forEach((first, index) => {
    let cost = 0;
    for (let end = index; end < words.length; end += 1) {
      const last = words[end];
      if (last === undefined || last.to - first.from > MOST_CHARS) break;
      cost += last.cost;
      const beside = [words[index - 1], words[end + 1]];
      const written = { from: first.from, to: last.to, cost, isOneWord: end === index, beside };
      if (maySayOther(run, written, knowledge.lexicon)) found.push(...othersThan(run, written, knowledge));
    }
  });
  return bestApart(found);
}

interface Written extends CutWord {
  readonly isOneWord: boolean;
  /** The words before and after it. */
  readonly beside: readonly (CutWord | undefined)[];
}

function maySayOther(run: string, { from, to, isOneWord, beside }: Written, lexicon: Lexicon): boolean {
  const chars = to - from;
  if (chars < 2) return false;
  if (chars > 2) return !isOneWord || lexicon.countAt(run, from, to) <= USUAL_COUNT;
  if (isOneWord || isInName(run, { from, to }) || COUNTS.test(run.slice(from, to))) return false;
  return !beside.some((word) => word !== undefined && word.to - word.from === 1 && !standsAlone(run[word.from]));
}

function isInName(run: string, { from, to }: Pick<CutWord, 'from' | 'to'>): boolean {
  return NAMES_PLACE.test(run.slice(to)) || PLACE_BEFORE.test(run.slice(0, from));
}

function standsAlone(character: string | undefined): boolean {
  return character !== undefined && STANDS_ALONE.has(character);
}

function othersThan(run: string, { from, to, cost }: Written, knowledge: WordKnowledge): readonly WrongCharacter[] {
  const { lexicon, likenessOf, wordsButFor } = knowledge;
  const isPair = to - from === 2;
  const found: WrongCharacter[] = [];
  for (let gap = from; gap < to; gap += 1) {
    wordsButFor(run, { from, to, gap }, (right, count) => {
      const gain = cost - costOf(count, lexicon);
      if (gain < LEAST_GAIN.longer) return;
      if (COUNTS.test(right[0] ?? '')) return;
      const meant = right[gap - from] ?? '';
      if (isPair && standsAlone(meant)) return;
      if (isAtEdge(gap, { from, to }) && (standsAlone(run[gap]) || COUNTS.test(run[gap] ?? ''))) return;
      const likeness = likenessOf(run[gap] ?? '', meant);
      if (likeness !== null && gain >= leastGain(likeness, isPair)) found.push({ from, to, right, gain });
    });
  }
  return found;
}

function isAtEdge(at: number, { from, to }: Pick<WrongCharacter, 'from' | 'to'>): boolean {
  return at === from || at === to - 1;
}

function leastGain(likeness: Likeness, isPair: boolean): number {
  if (isPair) return LEAST_GAIN.pair[likeness];
  return LEAST_GAIN.longer + (likeness === 'near-sound' ? LEAST_GAIN.nearPenalty : 0);
}

/** The likeliest first; what overlaps with it says nothing more. */
function bestApart(found: readonly WrongCharacter[]): readonly WrongCharacter[] {
  const kept: WrongCharacter[] = [];
  for (const one of [...found].sort((a, b) => b.gain - a.gain))
    if (!kept.some(({ from, to }) => from < one.to && one.from < to)) kept.push(one);
  return kept.sort((a, b) => a.from - b.from);
}
