import type { PlatformFailure } from '../../domain/errors';
import { CARRIES_NO_FILE } from '../../domain/files/carriedFiles';
import { SECOND_MS } from '../../domain/time/instant';
import type { Call, Publisher, PublishOutcome, PublishRequest } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import { platformFailure } from '../outbound/platformFailure';
import { asText } from '../reading/json';
import type { WechatAnswer, WechatApi } from './api';
import { prepareContent } from './articleContent';
import type { ContentParts } from './articleContent';
import { createCovers, privateFailure } from './articleCover';
import type { Step } from './articleCover';
import type { Progress } from './articlePictures';
import { createConfirm } from './confirm';
import { authorOf, checkDraft, composeArticle, composeOwnArticle, measureDraft } from './draftText';
import { MEDIA_INVALID, mayBePublic } from './failures';
import { OWN_PICTURES } from './ownPictureLimits';
import { prepareOwnContent } from './ownPictures';

/** The task is usually done within seconds. */
const FIRST_ASK_AFTER_MS = 5 * SECOND_MS;
/** developers.weixin.qq.com, API_Call_Limits: freepublish/submit. Publishing so spends none of the mass sends (群发). */
const SUBMITS_A_DAY = 100;

/**
 * Publishes by 发布 (no push to followers): pictures → cover → draft → submit → ask. Each step's id is stored before the
 * next one, so a killed process continues where it was; submit is the only call after which something may be public.
 */
export function createWechatPublisher(
  api: WechatApi,
  parts: Omit<ContentParts, 'api'> & { readonly clock: Clock },
): Publisher {
  const { clock } = parts;
  const covers = createCovers(api);

  /** `progress.mediaId`: the draft, with its pictures and cover. */
  const ensureDraft = async (request: PublishRequest, call: Call): Promise<Step> => {
    if (isKnown(request.progress['mediaId'])) return { kind: 'done', progress: request.progress };
    const { access, draft } = request;
    const prepared =
      draft.own === undefined
        ? { content: await prepareContent({ ...parts, api }, request, call) }
        : await prepareOwnContent(api, request, call);
    if (prepared.failure !== undefined) return { kind: 'failed', failure: prepared.failure };
    const { content } = prepared;
    const covered = await covers.ensure(request, content, call);
    if (covered.kind === 'failed') return covered;
    const { progress } = covered;
    const answer = await api.call(
      '/cgi-bin/draft/add',
      {
        articles: [
          {
            article_type: 'news',
            title: draft.title,
            author: authorOf(draft.sourceName),
            digest: draft.digest,
            content: content.html,
            content_source_url: draft.sourceUrl,
            thumb_media_id: progress['thumbMediaId'] ?? '',
            need_open_comment: 0,
            only_fans_can_comment: 0,
          },
        ],
      },
      { access, call },
    );
    const mediaId = answer.kind === 'value' ? asText(answer.value['media_id']) : null;
    if (mediaId !== null) {
      const next = { ...progress, mediaId };
      await request.saveProgress(next);
      return { kind: 'done', progress: next };
    }
    if (answer.kind === 'failed' && answer.code === MEDIA_INVALID) return coverGone(request, progress);
    return { kind: 'failed', failure: privateFailure(answer, '草稿接口没有返回编号') };
  };

  const coverGone = async (request: PublishRequest, progress: Progress): Promise<Step> => {
    if (isKnown(request.access.account.settings['thumbMediaId'])) {
      return {
        kind: 'failed',
        failure: platformFailure(
          'fix-configuration',
          'wechat-own-cover-gone',
          '账号配置的封面素材不存在或不是永久素材',
        ),
      };
    }
    await covers.forget(request, progress);
    return {
      kind: 'failed',
      failure: platformFailure('retry-later', 'wechat-cover-gone', '封面素材已被删除，将重新上传'),
    };
  };

  const submit = async (request: PublishRequest, call: Call, progress: Progress): Promise<PublishOutcome> => {
    const called = { ...progress, calledAt: clock.now().toISOString() };
    await request.saveProgress(called);
    await request.beforePublicCall();
    const answer = await api.call(
      '/cgi-bin/freepublish/submit',
      { media_id: progress['mediaId'] ?? '' },
      { access: request.access, call },
    );
    if (answer.kind === 'failed') return { kind: 'failed', failure: publicFailure(answer) };
    const publishId = asText(answer.value['publish_id']);
    // Taken, but without a number to ask for: the list of published articles has to tell.
    if (publishId === null)
      return {
        kind: 'failed',
        failure: platformFailure('reconcile', 'wechat-shape-changed', '发布接口没有返回任务编号'),
      };
    const taken = { ...called, publishId };
    await request.saveProgress(taken);
    return { kind: 'pending', progress: taken, askAgainMs: FIRST_ASK_AFTER_MS };
  };

  return {
    quotas: [{ key: 'posts-per-day', limit: SUBMITS_A_DAY, period: 'civil-day' }],
    measure: measureDraft,
    fileLimits: { pictures: OWN_PICTURES, attachments: CARRIES_NO_FILE },
    obstacle: ({ hasCredential }) => (hasCredential ? null : 'no-credential'),
    compose: composeArticle,
    composeOwn: composeOwnArticle,
    async publish(request, call) {
      if (isKnown(request.progress['publishId']))
        return { kind: 'pending', progress: request.progress, askAgainMs: FIRST_ASK_AFTER_MS };
      // Before any call: a draft may have been edited since it was composed.
      const fault = checkDraft(request.draft, request.access.account);
      if (fault !== null) return { kind: 'failed', failure: fault };
      const drafted = await ensureDraft(request, call);
      return drafted.kind === 'failed' ? drafted : submit(request, call, drafted.progress);
    },
    confirm: createConfirm(api, clock),
  };
}

/** An empty text stands for none: keys of the progress cannot be taken back. */
function isKnown(id: string | undefined): boolean {
  return id !== undefined && id !== '';
}

function publicFailure(answer: Extract<WechatAnswer, { kind: 'failed' }>): PlatformFailure {
  const isOpen = answer.code === null ? answer.maybeDone : mayBePublic(answer.code);
  if (isOpen) return { ...answer.end.failure, remedy: 'reconcile' };
  return answer.code === null ? { ...answer.end.failure, notSent: true } : answer.end.failure;
}
