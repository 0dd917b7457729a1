import { startingWith } from './conditions';
import type { Filter, Row, Table } from './table';

/** Characters of an end that are kept: what is asked for beyond them is compared with the text itself. */
const KEPT = 24;
/** Of more than these a page is found sooner in the order of the list than by sorting all of them. */
const FEW = 1_000;

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

/** Parts asked for lately, of which it is remembered whether few or many have them. */
const MAX_REMEMBERED = 1_000;
/** Pages that are read before it is counted again. */
const PAGES_A_COUNT = 20;

/**
 * What narrows a list to rows with this part in one of their texts, where they are few; nothing where they are many.
 * The caller's own condition on the texts decides in both cases: so it does not matter for what is found that the number
 * is remembered for some pages, only for how.
 */
export function createHavingPart<D extends Row>(table: Pick<Table<D>, 'countUpTo'>): (part: string) => Promise<Filter> {
  const remembered = new Map<string, { readonly few: boolean; pagesLeft: number }>();
  return async (part) => {
    const beginning = [...part.toLowerCase()].slice(0, KEPT).join('');
    const narrowed = { tails: startingWith(beginning) };
    const known = remembered.get(beginning);
    if (known !== undefined && known.pagesLeft > 0) {
      known.pagesLeft -= 1;
      return known.few ? narrowed : {};
    }
    const few = (await table.countUpTo(narrowed, FEW)) < FEW;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(beginning, { few, pagesLeft: PAGES_A_COUNT - 1 });
    return few ? narrowed : {};
  };
}
