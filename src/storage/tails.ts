import { startingWith } from './conditions';
import type { Filter, Row, Table } from './table';

/** Characters of an end that are kept: what is asked for beyond them is compared with the text itself. */
const KEPT = 24;
/** Of more than these a page is found sooner in the order of the list than by sorting all of them. */
const FEW = 300;

/**
 * The ends of texts, in lower case: 甘州发布 has 甘州发布, 州发布, 发布 and 布. Whatever is a part of a text begins one of
 * its ends, so an index on the ends finds every part.
 */
export function tailsOf(...texts: readonly (string | null)[]): readonly string[] {
  const ends = texts.flatMap((text) => {
    const signs = [...(text ?? '').toLowerCase()];
    return signs.map((_, from) => signs.slice(from, from + KEPT).join(''));
  });
  return [...new Set(ends)];
}

/**
 * What narrows a list to rows with this part in one of their texts, where they are few; nothing where they are many.
 * The caller's own condition on the texts decides in both cases.
 */
export async function havingPart<D extends Row>(table: Pick<Table<D>, 'countUpTo'>, part: string): Promise<Filter> {
  const beginning = [...part.toLowerCase()].slice(0, KEPT).join('');
  const narrowed = { tails: startingWith(beginning) };
  return (await table.countUpTo(narrowed, FEW)) < FEW ? narrowed : {};
}
