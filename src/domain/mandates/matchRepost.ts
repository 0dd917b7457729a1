import type { ObservedPost } from '../accounts/post';
import { canonicalUrl } from '../policies/canonicalUrl';
import { findDocNumbers, isCited, readDocNumbers } from '../policies/docNumber';
import { normaliseTitle } from '../policies/normaliseTitle';
import { similarity } from '../policies/similarity';
import type { Instant, PublishedAt } from '../time/instant';
import { latestOf } from '../time/published';
import type { FulfilmentBasis } from './mandate';
import { remainderKind, titleInPost, type TitleStanding } from './titleInPost';

/** What is looked for. `urls` should be the policy's own addresses (`ownUrls`): a landing page shared by several names none of them. */
export interface RepostTarget {
  readonly title: string;
  readonly normalisedTitle: string;
  readonly docNumber: string | null;
  readonly urls: readonly string[];
  readonly receiptIds: readonly string[];
  /** Nothing published before this can be a repost of it. */
  readonly publishedFromAt: Instant;
}

/** How a repost differs from the original it points to: a finding, not a fulfilment. */
export type AlterationReason = 'title-changed' | 'figures-changed' | 'edition-added';
export type RepostMatch = { readonly kind: 'fulfils'; readonly basis: FulfilmentBasis } | { readonly kind: 'altered'; readonly why: AlterationReason } | { readonly kind: 'no' };

const NO: RepostMatch = { kind: 'no' };
/** From here to below 1 a title beside independent evidence is an altered one (reference measurements: rule (b)). */
const ALTERED_FROM = 0.75;
const HEADLINE_CHARS = 120;
/** A 文号 deeper in a text is a citation more often than a name. */
const NAMING_CHARS = 200;
const MAX_TEXT_CHARS = 20_000;
/** Longer title fields do not exist; a title in running text stands in its beginning or is a quotation. */
const FIELD_CHARS = 300;
const LEAD_CHARS = 600;
/** Titles that are documents themselves, not announcements of one. */
const DOCUMENT_LIKE = /关于.{2,}的(?:通知|意见|决定|公告|通告|批复|函|报告|公示|规定|办法|措施)|(?:条例|办法|细则|规定|规划|方案|规程|指引|目录|意见|通知|公告|公示|令)(?:[（(].{0,20}[)）])?$/u;

/**
 * Is this post the mandated repost? By the platform's receipt, a link to the source, its 文号, or its title standing whole.
 * The title is never matched by likeness: another year or edition is another document. Likeness only tells, beside a link or 文号,
 * that the title was altered.
 */
export function matchRepost(target: RepostTarget, post: ObservedPost): RepostMatch {
  if (isBefore(post.publishedAt, target.publishedFromAt)) return NO;
  if (post.platformIds.some((id) => id !== '' && target.receiptIds.includes(id))) return { kind: 'fulfils', basis: 'receipt-id' };
  const title = target.normalisedTitle === '' ? normaliseTitle(target.title) : target.normalisedTitle;
  const text = post.text.slice(0, MAX_TEXT_CHARS);
  const headline = headlineOf(post.title, text.slice(0, LEAD_CHARS));
  const standing = standingOf(title, post.title.slice(0, FIELD_CHARS), text.slice(0, LEAD_CHARS));
  const evidence = evidenceOf(target, { post, text, title });
  if (standing === 'whole') return { kind: 'fulfils', basis: evidence ?? 'title' };
  if (evidence === null) return NO;
  const why = alteration(title, headline, standing);
  if (why !== null) return { kind: 'altered', why };
  return isOwnDocument(title, headline, standing) ? NO : { kind: 'fulfils', basis: evidence };
}

/** A date alone ends before the first instant of the next day. */
function isBefore(published: PublishedAt, from: Instant): boolean {
  return published.precision === 'day' ? latestOf(published) <= from : published.at < from;
}

/** A document of its own that links to or names the source cites it; a notice that only hands it on (转发) does not. */
function isOwnDocument(title: string, headline: string, standing: TitleStanding): boolean {
  if (!DOCUMENT_LIKE.test(headline.trim())) return false;
  return standing === 'absent' || remainderKind(title, headline) === 'other-document';
}

function standingOf(title: string, headline: string, text: string): TitleStanding {
  const inHeadline = titleInPost(title, headline, 'headline');
  const isCopied = headline !== '' && normaliseTitle(text).startsWith(normaliseTitle(headline).slice(0, 30));
  // A headline of its own rules: the text below may well quote the title of what it is about.
  if (inHeadline !== 'absent' && !isCopied) return inHeadline;
  if (headline.trim() !== '' && !isCopied) return 'absent';
  const inText = titleInPost(title, text, 'running');
  return inText === 'whole' || inHeadline === 'absent' ? inText : inHeadline;
}

/** The independent evidence: a link to the source, else its 文号 named as the document's own. */
function evidenceOf(target: RepostTarget, { post, text, title }: { readonly post: ObservedPost; readonly text: string; readonly title: string }): Extract<FulfilmentBasis, 'source-link' | 'doc-number'> | null {
  const urls = new Set(target.urls.map(canonicalUrl).filter((url) => url !== null));
  if (post.links.some((link) => urls.has(canonicalUrl(link) ?? ''))) return 'source-link';
  const wanted = target.docNumber === null ? undefined : readDocNumbers(target.docNumber)[0] ?? target.docNumber;
  if (wanted === undefined) return null;
  const named = [...findDocNumbers(post.title), ...findDocNumbers(text).filter(({ at, before }) => at <= NAMING_CHARS || /(?:文号|字号)\s*[:：]?\s*$/u.test(before))];
  return named.some(({ number, before }) => number === wanted && !isCited(before) && namesThis(before, title)) ? 'doc-number' : null;
}

/** In "《…》（文号）" the number belongs to the title before it: it must be this one. */
function namesThis(before: string, title: string): boolean {
  const quoted = /《([^《》]{2,120}(?:《[^《》]*》[^《》]*)?)》\s*[([（【]?\s*$/u.exec(before);
  return quoted === null || title.includes(normaliseTitle(quoted[1] ?? ''));
}

function headlineOf(title: string, text: string): string {
  if (title.trim() !== '') return title.slice(0, HEADLINE_CHARS);
  const bracketed = /^\s*(?:#[^#\n]{1,30}#\s*)*【([^】\n]{2,120})】/u.exec(text);
  if (bracketed !== null) return bracketed[1] ?? '';
  return (/^[^\n。！？!?]*/u.exec(text.replace(/https?:\/\/\S+/giu, ' ').trim())?.[0] ?? '').slice(0, HEADLINE_CHARS);
}

/** Near to the title without being it, or another edition of it. Null: equal, decorated, or too far away to be meant for it. */
function alteration(title: string, headline: string, standing: TitleStanding): AlterationReason | null {
  if (standing === 'extended') return remainderKind(title, headline) === 'edition' ? 'edition-added' : null;
  const folded = normaliseTitle(headline);
  if (folded === title || similarity(folded, title) < ALTERED_FROM) return null;
  return folded.replace(/\d+/gu, '') === title.replace(/\d+/gu, '') ? 'figures-changed' : 'title-changed';
}
