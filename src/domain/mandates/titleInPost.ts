import { foldText, normaliseTitle } from '../policies/normaliseTitle';
import {
  ABOUT_IT,
  ANNOUNCEMENT,
  DATE,
  ISSUED_BY,
  OTHER_DOCUMENT,
  OTHER_EDITION,
  OTHER_YEAR,
  SITE_NAME,
} from './titleWords';

/**
 * How the mandated title stands in a post: whole with nothing but decoration around it, whole but with more said, or
 * not at all.
 */
export type TitleStanding = 'whole' | 'extended' | 'absent';

const HARD_BREAK = /[。！？!?；;\n]/u;
const OPENERS = /[(（[［【〔「『《〈“"'‘<]/u;
const CLOSERS = /^[)）\]］】〕」』》〉”"'’>]/u;
const LEAD_CHARS = 120;
const MIN_TITLE_CHARS = 5;
const MAX_GROUP_CHARS = 60;
/** A post that long is an article with the document in it; the title of a repost stands near its beginning. */
const MAX_TEXT_CHARS = 200_000;
/** A post that repeats the title more often says nothing new at the next place. */
const MAX_PLACES = 50;
const MAX_AROUND_CHARS = 400;

/**
 * How the title stands in a headline (a title field: everything around it counts) or in running text (it must come
 * first, after nothing but announcement, or begin a sentence near the start). The normalised title
 * whole, the rest known decoration: docs/architecture.md#matching-a-repost.
 */
export function titleInPost(normalisedTitle: string, text: string, field: 'headline' | 'running'): TitleStanding {
  if (normalisedTitle.length < MIN_TITLE_CHARS) return 'absent';
  const { folded, rawAt } = foldText(text.slice(0, MAX_TEXT_CHARS));
  let standing: TitleStanding = 'absent';
  let at = folded.indexOf(normalisedTitle);
  for (let place = 0; place < MAX_PLACES && at >= 0; place += 1) {
    const { before, after } = surroundings(text, {
      from: rawAt[at] ?? 0,
      last: rawAt[at + normalisedTitle.length - 1] ?? 0,
    });
    at = folded.indexOf(normalisedTitle, at + 1);
    if (
      leadsIn(before, field) &&
      leadsOut(after, { field, normalisedTitle, isBracketed: /【\s*[《“"'‘]?$/u.test(before) })
    )
      return 'whole';
    standing = 'extended';
  }
  return standing;
}

/** What stands around the title, as much as can still be decoration: a longer text before or after it is none. */
function surroundings(
  text: string,
  title: { readonly from: number; readonly last: number },
): { readonly before: string; readonly after: string } {
  const until = title.last + String.fromCodePoint(text.codePointAt(title.last) ?? 0).length;
  return {
    before: text.slice(Math.max(0, title.from - MAX_AROUND_CHARS), title.from),
    after: text.slice(until, until + MAX_AROUND_CHARS),
  };
}

/**
 * What more a headline says than the title in it: nothing of note, another edition of it, or that it is another
 * document or about it.
 */
export function remainderKind(normalisedTitle: string, headline: string): 'decoration' | 'edition' | 'other-document' {
  const remainder = normaliseTitle(headline.slice(0, MAX_TEXT_CHARS)).replace(normalisedTitle, ' ');
  const [before = '', after = ''] = remainder.split(' ');
  if (OTHER_EDITION.test(after) && !OTHER_DOCUMENT.test(before)) return 'edition';
  return OTHER_DOCUMENT.test(remainder) ? 'other-document' : 'decoration';
}

function leadsIn(before: string, field: 'headline' | 'running'): boolean {
  if (before.length < MAX_AROUND_CHARS && isAnnouncement(before)) return true;
  if (field === 'headline' || before.length > LEAD_CHARS || OTHER_DOCUMENT.test(before)) return false;
  const bare = before.replace(/[\s《〈“"'‘「『【[(（]+$/u, '');
  return HARD_BREAK.test(bare.at(-1) ?? '') || /[】\]]$/u.test(bare) || /\n\s*[《“【]?$/u.test(before);
}

/** Only announcing words, issuers with a verb of issuing, dates, mentions, topics and signs. */
function isAnnouncement(before: string): boolean {
  const bare = before
    .replace(/#[^#\n]{1,30}#/gu, (topic) => (OTHER_DOCUMENT.test(topic) ? topic : ' '))
    .replace(/\/{0,2}@[^\s:：]{1,30}[:：]?/gu, ' ');
  return bare.split(/[^\p{L}\p{N}/:.-]+/u).every((word) => isDecorationWord(word.replace(/^[:.\-/]+|[:.\-/]+$/gu, '')));
}

function isDecorationWord(word: string): boolean {
  if (word === '' || ANNOUNCEMENT.test(word) || DATE.test(word)) return true;
  return ISSUED_BY.test(word) && !OTHER_DOCUMENT.test(word) && !/关于|通知|意见/u.test(word);
}

function leadsOut(
  after: string,
  context: { readonly field: 'headline' | 'running'; readonly normalisedTitle: string; readonly isBracketed: boolean },
): boolean {
  let rest = after;
  for (;;) {
    while (CLOSERS.test(rest)) rest = rest.slice(1);
    const group = readGroup(rest);
    if (group === null) break;
    if (!isHarmlessGroup(group.content)) return false;
    rest = group.rest;
  }
  if (rest.trim() === '') return true;
  // 【title】 is the headline of a post; what follows is its text, unless it begins by saying that it is about the
  // document.
  if (context.isBracketed && /^[》”"'’]?\s*】/u.test(after)) return !ABOUT_IT.test(rest);
  if (context.field === 'headline' && isRepetition(rest, context.normalisedTitle)) return true;
  return context.field === 'headline' ? isHarmlessTail(rest) : isHarmlessContinuation(rest);
}

/** What a page repeats of the title itself after a space, such as the attached document's name, adds nothing. */
function isRepetition(rest: string, normalisedTitle: string): boolean {
  const repeated = normaliseTitle(rest);
  return /^[^\p{L}\p{N}]/u.test(rest) && repeated.length >= MIN_TITLE_CHARS && normalisedTitle.includes(repeated);
}

/** The bracket that opens here, with whatever brackets stand in it: （国发〔2026〕30号）. */
function readGroup(text: string): { readonly content: string; readonly rest: string } | null {
  const opened = /^\s*[(（[［【〔]/u.exec(text);
  if (opened === null) return null;
  let depth = 1;
  for (let at = opened[0].length; at < Math.min(text.length, MAX_GROUP_CHARS); at += 1) {
    const character = text[at] ?? '';
    if (/[(（[［【〔]/u.test(character)) depth += 1;
    if (/[)）\]］】〕]/u.test(character)) depth -= 1;
    if (depth === 0) return { content: text.slice(opened[0].length, at), rest: text.slice(at + 1) };
  }
  return null;
}

/** Brackets right after the title: a 文号, a date or an announcement; never an edition. */
function isHarmlessGroup(content: string): boolean {
  const word = content.trim();
  if (
    /^[\p{Script=Han}]{1,20}[〔[(（【]?\d{4}[〕\])）】]?第?\d{1,5}号?$/u.test(word) ||
    /^(?:来源|转自|图源)/u.test(word)
  )
    return true;
  return word
    .split(/[\s,，、:：]+/u)
    .every((part) => part === '' || isDecorationWord(part) || /^附?(?:图|视频|解读|链接|下载)$/u.test(part));
}

function isHarmlessTail(rest: string): boolean {
  const parts = rest
    .replace(/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/gu, ' ')
    .split(/[\s\-_—–|｜丨·,，:：。!！;；/]+/u)
    .filter((part) => part !== '');
  const isGlued = /^[\p{L}\p{N}]/u.test(rest);
  return parts.every(
    (part, index) =>
      isDecorationWord(part) || (!(isGlued && index === 0) && SITE_NAME.test(part) && !OTHER_DOCUMENT.test(part)),
  );
}

function isHarmlessContinuation(rest: string): boolean {
  if (/^\s*https?:\/\//iu.test(rest)) return true;
  const next = rest.replace(/^[\s。！？!?；;，,：:…—\-_|｜丨#~～/]+/u, '');
  const isGlued = next === rest && !OPENERS.test(rest.at(0) ?? '');
  const phrase = /^[\p{L}\p{N}]{0,20}/u.exec(next)?.[0] ?? '';
  if (isGlued) return isDecorationWord(phrase);
  if (isDecorationWord(phrase)) return true;
  const near = phrase.slice(0, 12);
  // A new sentence or line may well begin with a year.
  const isNewSentence = HARD_BREAK.test(rest.slice(0, rest.length - next.length));
  return !OTHER_DOCUMENT.test(near) && (isNewSentence || !OTHER_YEAR.test(near));
}
