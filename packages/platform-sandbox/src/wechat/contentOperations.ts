import { readForm } from '../wire/formBody';
import type { RawJson } from '../wire/rawJson';
import { SECOND_MS } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { Draft } from './drafts';
import { readJsonBody, readPage, readRequired } from './jsonBody';
import type { Call, ContentState, Operation } from './operation';
import { WechatFailure } from './wechatFailure';

const OK = { errcode: 0, errmsg: 'ok' } as const;

/** Materials and drafts, by path. */
export function createContentOperations(state: ContentState): readonly (readonly [string, Operation])[] {
  const { media, drafts } = state;
  const operation = (dailyCalls: number | null, run: Operation['run']): Operation => ({
    dailyCalls,
    needsPublishRight: false,
    run,
  });
  /** Drafts whose article is public are gone before anybody looks. */
  const onDrafts = (dailyCalls: number, run: (call: Call) => RawJson): Operation =>
    operation(dailyCalls, (call) => {
      state.clearUsedDrafts(call.actor);
      return run(call);
    });

  return [
    [
      '/cgi-bin/media/uploadimg',
      operation(null, async ({ exchange, actor }) => ({
        url: media.addArticlePicture(actor, await readForm(exchange)).url,
        errcode: 0,
      })),
    ],
    [
      '/cgi-bin/media/upload',
      operation(1000, async ({ exchange, actor }) => {
        const { mediaId } = media.addTemporary(actor, await readForm(exchange));
        return {
          type: exchange.url.searchParams.get('type') ?? 'image',
          media_id: mediaId,
          created_at: hashText(mediaId),
        };
      }),
    ],
    [
      '/cgi-bin/material/add_material',
      operation(1000, async ({ exchange, actor }) => {
        const added = media.addPermanent(actor, await readForm(exchange), exchange.url.searchParams.get('type'));
        return { media_id: added.mediaId, url: added.url, item: [] };
      }),
    ],
    [
      '/cgi-bin/draft/add',
      operation(1000, ({ exchange, actor }) => {
        if (exchange.url.searchParams.has('articles')) throw new WechatFailure(40097);
        return { media_id: drafts.add(actor, exchange.body.toString('utf8')).mediaId, item: [] };
      }),
    ],
    [
      '/cgi-bin/draft/get',
      onDrafts(500, ({ exchange, actor }) => {
        const draft = drafts.find(actor, readRequired(readJsonBody(exchange), 'media_id'));
        if (draft === null) throw new WechatFailure(40007);
        return { news_item: writeArticles(draft, true), ...writeTimes(draft) };
      }),
    ],
    [
      '/cgi-bin/draft/batchget',
      onDrafts(1000, ({ exchange, actor }) => {
        const page = readPage(readJsonBody(exchange));
        const all = drafts.list(actor);
        const shown = all.slice(page.offset, page.offset + page.count);
        return {
          total_count: all.length,
          item_count: shown.length,
          item: shown.map((draft) => ({
            media_id: draft.mediaId,
            content: { news_item: writeArticles(draft, page.withContent), ...writeTimes(draft) },
            update_time: writeTimes(draft).update_time,
          })),
        };
      }),
    ],
    [
      '/cgi-bin/draft/update',
      onDrafts(1000, ({ exchange, actor }) => {
        drafts.update(actor, exchange.body.toString('utf8'));
        return OK;
      }),
    ],
    ['/cgi-bin/draft/count', onDrafts(1000, ({ actor }) => ({ total_count: drafts.list(actor).length }))],
    [
      '/cgi-bin/draft/delete',
      onDrafts(1000, ({ exchange, actor }) => {
        drafts.remove(actor, readRequired(readJsonBody(exchange), 'media_id'));
        return OK;
      }),
    ],
  ];
}

function writeArticles(draft: Draft, withContent: boolean): RawJson {
  return draft.articles.map((article) => ({
    title: article.title,
    author: article.author,
    digest: article.digest,
    ...(withContent ? { content: article.content } : {}),
    content_source_url: article.contentSourceUrl,
    thumb_media_id: article.thumbMediaId,
    show_cover_pic: 0,
    need_open_comment: 0,
    only_fans_can_comment: 0,
  }));
}

function writeTimes(draft: Draft): { create_time: number; update_time: number } {
  const seconds = Math.floor(draft.updatedAt.getTime() / SECOND_MS);
  return { create_time: seconds, update_time: seconds };
}
