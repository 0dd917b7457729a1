import type { ObservedPost } from '../../domain/accounts/post';
import { readPublished } from '../../domain/time/readTime';
import type { WeiboStatus } from './statusShape';
import { bidOfMid } from './mid';

/** Addresses as the platform recognises them: they end at a blank or at the first wide character. */
const LINK = /https?:\/\/[!-~]+/g;
const LONGEST_TITLE = 60;

/** The post behind a status, or null when its date cannot be read. `homeUrl` gives the host of its page. */
export function toPost(
  status: WeiboStatus,
  account: { readonly externalId: string; readonly homeUrl: string },
): ObservedPost | null {
  const publishedAt = readPublished(status.createdAt);
  if (publishedAt === null || publishedAt.precision !== 'instant') return null;
  const text =
    status.retweeted === null
      ? status.text
      : `${status.text}\n//@${status.retweeted.userName ?? ''}:${status.retweeted.text}`;
  return {
    identity: status.id,
    url: pageUrlOf(status.id, account),
    title: titleOf(status.text),
    text,
    links: findLinks(text),
    publishedAt,
    platformIds: [status.id],
    pinned: false,
    ...(status.isTruncated ? { textState: 'truncated' as const } : {}),
  };
}

/** The public page of a post. */
export function pageUrlOf(mid: string, account: { readonly externalId: string; readonly homeUrl: string }): string {
  const site = URL.canParse(account.homeUrl) ? new URL(account.homeUrl).origin : 'https://weibo.com';
  return `${site}/${account.externalId}/${bidOfMid(mid)}`;
}

/** A status has no title: what stands in 【】 at its head, else its first sentence. */
export function titleOf(text: string): string {
  const bracketed = /^\s*【([^】]{2,120})】/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed.trim();
  const sentence = /^[^。！？!?\n]+/.exec(text.replace(LINK, '').trim())?.[0] ?? '';
  return [...sentence.trim()].slice(0, LONGEST_TITLE).join('');
}

/** Absolute addresses in a text, in order, without repeats. */
function findLinks(text: string): readonly string[] {
  return [...new Set(text.match(LINK) ?? [])].filter((link) => URL.canParse(link));
}
