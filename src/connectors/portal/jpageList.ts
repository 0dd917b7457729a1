import { resolveLink } from '../reading/htmlText';
import { readRowsOf, textOf } from './columnPage';
import type { NextPage, ReadColumnPage } from './columnPage';
import { endAs } from './lookDetails';

const MOST_RECORDS = 300;
const RECORD_CLASS = 'jpage-record';
/** The records are read apart from their page: what its links start from goes with them. */
const BASE = /<base\s[^<>]{0,500}>/i;
const PROXY = /\/module\/[\w/]{1,60}dataproxy\.jsp/;
/** Three pages of fifteen a request, unless the page says otherwise. */
const USUAL_PER_PAGE = 15;

/**
 * 大汉版通: a column's page carries its first group of records and how to ask for more; what is asked for comes as XML with
 * the same records. In one dialect the next group's address stands in `<nextgroup>`, in the other it is made from the
 * numbers of column and unit. Later groups begin with the last record of the one before, which has the same address and
 * is the same row. An empty later group means that the site gives no more, not that the list ends.
 */
export const readJpageList: ReadColumnPage = (response, about) => {
  const text = textOf(response);
  const records = sectionsOf(text, 'record');
  const next =
    nextGroupOf(text, response.url) ??
    groupByNumbers(text, response.url, { records: records.length, pageNumber: about.pageNumber });
  // Some columns of this make print their rows plainly.
  if (records.length === 0) {
    const plain = readRowsOf(text, response.url, about);
    if (plain.kind === 'rows') return { ...plain, next };
    return {
      kind: 'blind',
      end: plain.end.failure.code === 'list-not-recognised' ? endAs('jpage-without-records') : plain.end,
    };
  }
  const base = BASE.exec(text)?.[0] ?? '';
  const html = base + records.map((record) => `<div class="${RECORD_CLASS}">${record}</div>`).join('');
  const read = readRowsOf(html, response.url, {
    ...about,
    profile: { ...about.profile, itemSelector: about.profile.itemSelector ?? `.${RECORD_CLASS}` },
  });
  return read.kind === 'blind' ? read : { ...read, next };
};

/** The contents of each `<name>…</name>`, freed of CDATA. One pass; what is not closed is left out. */
function sectionsOf(text: string, name: string): readonly string[] {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const found: string[] = [];
  for (let at = text.indexOf(open); at >= 0 && found.length < MOST_RECORDS;) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    found.push(
      text
        .slice(at + open.length, end)
        .trim()
        .replace(/^<!\[CDATA\[/, '')
        .replace(/\]\]>$/, ''),
    );
    at = text.indexOf(open, end);
  }
  return found;
}

function nextGroupOf(text: string, url: string): NextPage | null {
  const [group] = sectionsOf(text, 'nextgroup');
  const href = /\bhref\s*=\s*["']([^"']{1,2000})["']/i.exec(group ?? '')?.[1]?.replace(/&amp;/g, '&');
  const next = resolveLink(href, url);
  return next === null ? null : { method: 'GET', url: next, headers: { referer: url } };
}

/** Only the column's own page states the numbers; the groups it leads to are counted on from there. */
function groupByNumbers(
  text: string,
  url: string,
  { records, pageNumber }: { readonly records: number; readonly pageNumber: number },
): NextPage | null {
  const block = /\bparam_\d{1,12}\s*=\s*\{([^}]{1,2000})\}/.exec(text)?.[1];
  if (block === undefined || pageNumber > 0) return null;
  const params = new URLSearchParams();
  for (const [, name = '', value = ''] of block.matchAll(/["']?(\w{1,40})["']?\s*:\s*["']?([^"',}]{0,200})["']?/g))
    params.set(name, value);
  const perPage = Number(/\bperPage\s*[:=]\s*["']?(\d{1,3})/i.exec(text)?.[1] ?? USUAL_PER_PAGE);
  const size = records > 0 ? records : perPage * 3;
  const proxy = PROXY.exec(text)?.[0] ?? '/module/web/jpage/dataproxy.jsp';
  const query = new URLSearchParams({
    startrecord: String(size + 1),
    endrecord: String(size * 2),
    perpage: String(perPage),
  });
  return {
    method: 'POST',
    url: new URL(`${proxy}?${query.toString()}`, url).href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: url },
    body: params.toString(),
  };
}
