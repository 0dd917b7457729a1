import type { Request } from 'express';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Principal } from '../../domain/people/role';
import { STREAM_VERSION, STREAM_VERSIONS } from '../../api/events';
import type { SummaryView } from '../../api/summary';
import type { Services } from '../../services/index';
import { demandAccess, identifyCaller, readCredential, type Credential } from '../edge/callers';
import { queryInteger } from '../edge/inputSchemas';
import { refuse } from '../edge/problem';
import { readInput } from '../edge/readInput';
import { readEventId } from './eventPosition';

/** What a client hands over when it connects. */
export const handshakeAuth = z.strictObject({
  token: z.exactOptional(z.string().regex(/^[A-Za-z0-9._~+/=-]{1,512}$/)),
  /** The last number the client has; it gets everything after it. Missing: from now on. */
  since: z.exactOptional(z.int().min(0)),
  /** Of which history `since` is a number, as the snapshot before said. */
  history: z.exactOptional(z.string().max(200)),
  /** The version of the contract the client speaks. Missing: the newest. */
  v: z.exactOptional(z.int()),
});

/** A client that may listen: who it is, by what, from where on, and the counts for its first frame. */
export interface Admission {
  readonly principal: Principal;
  readonly token: string;
  readonly since: number | null;
  readonly history: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** What a client of server-sent events may ask for in its address. */
const eventsQuery = z.strictObject({
  since: z.exactOptional(queryInteger({ min: 0, max: Number.MAX_SAFE_INTEGER })),
  history: z.exactOptional(z.string().max(200)),
});

/**
 * Checks a handshake. Throws `Refusal`: bad input, `not-signed-in`, `forbidden`. The token in `auth` goes before
 * headers.
 */
export async function admit(
  { handshake }: Pick<Socket, 'handshake'>,
  services: Services,
  secureCookies: boolean,
): Promise<Admission> {
  const { token, since, history, v = STREAM_VERSION } = readInput(handshakeAuth, handshake.auth, 'handshake');
  if (!(STREAM_VERSIONS as readonly number[]).includes(v))
    throw refuse('unsupported-version', `告警流不支持版本 ${v}，支持：${STREAM_VERSIONS.join('、')}。`, { field: 'v' });
  const credential: Credential =
    token === undefined ? readCredential(handshake, secureCookies) : { kind: 'token', token };
  return admitCaller(credential, { since, history }, services);
}

/**
 * Checks a request for server-sent events, as `admit` does a handshake. What a browser hands back as `Last-Event-ID`
 * when it connects again goes before the address, which stays what it was.
 */
export async function admitRequest(request: Request, services: Services, secureCookies: boolean): Promise<Admission> {
  const asked = readInput(eventsQuery, request.query, 'query');
  const lastEventId = request.get('last-event-id');
  const from = lastEventId === undefined || lastEventId === '' ? asked : readEventId(lastEventId);
  return admitCaller(readCredential(request, secureCookies), from, services);
}

async function admitCaller(
  credential: Credential,
  { since, history }: { readonly since?: number | undefined; readonly history?: string | undefined },
  services: Services,
): Promise<Admission> {
  const principal = await identifyCaller(credential, services.people);
  demandAccess('read', principal);
  if (credential.kind === 'none') throw refuse('not-signed-in', '需要登录。');
  return {
    principal,
    token: credential.token,
    since: since ?? null,
    history: history ?? null,
    counts: countsOf(await services.views.summary(principal)),
  };
}

/** The figures of the first frame: verdicts, and the alerts that are open and acknowledged, by severity. */
function countsOf({ verdicts, unacknowledged, acknowledged }: SummaryView): Readonly<Record<string, number>> {
  const named = (prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(counts).map(([severity, count]) => [`${prefix}-${severity}`, count]));
  return { ...verdicts, ...named('open', unacknowledged), ...named('acknowledged', acknowledged) };
}
