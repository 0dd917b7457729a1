import type { CheerioAPI } from 'cheerio';
import type { ObservedPost } from '../../domain/accounts/post';
import { fromUnixSeconds } from '../../domain/time/readTime';
import { isElement, textWithin } from '../reading/elementText';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import type { HtmlText } from '../reading/htmlText';
import { loadPage } from '../reading/page';
import { articleKeyOf, joinArticleKey } from './articleKey';
import { readNotice } from './noticePage';
import { readPageVariables } from './pageVariables';
import type { PageVariables } from './pageVariables';

export type PastedArticle =
  | { readonly kind: 'article'; readonly post: ObservedPost; readonly accountName: string | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'check' }
  | { readonly kind: 'unreadable' };

/** Where an article's words stand: of an ordinary one, of text (type 10), of pictures (8), of video (5). */
const BODIES = ['#js_content', '#js_text_desc', '#js_image_desc', '#js_common_share_desc'] as const;
/** Types whose words are shown by script: what the scripts call them. */
const TEXT_VARIABLES = ['content_noencode', 'TextContentNoEncode', 'ContentNoEncode'] as const;
const TEXT_TYPES: ReadonlySet<string> = new Set(['10', '17']);
const LONGEST_TITLE = 64;
const LONGEST_LINE = 2_000;

/**
 * Reads an article's page, of words, pictures, text or video: title and body as shown or as its scripts hold them, time
 * (`ct`), number and original from its scripts. Its identity is account, message and place, never the address, whose
 * checksums change. A page without a time is unreadable: nothing is dated by guess.
 */
export function readPastedArticle(html: string, url: string): PastedArticle {
  const $ = loadPage(html);
  if ($ === null) return { kind: 'unreadable' };
  const variables = readPageVariables(
    $('script')
      .toArray()
      .map((script) => $(script).text())
      .join('\n'),
  );
  const publishedAt = fromUnixSeconds(Number(variables.of('ct') ?? Number.NaN));
  const key = articleKeyOf(url) ?? joinArticleKey(variables.of('biz'), variables.of('mid'), variables.of('idx'));
  const containers = BODIES.map((selector) => $(selector).toArray()[0]).filter(isElement);
  const isArticle = containers.length > 0 || variables.of('item_show_type') !== null;
  if (!isArticle && (publishedAt === null || key === null)) return { kind: readNotice($) };
  const shown = containers.map((element) => readHtml($(element).html() ?? '', url)).find(({ text }) => text !== '');
  const body = shown ?? readScripted($, variables, url);
  const title = titleOf($, variables, body.text);
  if (publishedAt === null || key === null || title === '') return { kind: 'unreadable' };
  const original = resolveLink(variables.of('msg_source_url')?.replace(/&amp;/g, '&'), null);
  const name = firstText([textOf($, '#js_name'), variables.of('nickname') ?? '', variables.of('nick_name') ?? '']);
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

/** Words that only scripts show; else what the page says of itself to those who share it. */
function readScripted($: CheerioAPI, variables: PageVariables, url: string): HtmlText {
  const texts = [
    ...TEXT_VARIABLES.map((name) => variables.of(name)),
    TEXT_TYPES.has(variables.of('item_show_type') ?? '') ? variables.of('content') : null,
    variables.of('desc'),
    $('meta[property="og:description"]').attr('content') ?? null,
    variables.of('msg_desc'),
  ];
  const found = texts.find((text) => text !== null && text.trim() !== '') ?? '';
  // Markup in a script's text is escaped once more than in a page.
  const markup = found.includes('&lt;') && !found.includes('<') ? readHtml(found, null).text : found;
  return readHtml(markup, url);
}

/** An article's title. One of text has none of its own, and shows all its words in its place: their first sentence. */
function titleOf($: CheerioAPI, variables: PageVariables, text: string): string {
  const stated = [
    textOf($, '#activity-name'),
    $('meta[property="og:title"]').attr('content') ?? '',
    variables.of('msg_title') ?? '',
  ].find((title) => title.trim() !== '');
  const line = (stated ?? text).trim();
  if (stated !== undefined && [...firstText([stated])].length <= LONGEST_TITLE) return firstText([stated]);
  const [sentence = ''] = line.slice(0, LONGEST_LINE).split(/[。！？!?\n]/, 1);
  return [...firstText([sentence])].slice(0, LONGEST_TITLE).join('');
}

function textOf($: CheerioAPI, selector: string): string {
  const [element] = $(selector).toArray();
  return isElement(element) ? textWithin(element, LONGEST_LINE) : '';
}

function firstText(texts: readonly string[]): string {
  return (
    texts.map((text) => readLine(text.slice(0, LONGEST_LINE).replace(/</g, '&lt;'))).find((text) => text !== '') ?? ''
  );
}
