import type { CheerioAPI } from 'cheerio';
import type { PublishedAt } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';
import { readBody } from './articleBody';
import { baseUrlOf } from './baseUrl';
import { elementAfter, isElement, textWithin } from './elementText';
import { readHtml, readLine } from './htmlText';
import { loadPage } from './page';

/** What an article's page says about itself. Null where it does not say. */
export interface ArticlePage {
  /** The article's own title, else the window's. */
  readonly title: string | null;
  /** The title the article states for itself: META, script or first heading. */
  readonly ownTitle: string | null;
  readonly publishedAt: PublishedAt | null;
  readonly siteName: string | null;
  /** ContentSource (来源); 本站 and 本网 are replaced by the site's name. */
  readonly source: string | null;
  readonly issuer: string | null;
  readonly docNumber: string | null;
  readonly text: string;
  readonly links: readonly string[];
}

const NOTHING: ArticlePage = {
  title: null,
  ownTitle: null,
  publishedAt: null,
  siteName: null,
  source: null,
  issuer: null,
  docNumber: null,
  text: '',
  links: [],
};

/**
 * META of the national guideline (国办发〔2017〕47号 annex), of gov.cn, and of the open web. Names are compared without case.
 */
const DATE_METAS = ['pubdate', 'firstpublishedtime', 'publishdate', 'article:published_time'] as const;
/** No title, label or fact is longer; texts are cut before anything is matched. */
const LONGEST_LINE = 2_000;
const SCRIPT_DATE = /\b\w*\$?(?:pub(?:lish)?_?(?:time|date))["']?\s*[:=]\s*["'](\d{4}[^"']{4,24})["']/i;
const SCRIPT_TITLE = /\b\w*\$title\s*=\s*["']([^"'\\]{2,300})["']/i;
/** Only the label of publication: dates of meetings, of signature or of effect stand in bodies too. */
const LABELLED_DATE =
  /(?:发布|发表)(?:时间|日期)\s*[:：]\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)/;

/**
 * Reads an article's page: META first, then what scripts and labels state. A page that states no date has none: the day
 * is never guessed from the address or the body. Never throws.
 */
export function readArticlePage(html: string, url: string): ArticlePage {
  const $ = loadPage(html);
  if ($ === null) return NOTHING;
  const metas = readMetas($);
  const meta = (...names: readonly string[]): string | null =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null;
  const scripts = $('script')
    .toArray()
    .map((script) => $(script).text())
    .filter((text) => text.length < 200_000)
    .join('\n');
  const siteName = meta('sitename');
  const facts = readFacts($);
  const source = meta('contentsource', 'source') ?? facts.get('来源') ?? null;
  const ownTitle =
    meta('articletitle') ?? textOrNull(SCRIPT_TITLE.exec(scripts)?.[1]) ?? textOrNull(firstTextOf($, 'h1'));
  return {
    title: ownTitle ?? meta('og:title') ?? textOrNull(firstTextOf($, 'title')),
    ownTitle,
    publishedAt: readDate(html, meta, scripts),
    siteName,
    source: source !== null && /^本(站|网)$/.test(source) ? (siteName ?? source) : source,
    issuer: facts.get('发文机关') ?? facts.get('发布机构') ?? null,
    docNumber: facts.get('发文字号') ?? facts.get('文号') ?? null,
    ...readBody($, html, baseUrlOf($, url)),
  };
}

function firstTextOf($: CheerioAPI, selector: string): string {
  const [element] = $(selector).toArray();
  return isElement(element) ? textWithin(element, LONGEST_LINE) : '';
}

function readMetas($: CheerioAPI): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const element of $('meta').toArray()) {
    const name = ($(element).attr('name') ?? $(element).attr('property') ?? '').trim().toLowerCase();
    const content = ($(element).attr('content') ?? '').trim();
    // Templates repeat names, and the first are often empty.
    if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
  }
  return metas;
}

function readDate(
  html: string,
  meta: (...names: readonly string[]) => string | null,
  scripts: string,
): PublishedAt | null {
  // Content systems write midnight where they know only the day.
  for (const name of DATE_METAS) {
    const stated = readPublished(meta(name), { midnightMeansDay: true });
    if (stated !== null) return stated;
  }
  const inScript = readPublished(SCRIPT_DATE.exec(scripts)?.[1], { midnightMeansDay: true });
  if (inScript !== null) return inScript;
  const head = readHtml(html, null).text.slice(0, 20_000);
  const labelled = LABELLED_DATE.exec(head)?.[1]?.replace(/\s+/g, ' ');
  return readPublished(labelled?.replace(/ (?=[-/.年月日])/g, '').replace(/([-/.年月]) /g, '$1'), {
    midnightMeansDay: true,
  });
}

/** Cells looked at: the table of facts stands above the text. */
const MOST_CELLS = 300;
const LONGEST_FACT = 200;
const LONGEST_LABEL = 40;

/** The table of facts above an official document (`table.bd1` on gov.cn): each label's cell and the one after it. */
function readFacts($: CheerioAPI): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const cell of $('td, th').slice(0, MOST_CELLS).toArray()) {
    const label = textWithin(cell, LONGEST_LABEL).replace(/[\s:：\u3000]/g, '');
    if (label === '' || label.length > 8 || facts.has(label)) continue;
    const next = elementAfter(cell);
    const value = next?.name === 'td' ? textOrNull(textWithin(next, LONGEST_FACT + 1)) : null;
    if (value !== null && value.length <= LONGEST_FACT) facts.set(label, value);
  }
  return facts;
}

function textOrNull(text: string | undefined): string | null {
  const line = text === undefined ? '' : readLine(text.slice(0, LONGEST_LINE).replace(/</g, '&lt;'));
  return line === '' ? null : line;
}
