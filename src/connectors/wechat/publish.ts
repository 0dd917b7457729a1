import type { PlatformFailure } from '../../domain/errors';
import { SECOND_MS } from '../../domain/time/instant';
import type { Call, Publisher, PublishOutcome, PublishRequest } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { WechatAnswer, WechatApi } from './api';
import { asText } from '../reading/json';
import { createConfirm } from './confirm';
import { drawCover } from './cover';
import { authorOf, composeArticle } from './draftText';
import { MEDIA_INVALID, mayBePublic } from './failures';

type Progress = Readonly<Record<string, string>>;
type Step = { readonly kind: 'done'; readonly progress: Progress } | { readonly kind: 'failed'; readonly failure: PlatformFailure };

/** The task is usually done within seconds. */
const FIRST_ASK_AFTER_MS = 5 * SECOND_MS;
/** Covers remembered in this process, by AppID; a restart uploads anew, once an account. */
const MOST_COVERS = 20_000;

/**
 * Publishes by 发布 (no push to followers): cover → draft → submit → ask. Each step's id is stored before the next one, so a
 * killed process continues where it was; submit is the only call after which something may be public.
 */
export function createWechatPublisher(api: WechatApi, clock: Clock): Publisher {
  const covers = new Map<string, string>();

  /** `progress.thumbMediaId`: the account's own cover, the one uploaded before, or the plain one. */
  const ensureCover = async (request: PublishRequest, call: Call): Promise<Step> => {
    const { access, progress } = request;
    const appId = access.credential?.['appId'] ?? '';
    const known = progress['thumbMediaId'] ?? access.account.settings['thumbMediaId'] ?? covers.get(appId);
    if (known !== undefined) return { kind: 'done', progress: { ...progress, thumbMediaId: known } };
    const answer = await api.upload('/cgi-bin/material/add_material?type=image', { name: 'cover.png', type: 'image/png', bytes: drawCover() }, { access, call });
    const mediaId = answer.kind === 'value' ? asText(answer.value['media_id']) : null;
    if (mediaId === null) return { kind: 'failed', failure: privateFailure(answer, '素材接口没有返回编号') };
    if (covers.size < MOST_COVERS) covers.set(appId, mediaId);
    const next = { ...progress, thumbMediaId: mediaId };
    await request.saveProgress(next);
    return { kind: 'done', progress: next };
  };

  /** `progress.mediaId`: the draft. */
  const ensureDraft = async (request: PublishRequest, call: Call, progress: Progress): Promise<Step> => {
    if (progress['mediaId'] !== undefined) return { kind: 'done', progress };
    const { access, draft } = request;
    const answer = await api.call('/cgi-bin/draft/add', {
      articles: [{
        article_type: 'news', title: draft.title, author: authorOf(draft.sourceName), digest: draft.digest, content: draft.text,
        content_source_url: draft.sourceUrl, thumb_media_id: progress['thumbMediaId'] ?? '', need_open_comment: 0, only_fans_can_comment: 0,
      }],
    }, { access, call });
    const mediaId = answer.kind === 'value' ? asText(answer.value['media_id']) : null;
    if (mediaId !== null) {
      const next = { ...progress, mediaId };
      await request.saveProgress(next);
      return { kind: 'done', progress: next };
    }
    // Somebody cleared the material library: forget the cover, the next attempt uploads it again.
    if (answer.kind === 'failed' && answer.code === MEDIA_INVALID && access.account.settings['thumbMediaId'] === undefined) {
      covers.delete(access.credential?.['appId'] ?? '');
      const { thumbMediaId: _gone, ...rest } = progress;
      await request.saveProgress(rest);
      return { kind: 'failed', failure: { remedy: 'retry-later', code: 'wechat-cover-gone', message: '封面素材已被删除，将重新上传', retryAfterMs: null } };
    }
    return { kind: 'failed', failure: privateFailure(answer, '草稿接口没有返回编号') };
  };

  const submit = async (request: PublishRequest, call: Call, progress: Progress): Promise<PublishOutcome> => {
    const called = { ...progress, calledAt: clock.now().toISOString() };
    await request.saveProgress(called);
    await request.beforePublicCall();
    const answer = await api.call('/cgi-bin/freepublish/submit', { media_id: progress['mediaId'] ?? '' }, { access: request.access, call });
    if (answer.kind === 'failed') return { kind: 'failed', failure: publicFailure(answer) };
    const publishId = asText(answer.value['publish_id']);
    // Taken, but without a number to ask for: the list of published articles has to tell.
    if (publishId === null) return { kind: 'failed', failure: { remedy: 'reconcile', code: 'wechat-shape-changed', message: '发布接口没有返回任务编号', retryAfterMs: null } };
    const taken = { ...called, publishId };
    await request.saveProgress(taken);
    return { kind: 'pending', progress: taken, askAgainMs: FIRST_ASK_AFTER_MS };
  };

  return {
    budgets: [],
    measure: () => [],
    obstacle: ({ hasCredential }) => (hasCredential ? null : 'no-credential'),
    compose: composeArticle,
    async publish(request, call) {
      if (request.progress['publishId'] !== undefined) return { kind: 'pending', progress: request.progress, askAgainMs: FIRST_ASK_AFTER_MS };
      const covered = await ensureCover(request, call);
      if (covered.kind === 'failed') return covered;
      const drafted = await ensureDraft(request, call, covered.progress);
      return drafted.kind === 'failed' ? drafted : submit(request, call, drafted.progress);
    },
    confirm: createConfirm(api, clock),
  };
}

/** Materials and drafts are seen by nobody: whatever went wrong may simply be done again. */
function privateFailure(answer: WechatAnswer, message: string): PlatformFailure {
  return answer.kind === 'failed' ? answer.end.failure : { remedy: 'retry-later', code: 'wechat-shape-changed', message, retryAfterMs: null };
}

function publicFailure(answer: Extract<WechatAnswer, { kind: 'failed' }>): PlatformFailure {
  const isOpen = answer.code === null ? answer.maybeDone : mayBePublic(answer.code);
  return isOpen ? { ...answer.end.failure, remedy: 'reconcile' } : answer.end.failure;
}
