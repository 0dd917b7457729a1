import { foldAlone } from '../policies/normaliseTitle';

/** What a text said at the first place where it says something else now, with the words around it. */
export interface Alteration {
  readonly was: string;
  readonly is: string;
}

/** Counts and ages that a page shows beside its text move by themselves. */
const MOVING =
  /(?:阅读|浏览|点击|访问|查看|播放|评论|点赞|转发|分享|收藏|在看)(?:量|数|次数)?[:：]?\s*\d+(?:\.\d+)?[万千]?[次人条+]?|\d+\s*(?:秒|分钟|小时|天)前/gu;

/** What is forwarded stands behind the words of who forwards it, and changes without them. */
const FORWARDED = /\n\/\/@[\s\S]*$/u;

/** Of what stood there before: with less in common it is not known that this is the same text. */
const LEAST_SHARED = 0.3;

/** Around the difference, and of the difference. */
const CONTEXT_CHARS = 10;
const SHOWN_CHARS = 40;

/**
 * Where a text that was read whole says something else than before; null: nowhere. Spacing, width, quotation marks and
 * counters do not matter. The beginning of what was known takes nothing back, and what goes on where the other ends was
 * a beginning (`goesOn`). What is forwarded in it is somebody else's. A text that shares little with the one before may be a wall in front of it, and accuses nobody.
 */
export function alterationOf(before: string, after: string): Alteration | null {
  const [was, is] = [ownWords(before), ownWords(after)];
  const [folded, refolded] = [foldAlone(was), foldAlone(is)];
  if (folded === '' || refolded === '' || folded.startsWith(refolded) || refolded.startsWith(folded)) return null;
  if (sharedPart(folded, refolded) < LEAST_SHARED) return null;
  return firstDifference(was, is);
}

/** Whether a text says what another one said and goes on behind it. */
export function goesOn(before: string, after: string): boolean {
  const [folded, refolded] = [foldAlone(ownWords(before)), foldAlone(ownWords(after))];
  return folded !== '' && refolded.length > folded.length && refolded.startsWith(folded);
}

function ownWords(text: string): string {
  return text.replace(FORWARDED, '').replace(MOVING, '').replace(/\s+/gu, ' ').trim();
}

/** How much of the pairs of characters of one text the other one has as well. */
function sharedPart(one: string, other: string): number {
  const pairs = pairsOf(one);
  if (pairs.size === 0) return 0;
  const others = pairsOf(other);
  return [...pairs].filter((pair) => others.has(pair)).length / pairs.size;
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

function firstDifference(was: string, is: string): Alteration {
  const [one, other] = [Array.from(was), Array.from(is)];
  let from = 0;
  while (from < one.length && from < other.length && one[from] === other[from]) from += 1;
  let same = 0;
  while (same < Math.min(one.length, other.length) - from && one.at(-1 - same) === other.at(-1 - same)) same += 1;
  const shown = (signs: readonly string[]): string => {
    const start = Math.max(0, from - CONTEXT_CHARS);
    const end = Math.min(signs.length - same, from + SHOWN_CHARS);
    return signs.slice(start, Math.min(signs.length, end + CONTEXT_CHARS)).join('');
  };
  return { was: shown(one), is: shown(other) };
}
