import type { Sandbox, SandboxAccount } from '../src';
import { accountWith, ANCHOR_AT, closeAll, openSandbox, secretOf, stillClock } from './testSandbox';

interface Answer {
  readonly status: number;
  readonly raw: string;
  readonly body: Record<string, unknown>;
}

describe('the simulated Weibo platform', () => {
  const clock = stillClock();
  let sandbox: Sandbox;
  let account: SandboxAccount;

  beforeEach(async () => {
    clock.at = ANCHOR_AT;
    sandbox = await openSandbox(clock, { size: { units: 20, accounts: 60 } });
    account = accountWith(sandbox, ({ platform, behaviour }) => platform === 'weibo' && behaviour === 'ordinary');
  });
  afterEach(closeAll);

  const read = async (
    path: string,
    query: Record<string, string> = {},
    token = secretOf(account, 'accessToken'),
  ): Promise<Answer> => {
    const response = await fetch(
      `${sandbox.weiboBase}${path}?${new URLSearchParams({ access_token: token, ...query }).toString()}`,
    );
    const raw = await response.text();
    return { status: response.status, raw, body: JSON.parse(raw) as Record<string, unknown> };
  };
  const post = async (path: string, form: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${sandbox.weiboBase}${path}`, { method: 'POST', body: new URLSearchParams(form) });
    const raw = await response.text();
    return { status: response.status, raw, body: JSON.parse(raw) as Record<string, unknown> };
  };
  const share = (status: string, more: Record<string, string> = {}): Promise<Answer> =>
    post('/2/statuses/share.json', {
      access_token: secretOf(account, 'accessToken'),
      rip: '127.0.0.1',
      status,
      ...more,
    });
  const link = (): string => `${sandbox.govcnBase}/zhengce/x.htm`;
  const codeOf = (answer: Answer): number => Number(answer.body['error_code']);
  const published = (): readonly string[] =>
    sandbox.control
      .publicPosts(account.key)
      .filter((item) => item.origin === 'api')
      .map((item) => item.text);

  test('gives the newest five of the own timeline, whatever count is asked for', async () => {
    const answer = await read('/2/statuses/user_timeline.json', { uid: account.externalId, count: '100' });
    const statuses = answer.body['statuses'] as { idstr: string; text: string }[];
    const expected = sandbox.control.publicPosts(account.key).slice(0, 5);
    expect(statuses.map((status) => status.idstr)).toEqual(expected.map((item) => item.id));
    expect(statuses.map((status) => status.text)).toEqual(expected.map((item) => item.text));
  });

  test('writes ids as bare digits beyond what a double holds', async () => {
    const { raw } = await read('/2/statuses/user_timeline.json');
    const [, digits = '', spelled = ''] = /"id":(\d+),"idstr":"(\d+)"/.exec(raw) ?? [];
    expect(digits).toBe(spelled);
    expect(BigInt(digits)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect(String(Number(digits))).not.toBe(digits);
  });

  test('writes times in its own form, in Beijing time', async () => {
    const { body } = await read('/2/statuses/user_timeline.json');
    const [first] = body['statuses'] as { created_at: string }[];
    expect(first?.created_at).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Sep|Oct) \d{2} \d{2}:\d{2}:\d{2} \+0800 2026$/);
    const at = sandbox.control.publicPosts(account.key)[0]?.at.getTime() ?? 0;
    expect(Date.parse(first?.created_at ?? '')).toBe(Math.floor(at / 1000) * 1000);
  });

  test('gives only what is newer than since_id', async () => {
    const newest = sandbox.control.publicPosts(account.key);
    const answer = await read('/2/statuses/user_timeline.json', { since_id: newest[2]?.id ?? '' });
    expect((answer.body['statuses'] as unknown[]).length).toBe(2);
  });

  test('refuses the timeline of another account (21335)', async () => {
    const other = accountWith(sandbox, ({ platform, key }) => platform === 'weibo' && key !== account.key);
    expect(codeOf(await read('/2/statuses/user_timeline.json', { uid: other.externalId }))).toBe(21335);
  });

  test('tells an unknown, an expired and a missing token apart', async () => {
    const expired = accountWith(sandbox, ({ behaviour }) => behaviour === 'expired-credential');
    expect(codeOf(await read('/2/account/get_uid.json', {}, '2.00nobody'))).toBe(21332);
    expect(codeOf(await read('/2/account/get_uid.json', {}, secretOf(expired, 'accessToken')))).toBe(21327);
    expect(codeOf(await read('/2/account/get_uid.json', {}, ''))).toBe(21301);
  });

  test('accepts the token in the OAuth2 header', async () => {
    const response = await fetch(`${sandbox.weiboBase}/2/account/get_uid.json`, {
      headers: { authorization: `OAuth2 ${secretOf(account, 'accessToken')}` },
    });
    expect(await response.text()).toBe(`{"uid":${account.externalId}}`);
  });

  test('writes error_code as text now and then', async () => {
    const kinds = new Set<string>();
    for (let i = 0; i < 3; i += 1) kinds.add(typeof (await read('/2/statuses/nothing.json')).body['error_code']);
    expect(kinds).toEqual(new Set(['number', 'string']));
  });

  test('publishes a share, keeps the long link, and shows it in the next timeline', async () => {
    const text = `转发：《某项意见》 ${link()} `;
    const answer = await share(text);
    expect(answer.status).toBe(200);
    expect(answer.body['text']).toBe(text);
    const timeline = await read('/2/statuses/user_timeline.json');
    expect((timeline.body['statuses'] as { idstr: string }[])[0]?.idstr).toBe(answer.body['idstr']);
  });

  test.each([
    ['no link of the safe domain', (): string => '没有链接的文字', 10017, 'text not find domain!'],
    ['a link of another domain', (): string => '文字 http://www.example.com/a ', 10017, 'text not find domain!'],
    ['no text', (): string => ' ', 20008, null],
  ] as const)('refuses %s', async (_, text, code, message) => {
    const answer = await share(text());
    expect(codeOf(answer)).toBe(code);
    if (message !== null) expect(answer.body['error']).toBe(message);
    expect(published()).toEqual([]);
  });

  test('counts a link as ten characters and takes 140, not 141', async () => {
    const fits = `${'字'.repeat(130)}${link()}`;
    expect((await share(fits)).status).toBe(200);
    expect(codeOf(await share(`${'字'.repeat(131)}${link()}`))).toBe(20012);
  });

  test('counts an emoji as two characters', async () => {
    expect(codeOf(await share(`${'字'.repeat(129)}😀${link()}`))).toBe(20012);
  });

  test("refuses a share without the operator's address (rip)", async () => {
    expect(codeOf(await share(`文字 ${link()}`, { rip: '' }))).toBe(10016);
  });

  test('refuses a body of another media type (10007)', async () => {
    const response = await fetch(
      `${sandbox.weiboBase}/2/statuses/share.json?access_token=${secretOf(account, 'accessToken')}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      },
    );
    expect(Number(((await response.json()) as { error_code: unknown }).error_code)).toBe(10007);
  });

  test('takes a picture as multipart, and refuses one that is none', async () => {
    const send = async (bytes: Uint8Array<ArrayBuffer>, status: string): Promise<Record<string, unknown>> => {
      const form = new FormData();
      for (const [name, value] of [
        ['access_token', secretOf(account, 'accessToken')],
        ['rip', '127.0.0.1'],
        ['status', status],
      ] as const)
        form.set(name, value);
      form.set('pic', new Blob([bytes], { type: 'image/png' }), 'a.png');
      return (await (
        await fetch(`${sandbox.weiboBase}/2/statuses/share.json`, { method: 'POST', body: form })
      ).json()) as Record<string, unknown>;
    };
    expect((await send(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2), `图一 ${link()}`))['text']).toBe(`图一 ${link()}`);
    expect(Number((await send(Uint8Array.of(1, 2, 3, 4), `图二 ${link()}`))['error_code'])).toBe(20005);
  });

  test('drops topics without a word', async () => {
    expect((await share(`#话题# 文字 ${link()} `)).body['text']).toBe(` 文字 ${link()} `);
  });

  test('refuses the same text again (20019) and nearly the same just after (20017)', async () => {
    await share(`重复的文字 ${link()}`);
    expect(codeOf(await share(`重复的文字 ${link()}`))).toBe(20019);
    expect(codeOf(await share(`重复的文字！ ${link()}`))).toBe(20017);
    expect(published()).toHaveLength(1);
  });

  test('refuses the 31st post within an hour (20016), and takes it when the hour is over', async () => {
    for (let i = 0; i < 30; i += 1) expect((await share(`第${i}条各不相同的消息 ${link()}`)).status).toBe(200);
    expect(codeOf(await share(`第三十一条 ${link()}`))).toBe(20016);
    clock.moveBy(3_600_000);
    expect((await share(`第三十一条 ${link()}`)).status).toBe(200);
  });

  test('answers 100 calls a day and refuses the next (10023) until midnight in Beijing', async () => {
    for (let i = 0; i < 100; i += 1) expect((await read('/2/account/get_uid.json')).status).toBe(200);
    expect(codeOf(await read('/2/statuses/user_timeline.json'))).toBe(10023);
    const limits = await read('/2/account/rate_limit_status.json');
    expect(limits.body['remaining_user_hits']).toBe(0);
    expect(limits.body['reset_time']).toBe('2026-10-22 00:00:00');
    clock.moveBy(24 * 3_600_000);
    expect((await read('/2/account/get_uid.json')).status).toBe(200);
  });

  test('keeps repost and update closed to an ordinary app (10014)', async () => {
    const form = { access_token: secretOf(account, 'accessToken'), id: '1', status: 'x' };
    expect(codeOf(await post('/2/statuses/repost.json', form))).toBe(10014);
    expect(codeOf(await post('/2/statuses/update.json', form))).toBe(10014);
  });

  test('takes no share for an account that was left alone (10014), so that software does not revive it', async () => {
    for (const behaviour of ['quiet-13d', 'quiet-100d', 'slow'] as const) {
      const neglected = accountWith(sandbox, (each) => each.platform === 'weibo' && each.behaviour === behaviour);
      const answer = await share(`文字 ${link()}`, { access_token: secretOf(neglected, 'accessToken') });
      expect(codeOf(answer)).toBe(10014);
      expect(sandbox.control.publicPosts(neglected.key).some((item) => item.origin === 'api')).toBe(false);
    }
  });

  test('tells the seconds a token has left as expire_in', async () => {
    const answer = await post('/oauth2/get_token_info', { access_token: secretOf(account, 'accessToken') });
    expect(answer.body['uid']).toBe(Number(account.externalId));
    expect(answer.body['expire_in']).toBeGreaterThan(0);
  });

  test('shows the account as a verified government account', async () => {
    const { body } = await read('/2/users/show.json', { uid: account.externalId });
    expect([body['verified'], body['verified_type'], body['screen_name']]).toEqual([true, 1, account.name]);
  });

  test('short links in posts lead to a portal that answers', async () => {
    const texts = sandbox.county.accounts
      .filter(({ platform }) => platform === 'weibo')
      .flatMap(({ key }) => sandbox.control.publicPosts(key).map((item) => item.text));
    const short = texts.map((text) => /http\S+\/t\/\S+/.exec(text)?.[0]).find((found) => found !== undefined) ?? '';
    const answer = await fetch(short);
    expect(answer.redirected).toBe(true);
    expect(new URL(answer.url).origin).toBe(sandbox.portalBase);
    expect(answer.status).toBe(200);
  });

  test('each public post has a page at its address', async () => {
    const [first] = sandbox.control.publicPosts(account.key);
    const page = await fetch(first?.url ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain((first?.text ?? '').slice(0, 12));
  });
});
