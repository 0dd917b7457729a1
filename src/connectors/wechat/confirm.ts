import type { PlatformFailure } from '../../domain/errors';
import { MINUTE_MS, SECOND_MS } from '../../domain/time/instant';
import type { Call, Publisher } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import { platformFailure } from '../outbound/platformFailure';
import type { WechatApi } from './api';
import { publishedAtOf } from './articleMapping';
import { readPublishStatus } from './articleShape';
import type { WechatArticle } from './articleShape';
import { readPublishedList } from './collect';
import { MEDIA_INVALID, PUBLISH_ID_INVALID } from './failures';

type Request = Parameters<Publisher['confirm']>[0];
type Confirmation = Awaited<ReturnType<Publisher['confirm']>>;

/**
 * A draft that still stands this long after the call was never taken for publishing: tasks start within seconds, late
 * ones within minutes.
 */
const SURELY_TAKEN_AFTER_MS = 10 * MINUTE_MS;
const CLOCK_SKEW_MS = 2 * MINUTE_MS;

/** freepublish/get, publish_status: what each final failure asks for. 0 and 1 are no failures. */
const FINAL: Readonly<Record<number, { readonly remedy: PlatformFailure['remedy']; readonly words: string }>> = {
  2: { remedy: 'fix-content', words: '原创校验未通过' },
  3: { remedy: 'ask-a-person', words: '发布失败' },
  4: { remedy: 'fix-content', words: '平台审核不通过' },
  5: { remedy: 'ask-a-person', words: '发布成功后被账号删除' },
  6: { remedy: 'ask-a-person', words: '发布成功后被平台封禁' },
};

/** Read-only: by the task's number where we have it, else by what became of the draft. */
export function createConfirm(api: WechatApi, clock: Clock): Publisher['confirm'] {
  const askTask = async (request: Request, call: Call, publishId: string): Promise<Confirmation | null> => {
    const answer = await api.call(
      '/cgi-bin/freepublish/get',
      { publish_id: publishId },
      { access: request.access, call },
    );
    // A number the platform does not know tells nothing; the draft may.
    if (answer.kind === 'failed')
      return answer.code === PUBLISH_ID_INVALID ? null : { kind: 'cannot-tell', failure: answer.end.failure };
    const task = readPublishStatus(answer.value);
    if (task === null)
      return {
        kind: 'cannot-tell',
        failure: platformFailure('reconcile', 'wechat-shape-changed', '发布状态的格式无法识别'),
      };
    if (task.status === 1)
      return { kind: 'pending', progress: request.progress, askAgainMs: askAgainMs(request, clock.now()) };
    if (task.status === 0) {
      return {
        kind: 'accepted',
        receipt: {
          platformIds: task.articleId === null ? [] : [task.articleId],
          url: task.url,
          acceptedAt: clock.now(),
        },
      };
    }
    const final = FINAL[task.status];
    if (final === undefined)
      return {
        kind: 'cannot-tell',
        failure: platformFailure('reconcile', `wechat-status-${task.status}`, '未收录的发布状态'),
      };
    return {
      kind: 'failed',
      failure: platformFailure(
        final.remedy,
        `wechat-status-${task.status}`,
        `${final.words} (publish_status ${task.status})`,
      ),
    };
  };

  const lookForArticle = async (request: Request, call: Call): Promise<Confirmation | null> => {
    const read = await readPublishedList(api, { access: request.access, call }, false);
    if (read.kind === 'blind') return { kind: 'cannot-tell', failure: read.end.failure };
    const found = read.list.articles.find((article) => isOurs(article, request));
    return found === undefined
      ? null
      : { kind: 'accepted', receipt: { platformIds: [found.articleId], url: found.url, acceptedAt: clock.now() } };
  };

  const lookForDraft = async (request: Request, call: Call): Promise<Confirmation> => {
    const mediaId = request.progress['mediaId'];
    if (mediaId === undefined)
      return {
        kind: 'cannot-tell',
        failure: platformFailure('reconcile', 'wechat-no-draft-known', '没有草稿编号，无法断定'),
      };
    const answer = await api.call('/cgi-bin/draft/get', { media_id: mediaId }, { access: request.access, call });
    if (answer.kind === 'failed') {
      const isGone = answer.code === MEDIA_INVALID;
      return {
        kind: 'cannot-tell',
        failure: isGone
          ? platformFailure('reconcile', 'wechat-draft-gone', '草稿已不在：可能正在发布，也可能被删除')
          : answer.end.failure,
      };
    }
    const sinceCallMs = call.startedAt.getTime() - calledAtMs(request);
    if (sinceCallMs >= SURELY_TAKEN_AFTER_MS) return { kind: 'not-found' };
    return {
      kind: 'cannot-tell',
      failure: {
        ...platformFailure('reconcile', 'wechat-too-soon-to-tell', '草稿仍在，但发布可能尚在进行'),
        retryAfterMs: Math.min(SURELY_TAKEN_AFTER_MS - sinceCallMs, MINUTE_MS),
      },
    };
  };

  return async (request, call) => {
    const { progress } = request;
    // The call is announced in the progress before it is made: without the announcement nothing can be public.
    if (progress['calledAt'] === undefined && progress['publishId'] === undefined) return { kind: 'not-found' };
    const byTask = progress['publishId'] === undefined ? null : await askTask(request, call, progress['publishId']);
    return byTask ?? (await lookForArticle(request, call)) ?? lookForDraft(request, call);
  };
}

function isOurs(article: WechatArticle, { draft, notBeforeAt }: Request): boolean {
  const published = publishedAtOf(article);
  const isSince = published?.precision === 'instant' && published.at.getTime() >= notBeforeAt.getTime() - CLOCK_SKEW_MS;
  return (
    isSince && article.title === draft.title && (article.sourceUrl === null || article.sourceUrl === draft.sourceUrl)
  );
}

/** 5 s, then slower and slower: the question has a quota of 100 a day of its own. */
function askAgainMs(request: Request, now: Date): number {
  const sinceMs = now.getTime() - calledAtMs(request);
  if (sinceMs < 20 * SECOND_MS) return 5 * SECOND_MS;
  if (sinceMs < MINUTE_MS) return 15 * SECOND_MS;
  return sinceMs < 10 * MINUTE_MS ? MINUTE_MS : 5 * MINUTE_MS;
}

function calledAtMs({ progress, notBeforeAt }: Request): number {
  const at = Date.parse(progress['calledAt'] ?? '');
  return Number.isNaN(at) ? notBeforeAt.getTime() : at;
}
