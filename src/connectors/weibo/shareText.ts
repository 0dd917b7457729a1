import type { PlatformFailure } from '../../domain/errors';
import type { RepostDraft } from '../../domain/mandates/repostDraft';
import type { AccountAccess, OwnSource, RepostSource } from '../../ports/connectors';
import { failed } from '../outbound/platformFailure';
import { digestOf } from '../repost/digest';

/** https://open.weibo.com/wiki/2/statuses/share: at most 140 characters as counted below. */
export const LONGEST_STATUS = 140;
/**
 * The server is said to count bytes of the national encoding, which weighs rare characters more: a digest stays clear
 * of the limit.
 */
const MARGIN = 10;

const LINK_WEIGHT = 20;
const LONGEST_PLAIN_LINK = 140;
const LONGEST_OWN_LINK = 41;
const LINK = /https?:\/\/[!-~]+/g;
const OWN_SITES = /^https?:\/\/(?:[\w-]+\.)*(?:weibo\.com|weibo\.cn|t\.sina\.com\.cn)(?:[/?#]|$)/i;

/**
 * The length of a status by the vendor's own rule: wide characters weigh two, a link ten characters, the sum is halved
 * and rounded up.
 */
export function countStatusLength(status: string): number {
  let weight = 0;
  const rest = status.replace(LINK, (link) => {
    weight += weighLink(link);
    return '';
  });
  // By UTF-16 unit: a character beyond the basic plane weighs four, as in the national encoding.
  for (let at = 0; at < rest.length; at += 1) weight += rest.charCodeAt(at) > 0xff ? 2 : 1;
  return Math.ceil(weight / 2);
}

function weighLink(link: string): number {
  if (/^https?:\/\/t\.cn\//.test(link) || (OWN_SITES.test(link) && link.length <= LONGEST_OWN_LINK)) return link.length;
  return link.length <= LONGEST_PLAIN_LINK ? LINK_WEIGHT : link.length - LONGEST_PLAIN_LINK + LINK_WEIGHT;
}

/**
 * The status of a mandated repost: 【title】, the number of the document, as much of the summary as fits, and the link,
 * which stands apart by a blank because wide characters would join it. The title is never altered: one that does not
 * fit with its link, or that the platform would cut (#…# is filtered without a word), is a failure and becomes manual
 * work.
 */
export function composeShare(
  source: RepostSource,
  { account }: Pick<AccountAccess, 'account'>,
): { readonly draft: RepostDraft } | { readonly failure: PlatformFailure } {
  const title = source.title.trim();
  if (title === '' || !URL.canParse(source.url))
    return failed('fix-content', 'weibo-no-title-or-link', '缺少标题或原文链接');
  if (/#[^#]+#/.test(title))
    return failed('fix-content', 'weibo-title-has-topic', '标题含 #…#，平台会静默删除其中文字');
  const safeDomain = account.settings['safeDomain'];
  if (safeDomain !== undefined && !isUnder(source.url, safeDomain)) {
    return failed('fix-configuration', 'weibo-link-outside-safe-domain', '原文链接不在应用的安全域名下');
  }
  // In the link itself only printable ASCII counts as link; a path in Chinese letters is spelled with percent signs.
  const link = new URL(source.url).href;
  const compose = (middle: string): string => `【${title}】${middle}${middle === '' ? '' : ' '}${link}`;
  if (countStatusLength(compose('')) > LONGEST_STATUS)
    return failed('fix-content', 'weibo-title-too-long', '标题与链接合计超过 140 字');

  const roomy = (middle: string): boolean => countStatusLength(compose(middle)) <= LONGEST_STATUS - MARGIN;
  const numbered = source.docNumber === null || title.includes(source.docNumber) ? '' : `（${source.docNumber}）`;
  const number = roomy(numbered) ? numbered : '';
  const plain = source.summary
    .replace(LINK, '')
    .replace(/[#【】]/g, ' ')
    .trim();
  const digest = digestOf(plain.startsWith(title) ? plain.slice(title.length) : plain, (candidate) =>
    roomy(`${number}${candidate}`),
  );
  return {
    draft: {
      title,
      text: compose(`${number}${digest}`),
      sourceUrl: link,
      sourceName: source.issuer ?? new URL(source.url).hostname,
      digest,
    },
  };
}

/** What a status is found again by where it carries no title: its first words. */
const FIRST_WORDS = 40;

/**
 * The status of an own item: as it was written, or 【title】 with as much of the summary as fits; then its link, without
 * which the interface takes nothing. What the platform would cut or refuse is a failure, never shortened here.
 */
export function composeOwnShare(
  source: OwnSource,
  { account }: Pick<AccountAccess, 'account'>,
): { readonly draft: RepostDraft } | { readonly failure: PlatformFailure } {
  const { title, summary, body, link, issuer } = source;
  if (source.text === null) {
    const url = link ?? '';
    const made = composeShare(
      { title, docNumber: null, issuer, url, summary: summary || body, body: null },
      { account },
    );
    return 'failure' in made ? made : { draft: { ...made.draft, own: { pictures: source.pictures } } };
  }
  if (link === null || !URL.canParse(link))
    return failed('fix-content', 'weibo-no-title-or-link', '缺少标题或原文链接');
  const safeDomain = account.settings['safeDomain'];
  if (safeDomain !== undefined && !isUnder(link, safeDomain))
    return failed('fix-configuration', 'weibo-link-outside-safe-domain', '原文链接不在应用的安全域名下');
  const plain = source.text.trim();
  if (/#[^#]+#/.test(plain))
    return failed('fix-content', 'weibo-title-has-topic', '标题含 #…#，平台会静默删除其中文字');
  const sourceUrl = new URL(link).href;
  const text = plain.includes(link) || plain.includes(sourceUrl) ? plain : `${plain} ${sourceUrl}`;
  if (countStatusLength(text) > LONGEST_STATUS)
    return failed('fix-content', 'weibo-text-too-long', `正文超过 ${LONGEST_STATUS} 字，平台不接受`);
  const words = plain.replace(LINK, '\n').trim().split('\n')[0]?.trim() ?? '';
  if (words === '') return failed('fix-content', 'weibo-no-title-or-link', '缺少标题或原文链接');
  return {
    draft: {
      title: plain.includes(title.trim()) ? title.trim() : [...words].slice(0, FIRST_WORDS).join(''),
      text,
      sourceUrl,
      sourceName: issuer,
      digest: '',
      own: { pictures: source.pictures },
    },
  };
}

function isUnder(url: string, domain: string): boolean {
  const host = new URL(url).hostname;
  return host === domain || host.endsWith(`.${domain}`);
}
