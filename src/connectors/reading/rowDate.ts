import type { Element } from 'domhandler';
import type { Instant, PublishedAt } from '../../domain/time/instant';
import { dayOf } from '../../domain/time/published';
import { readPublished } from '../../domain/time/readTime';
import { readRelative } from '../../domain/time/relativeTime';
import { columnHeadOf, piecesOf, squeeze } from './rowPieces';
import type { RowPiece } from './rowPieces';

const FULL_DATE = /\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?/g;
/** A big day above a small month, or below it: `17` `2026-09`. */
const DAY_THEN_MONTH = /^(\d{1,2})日? (\d{4}) ?[-/.年] ?(\d{1,2})月?$/;
const MONTH_THEN_DAY = /^(\d{4}) ?[-/.年] ?(\d{1,2})月? (\d{1,2})日?$/;
/** `9-7` may be a date, or a range of something: it counts only where nothing better stands. */
const BARE_NUMBERS = /^\d{1,2}-\d{1,2}$/;
const TWO_DIGITS_EACH = /^\d{2}-\d{2}$/;
const LONGEST_DATE_TEXT = 60;
const LONGEST_PART = 10;
const LONGEST_JOINED = 200;

/** Labels and heads of the day on which something became public … */
const OF_PUBLICATION = /发布|公开|公布|发表|上网|上传|刊登|刊发|推送/;
/** … and of days on which it did not: signature, effect, end, meetings, answers. */
const OF_SOMETHING_ELSE =
  /成文|签发|签署|落款|实施|施行|生效|执行|有效|失效|废止|截止|截至|结束|开始|起止|期限|开标|会议|举办|报名|考试|受理|办结|来信/;
/** What may stand around a date without making it part of a sentence. */
const AROUND = /^[\s[\]()（）【】|:：\-–—·.,，/]*$/;
const LABEL_WORDS = /[\u4e00-\u9fff]{0,6}(?:日期|时间)/g;

interface Candidate {
  readonly publishedAt: PublishedAt;
  /** 2: said to be of publication. 1: nothing is said. 0: said to be of something else. */
  readonly rank: 0 | 1 | 2;
  /** It stands alone, or with its label. */
  readonly isAlone: boolean;
}

/** What a row says of its day. `isDated`: some date stands in it, although which one counts may not be clear. */
export interface RowDate {
  readonly publishedAt: PublishedAt | null;
  readonly isDated: boolean;
  /** The date stands inside the link, as an element of its own. */
  readonly isInAnchor: boolean;
}

/**
 * The date of a row: what stands beside its link; where nothing does, what stands within the link as an element of its
 * own. The title's own words are left out: they may well hold a date of something else. Of two dates the one counts that
 * its label or its column's head names as that of publication; where none is named, the row has no date, rather than
 * that of a signature.
 */
export function dateOfRow(row: Element, about: { readonly anchor: Element; readonly fetchedAt: Instant }): RowDate {
  const pieces = piecesOf(row, about.anchor);
  const isLinkItself = row === about.anchor;
  const beside = isLinkItself ? [] : pieces.filter(({ isInAnchor }) => !isInAnchor);
  const outside = candidatesIn(row, beside, about.fetchedAt);
  if (outside.length > 0) return { publishedAt: choose(outside), isDated: true, isInAnchor: false };
  const within = ownElementsIn(pieces.filter(({ isInAnchor }) => isInAnchor));
  const inside = candidatesIn(row, within, about.fetchedAt).filter(({ isAlone }) => isAlone);
  return { publishedAt: choose(inside), isDated: inside.length > 0, isInAnchor: inside.length > 0 };
}

/** The date in a piece of text that is known to hold one, or null. */
export function dateInText(text: string, fetchedAt: Instant): PublishedAt | null {
  const line = squeeze(text.slice(0, LONGEST_JOINED));
  return fullDatesIn(line)[0]?.publishedAt ?? shortDateIn(line, fetchedAt);
}

/** The pieces of a link that are not its date: neither a date alone, nor the parts of one (17 and 2026-09). */
export function withoutDates(pieces: readonly RowPiece[], fetchedAt: Instant): readonly RowPiece[] {
  const arePair = (one: RowPiece | undefined, other: RowPiece | undefined): boolean =>
    one !== undefined && other !== undefined && monthAndDay(`${one.text} ${other.text}`) !== null;
  return pieces.filter(
    (piece, at) =>
      !isDateAlone(piece.text, fetchedAt) && !arePair(pieces[at - 1], piece) && !arePair(piece, pieces[at + 1]),
  );
}

function isDateAlone(text: string, fetchedAt: Instant): boolean {
  return (
    text.length <= LONGEST_DATE_TEXT &&
    (fullDatesIn(text).some(({ isAlone }) => isAlone) || shortDateIn(text, fetchedAt) !== null)
  );
}

function candidatesIn(row: Element, pieces: readonly RowPiece[], fetchedAt: Instant): readonly Candidate[] {
  const short = pieces.filter(({ text }) => text.length <= LONGEST_DATE_TEXT);
  const found = short.flatMap((piece, at): Candidate[] => {
    const before = short[at - 1]?.text ?? '';
    const rankOf = (own: string): Candidate['rank'] => {
      const label = /(?:日期|时间)[:： ]*$/.test(own) ? own : /(?:日期|时间)[:： ]*$/.test(before) ? before : null;
      return rankBy(label ?? columnHeadOf(row, piece.column));
    };
    const full = fullDatesIn(piece.text);
    if (full.length > 0) return full.map(({ label, ...date }) => ({ ...date, rank: rankOf(label) }));
    const other = shortDateIn(piece.text, fetchedAt);
    const isSure = !BARE_NUMBERS.test(piece.text) || TWO_DIGITS_EACH.test(piece.text);
    return other === null ? [] : [{ publishedAt: other, rank: rankOf(''), isAlone: isSure }];
  });
  if (found.length > 0) return found;
  // A date may be broken over elements: 17 and 2026-09; 2026-, 01- and 23.
  const parts = short.map(({ text }) => text);
  const joined = [
    ...parts.slice(1).flatMap((text, at) => {
      const before = parts[at] ?? '';
      return text.length <= LONGEST_PART && before.length <= LONGEST_PART ? [`${before} ${text}`] : [];
    }),
    parts.join(' ').slice(0, LONGEST_JOINED),
  ];
  for (const text of joined) {
    const date = monthAndDay(text) ?? fullDatesIn(text)[0]?.publishedAt ?? null;
    if (date !== null) return [{ publishedAt: date, rank: 1, isAlone: true }];
  }
  return [];
}

/** Dates within a link count only as elements of their own, not in the middle of a line of words. */
function ownElementsIn(pieces: readonly RowPiece[]): readonly RowPiece[] {
  if (pieces.length < 2) return [];
  return pieces.filter(({ parent }) => {
    const siblings = [parent.prev, parent.next];
    return !siblings.every((node) => node?.type === 'text' && node.data.trim() !== '');
  });
}

function choose(candidates: readonly Candidate[]): PublishedAt | null {
  const possible = candidates.filter(({ rank }) => rank > 0);
  const named = possible.filter(({ rank }) => rank === 2);
  const alone = (named.length > 0 ? named : possible).filter(({ isAlone }) => isAlone);
  const left = alone.length > 0 ? alone : named.length > 0 ? named : possible;
  const days = new Set(left.map(({ publishedAt }) => dayOf(publishedAt)));
  if (days.size !== 1) return null;
  return (left.find(({ publishedAt }) => publishedAt.precision === 'instant') ?? left[0])?.publishedAt ?? null;
}

function rankBy(label: string | null): Candidate['rank'] {
  if (label === null) return 1;
  if (OF_PUBLICATION.test(label)) return 2;
  return OF_SOMETHING_ELSE.test(label) ? 0 : 1;
}

function fullDatesIn(
  text: string,
): readonly { readonly publishedAt: PublishedAt; readonly isAlone: boolean; readonly label: string }[] {
  const matches = [...text.matchAll(FULL_DATE)];
  const rest = text.replace(FULL_DATE, '').replace(LABEL_WORDS, '');
  return matches.flatMap((match, at) => {
    const publishedAt = readPublished(match[0].replace(/ ?([-/.年月]) ?/g, '$1'));
    const from = at === 0 ? 0 : (matches[at - 1]?.index ?? 0) + (matches[at - 1]?.[0].length ?? 0);
    return publishedAt === null
      ? []
      : [{ publishedAt, isAlone: AROUND.test(rest), label: text.slice(from, match.index) }];
  });
}

function shortDateIn(text: string, fetchedAt: Instant): PublishedAt | null {
  return monthAndDay(text) ?? readRelative(text.replace(/^[[(（【]|[\])）】]$/g, ''), fetchedAt);
}

function monthAndDay(text: string): PublishedAt | null {
  const [, day, year, month] = DAY_THEN_MONTH.exec(text) ?? [];
  if (day !== undefined) return readPublished(`${year}-${month}-${day}`);
  const [, year2, month2, day2] = MONTH_THEN_DAY.exec(text) ?? [];
  return day2 === undefined ? null : readPublished(`${year2}-${month2}-${day2}`);
}
