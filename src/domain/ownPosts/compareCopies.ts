import type { Platform } from '../accounts/account';
import type { AccountId } from '../ids';
import { maskPersonalData } from '../privacy/maskPersonalData';
import { editDistance } from '../text/editDistance';
import { readSentence, saysTheSame, type CopyFact, type ReadSentence } from './copyFacts';
import { clausesOf, sentencesOf } from './copyText';

/** What a copy can say otherwise than the item that was passed. */
export const DIFFERENCE_KINDS = ['figure', 'date', 'name', 'document-number', 'missing-sentence'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One difference between an item and one of its copies. */
export interface CopyDifference {
  readonly kind: DifferenceKind;
  /** As it was passed; null: nothing of the kind stands there. */
  readonly expected: string | null;
  /** As the copy says it; null: it is left out. */
  readonly found: string | null;
  /** The words around it, personal data masked. */
  readonly excerpt: string;
}

/** What was passed for one channel: the item in the form of that channel. */
export interface ApprovedText {
  readonly title: string;
  readonly body: string;
  /** Shown by some channels beside the body or in its place: it may stand in a copy and may be left out. */
  readonly summary: string;
  readonly link: string | null;
}

/** A copy as it was read on its channel. `short`: its form is shorter than the item, so that nothing is missing in it. */
export interface PublishedCopy {
  readonly accountId: AccountId;
  readonly platform: Platform;
  readonly title: string;
  readonly text: string;
  readonly kind: 'whole' | 'short';
}

/** Words with fewer letters say too little about which figure it is. */
const LEAST_LETTERS = 4;
/** A shorter sentence that is missing is a heading or a greeting. */
const LEAST_MISSING_LETTERS = 8;
/** More than anybody reads through. */
const MOST_DIFFERENCES = 50;
/** Of sentences in the same words, as the rows of a table, those around the same place are compared. */
const MOST_CANDIDATES = 50;
/** Of those that say as much of the same, so many are told apart by their letters. */
const MOST_MEASURED = 8;
/** What a step costs: to compare the facts of two sentences, to look through a text, and to measure two sentences. */
const STEPS = { compare: 1, search: 10, measure: 50 } as const;
const MOST_STEPS = 60_000;

/** How much is still compared of a copy: with none left nothing more is told of it. */
interface CompareBudget {
  steps: number;
}

/**
 * What each copy says otherwise than what was passed. Figures, dates, document numbers, titles of documents and the names
 * of office-holders and offices are compared exactly where they stand in the same words; what only one of the two says is
 * no difference. Of a `whole` copy it is told as well which sentences are missing. Personal data is masked. It ends with
 * the budget of the copy: texts without end hold nobody up.
 */
export function compareCopies(
  approved: ApprovedText,
  copies: readonly PublishedCopy[],
  budgetOf: () => CompareBudget = () => ({ steps: MOST_STEPS }),
): readonly (CopyDifference & { readonly accountId: AccountId })[] {
  const passed = readText(`${approved.title}\n${approved.summary}\n${approved.body}`);
  // Where a copy has its title is a matter of its channel.
  const body = readText(approved.body);
  return copies.flatMap((copy) => {
    const texts = { passed, body, copy: readText(`${copy.title}\n${copy.text}`), budget: budgetOf() };
    const told = new Map<string, CopyDifference>();
    for (const one of differencesIn(texts, copy.kind)) {
      told.set(JSON.stringify([one.kind, one.expected, one.found]), one);
      if (told.size === MOST_DIFFERENCES) break;
    }
    return [...told.values()].map((difference) => ({ accountId: copy.accountId, ...difference }));
  });
}

interface Texts {
  readonly passed: ReadText;
  readonly body: ReadText;
  readonly copy: ReadText;
  readonly budget: CompareBudget;
}

/** One by one, so that nothing is compared that is not told. */
function* differencesIn(texts: Texts, kind: PublishedCopy['kind']): Generator<CopyDifference> {
  for (const sentence of texts.copy.sentences) {
    if (texts.budget.steps <= 0) return;
    yield* changedFacts(sentence, texts);
  }
  if (kind === 'short') return;
  for (const sentence of texts.body.sentences) {
    if (sentence.letters < LEAST_MISSING_LETTERS || isSaid(sentence, texts)) continue;
    if (texts.budget.steps <= 0) return;
    const text = maskPersonalData(sentence.text);
    yield { kind: 'missing-sentence', expected: text, found: null, excerpt: text };
  }
}

/** `turn`: how many in the same words stand before it. */
interface PlacedSentence extends ReadSentence {
  readonly turn: number;
}
interface WholeSentence extends PlacedSentence {
  readonly clauses: readonly PlacedSentence[];
}

interface ReadText {
  readonly folded: string;
  readonly sentences: readonly WholeSentence[];
  readonly bySentence: ReadonlyMap<string, readonly ReadSentence[]>;
  readonly byClause: ReadonlyMap<string, readonly ReadSentence[]>;
  /** Every sentence and clause, as it stands and by what it says. */
  readonly said: ReadonlySet<string>;
  /** What was looked for in it before, and whether it was there. */
  readonly found: Map<string, boolean>;
}

function readText(text: string): ReadText {
  const bySentence = new Map<string, ReadSentence[]>();
  const byClause = new Map<string, ReadSentence[]>();
  const said = new Set<string>();
  const placed = (sentence: ReadSentence, map: Map<string, ReadSentence[]>): PlacedSentence => {
    const same = map.get(sentence.words);
    if (same === undefined) map.set(sentence.words, [sentence]);
    else same.push(sentence);
    said.add(sentence.folded).add(sayingOf(sentence));
    return { ...sentence, turn: same === undefined ? 0 : same.length - 1 };
  };
  const sentences = sentencesOf(text).map((sentence) => ({
    ...placed(readSentence(sentence), bySentence),
    clauses: clausesOf(sentence).map((clause) => placed(readSentence(clause), byClause)),
  }));
  const folded = `。${sentences.map((sentence) => sentence.folded).join('。')}。`;
  return { folded, sentences, bySentence, byClause, said, found: new Map() };
}

/** Its words and what its facts say, in whatever form they are written. */
function sayingOf({ words, facts }: ReadSentence): string {
  return JSON.stringify([words, ...facts.map(({ value }) => value)]);
}

/** Whether the words stand in the text as they are, and not as the end or the beginning of a longer figure. */
function standsIn(text: ReadText, words: string, budget: CompareBudget): boolean {
  if (text.said.has(words)) return true;
  const known = text.found.get(words);
  if (known !== undefined) return known;
  budget.steps -= STEPS.search;
  const stands = standsAlone(text.folded, words);
  text.found.set(words, stands);
  return stands;
}

function standsAlone(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]];
    if (!(isDigit(words[0]) && isDigit(before)) && !(isDigit(words.at(-1)) && isDigit(after))) return true;
  }
  return false;
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && /[\d.]/u.test(sign);

function* changedFacts(sentence: WholeSentence, texts: Texts): Generator<CopyDifference> {
  const { passed, budget } = texts;
  if (standsIn(passed, sentence.folded, budget)) return;
  const same = passed.bySentence.get(sentence.words);
  if (same !== undefined) {
    yield* against(sentence, same, texts);
    return;
  }
  // Another sentence: what of it stands between two commas is looked for alone.
  for (const clause of sentence.clauses) {
    if (clause.letters < LEAST_LETTERS || standsIn(passed, clause.folded, budget)) continue;
    yield* against(clause, passed.byClause.get(clause.words) ?? [], texts);
  }
}

/** Compared with whichever of them says the most of the same; one that says all of it leaves nothing to tell. */
function against(
  sentence: PlacedSentence,
  same: readonly ReadSentence[],
  { passed, copy, budget }: Texts,
): readonly CopyDifference[] {
  if (passed.said.has(sayingOf(sentence))) return [];
  let [fewest, tied]: [number, ReadSentence[]] = [Infinity, []];
  for (const candidate of around(same, sentence.turn)) {
    if (budget.steps <= 0) return [];
    budget.steps -= STEPS.compare;
    const changed = changedIn(candidate, sentence).length;
    if (changed === 0) return [];
    if (changed < fewest) [fewest, tied] = [changed, []];
    if (changed === fewest && tied.length < MOST_MEASURED) tied.push(candidate);
  }
  const nearest = nearestOf(tied, sentence, budget);
  if (nearest === undefined) return [];
  // Few words around it: the date of a page is not that of the item, which stands there as well.
  if (sentence.letters < LEAST_LETTERS && standsIn(copy, nearest.folded, budget)) return [];
  return differencesOf(nearest, sentence);
}

/** Those around a place, the nearest first: rows of a table keep their order. */
function* around(same: readonly ReadSentence[], turn: number): Generator<ReadSentence> {
  const middle = Math.min(turn, same.length - 1);
  for (let step = 0, given = 0; given < Math.min(MOST_CANDIDATES, same.length); step += 1) {
    for (const at of step === 0 ? [middle] : [middle - step, middle + step]) {
      const one = same[at];
      if (one === undefined) continue;
      given += 1;
      yield one;
    }
  }
}

function nearestOf(
  tied: readonly ReadSentence[],
  sentence: ReadSentence,
  budget: CompareBudget,
): ReadSentence | undefined {
  if (tied.length < 2) return tied[0];
  budget.steps -= STEPS.measure * tied.length;
  return tied
    .map((one) => ({ one, far: distance(one, sentence) }))
    .reduce((near, other) => (other.far < near.far ? other : near)).one;
}

/** As far as a person would read to tell two rows apart. */
function distance(one: ReadSentence, other: ReadSentence): number {
  return editDistance(one.text.slice(0, ROW_CHARS), other.text.slice(0, ROW_CHARS));
}
const ROW_CHARS = 200;

/** The facts that say something else in the copy, with what was passed at their place. */
function changedIn(passed: ReadSentence, copy: ReadSentence): readonly (readonly [CopyFact, CopyFact])[] {
  return copy.facts.flatMap((fact, at) => {
    const before = passed.facts[at];
    return before === undefined || saysTheSame(before, fact) ? [] : [[before, fact] as const];
  });
}

function differencesOf(passed: ReadSentence, copy: ReadSentence): readonly CopyDifference[] {
  const [expected, found] = [maskPersonalData(passed.text), maskPersonalData(copy.text)];
  return changedIn(passed, copy).map(([before, fact]) => ({
    kind: before.kind,
    expected: expected.slice(before.from, before.to),
    found: found.slice(fact.from, fact.to),
    excerpt: found.slice(Math.max(0, fact.from - AROUND_CHARS), fact.to + AROUND_CHARS),
  }));
}
const AROUND_CHARS = 20;

/** As it is, in the same words with other facts, or by at least half of its parts. */
function isSaid({ folded, words, clauses }: WholeSentence, { copy, budget }: Texts): boolean {
  if (standsIn(copy, folded, budget) || copy.bySentence.has(words)) return true;
  const said = clauses.filter((clause) => standsIn(copy, clause.folded, budget) || copy.byClause.has(clause.words));
  return clauses.length > 1 && said.length * 2 >= clauses.length;
}
