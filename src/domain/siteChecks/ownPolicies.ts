import type { Post } from '../accounts/post';
import { authorityOf, statedIssuers } from '../policies/authority';
import { ownDocNumber } from '../policies/docNumber';
import { interpretationOf } from '../policies/interpretation';
import type { InterpretationRules } from './siteCheckRules';

/** What of a post is read here. */
export type SitePost = Pick<
  Post,
  'url' | 'title' | 'text' | 'links' | 'publishedAt' | 'countedAt' | 'standing' | 'textState' | 'goneAt'
>;

/** Whose a document is: the site's own unit and those below it, somebody else's, or nobody says. */
export type PolicyOwner = 'own' | 'other' | 'unsaid';

/** What a column is for, by the words in its name; null: neither. */
export function columnUseOf(
  name: string,
  { policyColumns, interpretationColumns }: Pick<InterpretationRules, 'policyColumns' | 'interpretationColumns'>,
): 'policies' | 'interpretations' | null {
  if (interpretationColumns.some((word) => name.includes(word))) return 'interpretations';
  return policyColumns.some((word) => name.includes(word)) ? 'policies' : null;
}

/** Whether the whole of a post was read: only then what is not in it proves anything. */
export function isWhole({ textState, text }: Pick<SitePost, 'textState' | 'text'>): boolean {
  return textState === undefined && text !== '';
}

/** The 文号 of a document as its title or the head of its text has it; null: none is known. */
export function docNumberOf({ title, text }: Pick<SitePost, 'title' | 'text'>): string | null {
  return ownDocNumber({ docNumber: null, title, body: text, summary: '', statedSource: null });
}

/**
 * Whether a post of a policy column is a policy at all: no article about one, and of no kind that nobody interprets
 * (appointments, meetings …) by the words of its title outside the documents it names.
 */
export function isPolicy({ title }: Pick<SitePost, 'title'>, { notPolicies }: InterpretationRules): boolean {
  const own = title.replace(/《[^》]*》/gu, '');
  return interpretationOf({ title }) === null && !notPolicies.some((word) => own.includes(word));
}

const SHORTEST_NAME = 2;
/** Who issues stands before the first of these words. */
const HEAD = /^([\p{Script=Han}、，\s]{2,80}?)(?:关于|印发|发布|公布)/u;

/** A place and what of its government a name says, without the office that writes for it. */
function bareName(name: string): string {
  return name.replace(/\s+/gu, '').replace(/(?:人民政府|政府)?(?:办公厅|办公室|办)?$/u, '');
}

/** Names under which the units of a site issue: `云溪县` for its government, `教育局` also as `云溪县教育局`. */
export function issuingNames(place: string, units: readonly string[]): ReadonlySet<string> {
  const root = bareName(place);
  const names = units.map(bareName);
  const placed = names.filter((name) => name !== '' && !name.startsWith(root)).map((name) => `${root}${name}`);
  return new Set([...names, ...placed].filter((name) => name.length >= SHORTEST_NAME));
}

/**
 * Whose a document is, by the issuers that are stated in it or by its number; joint documents are own where one issuer
 * is. Where no issuer is stated nobody is accused, unless the number itself is the State Council's or a province's.
 */
export function policyOwnerOf(post: Pick<SitePost, 'title' | 'text'>, own: ReadonlySet<string>): PolicyOwner {
  const docNumber = docNumberOf(post);
  const stated = { title: post.title, docNumber };
  // A unit of ours is one by its name, also where nothing in the name says what it is.
  const head = (HEAD.exec(post.title)?.[1] ?? '').split(/[、，\s]+/u).map(bareName);
  const issuers = statedIssuers(stated).map(bareName);
  if (head.some((name) => own.has(name))) return 'own';
  if (issuers.some((name) => own.has(name))) return 'own';
  if (issuers.length > 0) return 'other';
  return authorityOf(stated) === 'unknown' ? 'unsaid' : 'other';
}

/** How a policy is explained: `unknown` where the post was not read and its title does not say. */
export const INTERPRETATION_FORMS = ['text', 'picture', 'video', 'unknown'] as const;
export type InterpretationForm = (typeof INTERPRETATION_FORMS)[number];

const VIDEO = /视频|动画|短片|微课|宣传片/u;
const PICTURE = /一图|图解|图读|图说|长图|漫画|海报/u;
const VIDEO_FILE = /\.(?:mp4|m3u8|mov|flv|wmv)(?:[?#]|$)/iu;
const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp)(?:[?#]|$)/iu;
/** A text this long explains something; a shorter one stands beside a picture or a film. */
const WHOLE_TEXT_CHARS = 200;

/** The form by what the title says, then by what the post carries. */
export function formOf(post: Pick<SitePost, 'title' | 'text' | 'links' | 'textState'>): InterpretationForm {
  if (VIDEO.test(post.title)) return 'video';
  if (PICTURE.test(post.title)) return 'picture';
  if (!isWhole(post)) return 'unknown';
  if (post.text.trim().length >= WHOLE_TEXT_CHARS) return 'text';
  if (post.links.some((link) => VIDEO_FILE.test(link))) return 'video';
  return post.links.some((link) => PICTURE_FILE.test(link)) ? 'picture' : 'unknown';
}
