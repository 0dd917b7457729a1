import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CIVIL_OFFSET_MS } from '../../src/domain/time/civil';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { servePart } from './part';

/** What the bench may ask of the servers. */
export type FeedsOrder =
  | { readonly kind: 'open'; readonly hosts: number }
  /** The day of the week it is now, from midnight at this instant; everything of before stands. */
  | { readonly kind: 'day'; readonly at: string; readonly brokenShare: number };

const ITEMS = 20;
/** One of so many has published nothing for weeks. */
const SILENT_OF = 25;
const TEXT = '为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。'.repeat(12);

/** A post a day of most columns; all of a day are there from its beginning, dated to the evening before. */
function feedOf(url: string, day: number): string {
  const column = Number(/\d+/.exec(url)?.[0] ?? 0);
  const newest = column % SILENT_OF === 0 ? day - 20 : day;
  const items = Array.from({ length: ITEMS }, (_, n) => {
    const at = new Date((newest - n) * DAY_MS - CIVIL_OFFSET_MS - HOUR_MS).toUTCString();
    const link = `https://www.example.gov.cn${url}${newest - n}.html`;
    return `<item><title>第${newest - n}期动态（${column}）</title><link>${link}</link><guid>${link}</guid><pubDate>${at}</pubDate><description>${TEXT}</description></item>`;
  });
  const channel = `<channel><title>${url}</title><link>http://127.0.0.1${url}</link>${items.join('')}</channel>`;
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">${channel}</rss>`;
}

/** Many servers of columns, each with its own address, in a process of their own. */
export function serveFeeds(): void {
  let day = 0;
  let brokenShare = 0;
  const servers: http.Server[] = [];
  const listener: http.RequestListener = (request, response) => {
    const url = request.url ?? '/';
    const column = Number(/\d+/.exec(url)?.[0] ?? 0);
    if ((column * 7_919 + day * 104_729) % 1_000 < brokenShare * 1_000) return void response.writeHead(503).end();
    const feed = feedOf(url, day);
    const etag = `"${column}-${day}"`;
    const headers = { 'content-type': 'application/rss+xml; charset=utf-8', etag };
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, headers).end();
    response.writeHead(200, headers).end(feed);
  };
  servePart<FeedsOrder>(
    async (order) => {
      if (order.kind === 'day') {
        day = Math.floor((new Date(order.at).getTime() + CIVIL_OFFSET_MS) / DAY_MS);
        ({ brokenShare } = order);
        return null;
      }
      for (let n = 0; n < order.hosts; n += 1) {
        const server = http.createServer(listener);
        servers.push(server);
        await once(server.listen(0, '127.0.0.1'), 'listening');
      }
      return servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    },
    async () => {
      for (const server of servers) server.closeAllConnections();
      for (const server of servers) await new Promise((resolve) => server.close(resolve));
    },
  );
}
