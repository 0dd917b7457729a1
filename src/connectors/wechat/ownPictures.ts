import { platformFailure } from '../outbound/platformFailure';
import type { CarriedFile } from '../../domain/files/carriedFiles';
import type { PlatformFailure } from '../../domain/errors';
import type { Call, PublishRequest } from '../../ports/connectors';
import { asText } from '../reading/json';
import { escapeHtml } from '../repost/articleBody';
import { readPictureFile } from '../repost/pictureFile';
import type { WechatApi } from './api';
import { privateFailure } from './articleCover';
import type { ArticleContent } from './articleContent';
import { fileNameOf, type FitPicture } from './articlePictures';

export type OwnContent =
  { readonly content: ArticleContent; readonly failure?: never } | { readonly failure: PlatformFailure };

/**
 * The text of an own item with its pictures below it, in their order. They were reviewed with it: where one cannot be
 * uploaded, nothing is published. Each address is stored before the next picture is sent, so that a killed process
 * uploads none again but the one whose answer it lost, which nobody sees.
 */
export async function prepareOwnContent(api: WechatApi, request: PublishRequest, call: Call): Promise<OwnContent> {
  const { draft, access } = request;
  const pictures = draft.own?.pictures ?? [];
  const read = new Map<string, FitPicture>();
  let progress = request.progress;
  let html = draft.text;
  for (const { fileId, alt } of pictures) {
    const key = `own-picture-${fileId}`;
    let address = progress[key] ?? '';
    if (address === '') {
      const picture = await readOwn(request, fileId);
      if (picture === null) return { failure: NOT_WHOLE };
      read.set(fileId, picture);
      const file = { name: fileNameOf(picture.file), type: picture.file.type, bytes: picture.bytes };
      const answer = await api.upload('/cgi-bin/media/uploadimg', file, { access, call });
      address = answer.kind === 'value' ? (asText(answer.value['url']) ?? '') : '';
      if (!/^https?:\/\//.test(address)) return { failure: privateFailure(answer, '图片接口没有返回地址') };
      progress = { ...progress, [key]: address };
      await request.saveProgress(progress);
    }
    html += `<p><img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}"></p>`;
  }
  return {
    content: {
      html,
      pictureUrls: pictures.map(({ fileId }) => fileId),
      pictures: {
        progress: () => progress,
        read: async (id) => {
          const file = pictures.find(({ fileId }) => fileId === id);
          return file === undefined ? null : (read.get(id) ?? (await readOwn(request, file.fileId)));
        },
      },
    },
  };
}

const NOT_WHOLE = platformFailure('fix-content', 'own-picture-not-whole', '稿件图片已不完整，请重新上传');

async function readOwn(request: PublishRequest, fileId: CarriedFile['fileId']): Promise<FitPicture | null> {
  const stored = await request.readFile(fileId);
  const bytes = stored === null ? null : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  const file = bytes === null ? null : readPictureFile(bytes);
  return bytes === null || file === null ? null : { url: fileId, file, bytes };
}
