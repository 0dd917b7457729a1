import type { CivilDate } from '../time/instant';
import type { ContentHit } from './contentHit';
import type { ContentPhrases } from './contentPack';
import { createPatternScanner, type PatternScanner } from './patternScanner';

interface Entry {
  readonly word: string;
  readonly suggestion: string | null;
  readonly of: ContentPhrases;
}

/** Ready to go through texts: made once from all phrases. */
export interface PhraseSearch {
  readonly entries: readonly Entry[];
  readonly scan: PatternScanner;
}

const SENTENCE_END = /[。！？!?\n；;]/;
/** Before a name that stands alone: no Chinese character, or one that joins. */
const JOINS = /[^\u4e00-\u9fff]|[由经报和与及向按据对在是为]/;
/** A year or a document of before: who is named in it is named as it was. */
const YEAR = /(?<!\d)((?:19|20)\d{2})(?=\s?年|〕|\])/g;

export function preparePhrases(phrases: readonly ContentPhrases[]): PhraseSearch {
  const entries = phrases.flatMap((of) =>
    Object.entries(of.words).map(([word, suggestion]): Entry => ({ word, suggestion, of })),
  );
  return { entries, scan: createPatternScanner(entries.map(({ word }) => word)) };
}

/**
 * The words of the packs in a text, but where something in their sentence excuses them. `writtenOn`: the day the
 * text is of; null: not known, and what is wrong since some day only is passed over.
 */
export function phrasePlaces(
  text: string,
  { entries, scan }: PhraseSearch,
  writtenOn: CivilDate | null,
): readonly ContentHit[] {
  const hits: ContentHit[] = [];
  scan(text, (index, from) => {
    const entry = entries[index];
    if (entry === undefined) return;
    const { word, suggestion, of } = entry;
    const to = from + word.length;
    if (!isInForce(of, writtenOn) || isPartOfOther(text, { from, to }, of)) return;
    if (isExcused(sentenceAround(text, from, to), of)) return;
    const { kind, id: ruleId, severity, origin } = of;
    hits.push({ kind, ruleId, severity, origin, from, to, suggestion });
  });
  return hits;
}

function isInForce({ validFrom, validUntil }: ContentPhrases, on: CivilDate | null): boolean {
  if (on === null) return validFrom === null && validUntil === null;
  return (validFrom === null || validFrom <= on) && (validUntil === null || on < validUntil);
}

function isPartOfOther(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  { notBefore, notAfter, standsAlone }: ContentPhrases,
): boolean {
  if (notBefore.some((next) => text.startsWith(next, to))) return true;
  if (notAfter.some((last) => text.slice(Math.max(0, from - last.length), from) === last)) return true;
  return standsAlone && from > 0 && !JOINS.test(text[from - 1] ?? '');
}

function isExcused(sentence: string, { excusedBy, validFrom }: ContentPhrases): boolean {
  if (excusedBy.some((word) => sentence.includes(word))) return true;
  if (validFrom === null) return false;
  return [...sentence.matchAll(YEAR)].some(([, year = '']) => year <= validFrom.slice(0, 4));
}

function sentenceAround(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start > 0 && !SENTENCE_END.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && !SENTENCE_END.test(text[end] ?? '')) end += 1;
  return text.slice(start, end);
}
