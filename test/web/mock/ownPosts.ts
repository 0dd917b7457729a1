import type { ContentNoteView, StopOverrideView } from '../../../src/api/content';
import type { FileView } from '../../../src/api/files';
import type {
  HandCopyView,
  OwnPostDraft,
  OwnPostPreviewView,
  OwnPostRowView,
  OwnPostView,
} from '../../../src/api/ownPosts';
import type { FileId } from '../../../src/domain/ids';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, problem, type Query, type Reply } from './replies';
import type { MockWorld } from './world';

const AT = '2026-11-20T00:30:00.000Z';
/** An item whose copy on Weibo says another date, and which a person has to publish on WeChat. */
export const PUBLISHED = mockId('8', 601);

function postOf(world: MockWorld, given: Partial<OwnPostView> = {}): OwnPostView {
  const [weibo, other] = ['weibo', 'wechat'].map((platform) => world.accounts.find((one) => one.platform === platform));
  return {
    ...{ id: PUBLISHED, unitId: mockId('f', 1), unitName: '县医疗保障局', title: '医疗保险集中缴费的通知' },
    ...{ state: 'partly', scheduledFor: null, authorName: '张信息', channels: 4, seen: 3 },
    ...{ manual: 1, differing: 1, createdAt: AT, changedAt: AT, body: '缴费期为9月1日至11月30日。\n每人每年400元。' },
    ...{ summary: '', link: 'https://www.example.gov.cn/tz/1.html', pictures: [], attachments: [] },
    ...{
      isAuthorDisabled: false,
      forms: [],
      reviewId: mockId('8', 9),
      overrides: [],
      contentHash: 'a'.repeat(64),
      checks: null,
      passedAt: AT,
      begunAt: AT,
    },
    copies: [
      {
        ...{ accountId: weibo?.id ?? '', accountName: weibo?.name ?? '', platform: 'weibo', state: 'seen' },
        ...{ reason: null, jobId: null, postId: mockId('b', 1), url: 'https://weibo.com/1/2', seenAt: AT },
        ...{ compared: true, toPublish: null, goneAt: null, leftListAt: null, settled: null },
        differences: [
          {
            ...{ kind: 'date', expected: '11月30日', found: '11月20日' },
            excerpt: '缴费期为9月1日至11月20日',
          },
        ],
      },
      {
        ...{ accountId: other?.id ?? '', accountName: other?.name ?? '', platform: 'wechat', state: 'manual' },
        ...{ reason: 'attachments', jobId: null, postId: null, url: null, seenAt: null, differences: [] },
        ...{ compared: false, goneAt: null, leftListAt: null, settled: null },
        toPublish: { title: '医疗保险集中缴费的通知', text: '<p>缴费期为9月1日至11月30日。</p>', link: null },
      },
      ...[true, false].map((compared, at) => ({
        ...{ accountId: mockId('a', 98 + at), accountName: `栏目${at + 1}`, platform: 'portal' as const },
        ...{ state: 'seen' as const, reason: null, jobId: null, postId: mockId('b', 2 + at) },
        ...{ url: 'https://www.example.gov.cn/tz/1.html', seenAt: AT, differences: [], compared, toPublish: null },
        ...{ goneAt: null, leftListAt: null, settled: null },
      })),
    ],
    watchedFromAt: AT,
    watchedUntilAt: AT,
    acts: ['withdraw', 'settle'],
    version: 3,
    ...given,
  };
}

const written = new Map<string, OwnPostView>();
const files: FileView[] = [];

function all(world: MockWorld): readonly OwnPostView[] {
  return [...written.values(), ...(written.has(PUBLISHED) ? [] : [postOf(world)])];
}

/** Of the checks of content two, so that a page has something to mark. */
function contentChecks(body: string): OwnPostPreviewView['checks'] {
  const known: readonly Omit<ContentNoteView, 'before' | 'after'>[] = [
    { words: '%%', kind: 'figure', suggestion: '%', origin: 'GB/T 15835—2011《出版物上数字用法》', isExcusable: false },
    {
      ...{ words: '福摩萨', kind: 'prescribed-wording', suggestion: '台湾', isExcusable: true },
      origin: '新华社新闻信息报道中的禁用词和慎用词',
    },
    {
      ...{ words: '环境保护部', kind: 'outdated-name', suggestion: '生态环境部', isExcusable: true },
      origin: '《国务院机构改革方案》（2018年3月17日第十三届全国人民代表大会第一次会议批准）',
    },
  ];
  return known.flatMap((note) => {
    const at = body.indexOf(note.words);
    if (at < 0) return [];
    const [before, after] = [body.slice(0, at), body.slice(at + note.words.length)];
    return [
      {
        ...{ kind: 'content' as const, level: note.words === '福摩萨' ? ('blocking' as const) : ('hint' as const) },
        ...{ accountId: null, accountName: '', field: 'body' },
        ...{ code: note.kind, excerpt: before + note.words + after, content: { ...note, before, after } },
      },
    ];
  });
}

/** How a draft would read: Weibo counts characters. */
function previewOf(world: MockWorld, { title, body, link, channels }: OwnPostDraft): OwnPostPreviewView {
  return {
    channels: channels.flatMap(({ accountId, text }) => {
      const account = world.accounts.find(({ id }) => id === accountId);
      if (account === undefined) return [];
      const shown = text ?? (account.platform === 'weibo' ? `${title} ${body}` : body);
      return [
        {
          ...{ accountId, accountName: account.name, platform: account.platform, failure: null, byHand: null },
          draft: { title, text: shown, link: link ?? '', digest: '' },
          measures:
            account.platform === 'weibo' ? [{ name: 'counted-characters', value: [...shown].length, limit: 140 }] : [],
        },
      ];
    }),
    checks: [
      ...(link === null
        ? [
            {
              ...({
                kind: 'form-refused',
                level: 'blocking',
                accountId: null,
                accountName: '',
                field: 'link',
              } as const),
              ...{ code: 'weibo-no-title-or-link', excerpt: '', content: null },
            },
          ]
        : []),
      ...contentChecks(body),
    ],
    mayOverride: true,
  };
}

/** What the API returns of an office's own items. */
export function readOwnPosts(world: MockWorld, [id, part]: readonly (string | undefined)[], query: Query): Reply {
  if (id === undefined) {
    const rows: readonly OwnPostRowView[] = all(world).filter(
      ({ state, title }) =>
        (query['state'] === undefined || state === query['state']) && title.includes(query['q'] ?? ''),
    );
    return page(rows, query);
  }
  const post = all(world).find((one) => one.id === id);
  if (post === undefined) return NOT_FOUND;
  if (part !== 'preview') return ok(post);
  return ok(previewOf(world, { ...post, channels: [...post.forms] }));
}

/** Writes, submits and withdraws; somebody else has changed what is called 冲突. */
export function changeOwnPosts(
  world: MockWorld,
  [id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  const draft = body as unknown as OwnPostDraft & { readonly unitId: string; readonly version?: number };
  if (id === 'preview') return ok(previewOf(world, draft));
  if (id === undefined || act === undefined) {
    const before = id === undefined ? undefined : written.get(id);
    if (draft.title === '冲突' && before !== undefined) return problem(409, 'conflict', '请刷新后再试。');
    const saved = postOf(world, {
      ...{ id: id ?? mockId('8', 610 + written.size), title: draft.title, body: draft.body, summary: draft.summary },
      ...{ link: draft.link, pictures: draft.pictures, attachments: draft.attachments, state: 'draft' },
      ...{ scheduledFor: draft.scheduledFor, channels: draft.channels.length, seen: 0, manual: 0, differing: 0 },
      ...{ copies: [], reviewId: null, passedAt: null, acts: ['edit', 'submit', 'withdraw'], changedAt: AT },
      version: (before?.version ?? 0) + 1,
      forms: draft.channels.map((form) => {
        const account = world.accounts.find((one) => one.id === form.accountId);
        return { ...form, accountName: account?.name ?? '', platform: account?.platform ?? 'weibo' };
      }),
    });
    written.set(saved.id, saved);
    return ok(saved);
  }
  const post = all(world).find((one) => one.id === id);
  if (post === undefined) return NOT_FOUND;
  if (act === 'settle') {
    const said = { byName: '王管理', at: AT, reason: String(body['reason']) };
    const copies = post.copies.map((copy) =>
      copy.accountId === body['accountId'] ? { ...copy, settled: said } : copy,
    );
    const settled = { ...post, copies, differing: 0, acts: ['withdraw' as const], version: post.version + 1 };
    written.set(id, settled);
    return ok(settled);
  }
  const state = act === 'submit' ? ('in-review' as const) : ('withdrawn' as const);
  const lifts = (body['overrides'] ?? []) as readonly Omit<StopOverrideView, 'byName' | 'at'>[];
  const overrides = lifts.map((lift) => ({ ...lift, byName: '王管理', at: AT }));
  const moved = { ...post, state, overrides, acts: [], version: post.version + 1 };
  written.set(id, moved);
  return ok(moved);
}

/** Takes a file as the real one does. */
export function takeMockFile(name: string, bytes: Uint8Array): Reply {
  if (name.endsWith('.svg')) return problem(400, 'invalid-input', '可上传图片和附件。');
  const isPicture = name.endsWith('.png');
  const file: FileView = {
    ...{ id: mockId('8', 700 + files.length) as FileId, name, type: isPicture ? 'png' : 'pdf' },
    ...{ group: isPicture ? 'picture' : 'attachment', bytes: bytes.length, sha256: 'a'.repeat(64) },
    ...{ width: isPicture ? 2 : null, height: isPicture ? 3 : null, uploadedAt: AT, byName: '王管理' },
  };
  files.push(file);
  return { status: 201, body: file };
}

/** Copies by hand: with a picture and a link to be given, and one that may go back to the interface. */
export function mockHandCopies(): readonly HandCopyView[] {
  const copy: HandCopyView = {
    ...{ ownPostId: 'own-1', title: '关于做好秋季防火工作的提示', accountId: 'a-1', accountName: '云溪发布' },
    ...{ platform: 'wechat', homeUrl: 'https://mp.weixin.qq.com/', unitId: 'u-1', unitName: '云溪县' },
    ...{ reason: 'pictures', begunAt: '2026-11-20T02:00:00.000Z' },
    toPublish: { title: '关于做好秋季防火工作的提示', text: '<p>全县设检查点12个。</p>', link: null },
    pictures: [{ fileId: 'f-1', alt: '检查点' }],
    attachments: [{ fileId: 'f-2', name: '通知.pdf' }],
    ...{ takesLink: true, mayRetry: false },
  };
  return [
    copy,
    {
      ...copy,
      accountId: 'a-2',
      accountName: '云溪微博',
      platform: 'weibo',
      takesLink: false,
      mayRetry: true,
      reason: 'no-credential',
    },
  ];
}
