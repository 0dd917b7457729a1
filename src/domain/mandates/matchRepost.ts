import type { ObservedPost } from '../accounts/post';
import { canonicalUrl } from '../policies/canonicalUrl';
import { findDocNumbers, isCited, readDocNumbers } from '../policies/docNumber';
import { normaliseTitle } from '../policies/normaliseTitle';
import { similarity } from '../policies/similarity';
import type { Instant, PublishedAt } from '../time/instant';
import { latestOf } from '../time/published';
import { bodyVerdict, type BodyVerdict, type PreparedOriginal } from './bodyVerdict';
import { isDocumentTitle } from './documentTitle';
import type { FulfilmentBasis } from './mandate';
import { remainderKind, titleInPost, type TitleStanding } from './titleInPost';

/**
 * What is looked for. `urls` should be the policy's own addresses (`ownUrls`): a landing page shared by several names
 * none of them.
 */
export interface RepostTarget {
  readonly title: string;
  readonly normalisedTitle: string;
  readonly docNumber: string | null;
  readonly urls: readonly string[];
  readonly receiptIds: readonly string[];
  /** Nothing published before this can be a repost of it. */
  readonly publishedFromAt: Instant;
  /**
   * The document itself, prepared once (`prepareOriginal`); absent or null where its text is not known, and then no
   * text is compared.
   */
  readonly original?: PreparedOriginal | null;
}

/** What of a post is compared. */
type SaidByPost = Omit<ObservedPost, 'textState'>;

/** How a repost differs from the original it points to: a finding, not a fulfilment. */
export type AlterationReason = 'title-changed' | 'figures-changed' | 'edition-added';
/**
 * Why a person has to look: the text is the document's, adapted; the title is the document's, the text is not; the text
 * is the document's, under no title or another; a few sentences of it, under no title or another; the headline says
 * that it is about the document; the post has a title of its own that is not the document's, and only its link says
 * that it is meant for it.
 */
export type UnclearReason = 'body-adapted' | 'body-differs' | 'title-missing' | 'excerpt' | 'about-it' | 'other-title';
export type RepostMatch =
  /**
   * `similarity`: the share of the post's text that stands in the document; null where one of them has no text to
   * compare.
   */
  | { readonly kind: 'fulfils'; readonly basis: FulfilmentBasis; readonly similarity: number | null }
  | { readonly kind: 'altered'; readonly why: AlterationReason }
  | { readonly kind: 'unclear'; readonly why: UnclearReason; readonly similarity: number | null }
  | { readonly kind: 'no' };

type Evidence = Extract<FulfilmentBasis, 'source-link' | 'doc-number'>;
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
/**
 * Is this post the mandated repost? By the platform's receipt, a link to the source, its 文号, or its title standing
 * whole. The title is never matched by likeness: another year or edition is another document. Likeness only tells,
 * beside a link, 文号 or the same text, that the title was altered. The text never fulfils alone: it confirms, shows a
 * changed figure, or asks for a person.
 */
export function matchRepost(target: RepostTarget, post: SaidByPost): RepostMatch {
  if (isBefore(post.publishedAt, target.publishedFromAt)) return NO;
  const text = post.text.slice(0, MAX_TEXT_CHARS);
  const body = bodyVerdict(text, target.original ?? null);
  if (post.platformIds.some((id) => id !== '' && target.receiptIds.includes(id)))
    return { kind: 'fulfils', basis: 'receipt-id', similarity: body.similarity };
  const title = target.normalisedTitle === '' ? normaliseTitle(target.title) : target.normalisedTitle;
  const headline = headlineOf(post.title, text.slice(0, LEAD_CHARS));
  const standing = standingOf(title, post.title.slice(0, FIELD_CHARS), text.slice(0, LEAD_CHARS));
  const evidence = evidenceOf(target, { post, text, title });
  if (standing === 'whole') return withTitle(evidence, body);
  const why = alteration(title, headline, standing);
  if (evidence !== null)
    return withoutTitle(evidence, {
      body,
      why,
      hasOwnTitle: standing === 'absent' && evidence === 'source-link' && isOwnTitle(post.title, text),
      isOwnDocument: isOwnDocument(title, headline, standing),
      isAboutIt: standing === 'extended' && remainderKind(title, headline) === 'other-document',
    });
  return byTextAlone(body, why, namesAnother(target, post.title, text));
}

/** The title stands whole. A whole text under it is compared; a few sentences under a title announce it. */
function withTitle(evidence: Evidence | null, body: BodyVerdict): RepostMatch {
  const fulfils: RepostMatch = { kind: 'fulfils', basis: evidence ?? 'title', similarity: body.similarity };
  if (body.similarity === null || !body.isWhole) return fulfils;
  switch (body.kind) {
    case 'same':
      return body.hasChangedFigure ? { kind: 'altered', why: 'figures-changed' } : fulfils;
    case 'adapted':
      return { kind: 'unclear', why: 'body-adapted', similarity: body.similarity };
    // With a link or 文号 it is a text about the document that leads to it; without, nothing says that it is the document
    // at all.
    case 'other':
      return evidence === null ? { kind: 'unclear', why: 'body-differs', similarity: body.similarity } : fulfils;
  }
}

function withoutTitle(
  evidence: Evidence,
  seen: {
    readonly body: BodyVerdict;
    readonly why: AlterationReason | null;
    readonly hasOwnTitle: boolean;
    readonly isOwnDocument: boolean;
    readonly isAboutIt: boolean;
  },
): RepostMatch {
  const { body, why } = seen;
  const isOtherText = body.isWhole && body.kind === 'other';
  if (why !== null && !isOtherText) return { kind: 'altered', why };
  if (seen.isOwnDocument) return NO;
  if (seen.isAboutIt) return { kind: 'unclear', why: 'about-it', similarity: body.similarity };
  if (body.similarity !== null && body.isWhole) {
    if (body.kind === 'same' && body.hasChangedFigure) return { kind: 'altered', why: 'figures-changed' };
    // A long text of its own that leads to the document may be anything: a report, or another document.
    if (body.kind !== 'same')
      return {
        kind: 'unclear',
        why: body.kind === 'adapted' ? 'body-adapted' : 'body-differs',
        similarity: body.similarity,
      };
  }
  // A title is never altered: one that is not the document's is no repost of it until a person says so, whatever it
  // links to.
  if (seen.hasOwnTitle && body.kind !== 'same')
    return { kind: 'unclear', why: 'other-title', similarity: body.similarity };
  return { kind: 'fulfils', basis: evidence, similarity: body.similarity };
}

/** No link, no 文号, no whole title: the text can show an altered repost or ask for a person, and never fulfils. */
function byTextAlone(body: BodyVerdict, why: AlterationReason | null, isAnother: boolean): RepostMatch {
  if (body.similarity === null || body.kind === 'other') return NO;
  // Replies of one template share their sentences: a part under another 文号 is of the other document.
  if (!body.isWhole)
    return body.kind === 'same' && !isAnother ? { kind: 'unclear', why: 'excerpt', similarity: body.similarity } : NO;
  if (body.kind === 'adapted') return { kind: 'unclear', why: 'body-adapted', similarity: body.similarity };
  return why === null
    ? { kind: 'unclear', why: 'title-missing', similarity: body.similarity }
    : { kind: 'altered', why };
}

/** A date alone ends before the first instant of the next day. */
function isBefore(published: PublishedAt, from: Instant): boolean {
  return published.precision === 'day' ? latestOf(published) <= from : published.at < from;
}

/** A document of its own that links to or names the source cites it; a notice that only hands it on (转发) does not. */
function isOwnDocument(title: string, headline: string, standing: TitleStanding): boolean {
  if (!isDocumentTitle(headline)) return false;
  return standing === 'absent' || remainderKind(title, headline) === 'other-document';
}

/** Platforms without titles (Weibo) give the beginning of the text in its place. */
function isOwnTitle(headline: string, text: string): boolean {
  return headline.trim() !== '' && !normaliseTitle(text).startsWith(normaliseTitle(headline).slice(0, 30));
}

function standingOf(title: string, headline: string, text: string): TitleStanding {
  const inHeadline = titleInPost(title, headline, 'headline');
  const isCopied = headline !== '' && !isOwnTitle(headline, text);
  // A headline of its own rules: the text below may well quote the title of what it is about.
  if (inHeadline !== 'absent' && !isCopied) return inHeadline;
  if (headline.trim() !== '' && !isCopied) return 'absent';
  const inText = titleInPost(title, text, 'running');
  return inText === 'whole' || inHeadline === 'absent' ? inText : inHeadline;
}

/** The independent evidence: a link to the source, else its 文号 named as the document's own. */
function evidenceOf(
  target: RepostTarget,
  { post, text, title }: { readonly post: SaidByPost; readonly text: string; readonly title: string },
): Evidence | null {
  const urls = new Set(target.urls.map(canonicalUrl).filter((url) => url !== null));
  if (post.links.some((link) => urls.has(canonicalUrl(link) ?? ''))) return 'source-link';
  const wanted = wantedNumber(target);
  if (wanted === null) return null;
  return namedIn(post.title, text).some(({ number, before }) => number === wanted && namesThis(before, title))
    ? 'doc-number'
    : null;
}

function wantedNumber({ docNumber }: RepostTarget): string | null {
  return docNumber === null ? null : (readDocNumbers(docNumber)[0] ?? docNumber);
}

/** The 文号 that a post names as its document's own: in its title, in the beginning of its text, or behind that word. */
function namedIn(title: string, text: string): ReturnType<typeof findDocNumbers> {
  const named = findDocNumbers(text).filter(
    ({ at, before }) => at <= NAMING_CHARS || /(?:文号|字号)\s*[:：]?\s*$/u.test(before),
  );
  return [...findDocNumbers(title), ...named].filter(({ before }) => !isCited(before));
}

/** Whether the post names another document's 文号 as its own, and not this one's. */
function namesAnother(target: RepostTarget, title: string, text: string): boolean {
  const wanted = wantedNumber(target);
  const named = namedIn(title, text);
  return wanted !== null && named.length > 0 && named.every(({ number }) => number !== wanted);
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

/**
 * Near to the title without being it, or another edition of it. Null: equal, decorated, or too far away to be meant for
 * it.
 */
function alteration(title: string, headline: string, standing: TitleStanding): AlterationReason | null {
  if (standing === 'extended') return remainderKind(title, headline) === 'edition' ? 'edition-added' : null;
  const folded = normaliseTitle(headline);
  if (folded === title || similarity(folded, title) < ALTERED_FROM) return null;
  return folded.replace(/\d+/gu, '') === title.replace(/\d+/gu, '') ? 'figures-changed' : 'title-changed';
}
