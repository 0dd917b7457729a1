import { CARRIES_NO_FILE, type CarriedFile, type FileLimit } from '../../domain/files/carriedFiles';
import { FILE_TYPES } from '../../domain/files/fileKind';
import type { Call, Publisher, PublishOutcome, PublishRequest } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import { platformFailure } from '../outbound/platformFailure';
import type { SharedPicture, WeiboApi } from './api';
import { createConfirm } from './confirm';
import { composeOwnShare, composeShare, countStatusLength, LONGEST_STATUS } from './shareText';
import { pageUrlOf } from './statusMapping';
import { readStatusShape } from './statusShape';

/**
 * https://open.weibo.com/wiki/2/statuses/share asks for the real address of whoever publishes; an unattended server has
 * its own.
 */
const FALLBACK_IP = '127.0.0.1';

/** https://open.weibo.com/wiki/Rate-limiting: one user. Beyond it: 20016. */
const POSTS_AN_HOUR = 30;

/** https://open.weibo.com/wiki/2/statuses/share: one picture, JPEG, GIF or PNG, below 5 MB. */
const ONE_PICTURE: FileLimit = { most: 1, mostBytes: 5_000_000 - 1, types: ['jpeg', 'gif', 'png'] };

/** Publishes through statuses/share: ordinary apps have no native repost (10014 since 2017). */
export function createWeiboPublisher(api: WeiboApi, clock: Clock): Publisher {
  return {
    quotas: [{ key: 'posts-per-hour', limit: POSTS_AN_HOUR, period: 'hour' }],
    measure: ({ text }) => [{ name: 'counted-characters', value: countStatusLength(text), limit: LONGEST_STATUS }],
    fileLimits: { pictures: ONE_PICTURE, attachments: CARRIES_NO_FILE },
    obstacle: ({ hasCredential }) => (hasCredential ? null : 'no-credential'),
    compose: composeShare,
    composeOwn: composeOwnShare,

    async publish(request: PublishRequest, call: Call): Promise<PublishOutcome> {
      const { access, draft } = request;
      const accessToken = access.credential?.['accessToken'] ?? '';
      if (accessToken === '')
        return { kind: 'failed', failure: platformFailure('re-authorise', 'weibo-no-credential', '账号没有授权') };
      if (countStatusLength(draft.text) > LONGEST_STATUS)
        return {
          kind: 'failed',
          failure: platformFailure('fix-content', 'weibo-text-too-long', `正文超过 ${LONGEST_STATUS} 字，平台不接受`),
        };
      const carried = draft.own?.pictures[0];
      const bytes = carried === undefined ? undefined : await request.readFile(carried.fileId);
      if (bytes === null)
        return {
          kind: 'failed',
          failure: platformFailure('fix-content', 'own-picture-not-whole', '稿件图片已不完整，请重新上传'),
        };
      // `confirm` has to know how long the post has had to appear.
      await request.saveProgress({ ...request.progress, calledAt: clock.now().toISOString() });
      await request.beforePublicCall();
      const answer = await api.write({
        path: '/2/statuses/share.json',
        accessToken,
        signal: call.signal,
        mayBegin: call.mayBegin,
        now: call.startedAt,
        picture: carried === undefined || bytes === undefined ? undefined : sharedPicture(carried, bytes),
        params: { status: draft.text, rip: access.account.settings['rip'] ?? FALLBACK_IP },
      });
      if (answer.kind === 'failed') return { kind: 'failed', failure: answer.failure };
      const status = answer.kind === 'value' ? readStatusShape(answer.value) : null;
      // An answer we cannot read is no reason to think that nothing happened.
      if (answer.kind === 'value' && status === null)
        return { kind: 'failed', failure: platformFailure('reconcile', 'weibo-shape-changed', '应答中没有微博编号') };
      return {
        kind: 'accepted',
        receipt: {
          platformIds: status === null ? [] : [status.id],
          url: status === null ? null : pageUrlOf(status.id, access.account),
          acceptedAt: clock.now(),
        },
      };
    },
    confirm: createConfirm(api),
  };
}

/** Its name says nothing: the office's own stays with the office. */
function sharedPicture({ type }: CarriedFile, bytes: Uint8Array): SharedPicture {
  const { mediaType, endings } = FILE_TYPES[type];
  return {
    name: `picture.${endings[0]}`,
    type: mediaType,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
}
