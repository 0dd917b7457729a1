import { load } from 'cheerio';
import type { ObservedPost } from '../../domain/accounts/post';
import { fromUnixSeconds } from '../../domain/time/readTime';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import { nestsTooDeeply } from '../reading/nesting';
import { articleKeyOf, joinArticleKey } from './articleKey';

export type PastedArticle =
  | { readonly kind: 'article'; readonly post: ObservedPost; readonly accountName: string | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'check' }
  | { readonly kind: 'unreadable' };

/** The platform returns HTTP 200 for all of these. */
const GONE = /已被发布者删除|已被删除|此内容因违规无法查看|此帐号已被屏蔽|该公众号已(?:迁移|注销)|链接已过期|参数错误/;
const LONGEST_SCRIPTS = 2_000_000;

/**
 * Reads an article's page: title and body as shown, time (`ct`), number and original from its scripts. Its identity is
 * account, message and place, never the address, whose checksums change. A page without a time is unreadable: nothing
 * is dated by guess.
 */
export function readPastedArticle(html: string, url: string): PastedArticle {
  if (nestsTooDeeply(html, 'html')) return { kind: 'unreadable' };
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  const content = $('#js_content').first();
  if (content.length === 0) return { kind: GONE.test($('body').text().slice(0, 5_000)) ? 'deleted' : 'check' };
  const scripts = $('script')
    .toArray()
    .map((script) => $(script).text())
    .join('\n')
    .slice(0, LONGEST_SCRIPTS);
  const publishedAt = fromUnixSeconds(Number(variableOf(scripts, 'ct') ?? Number.NaN));
  const key =
    articleKeyOf(url) ??
    joinArticleKey(variableOf(scripts, 'biz'), variableOf(scripts, 'mid'), variableOf(scripts, 'idx'));
  const title = firstText([$('#activity-name').first().text(), $('meta[property="og:title"]').attr('content') ?? '']);
  if (publishedAt === null || key === null || title === '') return { kind: 'unreadable' };
  const body = readHtml(content.html() ?? '', url);
  const original = resolveLink(variableOf(scripts, 'msg_source_url')?.replace(/&amp;|\\x26amp;|\\x26/g, '&'), null);
  const name = firstText([$('#js_name').first().text(), variableOf(scripts, 'nickname') ?? '']);
  return {
    kind: 'article',
    accountName: name === '' ? null : name,
    post: {
      identity: key,
      url,
      title,
      text: body.text,
      links: [...new Set([...(original === null ? [] : [original]), ...body.links])],
      publishedAt,
      platformIds: [key],
      pinned: false,
    },
  };
}

/**
 * The value of a script's variable: `var ct = "1789700000";`, also `var biz = "" || "MzA…";`. Null where it is not set.
 */
function variableOf(scripts: string, name: string): string | null {
  const assigned =
    new RegExp(
      `\\b(?:var\\s+|window\\.)${name}\\s*=((?:[^"';\\n]{0,40}(?:"[^"\\n]{0,2000}"|'[^'\\n]{0,2000}')){1,4})`,
    ).exec(scripts)?.[1] ?? '';
  const texts = [...assigned.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((match) => match[1] ?? match[2] ?? '');
  return texts.find((text) => text !== '') ?? null;
}

function firstText(texts: readonly string[]): string {
  return texts.map((text) => readLine(text.replace(/</g, '&lt;'))).find((text) => text !== '') ?? '';
}
