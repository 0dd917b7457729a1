import { createPortalConnector } from '../../../src/connectors/portal/connector';
import { checkProfile } from '../../../src/connectors/portal/profile';
import type { AccountAccess } from '../../../src/ports/connectors';
import { callAt, PORTAL_ACCESS, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';

describe('a profile', () => {
  const codes = (settings: Record<string, string>, fallback = ''): string[] =>
    checkProfile(settings, fallback).map(({ field, code }) => `${field} ${code}`);
  test.each<[string, Record<string, string>, string[]]>([
    [
      'that is sound',
      {
        kind: 'list',
        listUrl: 'https://a.gov.cn/',
        itemSelector: 'ul > li:not(.x)',
        titleSelector: 'a',
        nextPages: '3',
      },
      [],
    ],
    ['of an unknown kind', { kind: 'wordpress', listUrl: 'https://a.gov.cn/' }, ['kind not-known']],
    ['without an address', { kind: 'rss' }, ['listUrl missing']],
    ['with half an address', { kind: 'rss', listUrl: 'www.a.gov.cn' }, ['listUrl not-an-address']],
    ['with a file', { listUrl: 'file:///etc/passwd' }, ['listUrl not-an-address']],
    ['with a broken selector', { listUrl: 'https://a.gov.cn/', itemSelector: 'ul[[' }, ['itemSelector not-readable']],
    [
      'with a selector where none is used',
      { kind: 'kaipu', listUrl: 'https://a.gov.cn/', itemSelector: 'li' },
      ['itemSelector not-used'],
    ],
    [
      'with a place for titles in rows nobody named',
      { listUrl: 'https://a.gov.cn/', titleSelector: 'h3' },
      ['titleSelector not-used'],
    ],
    ['with too many pages', { listUrl: 'https://a.gov.cn/', nextPages: '6' }, ['nextPages out-of-range']],
    ['with half a page', { listUrl: 'https://a.gov.cn/', nextPages: '1.5' }, ['nextPages out-of-range']],
    [
      'with everything wrong',
      { kind: 'x', listUrl: 'y', nextPages: 'z', itemSelector: '[' },
      ['kind not-known', 'listUrl not-an-address', 'nextPages out-of-range', 'itemSelector not-readable'],
    ],
  ])('%s', (_name, settings, expected) => {
    expect(codes(settings)).toEqual(expected);
  });

  test('is checked through the connector, before anything is saved', () => {
    const connector = createPortalConnector({ http: fakeHttp(() => ({})), clock: standingClock() });
    expect(connector.checkSettings?.({ kind: 'x' }, 'https://a.gov.cn/')).toMatchObject([
      { field: 'kind', code: 'not-known' },
    ]);
  });

  test('may leave its address to the account’s own', () => {
    expect(codes({ kind: 'trs' }, 'https://a.gov.cn/')).toEqual([]);
  });

  test('tells each mistake in words for the officer', () => {
    for (const { message } of checkProfile({ kind: 'x', nextPages: 'z', itemSelector: '[' }))
      expect(message).toMatch(/[\u4e00-\u9fff]{4}/);
  });
});

describe('what was seen last', () => {
  const list = (...rows: [string, string][]): string =>
    `<ul class="list">${rows.map(([id, date]) => `<li><a href="${id}.html">标题${id}</a><span>${date}</span></li>`).join('')}</ul>`;
  const look = async (body: string, over: Partial<AccountAccess>): Promise<string> => {
    const http = fakeHttp((request) =>
      request.url === 'https://www.example.gov.cn/xwzx/' ? { body } : { status: 404 },
    );
    const { outcome, detail } = await createPortalConnector({ http, clock: standingClock() }).collector.collect(
      { ...PORTAL_ACCESS, ...over },
      callAt(),
    );
    return `${outcome} ${detail}`;
  };
  const SEEN = {
    lastSeenIdentities: ['www.example.gov.cn/xwzx/k1.html', 'www.example.gov.cn/xwzx/k2.html'],
    lastSeenNewestAt: new Date('2026-09-14T04:00:00Z'),
  };

  test('is shown by a list that reaches back to it', async () => {
    expect(await look(list(['n1', '2026-09-17'], ['k2', '2026-09-12']), SEEN)).toBe('items list-page');
  });
  test('is missed by a list that reaches back beyond it and shows none of it', async () => {
    expect(await look(list(['n1', '2026-09-17'], ['n2', '2026-09-10']), SEEN)).toBe('unparsed canary-missing');
  });
  test('has left a busy column whose oldest row is newer', async () => {
    expect(await look(list(['n1', '2026-09-17'], ['n2', '2026-09-15']), SEEN)).toBe('items list-page');
    // Within a day of each other a list of days cannot tell.
    expect(await look(list(['n1', '2026-09-17'], ['n2', '2026-09-14']), SEEN)).toBe('items list-page');
  });
  test('is not missed because of what is pinned', async () => {
    expect(
      await look(list(['p', '2020-01-01'], ['n1', '2026-09-17'], ['n2', '2026-09-16'], ['n3', '2026-09-15']), SEEN),
    ).toBe('items list-page');
  });
  test('where its date is not known, is missed only by a list that reaches back a month', async () => {
    const known = { lastSeenIdentities: SEEN.lastSeenIdentities };
    expect(await look(list(['n1', '2026-09-17'], ['n2', '2026-09-01']), known)).toBe('items list-page');
    expect(await look(list(['n1', '2026-09-17'], ['n2', '2026-08-01']), known)).toBe('unparsed canary-missing');
  });
  test('is nothing for an account that was never seen', async () => {
    expect(
      await look(list(['n1', '2020-09-17']), { lastSeenIdentities: [], lastSeenNewestAt: new Date('2026-09-17') }),
    ).toBe('items list-page');
  });
});
