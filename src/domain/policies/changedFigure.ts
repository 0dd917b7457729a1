import { foldAlone } from './normaliseTitle';

/** Numbers with their decimals and per cent signs, and Chinese numerals before what they count. */
const FIGURE =
  /\d+(?:[.,:]\d+)*[%‰]?|[〇零一二三四五六七八九十百千]{2,}|[一二三四五六七八九十](?=[年月日天个倍成条项号万亿元名人次])/gu;
/** So many characters on either side say where in a text a figure stands. */
const CONTEXT_CHARS = 6;
const MIN_CONTEXT_LETTERS = 4;
const MAX_CHARS = 60_000;

export interface ChangedFigure {
  readonly original: string;
  readonly post: string;
}

/** Where figures stand in a text, by the words around them. */
export type FigurePlaces = ReadonlyMap<string, ReadonlySet<string>>;

export function prepareFigures(text: string): FigurePlaces {
  const places = new Map<string, Set<string>>();
  for (const { place, figure } of readFigures(text)) {
    const figures = places.get(place) ?? new Set<string>();
    places.set(place, figures.add(figure));
  }
  return places;
}

/**
 * The first figure of the text that stands in the very words in which the original has another one: no likeness of
 * whole texts shows a changed date, sum or year (0.98 and more), so figures are compared exactly. Figures that only one
 * of the two has say nothing.
 */
export function changedFigure(text: string, original: FigurePlaces): ChangedFigure | null {
  for (const { place, figure } of readFigures(text)) {
    const figures = original.get(place);
    if (figures !== undefined && !figures.has(figure)) return { original: [...figures].join(' '), post: figure };
  }
  return null;
}

function readFigures(text: string): { readonly place: string; readonly figure: string }[] {
  const folded = foldAlone(text.slice(0, MAX_CHARS));
  return [...folded.matchAll(FIGURE)].flatMap((match) => {
    const [figure] = match;
    const before = folded.slice(Math.max(0, match.index - CONTEXT_CHARS), match.index);
    const after = folded.slice(match.index + figure.length, match.index + figure.length + CONTEXT_CHARS);
    // At the edge of a text, or in a row of figures, the words around do not say which figure it is.
    const isPlaced =
      before.length === CONTEXT_CHARS &&
      after.length === CONTEXT_CHARS &&
      (before + after).replace(/[^\p{L}]/gu, '').length >= MIN_CONTEXT_LETTERS;
    return isPlaced ? [{ place: maskFigures(before, after), figure }] : [];
  });
}

/** Other figures near by may be the changed ones: that there is one counts, not which. */
function maskFigures(before: string, after: string): string {
  return `${before.replace(/\d+/gu, '0')}#${after.replace(/\d+/gu, '0')}`;
}
