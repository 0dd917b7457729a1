import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { judgeTimeline } from '../../../src/connectors/weibo/confirm';
import { composeShare, countStatusLength } from '../../../src/connectors/weibo/shareText';
import type { PublishOutcome } from '../../../src/ports/connectors';
import { callAt, draftOf, NOW, publishRequest, SOURCE, standingClock, WEIBO_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeHttp, FakeReply } from '../support/fakeHttp';

describe('the length of a status', () => {
  test.each([
    ['', 0],
    ['政务', 2],
    ['ab', 1],
    ['abc', 2],
    ['é', 1],
    ['政a', 2],
    ['https://www.gov.cn/zhengce/content/202609/content_7091000.htm', 10],
    ['政 http://a.gov.cn/', 12],
    [`https://a.gov.cn/${'x'.repeat(123)}`, 10],
    [`https://a.gov.cn/${'x'.repeat(133)}`, 15],
    ['http://t.cn/A6abcdEF', 10],
    ['http://t.cn/A6', 7],
    ['http://weibo.com/1/abc', 11],
    ['😀', 2],
  ])('%s counts %i', (text, length) => {
    expect(countStatusLength(text)).toBe(length);
  });
});

describe('the text of a repost', () => {
  const textOf = (over: Partial<typeof SOURCE> = {}): string =>
    draftOf(composeShare({ ...SOURCE, ...over }, WEIBO_ACCESS)).text;
  const codeOf = (over: Partial<typeof SOURCE>, account = WEIBO_ACCESS): unknown => {
    const composed = composeShare({ ...SOURCE, ...over }, account);
    return 'failure' in composed ? [composed.failure.remedy, composed.failure.code] : composed.draft.text;
  };

  test('is title, number, digest and, apart by a blank, the link', () => {
    expect(textOf()).toBe(
      '【国务院办公厅关于推进社区嵌入式服务便利化的意见】（国办发〔2026〕58号）优先利用闲置用房。十五分钟可达。 https://www.gov.cn/zhengce/content/202609/content_7091000.htm',
    );
  });

  test('keeps the title whole and stays within the limit with a margin, however long the summary', () => {
    for (let sentences = 0; sentences < 40; sentences += 1) {
      const text = textOf({ summary: '推进各项工作取得实效。'.repeat(sentences) });
      expect(text).toContain(`【${SOURCE.title}】`);
      expect(text.endsWith(SOURCE.url)).toBe(true);
      expect(countStatusLength(text)).toBeLessThanOrEqual(130);
      expect(text.replace(SOURCE.url, '').trimEnd()).toMatch(/[】）。]$/);
    }
  });

  test('says nothing twice and carries no other link and no topic marks', () => {
    expect(textOf({ summary: `${SOURCE.title} 请看 https://other.gov.cn/ #话题#。` })).toBe(
      `【${SOURCE.title}】（国办发〔2026〕58号）请看 话题 。 ${SOURCE.url}`,
    );
    expect(textOf({ title: '国发〔2026〕1号意见', docNumber: '国发〔2026〕1号', summary: '' })).toBe(
      `【国发〔2026〕1号意见】 ${SOURCE.url}`.replace('】 ', '】'),
    );
  });

  test('is a failure, not a cut title, where the title does not fit', () => {
    expect(codeOf({ title: '长'.repeat(129) })).toEqual(['fix-content', 'weibo-title-too-long']);
    expect(countStatusLength(textOf({ title: '长'.repeat(128), docNumber: null }))).toBe(140);
    expect(codeOf({ title: '关于#某某#的通知' })).toEqual(['fix-content', 'weibo-title-has-topic']);
    expect(codeOf({ title: '  ' })).toEqual(['fix-content', 'weibo-no-title-or-link']);
    expect(codeOf({ url: 'nowhere' })).toEqual(['fix-content', 'weibo-no-title-or-link']);
  });

  test('needs a link under the app’s safe domain', () => {
    expect(codeOf({ url: 'https://www.gov.cn.evil.example/1' })).toEqual([
      'fix-configuration',
      'weibo-link-outside-safe-domain',
    ]);
    expect(codeOf({ url: 'https://evilgov.cn/1' })).toEqual(['fix-configuration', 'weibo-link-outside-safe-domain']);
    expect(codeOf({ url: 'https://gov.cn/1' })).toContain('https://gov.cn/1');
  });
});

const connect = (http: FakeHttp, clock = standingClock()): ReturnType<typeof createWeiboConnector> =>
  createWeiboConnector({ http, base: 'https://api.weibo.com', clock });
const draft = draftOf(composeShare(SOURCE, WEIBO_ACCESS));

describe('publishing', () => {
  const publishAgainst = async (
    reply: FakeReply,
  ): Promise<{ outcome: PublishOutcome; http: FakeHttp; log: string[] }> => {
    const http = fakeHttp(() => reply);
    const request = publishRequest({ access: WEIBO_ACCESS, draft });
    const outcome = await connect(http).publisher?.publish(request, callAt());
    if (outcome === undefined) throw new Error('no publisher');
    return { outcome, http, log: request.log };
  };

  test('notes the time, announces, then posts once: token, text and address as a form', async () => {
    const { outcome, http, log } = await publishAgainst({
      json: { idstr: '5236789012345678', text: 'x', created_at: 'x' },
    });
    expect(outcome).toEqual({
      kind: 'accepted',
      receipt: {
        platformIds: ['5236789012345678'],
        url: expect.stringMatching(/^https:\/\/weibo\.com\/5001234567\//) as string,
        acceptedAt: NOW,
      },
    });
    expect(log).toEqual(['saved calledAt', 'announced']);
    expect(http.requests).toHaveLength(1);
    const form = new URLSearchParams(String(http.requests[0]?.body));
    expect(Object.fromEntries(form)).toEqual({
      access_token: WEIBO_ACCESS.credential?.['accessToken'],
      status: draft.text,
      rip: '127.0.0.1',
    });
    expect(http.requests[0]?.url).toBe('https://api.weibo.com/2/statuses/share.json');
  });

  test('sends nothing when the lease is lost', async () => {
    const http = fakeHttp(() => ({ json: {} }));
    const request = {
      ...publishRequest({ access: WEIBO_ACCESS, draft }),
      beforePublicCall: () => Promise.reject(new Error('lease lost')),
    };
    await expect(connect(http).publisher?.publish(request, callAt())).rejects.toThrow('lease lost');
    expect(http.requests).toHaveLength(0);
  });

  test('an edited text that is too long is refused before anybody is called', async () => {
    const http = fakeHttp(() => ({ json: {} }));
    const request = publishRequest({ access: WEIBO_ACCESS, draft: { ...draft, text: '长'.repeat(141) } });
    expect(await connect(http).publisher?.publish(request, callAt())).toMatchObject({
      kind: 'failed',
      failure: { remedy: 'fix-content', code: 'weibo-text-too-long' },
    });
    expect([http.requests.length, request.log]).toEqual([0, []]);
  });

  test('“accepted with delay” is accepted, without a number yet', async () => {
    expect((await publishAgainst({ status: 400, json: { error_code: '20032' } })).outcome).toMatchObject({
      kind: 'accepted',
      receipt: { platformIds: [], url: null },
    });
  });

  test.each([
    [20019, 'reconcile'],
    [20017, 'reconcile'],
    [10001, 'reconcile'],
    [99999, 'reconcile'],
    [20016, 'retry-later'],
    [10023, 'retry-later'],
    [20012, 'fix-content'],
    [20021, 'fix-content'],
    [20018, 'fix-content'],
    [10017, 'fix-configuration'],
    [21327, 're-authorise'],
    [10014, 'fix-configuration'],
    [20031, 'ask-a-person'],
  ])('error %i asks to %s', async (code, remedy) => {
    expect((await publishAgainst({ status: 400, json: { error_code: code, error: 'x' } })).outcome).toMatchObject({
      kind: 'failed',
      failure: { remedy, code: `weibo-${code}` },
    });
  });

  test.each<[string, FakeReply, string]>([
    ['an answer that is lost', { fault: 'connection-reset' }, 'reconcile'],
    ['a time-out', { fault: 'timeout' }, 'reconcile'],
    ['a refused connection', { fault: 'connection-refused' }, 'retry-later'],
    ['a page instead of JSON', { body: '<html>' }, 'reconcile'],
    ['a 502', { status: 502, body: '<html>' }, 'reconcile'],
    ['an empty 403', { status: 403 }, 'reconcile'],
    ['a status without number', { json: { ok: true } }, 'reconcile'],
  ])('%s asks to act by whether a post may exist', async (_name, reply, remedy) => {
    expect((await publishAgainst(reply)).outcome).toMatchObject({ kind: 'failed', failure: { remedy } });
  });
});

describe('looking for a post whose answer was lost', () => {
  const posted = (over: Partial<{ text: string; at: string; id: string }> = {}): unknown => ({
    idstr: over.id ?? '77',
    created_at: over.at ?? 'Fri Sep 18 11:50:00 +0800 2026',
    text: over.text ?? draft.text,
    user: { idstr: '5001234567' },
  });
  const old = (id: string): unknown => posted({ id, at: 'Tue Sep 15 10:00:00 +0800 2026', text: '别的' });
  const confirm = (
    statuses: unknown[],
    about: { total?: number; calledAt?: string; now?: Date } = {},
  ): ReturnType<NonNullable<ReturnType<typeof createWeiboConnector>['publisher']>['confirm']> | undefined =>
    connect(fakeHttp(() => ({ json: { statuses, total_number: about.total ?? 90 } }))).publisher?.confirm(
      {
        access: WEIBO_ACCESS,
        draft,
        key: 'k',
        progress: { calledAt: about.calledAt ?? '2026-09-18T03:50:00Z' },
        notBeforeAt: new Date('2026-09-18T03:50:00Z'),
      },
      callAt(about.now),
    );

  test('finds it by title and link, also where the platform shortened the link', async () => {
    expect(await confirm([posted(), old('2')])).toMatchObject({ kind: 'accepted', receipt: { platformIds: ['77'] } });
    expect(await confirm([posted({ text: draft.text.replace(/https.*$/, 'http://t.cn/A6abc') })])).toMatchObject({
      kind: 'accepted',
    });
  });

  test('does not take another edition under the same title, nor an earlier post, for it', async () => {
    expect(await confirm([posted({ text: `【${draft.title}】 https://www.gov.cn/other.htm` }), old('2')])).toEqual({
      kind: 'not-found',
    });
    expect(await confirm([posted({ at: 'Fri Sep 18 11:40:00 +0800 2026' }), old('2')])).toEqual({ kind: 'not-found' });
  });

  test('proves absence only when the list reaches back far enough', async () => {
    expect(await confirm([posted({ text: '别的', id: '1' }), old('2')])).toEqual({ kind: 'not-found' });
    const five = ['1', '2', '3', '4', '5'].map((id) => posted({ id, text: '别的' }));
    expect(await confirm(five)).toMatchObject({ kind: 'cannot-tell', failure: { code: 'weibo-window-too-short' } });
    expect(await confirm([posted({ text: '别的' })], { total: 1 })).toEqual({ kind: 'not-found' });
  });

  test('proves nothing while the platform may still be holding it back', async () => {
    const soon = await confirm([old('2')], { calledAt: '2026-09-18T03:58:00Z' });
    expect(soon).toMatchObject({
      kind: 'cannot-tell',
      failure: { code: 'weibo-too-soon-to-tell', retryAfterMs: 180_000 },
    });
    expect(await confirm([old('2')], { calledAt: '2026-09-18T03:55:00Z' })).toEqual({ kind: 'not-found' });
  });

  test('cannot tell when it cannot see', () => {
    const end = {
      outcome: 'unreachable',
      failure: { remedy: 'retry-later', code: 'timeout', message: '', retryAfterMs: null },
    } as const;
    expect(judgeTimeline({ kind: 'blind', end }, { draft, progress: {}, notBeforeAt: NOW }, NOW)).toEqual({
      kind: 'cannot-tell',
      failure: end.failure,
    });
  });
});
