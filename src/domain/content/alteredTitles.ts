import { editDistance } from '../text/editDistance';
import type { FoundPlace } from './contentHit';

const TITLE = /《([^《》]{8,120})》/g;
/** Beyond this share of its length it is another title. */
const MOST_APART = 0.12;
/** A short form leaves out; so does an ellipsis. */
const LEAST_SHARE = 0.9;
const FIGURES = /[\d〇一二三四五六七八九十百千零两]+/g;
const LEFT_OUT = /…|\.{3}|××|\*{2}/;

/**
 * Titles in 《》 that are nearly one that had to be reposted, and not it. Other figures make another document; a
 * short form is excused, and so is what is exactly the title of another document that is known.
 */
export function alteredTitles(text: string, mandatedTitles: readonly string[]): readonly FoundPlace[] {
  if (mandatedTitles.length === 0) return [];
  const known = mandatedTitles.map((title) => ({ title, plain: plainTitle(title) }));
  return [...text.matchAll(TITLE)].flatMap(({ 1: written = '', index }) => {
    const plain = plainTitle(written);
    if (LEFT_OUT.test(written) || known.some((one) => one.plain === plain)) return [];
    const meant = known.find((one) => isNearly(plain, one.plain));
    return meant === undefined
      ? []
      : [{ from: index + 1, to: index + 1 + written.length, suggestion: meant.title.replace(/^《|》$/g, '') }];
  });
}

function isNearly(written: string, title: string): boolean {
  if (Math.min(written.length, title.length) < LEAST_SHARE * Math.max(written.length, title.length)) return false;
  if (title.includes(written)) return false;
  if (figuresOf(written) !== figuresOf(title)) return false;
  return editDistance(written, title) <= Math.max(1, Math.floor(title.length * MOST_APART));
}

function figuresOf(title: string): string {
  return (title.match(FIGURES) ?? []).join(' ');
}

function plainTitle(title: string): string {
  return title.replace(/[\s“”"'‘’〈〉《》（）()、，,:：·]/g, '');
}
