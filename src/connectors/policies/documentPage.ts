import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { ObservedPolicy, PolicyAttachment } from '../../domain/policies/policy';
import { findArticleBody } from '../reading/articleBody';
import { readArticlePage } from '../reading/articlePage';
import { baseUrlOf } from '../reading/baseUrl';
import { elementAfter, isElement, textWithin } from '../reading/elementText';
import { readLine, resolveLink } from '../reading/htmlText';
import { loadPage } from '../reading/page';

const FILES = /\.(?:pdf|docx?|xlsx?|pptx?|ofd|wps|et|zip|rar|7z)(?:$|\?)/i;
const MOST_ANCHORS = 2_000;
const MOST_ATTACHMENTS = 50;
const INTERPRETS = /解读|图解|一图读懂|一图看懂|答记者问/;
/** Words with which such an article announces the document it explains. */
const LEADS_TO_DOCUMENT = /相关文件|相关政策|政策原文|文件原文|原文链接|解读文件/;
const SHORTEST_NAME = 6;
const NO_LONGER = /^(?:已)?(?:失效|废止)|^(?:全文)?(?:失效|废止)$/;
const MARKED = /[（(【[]\s*(?:已|全文|现已)?(?:废止|失效)\s*[）)】\]]\s*$/;
const LONGEST_FACT = 20;
/** Titles and link texts are cut before anything is matched. */
const LONGEST_TITLE = 500;
const LONGEST_WORDS = 300;

/** What a document's page adds to its row in the list: only what the page states. Never throws. */
export function readDocumentPage(html: string, url: string): Partial<ObservedPolicy> {
  const page = readArticlePage(html, url);
  const $ = loadPage(html);
  if ($ === null) return {};
  const [baseUrl, title] = [baseUrlOf($, url), (page.title ?? '').slice(0, LONGEST_TITLE)];
  const attachments = findAttachments(findArticleBody(html) ?? '', baseUrl);
  const interprets = findExplained($, title, { url, baseUrl });
  return {
    ...(page.publishedAt === null ? {} : { publishedAt: page.publishedAt }),
    ...(page.issuer === null ? {} : { issuer: page.issuer }),
    ...(page.docNumber === null ? {} : { docNumber: page.docNumber }),
    ...(page.source === null ? {} : { statedSource: page.source }),
    ...(page.text === '' ? {} : { body: page.text }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(interprets === null ? {} : { interprets }),
    ...(isMarkedWithdrawn($, title) ? { markedWithdrawn: true } : {}),
  };
}

/** Files the body links to, by the form of their address. */
function findAttachments(body: string, baseUrl: string): readonly PolicyAttachment[] {
  const $ = loadPage(body);
  if ($ === null) return [];
  const found = new Map<string, PolicyAttachment>();
  for (const anchor of $('a[href]').slice(0, MOST_ANCHORS).toArray()) {
    const address = resolveLink(anchor.attribs['href'], baseUrl);
    if (address === null || !FILES.test(address) || found.has(address)) continue;
    const title = readLine(textWithin(anchor, LONGEST_WORDS).replace(/</g, '&lt;'));
    found.set(address, {
      title: title === '' ? decodeURIComponentSafely(new URL(address).pathname.split('/').at(-1) ?? '') : title,
      url: address,
    });
  }
  return [...found.values()].slice(0, MOST_ATTACHMENTS);
}

/**
 * Of an article that explains a document, the address of that document: a link announced as such, or named as the title
 * names it.
 */
function findExplained(
  $: CheerioAPI,
  title: string,
  { url, baseUrl }: { readonly url: string; readonly baseUrl: string },
): string | null {
  const column = $('meta[name="lanmu" i], meta[name="ColumnName" i]').first().attr('content') ?? '';
  if (!INTERPRETS.test(withoutQuoted(title)) && !INTERPRETS.test(column)) return null;
  const quoted = [...title.matchAll(/《([^》]{4,200})》/g)].map(([, name]) => squeeze(name ?? ''));
  for (const anchor of $('a[href]').slice(0, MOST_ANCHORS).toArray()) {
    const address = resolveLink(anchor.attribs['href'], baseUrl);
    if (address === null || address === url || FILES.test(address)) continue;
    const words = squeeze(textWithin(anchor, LONGEST_WORDS)).replace(/^《|》$/g, '');
    const isNamed =
      words.length >= SHORTEST_NAME && quoted.some((name) => words.includes(name) || name.includes(words));
    if (
      isNamed ||
      (words.length >= SHORTEST_NAME &&
        isElement(anchor.parent) &&
        LEADS_TO_DOCUMENT.test(textWithin(anchor.parent, 200)))
    )
      return address;
  }
  return null;
}

/** A mark behind the title, or the line of the facts that tells whether the document is in force. */
function isMarkedWithdrawn($: CheerioAPI, title: string): boolean {
  const [heading] = $('h1').toArray();
  if (MARKED.test(title) || (isElement(heading) && MARKED.test(textWithin(heading, LONGEST_TITLE).trim()))) return true;
  return $('td, th')
    .slice(0, 300)
    .toArray()
    .some((cell) => {
      const label = squeeze(textWithin(cell, LONGEST_FACT));
      return (
        /^(?:有效性|效力状态|时效性|文件状态|是否有效)[:：]?$/.test(label) && NO_LONGER.test(squeeze(valueBeside(cell)))
      );
    });
}

/** The text of the cell after a label's. */
function valueBeside(cell: Element): string {
  const next = elementAfter(cell);
  return next?.name === 'td' ? textWithin(next, LONGEST_FACT) : '';
}

/** A title without what stands in 《》. */
function withoutQuoted(title: string): string {
  let left = title;
  for (let open = left.indexOf('《'); open >= 0; open = left.indexOf('《', open)) {
    const close = left.indexOf('》', open);
    if (close < 0) break;
    left = left.slice(0, open) + left.slice(close + 1);
  }
  return left;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
