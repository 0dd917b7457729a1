import { createWechatConnector } from '../../src/connectors/wechat/connector';
import { createMemoryTokenStore } from '../../src/connectors/wechat/memoryTokenStore';
import { createWeiboConnector } from '../../src/connectors/weibo/connector';
import { drawCover } from '../../src/connectors/wechat/cover';
import type { HttpRequest } from '../../src/connectors/outbound/http';
import { notCarried, type CarriedFile } from '../../src/domain/files/carriedFiles';
import type { FileId } from '../../src/domain/ids';
import type { OwnSource, Publisher, PublishRequest } from '../../src/ports/connectors';
import { callAt, draftOf, publishRequest, standingClock, WECHAT_ACCESS, WEIBO_ACCESS } from './support/access';
import { fakeHttp, type FakeHttp, type FakeReply } from './support/fakeHttp';

/** Pictures of an office's own item, on their way to the platforms that take them. */
const idOf = (at: number): FileId => String(at).padStart(24, '0') as FileId;
const PNG = drawCover();
const carried = (at: number, more: Partial<CarriedFile> = {}): CarriedFile => ({
  ...{ fileId: idOf(at), name: `图${at}.png`, alt: `第${at}张 "检查点"`, type: 'png', bytes: PNG.length },
  ...more,
});
const source = (pictures: readonly CarriedFile[]): OwnSource => ({
  ...{ title: '防火提示', summary: '请勿携带火种进山。', body: '全县设检查点12个。', text: null },
  ...{ link: 'https://www.gov.cn/notice/1.htm', issuer: '某县人民政府', pictures },
});
const files = (many: number): ReadonlyMap<FileId, Uint8Array> =>
  // The bytes of each differ behind the end of the picture, so that each upload is known.
  new Map(
    Array.from({ length: many }, (_, at) => [idOf(at + 1), Buffer.concat([PNG, Buffer.from(`#${at + 1}`)])] as const),
  );
const textOf = ({ body }: HttpRequest): string => Buffer.from(body ?? '').toString('latin1');
const pictureIn = (request: HttpRequest): string => /#(\d)/.exec(textOf(request))?.[1] ?? '-';

const STATUS = { id: 1, idstr: '5236789012345678', created_at: 'Fri Sep 18 12:00:00 +0800 2026', text: 't' };

describe('a picture of an own item on Weibo', () => {
  const connect = (reply: FakeReply): { readonly http: FakeHttp; readonly publisher: Publisher } => {
    const http = fakeHttp(() => reply);
    const { publisher } = createWeiboConnector({ http, base: 'https://api.weibo.com', clock: standingClock() });
    if (publisher === null) throw new Error('no publisher');
    return { http, publisher };
  };
  const requestOf = (publisher: Publisher, pictures: readonly CarriedFile[], given = files(1)) =>
    publishRequest({
      access: WEIBO_ACCESS,
      draft: draftOf(publisher.composeOwn(source(pictures), WEIBO_ACCESS)),
      files: given,
    });

  test('goes along with its text in one call, whole and under a name of no meaning', async () => {
    const { http, publisher } = connect({ json: STATUS });
    const request = requestOf(publisher, [carried(1)]);
    expect(await publisher.publish(request, callAt())).toMatchObject({ kind: 'accepted' });
    expect(http.requests.map(({ url }) => url)).toEqual(['https://api.weibo.com/2/statuses/share.json']);
    const [sent] = http.requests;
    if (sent === undefined) throw new Error('nothing was sent');
    const type = sent.headers?.['content-type'] ?? '';
    const form = await new Response(new Uint8Array(Buffer.from(sent.body ?? '')), {
      headers: { 'content-type': type },
    }).formData();
    const pic = form.get('pic');
    if (pic === null || typeof pic === 'string') throw new Error('no picture');
    expect([pic.name, pic.type, form.get('status')]).toEqual(['picture.png', 'image/png', request.draft.text]);
    expect(Buffer.from(await pic.arrayBuffer())).toEqual(Buffer.from(files(1).get(idOf(1)) ?? []));
    // Read before the call is announced: nothing can go wrong between the mark and the call.
    expect(request.log).toEqual(['saved calledAt', 'announced']);
  });

  test('that is gone or cut off publishes nothing, and a person is asked', async () => {
    const { http, publisher } = connect({ json: STATUS });
    const request = requestOf(publisher, [carried(1)], new Map());
    expect(await publisher.publish(request, callAt())).toMatchObject({
      failure: { remedy: 'fix-content', code: 'own-picture-not-whole' },
    });
    expect([http.requests, request.log]).toEqual([[], []]);
  });

  test('is one, JPEG, GIF or PNG below 5 MB, as the vendor says', () => {
    const { publisher } = connect({});
    const faults = (...pictures: CarriedFile[]): unknown =>
      notCarried({ pictures, attachments: [] }, publisher.fileLimits).map(({ fault, at }) => [fault, at]);
    expect(faults(carried(1, { type: 'gif', bytes: 4_999_999 }))).toEqual([]);
    expect(faults(carried(1, { bytes: 5_000_000 }))).toEqual([['too-large', 0]]);
    expect(faults(carried(1, { type: 'webp' }), carried(2))).toEqual([
      ['too-many', 1],
      ['other-type', 0],
    ]);
  });
});

/** What the platform has and has seen, over all lives of the process. */
interface Seen {
  readonly uploads: string[];
  readonly drafts: string[];
  readonly submits: string[];
}

describe('pictures of an own item on WeChat', () => {
  const connect = (seen: Seen, around: (name: string, isDone: boolean) => void = () => undefined) => {
    const http = fakeHttp((request): FakeReply => {
      const path = new URL(request.url).pathname.replace('/cgi-bin/', '');
      around(path, false);
      const reply = answer(path, request, seen);
      around(path, true);
      return reply;
    });
    const { publisher } = createWechatConnector({
      ...{ http, base: 'https://api.weixin.qq.com', clock: standingClock(), tokenStore: createMemoryTokenStore() },
    });
    if (publisher === null) throw new Error('no publisher');
    return publisher;
  };
  const answer = (path: string, request: HttpRequest, { uploads, drafts, submits }: Seen): FakeReply => {
    switch (path) {
      case 'stable_token':
        return { json: { access_token: 'TOKEN', expires_in: 7200 } };
      case 'media/uploadimg':
        uploads.push(pictureIn(request));
        return { json: { errcode: 0, url: `http://mmbiz.qpic.cn/${uploads.length}/${pictureIn(request)}` } };
      case 'material/add_material':
        uploads.push(`cover ${pictureIn(request)}`);
        return { json: { media_id: `COVER${pictureIn(request)}`, url: 'x' } };
      case 'draft/add':
        drafts.push(String(request.body));
        return { json: { media_id: `DRAFT${drafts.length}` } };
      case 'freepublish/submit':
        submits.push(String(request.body));
        return { json: { errcode: 0, publish_id: 1 } };
      default:
        return { status: 500 };
    }
  };
  const nothingSeen = (): Seen => ({ uploads: [], drafts: [], submits: [] });
  const requestOf = (publisher: Publisher, many: number, progress: PublishRequest['progress'] = {}) =>
    publishRequest({
      access: WECHAT_ACCESS,
      draft: draftOf(
        publisher.composeOwn(source(Array.from({ length: many }, (_, at) => carried(at + 1))), WECHAT_ACCESS),
      ),
      files: files(many),
      progress,
    });

  test('stand below the text in their order with what they show, and the first that fits is the cover', async () => {
    const seen = nothingSeen();
    const publisher = connect(seen);
    expect(await publisher.publish(requestOf(publisher, 3), callAt())).toMatchObject({ kind: 'pending' });
    expect(seen.uploads).toEqual(['1', '2', '3', 'cover 1']);
    const { articles } = JSON.parse(seen.drafts[0] ?? '') as {
      articles: { content: string; thumb_media_id: string }[];
    };
    expect(articles[0]).toMatchObject({
      thumb_media_id: 'COVER1',
      content:
        '<p>全县设检查点12个。</p>' +
        [1, 2, 3]
          .map((at) => `<p><img src="http://mmbiz.qpic.cn/${at}/${at}" alt="第${at}张 &quot;检查点&quot;"></p>`)
          .join(''),
    });
  });

  test('that the platform refuses publish nothing: what was reviewed is published whole or not at all', async () => {
    const seen = nothingSeen();
    for (const [json, remedy] of [
      [{ errcode: 40009, errmsg: 'invalid image size' }, 'fix-content'],
      [{ errcode: 0 }, 'retry-later'],
      [{ errcode: -1, errmsg: 'system error' }, 'retry-later'],
    ] as const) {
      const http = fakeHttp((request) => {
        const path = new URL(request.url).pathname.replace('/cgi-bin/', '');
        return path === 'media/uploadimg' ? { json } : answer(path, request, seen);
      });
      const parts = { http, base: 'https://api.weixin.qq.com', clock: standingClock() };
      const { publisher } = createWechatConnector({ ...parts, tokenStore: createMemoryTokenStore() });
      if (publisher === null) throw new Error('no publisher');
      expect(await publisher.publish(requestOf(publisher, 1), callAt())).toMatchObject({ failure: { remedy } });
    }
    expect(seen).toEqual(nothingSeen());
  });

  test('killed at any call, go up again only where the answer was lost, into one article submitted once', async () => {
    let kills = 0;
    for (let atCall = 1; atCall < 40; atCall += 1)
      for (const isAfter of [false, true]) {
        const seen = nothingSeen();
        let progress: PublishRequest['progress'] = {};
        let isDead = false;
        let calls = 0;
        let killedAt = '';
        let isMarked = false;
        for (let life = 0; life < 2 && (life === 0 || isDead); life += 1) {
          const isMortal = life === 0;
          const around = (name: string, isDone: boolean): void => {
            if (isMortal && isDead) throw new Error('killed');
            if (!isDone) calls += 1;
            if (isMortal && calls === atCall && isDone === isAfter) {
              isDead = true;
              killedAt = name;
              throw new Error('killed');
            }
          };
          const publisher = connect(seen, around);
          const request = requestOf(publisher, 2, progress);
          const saveProgress = async (next: PublishRequest['progress']): Promise<void> => {
            around('save', false);
            progress = next;
            await request.saveProgress(next);
            around('save', true);
          };
          const beforePublicCall = async (): Promise<void> => {
            around('mark', false);
            isMarked = true;
          };
          const dying = { ...request, saveProgress, beforePublicCall };
          await publisher.publish(dying, callAt()).catch(() => undefined);
          // A call that may be public is asked after, and not made again.
          if (isMarked) break;
        }
        if (isDead) kills += 1;
        const places = [seen.drafts, seen.submits].map(({ length }) => length);
        const again = seen.uploads.length - new Set(seen.uploads).size;
        const lostUpload = isAfter && /uploadimg|add_material/.test(killedAt);
        const beforeSaved = !isAfter && killedAt === 'save';
        const submits = !isAfter && killedAt === 'freepublish/submit' ? 0 : 1;
        expect([killedAt, isAfter, seen.submits.length]).toEqual([killedAt, isAfter, submits]);
        expect(again).toBeLessThanOrEqual(lostUpload || beforeSaved ? 1 : 0);
        expect(places[0]).toBeLessThanOrEqual(
          (isAfter && killedAt === 'draft/add') || (beforeSaved && again === 0) ? 2 : 1,
        );
      }
    // Every call of a life was one to be killed at: token, pictures, cover, draft, submit, and what is stored between.
    expect(kills).toBeGreaterThanOrEqual(24);
  });

  test('are at most 20, JPEG or PNG, each below 1 MB, and no attachment', () => {
    const { fileLimits } = connect(nothingSeen());
    const faults = (pictures: readonly CarriedFile[], attachments: readonly CarriedFile[] = []): unknown =>
      notCarried({ pictures, attachments }, fileLimits).map(({ group, fault }) => `${group} ${fault}`);
    const twenty = Array.from({ length: 20 }, (_, at) => carried(at, { bytes: 999_999 }));
    expect(faults(twenty)).toEqual([]);
    expect(faults([...twenty, carried(20)])).toEqual(['pictures too-many']);
    expect(faults([carried(1, { bytes: 1_000_000 }), carried(2, { type: 'gif' })])).toEqual([
      'pictures too-large',
      'pictures other-type',
    ]);
    expect(faults([], [carried(1, { type: 'pdf' })])).toEqual(['attachments none']);
  });

  test('count in the length of the article: a text that fits alone may not fit with them', () => {
    const publisher = connect(nothingSeen());
    const made = (many: number): boolean =>
      'draft' in
      publisher.composeOwn(
        { ...source(Array.from({ length: many }, (_, at) => carried(at))), body: '长'.repeat(19_100) },
        WECHAT_ACCESS,
      );
    expect([made(0), made(1), made(2)]).toEqual([true, true, false]);
  });
});
