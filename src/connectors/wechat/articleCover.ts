import type { PlatformFailure } from '../../domain/errors';
import type { Call, PublishRequest } from '../../ports/connectors';
import { platformFailure } from '../outbound/platformFailure';
import { asText } from '../reading/json';
import type { WechatAnswer, WechatApi } from './api';
import type { ArticleContent } from './articleContent';
import { fileNameOf } from './articlePictures';
import type { FitPicture, Progress } from './articlePictures';
import { drawCover } from './cover';

export type Step =
  | { readonly kind: 'done'; readonly progress: Progress }
  | { readonly kind: 'failed'; readonly failure: PlatformFailure };

export interface Covers {
  /**
   * `progress.thumbMediaId`: the account's own cover, the one uploaded before, a picture of the article, or the plain
   * one.
   */
  ensure(request: PublishRequest, content: ArticleContent, call: Call): Promise<Step>;
  /** Somebody cleared the material library: the next attempt uploads anew. */
  forget(request: PublishRequest, progress: Progress): Promise<void>;
}

/** Plain covers remembered in this process, by account; a restart uploads anew, once an account. */
const MOST_COVERS = 20_000;
/** A cover is shown wide; smaller or narrower pictures are seals, arrows and codes to be scanned. */
const SMALLEST_COVER = { width: 300, height: 150 } as const;
const WIDEST_COVER = 5;
const PICTURES_CONSIDERED = 5;

/**
 * developers.weixin.qq.com, draft/add: an article needs a cover, and a permanent one (a temporary id is refused with
 * 40007).
 */
export function createCovers(api: WechatApi): Covers {
  const plainCovers = new Map<string, string>();
  const keyOf = ({ access }: PublishRequest): string => access.account.externalId;

  const upload = (
    file: { readonly name: string; readonly type: string; readonly bytes: Buffer },
    request: PublishRequest,
    call: Call,
  ): Promise<WechatAnswer> =>
    api.upload('/cgi-bin/material/add_material?type=image', file, { access: request.access, call });

  const keep = async (request: PublishRequest, progress: Progress, thumbMediaId: string): Promise<Step> => {
    const next = { ...progress, thumbMediaId };
    await request.saveProgress(next);
    return { kind: 'done', progress: next };
  };

  return {
    async ensure(request, content, call) {
      const progress = content.pictures.progress();
      // An empty text stands for none: keys of the progress cannot be taken back.
      const given = [progress['thumbMediaId'], request.access.account.settings['thumbMediaId']].find(
        (id) => id !== undefined && id !== '',
      );
      if (given !== undefined) return { kind: 'done', progress: { ...progress, thumbMediaId: given } };
      const picture = await choosePicture(content);
      if (picture !== null) {
        const answer = await upload(
          { name: fileNameOf(picture.file), type: picture.file.type, bytes: picture.bytes },
          request,
          call,
        );
        const mediaId = answer.kind === 'value' ? asText(answer.value['media_id']) : null;
        if (mediaId !== null) return keep(request, progress, mediaId);
        // A picture the platform does not like never holds up the text; anything else would meet the plain cover as
        // well.
        if (answer.kind === 'failed' && answer.end.failure.remedy !== 'fix-content')
          return { kind: 'failed', failure: answer.end.failure };
      }
      const known = plainCovers.get(keyOf(request));
      if (known !== undefined) return { kind: 'done', progress: { ...progress, thumbMediaId: known } };
      const answer = await upload({ name: 'cover.png', type: 'image/png', bytes: drawCover() }, request, call);
      const mediaId = answer.kind === 'value' ? asText(answer.value['media_id']) : null;
      if (mediaId === null) return { kind: 'failed', failure: privateFailure(answer, '素材接口没有返回编号') };
      if (plainCovers.size < MOST_COVERS) plainCovers.set(keyOf(request), mediaId);
      return keep(request, progress, mediaId);
    },
    async forget(request, progress) {
      plainCovers.delete(keyOf(request));
      await request.saveProgress({ ...progress, thumbMediaId: '' });
    },
  };
}

async function choosePicture({ pictures, pictureUrls }: ArticleContent): Promise<FitPicture | null> {
  for (const url of pictureUrls.slice(0, PICTURES_CONSIDERED)) {
    const picture = await pictures.read(url);
    if (picture === null) continue;
    const { width, height } = picture.file;
    if (width >= SMALLEST_COVER.width && height >= SMALLEST_COVER.height && width <= height * WIDEST_COVER)
      return picture;
  }
  return null;
}

/** Materials and drafts are seen by nobody: whatever went wrong may simply be done again. */
export function privateFailure(answer: WechatAnswer, message: string): PlatformFailure {
  return answer.kind === 'failed'
    ? answer.end.failure
    : platformFailure('retry-later', 'wechat-shape-changed', message);
}
