import { createHash, createHmac } from 'node:crypto';
import type { PlatformFailure } from '../../domain/errors';
import { SECOND_MS } from '../../domain/time/instant';
import type { AccountAccess, Call, Publisher, PublishOutcome, RepostSource } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http, HttpResponse } from '../outbound/http';
import { failureOfFault } from '../outbound/faults';
import { asInteger, asRecord, asText, readJsonBody } from '../reading/json';
import { writeArticleBody } from '../repost/articleBody';
import { digestOf } from '../repost/digest';
import { NO_SUCH_PUSH, pushFailureOf } from './pushFailures';

const LONGEST_TITLE = 200;
const LONGEST_DIGEST = 200;

interface Door {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
}

/**
 * Publishes to a portal by a signed push to its content system. The job's key is the push's idempotency key: pushing
 * twice makes one article, and the key alone tells whether it was taken.
 */
export function createPortalPublisher(http: Http, clock: Clock): Publisher {
  const send = (
    door: Door,
    request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: string },
    call: Call,
  ): ReturnType<Http['send']> => {
    const stamp = String(Math.floor(clock.now().getTime() / SECOND_MS));
    return http.send({
      method: request.method,
      url: request.url,
      signal: call.signal,
      redirects: 'stop',
      ...(request.method === 'POST' ? { body: request.body } : {}),
      headers: {
        ...(request.method === 'POST' ? { 'content-type': 'application/json; charset=utf-8' } : {}),
        'x-push-key': door.key,
        'x-push-timestamp': stamp,
        'x-push-signature': signPush(door.secret, stamp, request.body),
      },
    });
  };

  return {
    budgets: [],
    measure: ({ title, digest }) => [
      { name: 'title-characters', value: title.length, limit: LONGEST_TITLE },
      { name: 'digest-characters', value: digest.length, limit: LONGEST_DIGEST },
    ],
    obstacle(account) {
      if (account.hasCredential) return null;
      return account.settings['pushUrl'] === undefined ? 'no-api' : 'no-credential';
    },
    compose,
    async publish({ access, draft, key, beforePublicCall }, call): Promise<PublishOutcome> {
      const door = doorOf(access);
      if (door === null) return { kind: 'failed', failure: NO_DOOR };
      const body = JSON.stringify({
        idempotencyKey: key,
        title: draft.title,
        body: draft.text,
        source: draft.sourceName,
        sourceUrl: draft.sourceUrl,
      });
      await beforePublicCall();
      const answer = await send(door, { method: 'POST', url: door.url, body }, call);
      if (answer.kind === 'fault') return { kind: 'failed', failure: failureOfFault(answer.fault, 'write') };
      return (
        readTaken(answer.response, clock) ?? {
          kind: 'failed',
          failure: pushFailureOf(codeOf(answer.response), answer.response, call.startedAt),
        }
      );
    },
    async confirm({ access, key }, call) {
      const door = doorOf(access);
      if (door === null) return { kind: 'cannot-tell', failure: NO_DOOR };
      const answer = await send(
        door,
        { method: 'GET', url: `${door.url.replace(/\/+$/, '')}/${encodeURIComponent(key)}`, body: '' },
        call,
      );
      if (answer.kind === 'fault') return { kind: 'cannot-tell', failure: failureOfFault(answer.fault, 'read') };
      const taken = readTaken(answer.response, clock);
      if (taken !== null) return taken;
      const code = codeOf(answer.response);
      // Only the door's own word proves it; a 404 of the web server in front of it does not.
      return code === NO_SUCH_PUSH
        ? { kind: 'not-found' }
        : { kind: 'cannot-tell', failure: pushFailureOf(code, answer.response, call.startedAt) };
    },
  };
}

/** Hex HMAC-SHA256 over the time stamp (seconds), a line break, and the hex SHA-256 of the body. */
export function signPush(secret: string, stamp: string, body: string): string {
  return createHmac('sha256', secret)
    .update(`${stamp}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest('hex');
}

function compose(source: RepostSource): ReturnType<Publisher['compose']> {
  const title = source.title.trim();
  const fail = (code: string, message: string): { readonly failure: PlatformFailure } => ({
    failure: { remedy: 'fix-content', code, message, retryAfterMs: null },
  });
  if (title === '' || !URL.canParse(source.url)) return fail('portal-no-title-or-link', '缺少标题或原文链接');
  if (title.length > LONGEST_TITLE) return fail('portal-title-too-long', `标题超过 ${LONGEST_TITLE} 字`);
  const sourceUrl = new URL(source.url).href;
  return {
    draft: {
      title,
      text: writeArticleBody(source, source.body ?? source.summary),
      sourceUrl,
      sourceName: source.issuer ?? new URL(sourceUrl).hostname,
      digest: digestOf(
        source.summary === '' ? (source.body ?? '') : source.summary,
        (digest) => digest.length <= LONGEST_DIGEST,
      ),
    },
  };
}

function doorOf({ account, credential }: AccountAccess): Door | null {
  const [url, key, secret] = [
    account.settings['pushUrl'] ?? credential?.['pushUrl'] ?? '',
    credential?.['pushKey'] ?? '',
    credential?.['pushSecret'] ?? '',
  ];
  return url === '' || key === '' || secret === '' ? null : { url, key, secret };
}

const NO_DOOR: PlatformFailure = {
  remedy: 'fix-configuration',
  code: 'portal-no-push',
  message: '该网站没有配置推送接口',
  retryAfterMs: null,
};

function codeOf(response: HttpResponse): number | null {
  const record = asRecord(readJsonBody(response));
  return record === null ? null : asInteger(record['code']);
}

function readTaken(response: HttpResponse, clock: Clock): Extract<PublishOutcome, { kind: 'accepted' }> | null {
  const record = asRecord(readJsonBody(response));
  const data = asRecord(record?.['data']);
  if (record === null || asInteger(record['code']) !== 0 || data === null) return null;
  const url = asText(data['url']);
  const ids = [asText(data['id']), url].filter((id) => id !== null);
  return { kind: 'accepted', receipt: { platformIds: ids, url, acceptedAt: clock.now() } };
}
