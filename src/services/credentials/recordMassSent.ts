import type { Account } from '../../domain/accounts/account';
import type { ObservedPost } from '../../domain/accounts/post';
import { MINUTE_MS } from '../../domain/time/instant';
import type { PlatformMessage } from '../../ports/connectors';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { RecordLearnedPost } from '../steps';

const ACTOR = systemActor('messages');
/** A mass send carries eight articles at most; whoever claims more is cut. */
const MAX_URLS = 10;
const READ_MS = MINUTE_MS / 3;

export type RecordMassSent = (sent: {
  readonly record: AccountRecord;
  readonly message: Extract<PlatformMessage, { kind: 'mass-sent' }>;
  readonly signal: AbortSignal;
}) => Promise<'done' | 'ignored' | 'again'>;

/**
 * A mass send the platform notified us of. Its articles are read and kept as posts. Where an article cannot be read, or the
 * platform left the addresses out, the sending itself is kept as a post without an address: it proves that the account
 * published at that hour, and nothing about what.
 */
export function createRecordMassSent(deps: ServiceDeps, recordLearnedPost: RecordLearnedPost): RecordMassSent {
  const { connectors, clock, log } = deps;
  return async ({ record: { account }, message, signal }) => {
    if (!message.succeeded) return 'ignored';
    const reader = connectors.for(account.platform).articleReader;
    const urls = reader === null ? [] : message.urls.filter((url) => reader.accepts(url)).slice(0, MAX_URLS);
    let unread = urls.length === 0;
    let again = false;
    for (const url of urls) {
      const read = await reader?.read(url, {
        startedAt: clock.now(),
        signal: AbortSignal.any([signal, AbortSignal.timeout(READ_MS)]),
      });
      if (read === undefined || 'failure' in read) {
        unread = true;
        log.warn('mass-sent-article-unread', { account: account.id, code: read?.failure.code ?? 'no-reader' });
        again ||= read?.failure.remedy === 'retry-later' || read?.failure.remedy === 'ask-a-person';
      } else
        await recordLearnedPost({ account, observed: read.post, origin: 'message', actor: ACTOR, now: clock.now() });
    }
    if (unread)
      await recordLearnedPost({
        account,
        observed: sendingOf(account, message),
        origin: 'message',
        actor: ACTOR,
        now: clock.now(),
      });
    return again ? 'again' : 'done';
  };
}

function sendingOf(account: Account, { messageId, at }: Extract<PlatformMessage, { kind: 'mass-sent' }>): ObservedPost {
  return {
    identity: `mass:${messageId}`,
    url: account.homeUrl,
    title: '',
    text: '',
    links: [],
    platformIds: [messageId],
    pinned: false,
    publishedAt: { precision: 'instant', at, original: at.toISOString() },
  };
}
