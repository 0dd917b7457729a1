import {
  ADAPTED_TEXT_FROM,
  foldBody,
  prepareBody,
  SAME_TEXT_FROM,
  shareOf,
  WHOLE_TEXT_CHARS,
  type PreparedBody,
} from '../policies/bodyShare';
import { changedFigure, prepareFigures, type FigurePlaces } from '../policies/changedFigure';

/** A mandated document prepared once for comparing it with many posts. */
export interface PreparedOriginal {
  readonly body: PreparedBody;
  readonly figures: FigurePlaces;
}

/** Null where the document's text is not known. The title belongs to it: a post that repeats it says nothing else. */
export function prepareOriginal(title: string, body: string | null): PreparedOriginal | null {
  if (body === null || body.trim() === '') return null;
  return { body: prepareBody(`${title}\n${body}`), figures: prepareFigures(body) };
}

export type BodyVerdict =
  | { readonly similarity: null; readonly isWhole: false; readonly kind: 'other'; readonly hasChangedFigure: false }
  | {
      readonly similarity: number;
      /** Both texts are long enough to be the document itself. */
      readonly isWhole: boolean;
      readonly kind: 'same' | 'adapted' | 'other';
      readonly hasChangedFigure: boolean;
    };

const NOT_COMPARED: BodyVerdict = { similarity: null, isWhole: false, kind: 'other', hasChangedFigure: false };

/** What the text of a post says about being the document: the measured thresholds, and its figures compared exactly. */
export function bodyVerdict(text: string, original: PreparedOriginal | null): BodyVerdict {
  if (original === null) return NOT_COMPARED;
  const bare = text.replace(/https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%]+/giu, ' ');
  const folded = foldBody(bare);
  const share = shareOf(folded, original.body);
  if (share === null) return NOT_COMPARED;
  const similarity = Math.round(share * 1_000) / 1_000;
  const kind = similarity >= SAME_TEXT_FROM ? 'same' : similarity >= ADAPTED_TEXT_FROM ? 'adapted' : 'other';
  const isWhole = Math.min(original.body.chars, folded.length) >= WHOLE_TEXT_CHARS;
  return {
    similarity,
    isWhole,
    kind,
    hasChangedFigure: kind === 'same' && changedFigure(bare, original.figures) !== null,
  };
}
