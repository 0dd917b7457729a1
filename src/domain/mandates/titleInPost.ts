import { foldText, normaliseTitle } from '../policies/normaliseTitle';

/**
 * How the mandated title stands in a post: whole with nothing but decoration around it, whole but with more said, or
 * not at all.
 */
export type TitleStanding = 'whole' | 'extended' | 'absent';

/** Words that announce or hand on a document and change nothing about it. */
const ANNOUNCING =
  '转发微博|转发|转载|转|分享|扩散|周知|权威发布|官方发布|授权发布|重磅发布|发布|重磅消息|重磅|最新消息|最新政策|最新发布|最新|快讯|速递|速看|收藏|关注|学习|重要|要闻|头条|政策速递|政策文件|政策发布|政策|文件|全文如下|全文来了|全文|原文|原标题|标题|刚刚|今日|近日|日前|正式印发|正式发布|正式|印发|公布|出台|下发|来了|请看|详见|点击查看|点击|查看|阅读原文|网页链接|链接|附全文|附';
const ANNOUNCEMENT = new RegExp(`^(?:${ANNOUNCING})+$`, 'u');
/** An issuer and the verb of issuing: 国务院印发, 深圳市人民政府办公厅转发. */
const ISSUED_BY = /^[\p{Script=Han}]{0,20}(?:印发|发布|公布|出台|转发|转载|下发)(?:了)?$/u;
const DATE = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日?$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}:\d{2}(?::\d{2})?$/u;
/** A site's or office's name after a dash or bar, as pages put it into their title. */
const SITE_NAME =
  /^[\p{Script=Han}A-Za-z0-9]{2,30}(?:网|网站|在线|门户|发布|日报|晚报|时报|新闻|政府|办公厅|办公室|委员会|局|厅|委|部|中心|频道|栏目|政策文件|政务公开|信息公开|要闻|通知公告)$/u;
/** Signs that what follows or precedes makes it another document, or a text about it. */
const OTHER_DOCUMENT =
  /修订|修正|修改|年版|试行|暂行|草案|征求意见|解读|图解|一图|图读|读懂|问答|答记者问|评论|实施细则|方案|实施意见|实施办法|贯彻|落实|根据|按照|依据|依照|学习贯彻|废止|失效|补充|延期|续期|更正|勘误|起草|说明|有关问题|相关问题|若干问题|第[一二三四五六七八九十\d]+[批号期次版]/u;

/** A text under the bare title that begins so is about the document. */
const ABOUT_IT =
  /^[\s—–\-|｜:：]*(?:政策|权威|专家|全面)?(?:解读|图解|一图|图读|读懂|问答|答记者问|评论|修订|修正|征求意见|草案|补充)/u;

/** Signs of another edition of the same document. */
const OTHER_EDITION = /修订|修正|修改|年版|试行|暂行|草案|征求意见|第[一二三四五六七八九十\d]+[批号期次版]|\d{4}年/u;
/** A year that is no date: another year's edition of a yearly document. */
const OTHER_YEAR = /\d{4}年(?!\d{1,2}月)/u;

const HARD_BREAK = /[。！？!?；;\n]/u;
const OPENERS = /[(（[［【〔「『《〈“"'‘<]/u;
const CLOSERS = /^[)）\]］】〕」』》〉”"'’>]/u;
const LEAD_CHARS = 120;
const MIN_TITLE_CHARS = 5;
const MAX_GROUP_CHARS = 60;

/**
 * How the title stands in a headline (a title field: everything around it counts) or in running text (it must come
 * first, after nothing but announcement, or begin a sentence near the start). Design section 7: the normalised title
 * whole, the rest known decoration.
 */
export function titleInPost(normalisedTitle: string, text: string, field: 'headline' | 'running'): TitleStanding {
  if (normalisedTitle.length < MIN_TITLE_CHARS) return 'absent';
  const { folded, rawAt } = foldText(text);
  let standing: TitleStanding = 'absent';
  for (let at = folded.indexOf(normalisedTitle); at >= 0; at = folded.indexOf(normalisedTitle, at + 1)) {
    const before = text.slice(0, rawAt[at] ?? 0);
    const lastAt = rawAt[at + normalisedTitle.length - 1] ?? 0;
    const after = text.slice(lastAt + String.fromCodePoint(text.codePointAt(lastAt) ?? 0).length);
    if (
      leadsIn(before, field) &&
      leadsOut(after, { field, normalisedTitle, isBracketed: /【\s*[《“"'‘]?$/u.test(before) })
    )
      return 'whole';
    standing = 'extended';
  }
  return standing;
}

/**
 * What more a headline says than the title in it: nothing of note, another edition of it, or that it is another
 * document or about it.
 */
export function remainderKind(normalisedTitle: string, headline: string): 'decoration' | 'edition' | 'other-document' {
  const remainder = normaliseTitle(headline).replace(normalisedTitle, ' ');
  const [before = '', after = ''] = remainder.split(' ');
  if (OTHER_EDITION.test(after) && !OTHER_DOCUMENT.test(before)) return 'edition';
  return OTHER_DOCUMENT.test(remainder) ? 'other-document' : 'decoration';
}

function leadsIn(before: string, field: 'headline' | 'running'): boolean {
  if (isAnnouncement(before)) return true;
  if (field === 'headline' || before.length > LEAD_CHARS || OTHER_DOCUMENT.test(before)) return false;
  const bare = before.replace(/[\s《〈“"'‘「『【[(（]+$/u, '');
  return HARD_BREAK.test(bare.at(-1) ?? '') || /[】\]]$/u.test(bare) || /\n\s*[《“【]?$/u.test(before);
}

/** Only announcing words, issuers with a verb of issuing, dates, mentions, topics and signs. */
function isAnnouncement(before: string): boolean {
  const bare = before
    .replace(/#[^#\n]{1,30}#/gu, (topic) => (OTHER_DOCUMENT.test(topic) ? topic : ' '))
    .replace(/\/{0,2}@[^\s:：]{1,30}[:：]?/gu, ' ');
  return bare
    .split(/[^\p{L}\p{N}/:.-]+/u)
    .every((word) => word === '' || isDecorationWord(word.replace(/^[:.\-/]+|[:.\-/]+$/gu, '')));
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
