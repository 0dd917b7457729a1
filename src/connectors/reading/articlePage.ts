import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import type { PublishedAt } from '../../domain/time/instant';
import { readPublished } from '../../domain/time/readTime';
import { readHtml, readLine } from './htmlText';
import { nestsTooDeeply } from './nesting';

/** What an article's page says about itself. Null where it does not say. */
export interface ArticlePage {
  readonly title: string | null;
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
  publishedAt: null,
  siteName: null,
  source: null,
  issuer: null,
  docNumber: null,
  text: '',
  links: [],
};

/** Where the usual content systems put the body, best first: gov.cn, TRS, 大汉, and what the national guideline marks. */
const BODIES = [
  '#UCAP-CONTENT',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '.Custom_UnionStyle',
  '#zoom',
  '#Zoom',
  '.article-content',
  '.pages_content',
  '.article_content',
  'article',
] as const;
/**
 * META of the national guideline (国办发〔2017〕47号 annex), of gov.cn, and of the open web. Names are compared without case.
 */
const DATE_METAS = ['pubdate', 'firstpublishedtime', 'publishdate', 'article:published_time'] as const;
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
  if (nestsTooDeeply(html, 'html')) return NOTHING;
  // The forgiving parser: its cost is the length of the page, whatever the page holds.
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
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
  const body = readBody($, html, url);
  return {
    title:
      meta('articletitle') ??
      textOrNull(SCRIPT_TITLE.exec(scripts)?.[1]) ??
      textOrNull($('h1').first().text()) ??
      meta('og:title') ??
      textOrNull($('title').first().text()),
    publishedAt: readDate($, meta, scripts),
    siteName,
    source: source !== null && /^本(站|网)$/.test(source) ? (siteName ?? source) : source,
    issuer: facts.get('发文机关') ?? facts.get('发布机构') ?? null,
    docNumber: facts.get('发文字号') ?? facts.get('文号') ?? null,
    ...body,
  };
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
  $: CheerioAPI,
  meta: (...names: readonly string[]) => string | null,
  scripts: string,
): PublishedAt | null {
  for (const name of DATE_METAS) {
    const stated = readPublished(meta(name));
    if (stated !== null) return stated;
  }
  // Content systems write midnight where they know only the day.
  const inScript = readPublished(SCRIPT_DATE.exec(scripts)?.[1], { midnightMeansDay: true });
  if (inScript !== null) return inScript;
  const head = readHtml($.html($('body').length > 0 ? $('body') : $.root()), null).text.slice(0, 20_000);
  return readPublished(LABELLED_DATE.exec(head)?.[1]?.replace(/\s+(?=\D*\d{1,2}[-/.月日])/g, ''));
}

/** Cells looked at: the table of facts stands above the text. */
const MOST_CELLS = 300;
const LONGEST_FACT = 200;

/** The table of facts above an official document (`table.bd1` on gov.cn): each label's cell and the one after it. */
function readFacts($: CheerioAPI): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  const cells = $('table td, table th')
    .slice(0, MOST_CELLS)
    .toArray()
    .filter((cell) => $(cell).find('table').length === 0);
  for (const cell of cells) {
    const label = $(cell)
      .text()
      .slice(0, LONGEST_FACT)
      .replace(/[\s:：\u3000]/g, '');
    const value = textOrNull($(cell).next('td').text());
    if (label !== '' && label.length <= 8 && value !== null && value.length <= LONGEST_FACT && !facts.has(label))
      facts.set(label, value);
  }
  return facts;
}

/**
 * The markup of an article's body, as readArticlePage takes its text from; null where none is recognised. For whoever
 * wants to show the article, not only to read it: nothing in it is safe yet.
 */
export function findArticleBody(html: string): string | null {
  if (nestsTooDeeply(html, 'html')) return null;
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  return bodyCandidates($, html).find((candidate) => readHtml(candidate, null).text !== '') ?? null;
}

function readBody($: CheerioAPI, html: string, url: string): Pick<ArticlePage, 'text' | 'links'> {
  for (const candidate of bodyCandidates($, html)) {
    const body = readHtml(candidate, url);
    if (body.text !== '') return body;
  }
  return { text: '', links: [] };
}

function bodyCandidates($: CheerioAPI, html: string): readonly string[] {
  return [
    ...BODIES.map((selector) => $(selector).first())
      .filter((found) => found.length > 0)
      .map((found) => found.html() ?? ''),
    betweenMarks(html),
  ];
}

/** Some systems set META in the body to mark where the text begins and ends. */
function betweenMarks(html: string): string {
  const start = html.search(/<meta\s[^>]{0,40}ContentStart/i);
  const end = start < 0 ? -1 : html.slice(start).search(/<meta\s[^>]{0,40}ContentEnd/i);
  return end < 0 ? '' : html.slice(start, start + end);
}

function textOrNull(text: string | undefined): string | null {
  const line = text === undefined ? '' : readLine(text.replace(/</g, '&lt;'));
  return line === '' ? null : line;
}
