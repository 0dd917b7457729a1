import type { Receipt } from '../../domain/mandates/mandate';
import { fromUnixSeconds } from '../../domain/time/readTime';
import type { Instant } from '../../domain/time/instant';
import type { PlatformMessage } from '../../ports/connectors';
import { asRecord } from '../reading/json';
import { entriesOf, fieldOf } from './callbackXml';
import type { XmlFields } from './callbackXml';

/** A message and the key under which a repeated delivery of it is recognised. */
export interface ReadMessage {
  readonly message: PlatformMessage;
  readonly deduplicationKey: string;
}

/** Whom a message is about (the account's AppID, which the message itself does not carry) and when it was received. */
export interface MessageContext {
  readonly accountId: string;
  readonly now: Instant;
}

/** Reads one message of the platform: an event of the component (`InfoType`) or one about an account (`Event`). */
export function readMessage(fields: XmlFields, context: MessageContext): ReadMessage {
  return fieldOf(fields, 'InfoType') === '' ? readAccountEvent(fields, context) : readComponentEvent(fields, context);
}

/** developers.weixin.qq.com, 第三方平台: the ticket every ten minutes, and what accounts grant, change and take back. */
function readComponentEvent(fields: XmlFields, { now }: MessageContext): ReadMessage {
  const [infoType, applicationId, externalId] = [
    fieldOf(fields, 'InfoType'),
    fieldOf(fields, 'AppId'),
    fieldOf(fields, 'AuthorizerAppid'),
  ];
  const at = createdAt(fields, now);
  const deduplicationKey = ['wechat', applicationId, fieldOf(fields, 'CreateTime'), infoType, externalId].join(':');
  const code = fieldOf(fields, 'AuthorizationCode');
  const grant = (kind: 'access-granted' | 'access-changed' | 'access-revoked'): PlatformMessage => ({
    kind,
    externalId,
    at,
    authorisationCode: code === '' ? null : code,
  });
  const ticket = fieldOf(fields, 'ComponentVerifyTicket');
  switch (infoType) {
    case 'component_verify_ticket':
      return {
        deduplicationKey,
        message:
          ticket === '' ? { kind: 'other', name: infoType } : { kind: 'component-ticket', applicationId, ticket, at },
      };
    case 'authorized':
      return { deduplicationKey, message: grant('access-granted') };
    case 'updateauthorized':
      return { deduplicationKey, message: grant('access-changed') };
    case 'unauthorized':
      return { deduplicationKey, message: grant('access-revoked') };
    default:
      return { deduplicationKey, message: { kind: 'other', name: nameOf(infoType) } };
  }
}

function readAccountEvent(fields: XmlFields, context: MessageContext): ReadMessage {
  const event = fieldOf(fields, 'Event').toUpperCase();
  const messageId = fieldOf(fields, 'MsgId');
  const sender = [fieldOf(fields, 'FromUserName'), fieldOf(fields, 'CreateTime'), event];
  const publishInfo = asRecord(fields['PublishEventInfo']);
  const subject = event === 'PUBLISHJOBFINISH' ? fieldOf(publishInfo, 'publish_id') : fieldOf(fields, 'MsgID');
  // Messages of readers have a number of their own; events are the same when sender, second, kind and subject are.
  const key = event === '' && messageId !== '' ? ['message', messageId] : [...sender, subject];
  const deduplicationKey = ['wechat', context.accountId, ...key].join(':');
  switch (event) {
    case 'PUBLISHJOBFINISH':
      return { deduplicationKey, message: readPublishEvent(fields, publishInfo, context) };
    case 'MASSSENDJOBFINISH':
      return { deduplicationKey, message: readMassSendEvent(fields, context) };
    default:
      return {
        deduplicationKey,
        message: { kind: 'other', name: nameOf(event === '' ? fieldOf(fields, 'MsgType') : event) },
      };
  }
}

/** freepublish, publish_status: 0 public, 1 under way, 2 to 4 refused, 5 and 6 public once and removed. */
const OUTCOMES: Readonly<Record<string, 'published' | 'refused' | 'removed'>> = {
  0: 'published',
  2: 'refused',
  3: 'refused',
  4: 'refused',
  5: 'removed',
  6: 'removed',
};

function readPublishEvent(
  fields: XmlFields,
  info: XmlFields | null,
  { accountId, now }: MessageContext,
): PlatformMessage {
  const [status, publishId] = [fieldOf(info, 'publish_status'), fieldOf(info, 'publish_id')];
  const outcome = OUTCOMES[status];
  if (outcome === undefined || publishId === '') return { kind: 'other', name: 'PUBLISHJOBFINISH' };
  const at = createdAt(fields, now);
  return {
    kind: 'publish-finished',
    externalId: accountId,
    publishId,
    at,
    outcome,
    receipt: outcome === 'published' ? receiptOf(info, at) : null,
    code: `wechat-status-${status}`,
  };
}

function receiptOf(info: XmlFields | null, at: Instant): Receipt {
  const [first] = entriesOf(asRecord(info?.['article_detail'])?.['item']);
  const [articleId, url] = [fieldOf(info, 'article_id'), fieldOf(first ?? null, 'article_url')];
  return { platformIds: articleId === '' ? [] : [articleId], url: url === '' ? null : url, acceptedAt: at };
}

/** `send success`, or a reason such as `err(30003)`, of which new ones occur: kept as a code, never guessed at. */
function readMassSendEvent(fields: XmlFields, { accountId, now }: MessageContext): PlatformMessage {
  const status = fieldOf(fields, 'Status');
  const results = asRecord(fields['ArticleUrlResult']);
  const urls = entriesOf(asRecord(results?.['ResultList'])?.['item'])
    .map((item) => fieldOf(item, 'ArticleUrl'))
    .filter((url) => URL.canParse(url));
  return {
    kind: 'mass-sent',
    externalId: accountId,
    messageId: fieldOf(fields, 'MsgID'),
    at: createdAt(fields, now),
    succeeded: /^send\s*success$/i.test(status),
    urls,
    code: `wechat-mass-${status
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40)}`,
  };
}

function createdAt(fields: XmlFields, now: Instant): Instant {
  const stated = fromUnixSeconds(Number(fieldOf(fields, 'CreateTime')));
  return stated?.precision === 'instant' ? stated.at : now;
}

/** The name of a message we do not use, fit for a log. */
function nameOf(text: string): string {
  return text.replace(/[^\w.-]/g, '').slice(0, 60);
}
