import { ACCOUNTS, PASSWORD } from './officePeople';
import { serve, signIn, type Served } from './serve';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());
const api = (path: string): string => `/api/v1${path}`;

describe('requests that other sites cause', () => {
  const rows: readonly [what: string, headers: Record<string, string>, status: number][] = [
    ['the browser says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['the browser says same-site, which another host of the domain is', { 'sec-fetch-site': 'same-site' }, 403],
    ['the browser says same-origin', { 'sec-fetch-site': 'same-origin', origin: 'https://ops.example.gov.cn' }, 202],
    ['the origin is another host', { origin: 'http://evil.example' }, 403],
    ['the origin is hidden', { origin: 'null' }, 403],
    ['the origin is another port of this host', { origin: 'http://127.0.0.1:1' }, 403],
    ['no browser is at work', {}, 202],
  ];
  test.each(rows)('%s', async (_what, headers, status) => {
    const cookie = await signIn(served, 'administrator');
    const response = await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
      method: 'POST',
      headers: { cookie, ...headers },
    });
    expect(response.status).toBe(status);
  });

  test('our own origin may act, a token needs no origin, and signing somebody in from elsewhere is refused', async () => {
    const cookie = await signIn(served, 'administrator');
    expect(
      (
        await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { cookie, origin: served.url },
        })
      ).status,
    ).toBe(202);
    expect(
      (
        await served.ask('administrator', api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { origin: 'http://evil.example' },
        })
      ).status,
    ).toBe(202);
    const planted = await served.ask(null, api('/sign-in'), {
      method: 'POST',
      headers: { origin: 'http://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'viewer', password: PASSWORD }),
    });
    expect([planted.status, planted.headers.get('set-cookie')]).toEqual([403, null]);
  });

  test('a forwarded host counts only behind a proxy of ours', async () => {
    const headers = { origin: 'https://ops.example.gov.cn', 'x-forwarded-host': 'ops.example.gov.cn' };
    const cookie = await signIn(served, 'administrator');
    expect(
      (
        await served.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
          method: 'POST',
          headers: { cookie, ...headers },
        })
      ).status,
    ).toBe(403);
    const proxied = await serve({ office: served.office, config: { trustProxyHops: 1 } });
    try {
      expect(
        (
          await proxied.ask(null, api(`/accounts/${ACCOUNTS.ofA}/collect`), {
            method: 'POST',
            headers: { cookie, ...headers },
          })
        ).status,
      ).toBe(202);
    } finally {
      await proxied.close();
    }
  });
});
