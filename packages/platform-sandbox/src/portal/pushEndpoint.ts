import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SandboxFaultName } from '../faultKinds';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Reply } from '../wire/loopbackServer';
import { replyJson } from '../wire/replies';
import type { Actor, PortalSite } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { articleNumberOf, articleUrlOf } from './articleAddress';

/** How far the caller's clock may be off. */
const WINDOW_S = 300;
const LATE_DELAY_MS = 90 * SECOND_MS;
const LONGEST_TITLE = 200;

const REFUSALS = {
  40001: [400, 'bad request'],
  40101: [401, 'signature mismatch'],
  40102: [401, 'timestamp outside the window'],
  40103: [401, 'unknown push key'],
  40400: [404, 'no such push'],
  40501: [405, 'method not allowed'],
  40901: [409, 'idempotency key was used for other content'],
  42201: [422, 'content refused by review'],
  42901: [429, 'push allowance spent'],
} as const;

interface PushForm {
  readonly idempotencyKey: string;
  readonly title: string;
  readonly body: string;
  readonly source: string;
  readonly sourceUrl: string;
}

/**
 * A content system's endpoint for signed pushes: POST takes an article, GET /{idempotencyKey} tells whether it was taken.
 * The signature is hex HMAC-SHA256 over the time stamp, a line break and the hex SHA-256 of the body.
 */
export function createPushEndpoint(
  world: World,
  faults: FaultBoard,
): (exchange: Exchange, place: { actor: Actor; site: PortalSite; key: string | null }) => Reply {
  return (exchange, { actor, site, key }) => {
    const strikes = (name: SandboxFaultName): boolean => faults.strikes('portal', actor.account.key, name);
    const refusal = checkSignature(exchange, actor, world.now()) ?? (strikes('token-revoked') ? refuse(40103) : null);
    if (refusal !== null) return refusal;
    const now = world.now();

    if (exchange.method === 'GET' && key !== null) {
      const known = world.posts.findReceipt(actor, key);
      return known === null ? refuse(40400) : accept(actor, site, known.post);
    }
    if (exchange.method !== 'POST' || key !== null) return refuse(40501);
    const form = readForm(exchange);
    if (form === null) return refuse(40001);
    const digest = hashHex(exchange.body);
    const known = world.posts.findReceipt(actor, form.idempotencyKey);
    if (known !== null) return known.digest === digest ? accept(actor, site, known.post) : refuse(40901);
    if (strikes('quota-spent')) return refuse(42901);
    if (strikes('content-refused')) return refuse(42201);
    if (strikes('duplicate-refused')) return refuse(40901);

    const lateMs = strikes('accepted-then-delayed') ? LATE_DELAY_MS : 0;
    const post = world.posts.add(
      actor,
      {
        title: form.title,
        text: form.body,
        sourceUrl: form.sourceUrl === '' ? null : form.sourceUrl,
        sourceName: form.source === '' ? null : form.source,
        origin: 'api',
        visibleAt: new Date(now.getTime() + lateMs),
        receipt: { key: form.idempotencyKey, digest },
      },
      now,
    );
    return strikes('lost-answer') ? 'drop' : accept(actor, site, post);
  };
}

function accept(actor: Actor, site: PortalSite, post: StandingPost): Reply {
  return replyJson(
    JSON.stringify({
      code: 0,
      message: 'ok',
      data: { id: articleNumberOf(post), url: articleUrlOf(actor, site, post) },
    }),
  );
}

function refuse(code: keyof typeof REFUSALS): Reply {
  const [status, message] = REFUSALS[code];
  return replyJson(JSON.stringify({ code, message, data: null }), status);
}

function checkSignature(exchange: Exchange, actor: Actor, now: Date): Reply | null {
  const credential = actor.account.credential;
  if (credential === null || exchange.headers['x-push-key'] !== credential['pushKey']) return refuse(40103);
  const stamp = String(exchange.headers['x-push-timestamp'] ?? '');
  if (!/^\d{10}$/.test(stamp) || Math.abs(Number(stamp) - now.getTime() / SECOND_MS) > WINDOW_S) return refuse(40102);
  const expected = createHmac('sha256', credential['pushSecret'] ?? '')
    .update(`${stamp}\n${hashHex(exchange.body)}`)
    .digest();
  const given = Buffer.from(String(exchange.headers['x-push-signature'] ?? ''), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected) ? null : refuse(40101);
}

function readForm(exchange: Exchange): PushForm | null {
  let value: unknown;
  try {
    value = JSON.parse(exchange.body.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const members = value as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const member = members[name];
    return typeof member === 'string' ? member : '';
  };
  const form = {
    idempotencyKey: text('idempotencyKey'),
    title: text('title'),
    body: text('body'),
    source: text('source'),
    sourceUrl: text('sourceUrl'),
  };
  const isComplete =
    /^[\w:.-]{1,128}$/.test(form.idempotencyKey) &&
    form.title !== '' &&
    form.title.length <= LONGEST_TITLE &&
    form.body !== '';
  return isComplete ? form : null;
}

function hashHex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
