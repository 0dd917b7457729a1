import { CARRIES_NO_FILE } from '../../domain/files/carriedFiles';
import type { OwnSource, Publisher, PublishOutcome, RepostSource } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import { failureOfFault } from '../outbound/faults';
import type { Http } from '../outbound/http';
import { failed } from '../outbound/platformFailure';
import { writeArticleBody, writeParagraphs } from '../repost/articleBody';
import { digestOf } from '../repost/digest';
import { createConfirm } from './confirm';
import { codeOf, createSendPush, endpointOf, NO_ENDPOINT, readTaken } from './pushEndpoint';
import { pushFailureOf } from './pushFailures';

const LONGEST_TITLE = 200;
const LONGEST_DIGEST = 200;

/**
 * Publishes to a portal by a signed push to its content system. The job's key is the push's idempotency key: pushing
 * twice makes one article, and the key alone tells whether it was taken.
 */
export function createPortalPublisher(http: Http, clock: Clock): Publisher {
  const send = createSendPush(http, clock);
  return {
    quotas: [],
    measure: ({ title, digest }) => [
      { name: 'title-characters', value: title.length, limit: LONGEST_TITLE },
      { name: 'digest-characters', value: digest.length, limit: LONGEST_DIGEST },
    ],
    fileLimits: { pictures: CARRIES_NO_FILE, attachments: CARRIES_NO_FILE },
    obstacle(account) {
      if (account.hasCredential) return null;
      return account.settings['pushUrl'] === undefined ? 'no-api' : 'no-credential';
    },
    compose,
    composeOwn,
    async publish({ access, draft, key, beforePublicCall }, call): Promise<PublishOutcome> {
      const endpoint = endpointOf(access);
      if (endpoint === null) return { kind: 'failed', failure: NO_ENDPOINT };
      const body = JSON.stringify({
        idempotencyKey: key,
        title: draft.title,
        body: draft.text,
        source: draft.sourceName,
        sourceUrl: draft.sourceUrl,
      });
      await beforePublicCall();
      const answer = await send(endpoint, { method: 'POST', url: endpoint.url, body }, call);
      if (answer.kind === 'fault') return { kind: 'failed', failure: failureOfFault(answer.fault, 'write') };
      return (
        readTaken(answer.response, clock) ?? {
          kind: 'failed',
          failure: pushFailureOf(codeOf(answer.response), answer.response, call.startedAt),
        }
      );
    },
    confirm: createConfirm(send, clock),
  };
}

function compose(source: RepostSource): ReturnType<Publisher['compose']> {
  const title = source.title.trim();
  if (title === '' || !URL.canParse(source.url))
    return failed('fix-content', 'portal-no-title-or-link', '缺少标题或原文链接');
  if (title.length > LONGEST_TITLE)
    return failed('fix-content', 'portal-title-too-long', `标题超过 ${LONGEST_TITLE} 字`);
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

/** The article of an own item, as it was written. It has a source only where it has a link. */
function composeOwn(source: OwnSource): ReturnType<Publisher['composeOwn']> {
  const title = source.title.trim();
  if (title === '' || (source.link !== null && !URL.canParse(source.link)))
    return failed('fix-content', 'portal-no-title-or-link', '缺少标题或原文链接');
  if (title.length > LONGEST_TITLE)
    return failed('fix-content', 'portal-title-too-long', `标题超过 ${LONGEST_TITLE} 字`);
  const text = source.text ?? source.body;
  return {
    draft: {
      title,
      text: writeParagraphs(text),
      sourceUrl: source.link === null ? '' : new URL(source.link).href,
      sourceName: source.issuer,
      digest: digestOf(source.summary === '' ? text : source.summary, (digest) => digest.length <= LONGEST_DIGEST),
    },
  };
}
