import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/time/instant';
import { MINUTE_MS } from '../../domain/time/instant';
import type { Call, PublishRequest } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../outbound/http';
import { asText } from '../reading/json';
import { readPictureFile } from '../repost/pictureFile';
import type { PictureFile } from '../repost/pictureFile';
import type { WechatApi } from './api';
import { MOST_PICTURES } from './ownPictureLimits';

export type Progress = Readonly<Record<string, string>>;

/** A picture of the original, read and found fit for an article. */
export interface FitPicture {
  readonly url: string;
  readonly file: PictureFile;
  readonly bytes: Buffer;
}

/** Pictures of one article on their way to the platform. */
export interface ArticlePictures {
  /**
   * The platform's own address of a picture, uploaded now or by an earlier attempt (kept in the progress, saved at
   * once); null where it cannot be had: a picture never holds up the text. Rejects only when the lease is lost.
   */
  place(url: string): Promise<string | null>;
  /** Reads a picture; null where it cannot be had or is none that the platform takes. */
  read(url: string): Promise<FitPicture | null>;
  /** The progress with what was uploaded so far. */
  progress(): Progress;
}

/** developers.weixin.qq.com, media/uploadimg: JPEG or PNG, below 1 MB. */
const LARGEST_PICTURE_BYTES = 1_000_000;
/** Later than this they are left to the original: the job holds a lease. */
const PICTURES_TAKE_AT_MOST_MS = 2 * MINUTE_MS;

export interface PictureParts {
  readonly http: Http;
  readonly api: WechatApi;
  readonly clock: Clock;
}

export function openArticlePictures(
  { http, api, clock }: PictureParts,
  request: PublishRequest,
  call: Call,
): ArticlePictures {
  let progress = request.progress;
  let placed = 0;
  const read = new Map<string, FitPicture | null>();
  const giveUpAt: Instant = new Date(clock.now().getTime() + PICTURES_TAKE_AT_MOST_MS);

  const fetchPicture = async (url: string): Promise<FitPicture | null> => {
    const answer = await http.send({
      method: 'GET',
      url,
      signal: call.signal,
      cookies: true,
      headers: { accept: 'image/jpeg,image/png', referer: request.draft.sourceUrl },
    });
    if (answer.kind === 'fault' || answer.response.status !== 200) return null;
    const { body } = answer.response;
    const file = body.length < LARGEST_PICTURE_BYTES ? readPictureFile(body) : null;
    return file === null ? null : { url, file, bytes: body };
  };

  const readOnce = async (url: string): Promise<FitPicture | null> => {
    const known = read.get(url);
    if (known !== undefined) return known;
    const found = await fetchPicture(url);
    read.set(url, found);
    return found;
  };

  return {
    read: readOnce,
    progress: () => progress,
    async place(url) {
      const key = `picture-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
      const known = progress[key] ?? '';
      if (known !== '') return known;
      if (placed >= MOST_PICTURES || clock.now() >= giveUpAt || call.signal.aborted) return null;
      placed += 1;
      const picture = await readOnce(url);
      if (picture === null) return null;
      const answer = await api.upload(
        '/cgi-bin/media/uploadimg',
        { name: fileNameOf(picture.file), type: picture.file.type, bytes: picture.bytes },
        { access: request.access, call },
      );
      const address = answer.kind === 'value' ? asText(answer.value['url']) : null;
      if (address === null || !/^https?:\/\//.test(address)) return null;
      progress = { ...progress, [key]: address };
      await request.saveProgress(progress);
      return address;
    },
  };
}

export function fileNameOf(file: PictureFile): string {
  return file.type === 'image/png' ? 'picture.png' : 'picture.jpg';
}
