import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { Instant, PublishedAt } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';
import { readRelative } from '../../domain/time/relativeTime';

const FULL_DATE = /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?/;
/** A big day above a small month: `17` `2026-09`. */
const DAY_THEN_MONTH = /^(\d{1,2})日?\s*(\d{4})\s*[-/.年]\s*(\d{1,2})月?$/;
const LONGEST_DATE_TEXT = 40;

/**
 * The date that stands in a row beside its link, or null. The link's own words are left out: a title may well carry a
 * date of something else. A row with two different full dates says nothing clear.
 */
export function dateOfRow(
  $: CheerioAPI,
  row: Cheerio<Element>,
  about: { readonly anchor: Cheerio<Element>; readonly fetchedAt: Instant },
): PublishedAt | null {
  const texts = textsBeside($, row, about.anchor);
  return firstDate(texts.map(fullDateIn)) ?? firstDate(texts.map((text) => shortDateIn(text, about.fetchedAt)));
}

/** The date in a piece of text that is known to hold one, or null. */
export function dateInText(text: string, fetchedAt: Instant): PublishedAt | null {
  const line = text.replace(/[\s\u3000]+/g, ' ').trim();
  return fullDateIn(line) ?? shortDateIn(line, fetchedAt);
}

function firstDate(dates: readonly (PublishedAt | null)[]): PublishedAt | null {
  return dates.find((date) => date !== null) ?? null;
}

function fullDateIn(text: string): PublishedAt | null {
  const full = FULL_DATE.exec(text)?.[0];
  return full === undefined ? null : readPublished(tighten(full));
}

function shortDateIn(text: string, fetchedAt: Instant): PublishedAt | null {
  const [, day, year, month] = DAY_THEN_MONTH.exec(text) ?? [];
  return day === undefined
    ? readRelative(text.replace(/^[[(（【]|[\])）】]$/g, ''), fetchedAt)
    : readPublished(`${year}-${month}-${day}`);
}

/** What the row says beside its link, element by element, then all together. */
function textsBeside($: CheerioAPI, row: Cheerio<Element>, anchor: Cheerio<Element>): readonly string[] {
  const title = anchor.get(0);
  // A row that is itself the link carries its date within.
  const isWithin = row.get(0) === title;
  const parts: string[] = [];
  const walk = (node: Element): void => {
    for (const child of node.children) {
      if (child.type === 'text') parts.push(child.data);
      else if ('attribs' in child && (isWithin || child !== title) && child.name !== 'script') walk(child);
    }
  };
  const element = row.get(0);
  if (element !== undefined) walk(element);
  const lines = parts
    .map((part) => part.replace(/[\s\u3000]+/g, ' ').trim())
    .filter((part) => part !== '' && part.length <= LONGEST_DATE_TEXT);
  return [...lines, lines.join(' ')];
}

/** Dates may be broken over lines: `2026- 01- 23`. */
function tighten(text: string): string {
  return text.replace(/\s*([-/.年月])\s*/g, '$1');
}
