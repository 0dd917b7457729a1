import type { Platform } from '../accounts/account';
import type { AccountId } from '../ids';
import { maskPersonalData } from '../privacy/maskPersonalData';
import { editDistance } from '../text/editDistance';
import { readSentence, saysTheSame, type ReadSentence } from './copyFacts';
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

/**
 * What each copy says otherwise than what was passed. Figures, dates, document numbers, titles of documents and the names
 * of office-holders and offices are compared exactly where they stand in the same words; what only one of the two says is
 * no difference. Of a `whole` copy it is told as well which sentences are missing. Personal data is masked.
 */
export function compareCopies(
  approved: ApprovedText,
  copies: readonly PublishedCopy[],
): readonly (CopyDifference & { readonly accountId: AccountId })[] {
  const passed = readText(approved.title, approved.body);
  // Where a copy has its title is a matter of its channel.
  const body = readText('', approved.body);
  return copies.flatMap((copy) => {
    const read = readText(copy.title, copy.text);
    const found = [
      ...read.sentences.flatMap((sentence) => changedFacts(sentence, { passed, copy: read })),
      ...(copy.kind === 'whole' ? missingSentences(body, read) : []),
    ];
    return [...new Map(found.map((one) => [JSON.stringify([one.kind, one.expected, one.found]), one])).values()]
      .slice(0, MOST_DIFFERENCES)
      .map((difference) => ({ accountId: copy.accountId, ...difference }));
  });
}

interface ReadText {
  readonly folded: string;
  readonly sentences: readonly ReadSentence[];
  readonly bySentence: ReadonlyMap<string, readonly ReadSentence[]>;
  readonly byClause: ReadonlyMap<string, readonly ReadSentence[]>;
}

function readText(title: string, text: string): ReadText {
  const sentences = sentencesOf(`${title}\n${text}`).map(readSentence);
  return {
    folded: `。${sentences.map(({ folded }) => folded).join('。')}。`,
    sentences,
    bySentence: byWords(sentences),
    byClause: byWords(sentences.flatMap((sentence) => clausesOf(sentence).map(readSentence))),
  };
}

function byWords(sentences: readonly ReadSentence[]): ReadonlyMap<string, readonly ReadSentence[]> {
  const map = new Map<string, ReadSentence[]>();
  for (const one of sentences) map.set(one.words, [...(map.get(one.words) ?? []), one]);
  return map;
}

/** Whether the words stand in the text as they are, and not as the end or the beginning of a longer figure. */
function standsIn({ folded: text }: ReadText, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]];
    if (!(isDigit(words[0]) && isDigit(before)) && !(isDigit(words.at(-1)) && isDigit(after))) return true;
  }
  return false;
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && /[\d.]/u.test(sign);

interface Texts {
  readonly passed: ReadText;
  readonly copy: ReadText;
}

function changedFacts(sentence: ReadSentence, texts: Texts): readonly CopyDifference[] {
  const { passed } = texts;
  if (standsIn(passed, sentence.folded)) return [];
  const same = passed.bySentence.get(sentence.words);
  if (same !== undefined) return against(sentence, same, texts);
  // Another sentence: what of it stands between two commas is looked for alone.
  return clausesOf(sentence)
    .map(readSentence)
    .flatMap((clause) => {
      if (clause.letters < LEAST_LETTERS || standsIn(passed, clause.folded)) return [];
      return against(clause, passed.byClause.get(clause.words) ?? [], texts);
    });
}

/** Compared with whichever of them says the most of the same; one that says all of it leaves nothing to tell. */
function against(
  sentence: ReadSentence,
  candidates: readonly ReadSentence[],
  { copy }: Texts,
): readonly CopyDifference[] {
  const [nearest] = candidates
    .map((candidate) => ({ candidate, found: differencesOf(candidate, sentence) }))
    .sort(
      (one, other) =>
        one.found.length - other.found.length ||
        distance(one.candidate, sentence) - distance(other.candidate, sentence),
    );
  if (nearest === undefined) return [];
  // Few words around it: the date of a page is not that of the item, which stands there as well.
  if (sentence.letters < LEAST_LETTERS && standsIn(copy, nearest.candidate.folded)) return [];
  return nearest.found;
}

/** As far as a person would read to tell two rows apart. */
function distance(one: ReadSentence, other: ReadSentence): number {
  return editDistance(one.text.slice(0, ROW_CHARS), other.text.slice(0, ROW_CHARS));
}
const ROW_CHARS = 200;

function differencesOf(passed: ReadSentence, copy: ReadSentence): readonly CopyDifference[] {
  const [expected, found] = [maskPersonalData(passed.text), maskPersonalData(copy.text)];
  return copy.facts.flatMap((fact, at) => {
    const before = passed.facts[at];
    if (before === undefined || saysTheSame(before, fact)) return [];
    return [
      {
        kind: before.kind,
        expected: expected.slice(before.from, before.to),
        found: found.slice(fact.from, fact.to),
        excerpt: found.slice(Math.max(0, fact.from - AROUND_CHARS), fact.to + AROUND_CHARS),
      },
    ];
  });
}
const AROUND_CHARS = 20;

function missingSentences(passed: ReadText, copy: ReadText): readonly CopyDifference[] {
  return passed.sentences.flatMap((sentence) => {
    if (sentence.letters < LEAST_MISSING_LETTERS || isSaid(sentence, copy)) return [];
    const text = maskPersonalData(sentence.text);
    return [{ kind: 'missing-sentence' as const, expected: text, found: null, excerpt: text }];
  });
}

/** As it is, in the same words with other facts, or by at least half of its parts. */
function isSaid(sentence: ReadSentence, copy: ReadText): boolean {
  if (standsIn(copy, sentence.folded) || copy.bySentence.has(sentence.words)) return true;
  const clauses = clausesOf(sentence).map(readSentence);
  const said = clauses.filter((clause) => standsIn(copy, clause.folded) || copy.byClause.has(clause.words));
  return clauses.length > 1 && said.length * 2 >= clauses.length;
}
