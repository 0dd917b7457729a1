import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Instant, PublishedAt } from '../../domain/time/instant';
import { dayOf } from '../../domain/time/published';
import { readPublished } from '../../domain/time/readTime';
import { withoutDates } from './rowDate';
import { piecesOf, squeeze } from './rowPieces';
import type { RowPiece } from './rowPieces';

/** Titles are shorter; what is longer is a row's whole text, and never matched beyond this. */
export const LONGEST_TITLE = 500;
/** So many equal characters at the head make two spellings of one title. */
const SAME_HEAD = 4;
const BLOCKS: ReadonlySet<string> = new Set(['p', 'div', 'dt', 'dd', 'li', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/**
 * The title a link shows: its heading where it has one, without a date that stands beside it within the link. Lists cut
 * long titles; the whole one stands in the link's `title`, unless that holds something else (点击查看).
 */
export function titleOf($: CheerioAPI, anchor: Element, fetchedAt: Instant): string {
  const heading = $(anchor).find('h1,h2,h3,h4,h5,h6,.title').first();
  const shown =
    heading.length > 0 ? squeeze(heading.text().slice(0, LONGEST_TITLE)) : wordsOf(piecesOf(anchor, null), fetchedAt);
  const whole = squeeze((anchor.attribs['title'] ?? '').slice(0, LONGEST_TITLE));
  const head = withoutCutMark(shown).slice(0, SAME_HEAD);
  return whole !== '' && whole.startsWith(head) ? whole : shown;
}

/** A link that holds a whole row: the first block of words; a link of words alone: all of them. */
function wordsOf(pieces: readonly RowPiece[], fetchedAt: Instant): string {
  const words = pieces.length < 2 ? pieces : withoutDates(pieces, fetchedAt);
  const blocks = new Map<Element | null, RowPiece[]>();
  for (const piece of words) {
    const block = blockOf(piece.parent);
    blocks.set(block, [...(blocks.get(block) ?? []), piece]);
  }
  const [first] = [...blocks.values()].filter((block) => joined(block).length >= SAME_HEAD);
  return joined(blocks.size > 1 && first !== undefined ? first : words);
}

function joined(pieces: readonly RowPiece[]): string {
  return squeeze(
    pieces
      .map(({ text }) => text)
      .join('')
      .slice(0, LONGEST_TITLE),
  );
}

function blockOf(element: Element): Element | null {
  for (let at: Element | null = element; at !== null && at.name !== 'a';) {
    if (BLOCKS.has(at.name)) return at;
    at = at.parent !== null && 'attribs' in at.parent ? at.parent : null;
  }
  return null;
}

/** Whether a list shows only the beginning of a title. */
export function isCutTitle(title: string): boolean {
  return withoutCutMark(title) !== title;
}

/** A title without the dots that say it goes on. */
export function withoutCutMark(title: string): string {
  let end = title.length;
  while (end > 0 && '.…⋯'.includes(title[end - 1] ?? '')) end -= 1;
  const mark = title.slice(end);
  return mark.length > 1 || (mark !== '' && mark !== '.') ? title.slice(0, end) : title;
}

const DATE = '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?: \\d{1,2}:\\d{2}(?::\\d{2})?)?';
const AT_END = new RegExp(`[ (（\\[【]{0,2}(${DATE})[)）\\]】]?$`);
const AT_HEAD = new RegExp(`^[(（\\[【]?(${DATE})[)）\\]】]?[ ,，:：]{0,2}`);
const LONGEST_OWN_DATE = 24;

/** A date glued to a title, in numbers, and the title without it; null where there is none. */
export function splitOwnDate(title: string): { readonly title: string; readonly publishedAt: PublishedAt } | null {
  const tail = title.slice(-LONGEST_OWN_DATE);
  const [end, head] = [AT_END.exec(tail), AT_HEAD.exec(title.slice(0, LONGEST_OWN_DATE + 4))];
  // A longer number that only ends like a date is none.
  const isNumber = end !== null && /\d/.test(title[title.length - tail.length + end.index - 1] ?? '');
  const publishedAt = readPublished((isNumber ? undefined : end?.[1]) ?? head?.[1]);
  if (publishedAt === null) return null;
  const rest =
    end !== null && !isNumber ? title.slice(0, title.length - end[0].length) : title.slice(head?.[0].length ?? 0);
  return rest.trim() === '' ? null : { title: rest.trim(), publishedAt };
}

/**
 * A title without the day of its publication, where a list glues it on (`…的通知2026-09-16`): it is no part of the title,
 * and a repost under the clean title is the same. Any other date in a title belongs to it.
 */
export function withoutOwnDate(title: string, publishedAt: PublishedAt | null): string {
  const split = publishedAt === null ? null : splitOwnDate(title);
  return split !== null && publishedAt !== null && dayOf(split.publishedAt) === dayOf(publishedAt)
    ? split.title
    : title;
}
