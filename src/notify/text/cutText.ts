import type { Measure } from './measure';

const ELLIPSIS = '…';

/**
 * The longest beginning of a text that keeps within `most`, with an ellipsis where something was cut off. What readers
 * see as one sign (a picture joined of several, a letter with its marks) stays whole; only where one sign alone is
 * longer than all there is room for, it is cut between characters. Empty where not even the ellipsis has room.
 */
export function cutText(text: string, most: number, measure: Measure): string {
  // A character takes a byte at least: what is longer than that is never looked at.
  if (text.length <= most && measure(text) <= most) return text;
  const room = most - measure(ELLIPSIS);
  if (room < 0) return '';
  const near = text.slice(0, room + LONGEST_SIGN);
  const signs = Array.from(new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(near), (each) => each.segment);
  const whole = takeWithin(signs, room, measure);
  const kept = whole === '' ? takeWithin([...near], room, measure) : whole;
  return `${kept.trimEnd()}${ELLIPSIS}`;
}

/** In code units; what is longer is no sign of any script, but marks heaped on one letter. */
const LONGEST_SIGN = 64;

function takeWithin(pieces: readonly string[], room: number, measure: Measure): string {
  let taken = 0;
  let end = 0;
  for (const piece of pieces) {
    taken += measure(piece);
    if (taken > room) break;
    end += piece.length;
  }
  return pieces.join('').slice(0, end);
}
