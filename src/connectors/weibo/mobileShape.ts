import { asInteger, asList, asRecord, asText } from '../reading/json';
import { readStatusText } from './longText';

/** One post of a list of m.weibo.cn, as on the wire. */
export interface MobilePost {
  readonly id: string;
  readonly createdAt: string;
  /** HTML. */
  readonly html: string;
  /** The text goes on beyond what the list shows. */
  readonly isTruncated: boolean;
  readonly userId: string | null;
  readonly isPinned: boolean;
  readonly retweetedHtml: string | null;
}

export type MobileList =
  | { readonly kind: 'posts'; readonly posts: readonly MobilePost[] }
  /** `ok: 0`: nothing there, or nothing for visitors. The site does not say which. */
  | { readonly kind: 'empty-or-invisible' }
  /** `ok: -100`: asks for a login. */
  | { readonly kind: 'login-needed' }
  | { readonly kind: 'unreadable' };

/** Reads an answer of `/api/container/getIndex` for an account's list of posts. */
export function readMobileList(value: unknown): MobileList {
  const record = asRecord(value);
  const ok = record === null ? null : asInteger(record['ok']);
  if (ok === -100) return { kind: 'login-needed' };
  if (ok === 0) return { kind: 'empty-or-invisible' };
  const cards = asList(asRecord(record?.['data'])?.['cards']);
  if (ok !== 1 || cards === null) return { kind: 'unreadable' };
  const posts = cards.flatMap(openCard).flatMap((card) => {
    const post = readPost(card);
    return post === null ? [] : [post];
  });
  // A list without a single post we recognise is a change of shape or a page for visitors, never proof of silence.
  return posts.length === 0 ? { kind: 'empty-or-invisible' } : { kind: 'posts', posts };
}

/** Card type 11 wraps others. */
function openCard(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const card = asRecord(value);
  if (card === null) return [];
  const inner = asList(card['card_group']);
  return inner === null ? [card] : inner.flatMap(openCard);
}

function readPost(card: Readonly<Record<string, unknown>>): MobilePost | null {
  const mblog = asRecord(card['mblog']);
  const id = mblog === null ? null : (asText(mblog['mid']) ?? asText(mblog['id']));
  if (mblog === null || id === null || !/^\d{1,24}$/.test(id)) return null;
  const retweeted = asRecord(mblog['retweeted_status']);
  const [own, forwarded] = [
    readStatusText(mblog, withoutMoreLink),
    retweeted === null ? null : readStatusText(retweeted, withoutMoreLink),
  ];
  const user = asRecord(mblog['user']);
  return {
    id,
    createdAt: asText(mblog['created_at']) ?? '',
    html: own.text,
    isTruncated: own.isTruncated || forwarded?.isTruncated === true,
    userId: user === null ? null : asText(user['id']),
    isPinned:
      asInteger(mblog['isTop']) === 1 ||
      (asText(card['profile_type_id']) ?? '').startsWith('proweibotop') ||
      asText(asRecord(mblog['title'])?.['text']) === '置顶',
    retweetedHtml: forwarded?.text ?? null,
  };
}

/** The list's `<a href="/status/…">全文</a>` as its words alone: it is no link of the post. */
function withoutMoreLink(html: string): string {
  const end = html.trimEnd();
  const from = end.lastIndexOf('<a ');
  return from >= 0 && end.length - from < LONGEST_LINK && MORE_LINK.test(end.slice(from))
    ? `${end.slice(0, from)}全文`
    : html;
}

const LONGEST_LINK = 400;
const MORE_LINK = /^<a\s[^>]{0,300}>\s?(?:全文|展开)\s?<\/a>$/;

/** The long text of `/statuses/extend`; null where there is none. */
export function readExtended(value: unknown): string | null {
  return asText(asRecord(asRecord(value)?.['data'])?.['longTextContent']);
}
