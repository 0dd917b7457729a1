import fs from 'node:fs';
import path from 'node:path';
import { createSiteVisitor } from '../../../src/connectors/sites/visitor';
import { readHere } from '../../../src/connectors/reading/guarded/pageReading';
import type { HttpSettings } from '../../../src/connectors/outbound/http';
import { describeWithData } from '../../sharedData';
import { closeOpened, httpFor, serve, serveRaw } from '../support/httpHarness';

afterEach(closeOpened);

const NOW = new Date('2026-09-18T02:00:00Z');
const visitorFor = (origins: readonly string[], settings: Partial<HttpSettings> = {}) =>
  createSiteVisitor({
    ...{ http: httpFor(origins, { neverRests: true, ...settings }), clock: { now: () => NOW }, reading: readHere },
  });
const signal = new AbortController().signal;
const REQUEST = { signal, inspects: true };
const listOf = (...titles: readonly string[]): string =>
  `<ul>${titles.map((title, at) => `<li><a href="/a${at}">${title}</a><span>2026-09-1${at}</span></li>`).join('')}</ul>`;
const TITLES = ['关于做好秋季防汛工作的通知', '县政府召开第十次常务会议'];

/** The visit of a page that answers so. */
async function visitOf(answer: Parameters<typeof serve>[0], settings: Partial<HttpSettings> = {}) {
  const server = await serve(answer);
  return visitorFor([server.origin], settings).visitHome(server.origin, REQUEST);
}
const page = (html: string | Buffer, type = 'text/html; charset=utf-8', settings: Partial<HttpSettings> = {}) =>
  visitOf((_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(html);
  }, settings);

describe('a home page', () => {
  test('that opens tells its newest date and what it links to', async () => {
    const visit = await page(listOf(...TITLES));
    expect(visit).toMatchObject({ outcome: 'open', reason: 'answered', place: '127.0.0.1' });
    expect(visit.home?.newestOn).toBe('2026-09-11');
    expect(visit.home?.signature).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is the same with another date of today, another counter and another order; a new title makes it another', async () => {
    const of = async (html: string) => (await page(html)).home?.signature;
    const before = await of(`今天是2026年9月18日 访问 1234 次${listOf(...TITLES)}`);
    expect(await of(`今天是2026年9月19日 访问 1299 次${listOf(...[...TITLES].reverse())}`)).toBe(before);
    expect(await of(listOf(...TITLES, '关于公布放假安排的公告内容'))).not.toBe(before);
  });

  test('is not dated by the banner, nor by a date to come', async () => {
    const html = `<div>今天是2026年9月18日</div><ul><li><a href="/a">关于做好秋季防汛工作的通知</a> 2026-10-01</li></ul>`;
    expect((await page(html)).home?.newestOn).toBeNull();
  });

  test('under a wrong label is read as what it is', async () => {
    // 公告 and the rest in GBK, said to be UTF-8.
    const gbk = Buffer.from('b9d8d3dad7f6bac3c7efbcbeb7c0d1b4b9a4d7f7b5c4cda8d6aa', 'hex');
    const html = Buffer.concat([Buffer.from('<ul><li><a href="/a">'), gbk, Buffer.from('</a>2026-09-10</li></ul>')]);
    const right = await page('<ul><li><a href="/a">关于做好秋季防汛工作的通知</a>2026-09-10</li></ul>');
    expect((await page(html)).home).toEqual(right.home);
  });

  test.each([
    [200, 'answered'],
    [404, 'http-error'],
    [500, 'http-error'],
    [503, 'http-error'],
    [403, 'turned-away'],
    [412, 'turned-away'],
    [521, 'turned-away'],
  ])('that answers %i: %s', async (status, reason) => {
    const visit = await visitOf((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(listOf(...TITLES));
    });
    expect(visit).toMatchObject({ reason, outcome: { answered: 'open', 'http-error': 'failed' }[reason] ?? 'unknown' });
  });

  test('that takes longer than it may counts as too slow', async () => {
    const visit = await visitOf(() => undefined, { timeoutMs: 50 });
    expect(visit).toMatchObject({ outcome: 'slow', reason: 'too-slow', home: null });
  });

  test('whose answer never ends is cut off by the same time', async () => {
    const visit = await visitOf(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('<p>'), 5);
        response.on('close', () => clearInterval(timer));
      },
      { timeoutMs: 100 },
    );
    expect(visit).toMatchObject({ outcome: 'slow', reason: 'too-slow' });
  });

  test('of 200 megabytes opened: it is not read, and nothing of it is kept', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'a');
    let sent = 0;
    const visit = await visitOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = (): void => {
        while (sent < 200 && !response.destroyed) {
          sent += 1;
          if (!response.write(megabyte)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(visit).toMatchObject({ outcome: 'open', reason: 'answered', home: null });
    expect(sent).toBeLessThan(100);
  });

  test('that leads to a private address is not called there, and not accused', async () => {
    const inner = await serve((_request, response) => void response.end('inner'));
    const outer = await serve((_request, response) => void response.writeHead(302, { location: inner.origin }).end());
    const visit = await visitorFor([outer.origin]).visitHome(outer.origin, REQUEST);
    expect(visit).toMatchObject({ outcome: 'unknown', reason: 'not-called' });
    expect(inner.requests).toEqual([]);
  });

  test('that redirects in a circle, breaks off or speaks no HTTP does not open', async () => {
    const circle = await visitOf((_request, response) => void response.writeHead(302, { location: '/' }).end());
    const broken = await serveRaw((socket) => void socket.destroy());
    const other = await serveRaw((socket) => void socket.end('SSH-2.0-OpenSSH\r\n'));
    const rest = await Promise.all([broken, other].map((url) => visitorFor([url]).visitHome(url, REQUEST)));
    expect([circle, ...rest].map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
  });

  test('is called again however often it failed: a rest of its host would hide what is to be counted', async () => {
    const server = await serve((_request, response) => void response.writeHead(500).end());
    const visitor = visitorFor([server.origin]);
    for (let visit = 0; visit < 9; visit += 1) await visitor.visitHome(server.origin, REQUEST);
    expect(server.requests).toHaveLength(9);
  });

  test('nobody can call is not accused: an address that is none, a scheme that is not of the web', async () => {
    const visitor = visitorFor([]);
    const reasons = ['not an address', 'ftp://a.gov.test/', 'http://127.0.0.1:1/'].map((url) =>
      visitor.visitHome(url, REQUEST),
    );
    expect((await Promise.all(reasons)).map(({ reason }) => reason)).toEqual([
      'not-called',
      'not-called',
      'not-called',
    ]);
  });
});

test('our line stands where one control address answers, whatever it answers', async () => {
  const server = await serve((_request, response) => void response.writeHead(403).end());
  const closed = await serveRaw((socket) => void socket.destroy());
  const visitor = visitorFor([server.origin, closed]);
  expect(await visitor.anyAnswers([closed, server.origin], signal)).toBe(true);
  expect(await visitor.anyAnswers([closed], signal)).toBe(false);
  expect(await visitor.anyAnswers([], signal)).toBe(false);
});

describeWithData('three saved pages of real sites', 'portal-pages', (folder) => {
  test.each(['shanxi', 'gzggw', 'cmse'])('%s: its links are known again', async (name) => {
    // One of them has 423 kB.
    const limit = { maxBytes: 1_000_000 };
    const visit = await page(fs.readFileSync(path.join(folder, name, 'page.html')), 'text/html', limit);
    expect([name, visit.outcome, visit.home?.signature]).toEqual([
      name,
      'open',
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
  });
});
