import { foldBody, prepareBody, shareOf } from './bodyShare';

/** Less than this in common, and what was read is not the document at all: an error page, or a page of another make. */
const SAME_DOCUMENT_FROM = 0.5;

/**
 * Does the text read now say something else than the one known? Markup, spacing and signs do not matter, every letter
 * and figure does. A text with little in common with the known one is no edition of it and is not believed.
 */
export function isOtherEdition(known: string, read: string): boolean {
  const [one, other] = [foldBody(withoutMarkup(known)), foldBody(withoutMarkup(read))];
  if (one === other) return false;
  const share = shareOf(other, prepareBody(withoutMarkup(known)));
  return share === null || share >= SAME_DOCUMENT_FROM;
}

function withoutMarkup(text: string): string {
  return text.replace(/<[^>]{0,500}>/gu, '');
}
