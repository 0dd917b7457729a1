import fs from 'node:fs';
import path from 'node:path';
import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { interpretTimeline } from '../../../src/connectors/weibo/collect';
import { bidOfMid, midOfBid } from '../../../src/connectors/weibo/mid';
import { titleOf, toPost } from '../../../src/connectors/weibo/statusMapping';
import { readError, readStatusShape, readTimelineShape } from '../../../src/connectors/weibo/statusShape';
import type { WeiboStatus } from '../../../src/connectors/weibo/statusShape';
import { parseJson } from '../../../src/connectors/reading/json';
import { callAt, standingClock, WEIBO_ACCESS } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import type { FakeReply } from '../support/fakeHttp';
import { describeWithData } from '../../sharedData';

const HOME = { externalId: '5001234567', homeUrl: 'https://weibo.com/u/5001234567' };
const status = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  created_at: 'Fri Sep 18 10:05:31 +0800 2026',
  id: 5236789012345678,
  idstr: '5236789012345678',
  mid: '5236789012345678',
  text: '【便民提示】明日起停水。详见 http://t.cn/A6abcdEF',
  user: { id: 5001234567, idstr: '5001234567' },
  visible: { type: 0 },
  ...over,
});
const timeline = (statuses: unknown[], total: unknown = 30): unknown => ({ statuses, total_number: total });
const collectFrom = (
  reply: (url: URL) => FakeReply,
): ReturnType<ReturnType<typeof createWeiboConnector>['collector']['collect']> =>
  createWeiboConnector({
    http: fakeHttp((request) => reply(new URL(request.url))),
    base: 'https://api.weibo.com',
    clock: standingClock(),
  }).collector.collect(WEIBO_ACCESS, callAt());

describe('the number of a post', () => {
  test('is spelled in base 62, seven digits to four letters', () => {
    expect(bidOfMid('3501756485200075')).toBe('z0JH2lOMb');
    expect(midOfBid('z0JH2lOMb')).toBe('3501756485200075');
    for (const mid of [
      '5106008779131887',
      '4645748019299849',
      '1',
      '10000000',
      '5000000000000001',
      '52000000000000010',
    ])
      expect(midOfBid(bidOfMid(mid))).toBe(mid);
  });

  test('agrees with the pairs of the mobile site', () => {
    expect(bidOfMid('4645748019299849')).toBe('Kjc77D1jz');
    expect(bidOfMid('4649106427873349')).toBe('KkBtUx2dv');
    expect([midOfBid(''), midOfBid('Kjc 77')]).toEqual([null, null]);
  });

  test('loses no digit, whichever field carries it', () => {
    const read = (text: string): string | undefined => readStatusShape(parseJson(text))?.id;
    expect(read('{"id":52367890123456789012}')).toBe('52367890123456789012');
    expect(read('{"id":5236789012345678,"mid":"5236789012345679"}')).toBe('5236789012345679');
    expect(read('{"id":52367890123456789012,"idstr":"52367890123456789013"}')).toBe('52367890123456789013');
    expect(read('{"idstr":"","mid":"x"}')).toBeUndefined();
  });
});

describe('a status becomes a post', () => {
  const post = (over: Record<string, unknown> = {}): ReturnType<typeof toPost> =>
    toPost(readStatusShape(status(over)) as WeiboStatus, HOME);

  test('with identity, page, title, text, links and the exact instant', () => {
    expect(post()).toEqual({
      identity: '5236789012345678',
      url: `https://weibo.com/5001234567/${bidOfMid('5236789012345678')}`,
      title: '便民提示',
      text: '【便民提示】明日起停水。详见 http://t.cn/A6abcdEF',
      links: ['http://t.cn/A6abcdEF'],
      publishedAt: {
        precision: 'instant',
        at: new Date('2026-09-18T02:05:31Z'),
        original: 'Fri Sep 18 10:05:31 +0800 2026',
      },
      platformIds: ['5236789012345678'],
      pinned: false,
    });
  });

  test('whose full text is taken where the list cuts it', () => {
    expect(
      post({ isLongText: true, text: '短...全文：http://m.weibo.cn/1', longText: { longTextContent: '很长的全文' } })
        ?.text,
    ).toBe('很长的全文');
  });

  test('that repeats what it reposts', () => {
    expect(
      post({
        text: '转发微博',
        retweeted_status: { text: '【通知】全文 https://www.gov.cn/1', user: { screen_name: '市政府' } },
      }),
    ).toMatchObject({ text: '转发微博\n//@市政府:【通知】全文 https://www.gov.cn/1', links: ['https://www.gov.cn/1'] });
    expect(
      post({ text: '转发微博', retweeted_status: { text: '抱歉，此微博已被作者删除', deleted: '1' } })?.text,
    ).toContain('已被作者删除');
  });

  test('or none, when its date cannot be read: never now', () => {
    expect(post({ created_at: '刚才' })).toBeNull();
    expect(post({ created_at: undefined })).toBeNull();
  });

  test.each([
    ['【标题】正文', '标题'],
    ['第一句。第二句', '第一句'],
    ['', ''],
    ['http://t.cn/A 只有链接在前。', '只有链接在前'],
    ['字'.repeat(100), '字'.repeat(60)],
  ])('titled by its head: %s', (text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});

describe('a look at the own timeline', () => {
  test('is complete from its oldest post on, since only the newest five are given', async () => {
    const days = [18, 17, 16, 15, 14].map((day, at) =>
      status({ idstr: `523678901234567${at}`, created_at: `Fri Sep ${day} 10:05:31 +0800 2026` }),
    );
    const look = await collectFrom(() => ({ json: timeline(days) }));
    expect(look).toMatchObject({
      outcome: 'items',
      coverage: 'full',
      failure: null,
      completeFromAt: new Date('2026-09-14T02:05:31Z'),
    });
    expect(look.items).toHaveLength(5);
  });

  test('is complete from the beginning where fewer than five are all there are', async () => {
    expect(await collectFrom(() => ({ json: timeline([status()], 1) }))).toMatchObject({
      outcome: 'items',
      completeFromAt: new Date(0),
    });
    expect(await collectFrom(() => ({ json: timeline([status()], 7) }))).toMatchObject({
      outcome: 'items',
      completeFromAt: new Date('2026-09-18T02:05:31Z'),
    });
    expect(await collectFrom(() => ({ json: timeline([status()], undefined) }))).toMatchObject({
      completeFromAt: new Date('2026-09-18T02:05:31Z'),
    });
  });

  test('sees no post in what only its author or some can see, and still is sight', async () => {
    const look = await collectFrom(() => ({
      json: timeline([status({ visible: { type: 1 } }), status({ idstr: '2', deleted: '1' }), status({ idstr: '3' })]),
    }));
    expect(look.outcome).toBe('items');
    expect(look.items.map((item) => item.identity)).toEqual(['3']);
  });

  test('proves emptiness only when the account itself counts no posts', async () => {
    const answers =
      (count: unknown, total: unknown) =>
      (url: URL): FakeReply => ({
        json: url.pathname.endsWith('users/show.json') ? { statuses_count: count } : timeline([], total),
      });
    expect(await collectFrom(answers(0, 0))).toMatchObject({
      outcome: 'proven-empty',
      items: [],
      completeFromAt: new Date(0),
    });
    expect(await collectFrom(answers(30211, 0))).toMatchObject({
      outcome: 'refused',
      detail: 'weibo-empty-against-count',
    });
    expect(await collectFrom(answers(0, 12))).toMatchObject({ outcome: 'refused' });
    expect(
      await collectFrom((url) =>
        url.pathname.endsWith('users/show.json') ? { status: 503 } : { json: timeline([], 0) },
      ),
    ).toMatchObject({ outcome: 'unreachable' });
  });

  test.each([
    ['an unreadable date', timeline([status(), status({ idstr: '2', created_at: '?' })]), 'weibo-date-unreadable'],
    ['another account’s posts', timeline([status({ user: { idstr: '999' } })]), 'weibo-foreign-timeline'],
    ['no list of posts', { items: [] }, 'weibo-shape-changed'],
    ['a post without a number', timeline([{ text: 'x' }]), 'weibo-shape-changed'],
  ])('with %s is not sight', async (_name, json, detail) => {
    expect(await collectFrom(() => ({ json }))).toMatchObject({
      outcome: 'unparsed',
      detail,
      items: [],
      completeFromAt: null,
    });
  });

  test('that HTML answers is unparsed', async () => {
    expect(await collectFrom(() => ({ body: '<html>维护中</html>' }))).toMatchObject({
      outcome: 'unparsed',
      detail: 'weibo-not-json',
    });
  });

  test.each([
    [21327, 'unauthorised', 're-authorise'],
    ['21332', 'unauthorised', 're-authorise'],
    [21301, 'unauthorised', 're-authorise'],
    [21335, 'unauthorised', 'fix-configuration'],
    [21321, 'unauthorised', 'ask-a-person'],
    [10022, 'rate-limited', 'retry-later'],
    ['10023', 'rate-limited', 'retry-later'],
    [10024, 'rate-limited', 'retry-later'],
    [10001, 'unreachable', 'retry-later'],
    [10009, 'unreachable', 'retry-later'],
    [20003, 'refused', 'ask-a-person'],
    [10014, 'unauthorised', 'fix-configuration'],
    [99999, 'unparsed', 'ask-a-person'],
  ])('answered with error %p ends %s and asks to %s, whatever the HTTP status', async (code, outcome, remedy) => {
    for (const httpStatus of [200, 400, 403]) {
      expect(
        await collectFrom(() => ({ status: httpStatus, json: { error: 'x', error_code: code, request: '/2/x' } })),
      ).toMatchObject({ outcome, detail: `weibo-${code}`, failure: { remedy } });
    }
  });

  test('waits for the hour, or the Chinese day, to turn when a quota is spent', async () => {
    const waitMs = async (code: number): Promise<number | null | undefined> =>
      (await collectFrom(() => ({ json: { error_code: code } }))).failure?.retryAfterMs;
    expect(await waitMs(10022)).toBe(3_600_000);
    // 12:00 in Shanghai; one minute is added so that both clocks have turned.
    expect(await waitMs(10023)).toBe(12 * 3_600_000 + 60_000);
    expect(await waitMs(10001)).toBeNull();
  });

  test('without an authorisation asks for one, and calls nobody', async () => {
    const http = fakeHttp(() => ({ json: {} }));
    const look = await createWeiboConnector({
      http,
      base: 'https://api.weibo.com',
      clock: standingClock(),
    }).collector.collect({ ...WEIBO_ACCESS, credential: null }, callAt());
    expect(look).toMatchObject({ outcome: 'unauthorised', failure: { remedy: 're-authorise' } });
    expect(http.requests).toHaveLength(0);
  });
});

describeWithData('answers of api.weibo.com', 'weibo/api_weibo_com_fixtures_redacted', (folder) => {
  const load = (name: string): unknown => parseJson(fs.readFileSync(path.join(folder, name), 'utf8'));

  test.each(['statuses.redacted.json', 'statuses_including_deleted.redacted.json', 'timeline.redacted.json'])(
    '%s: every status has its exact number and a date',
    (name) => {
      const value = load(name);
      const shape = readTimelineShape(Array.isArray(value) ? { statuses: value } : value);
      expect(shape?.statuses).toHaveLength(20);
      const raw = fs.readFileSync(path.join(folder, name), 'utf8');
      for (const one of shape?.statuses ?? []) {
        expect(raw).toContain(`"mid"${raw.includes('"mid": ') ? ': ' : ':'}"${one.id}"`);
        expect(toPost(one, HOME)?.publishedAt.precision).toBe('instant');
      }
    },
  );

  test('reposts whose original was deleted are posts all the same', () => {
    const shape = readTimelineShape({ statuses: load('statuses_including_deleted.redacted.json') });
    expect(shape?.statuses.filter((one) => one.isHidden)).toEqual([]);
  });

  test('an error with its code as text is an error, and an empty list is none', () => {
    expect(readError(load('error.json'))).toMatchObject({ code: 20502 });
    expect(readError(load('empty_repost_timeline.json'))).toBeNull();
  });

  test('a whole timeline reads as the look it is', () => {
    const shape = readTimelineShape(load('timeline.redacted.json'));
    if (shape === null) throw new Error('unreadable');
    const owner = shape.statuses[0]?.userId ?? '';
    const own = { ...shape, statuses: shape.statuses.filter((one) => one.userId === owner) };
    expect(interpretTimeline(own, { ...WEIBO_ACCESS.account, externalId: owner })).toMatchObject({
      kind: 'seen',
      isEmpty: false,
    });
  });
});
