import type { CivilDate } from '../time/instant';
import { alteredTitles } from './alteredTitles';
import type { ContentHit, ContentKind, FoundPlace } from './contentHit';
import { contentLinks } from './contentLinks';
import type { ContentPack } from './contentPack';
import { documentNumbers } from './documentNumbers';
import { doubledWords } from './doubledWords';
import { impossibleDates } from './impossibleDates';
import { minorNames } from './minorNames';
import { pairedMarks } from './pairedMarks';
import { createPatternScanner } from './patternScanner';
import { personalDataPlaces } from './personalDataPlaces';
import { phrasePlaces, preparePhrases } from './phrasePlaces';
import { wrongCharacters, type TermSearch, type WordKnowledge } from './wrongCharacters';
import { wrongFigures } from './wrongFigures';

/** What is known about the text beside its words. */
export interface ContentContext {
  /** The day it is of; null: not known, and nothing that is wrong since some day only is found. */
  readonly writtenOn: CivilDate | null;
  /** Titles of documents that had to be reposted. */
  readonly mandatedTitles: readonly string[];
  /** What is known of words; null: wrong characters are not looked for. */
  readonly knowledge: WordKnowledge | null;
}

/** Goes through a text by one pack. */
export type InspectContent = (text: string, context: ContentContext) => readonly ContentHit[];

/** The longest text that is gone through. */
const MAX_CHARS = 200_000;

/**
 * Everything a pack finds wrong in a text, in the order of its places; of two that overlap the longer one says more and
 * stays. Checks that the pack does not name are not made. The work grows with the length, not faster.
 */
export function createInspectContent(pack: ContentPack): InspectContent {
  const search = preparePhrases(pack.phrases);
  const terms = pack.terms.flatMap(({ words }) => words);
  const known = { terms, scan: createPatternScanner(terms) };
  return (whole, context) => {
    const text = whole.slice(0, MAX_CHARS);
    const places = placesByKind(text, context, { pack, known });
    const hits = pack.checks.flatMap(({ kind, severity, origin }) =>
      (places[kind]?.() ?? []).map((place): ContentHit => ({ ...place, kind, severity, origin, ruleId: kind })),
    );
    return apart([...hits, ...phrasePlaces(text, search, context.writtenOn)]);
  };
}

function placesByKind(
  text: string,
  { mandatedTitles, knowledge }: ContentContext,
  { pack, known }: { readonly pack: ContentPack; readonly known: TermSearch },
): Partial<Record<ContentKind, () => readonly FoundPlace[]>> {
  const marks = pairedMarks(text);
  const links = contentLinks(text, pack);
  return {
    'impossible-date': () => impossibleDates(text),
    figure: () => wrongFigures(text),
    'unpaired-mark': () => marks.unpaired,
    'nested-mark': () => marks.nested,
    'document-number': () => documentNumbers(text),
    'doubled-word': () => doubledWords(text),
    'altered-title': () => alteredTitles(text, mandatedTitles),
    'personal-data': () => personalDataPlaces(text),
    'minor-name': () => minorNames(text),
    commercial: () => links.commercial,
    'foreign-link': () => links.foreign,
    'wrong-character': () =>
      knowledge === null
        ? []
        : wrongCharacters(text, knowledge, known).map(({ from, to, right }) => ({ from, to, suggestion: right })),
  };
}

/** A word of a list before a guess; otherwise the longer one. */
function apart(hits: readonly ContentHit[]): readonly ContentHit[] {
  const rank = ({ kind, from, to }: ContentHit): number => (kind === 'wrong-character' ? 0 : 1_000) + (to - from);
  const kept: ContentHit[] = [];
  for (const hit of [...hits].sort((one, other) => rank(other) - rank(one) || one.from - other.from))
    if (!kept.some(({ from, to }) => from < hit.to && hit.from < to)) kept.push(hit);
  return kept.sort((one, other) => one.from - other.from);
}
