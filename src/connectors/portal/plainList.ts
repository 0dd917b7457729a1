import { baseUrlOf } from '../reading/baseUrl';
import { resolveLink } from '../reading/htmlText';
import { loadPage } from '../reading/page';
import { readRowsOf, textOf } from './columnPage';
import type { NextPage, ReadColumnPage } from './columnPage';

const NEXT_WORDS = /^(?:下一页|下页|后一页|next|>|›|»)$/i;
const LONGEST_WORD = 40;
const MOST_ANCHORS = 3_000;

/** A list page of any make: further pages are where its link 下一页 leads, on the same site. */
export const readPlainList: ReadColumnPage = (response, about) => {
  const html = textOf(response);
  const read = readRowsOf(html, response.url, about);
  return read.kind === 'blind'
    ? read
    : { ...read, next: about.profile.nextPages === 0 ? null : findNextLink(html, response.url) };
};

function findNextLink(html: string, url: string): NextPage | null {
  const $ = loadPage(html);
  if ($ === null) return null;
  const baseUrl = baseUrlOf($, url);
  for (const anchor of $('a[href]').slice(0, MOST_ANCHORS).toArray()) {
    if (!NEXT_WORDS.test($(anchor).text().slice(0, LONGEST_WORD).trim())) continue;
    const next = resolveLink($(anchor).attr('href'), baseUrl);
    if (next !== null && next !== url && new URL(next).origin === new URL(url).origin)
      return { method: 'GET', url: next };
  }
  return null;
}

/** `createPageHTML(25, 0, "index", "html")`: how many pages, which one, and what they are called. */
const PAGER =
  /createPageHTML\s*\(\s*["']?(\d{1,5})["']?\s*,\s*["']?\d{1,5}["']?\s*,\s*["']([\w-]{1,60})["']\s*,\s*["'](\w{1,8})["']/;

/**
 * TRS: a directory whose pages are index.html, index_1.html, index_2.html: the second page is number one. Links are
 * relative to the directory. On many sites later pages are broken or stubs: that ends the reading, never the list.
 */
export const readTrsList: ReadColumnPage = (response, about) => {
  const html = textOf(response);
  const read = readRowsOf(html, response.url, about);
  if (read.kind === 'blind') return read;
  const [, count = '', name = 'index', extension = 'html'] = PAGER.exec(html) ?? [];
  const number = about.pageNumber + 1;
  const isLast = count !== '' && number >= Number(count);
  return {
    ...read,
    next: isLast ? null : { method: 'GET', url: new URL(`${name}_${number}.${extension}`, response.url).href },
  };
};
