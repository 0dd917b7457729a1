import { readPublished } from '../../domain/time/readTime';
import { readHtml, readLine, resolveLink } from '../reading/htmlText';
import { settleMidnights } from '../reading/midnights';
import { asInteger, asList, asRecord, asText, readJsonBody } from '../reading/json';
import type { ReadRow } from '../reading/readRow';
import { signOf } from '../reading/pageSigns';
import { textOf } from './columnPage';
import type { ReadColumnPage } from './columnPage';
import { endAs } from './lookDetails';

/** 开普云: `{data: {total, rows, page, results: [{title, url, publishedTimeStr, …}]}}`. Addresses leave out the scheme. */
export const readKaipuList: ReadColumnPage = (response) => {
  const data = asRecord(asRecord(readJsonBody(response))?.['data']);
  const results = data === null ? null : asList(data['results']);
  const total = data === null ? null : asInteger(data['total']);
  if (data === null || results === null)
    return { kind: 'blind', end: endAs(signOf(textOf(response)) ?? 'kaipu-not-recognised') };
  if (results.length === 0)
    return total === 0 ? { kind: 'empty' } : { kind: 'blind', end: endAs('kaipu-empty-against-count') };
  const read = results.flatMap((result) => readResult(asRecord(result), response.url));
  const dates = settleMidnights(read.map(({ publishedAt }) => publishedAt));
  const rows = read.map((row, at) => ({ ...row, publishedAt: dates[at] ?? null }));
  if (rows.length === 0) return { kind: 'blind', end: endAs('kaipu-not-recognised') };
  const [page, size] = [asInteger(data['page']) ?? 1, asInteger(data['rows']) ?? results.length];
  const next = new URL(response.url);
  next.searchParams.set('page', String(page + 1));
  return {
    kind: 'rows',
    rows,
    next: total !== null && page * size >= total ? null : { method: 'GET', url: next.href },
  };
};

function readResult(result: Readonly<Record<string, unknown>> | null, listUrl: string): readonly ReadRow[] {
  const [title, url] = [readLine(asText(result?.['title']) ?? ''), resolveLink(asText(result?.['url']), listUrl)];
  if (result === null || title === '' || url === null) return [];
  const content = asText(result['content']);
  const body = readHtml(content ?? asText(result['memo']) ?? '', url);
  return [
    {
      key: url,
      url,
      title,
      publishedAt: readPublished(asText(result['publishedTimeStr'])),
      text: body.text,
      links: body.links,
      // The memo is a summary of the article, not the article.
      ...(content === null ? { textState: 'unread' as const } : {}),
    },
  ];
}
