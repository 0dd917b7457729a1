import { Router, type Request, type RequestHandler, type Response } from 'express';
import { seenFrom } from '../../domain/people/seenFrom';
import type { Instant } from '../../domain/time/instant';
import type { Services } from '../../services/index';
import { demandAccess, identifyCaller, readCredential, type Credential } from './callers';
import { refuse } from './problem';
import { readBody } from './readBody';
import type { CallContext, ServerFacts, SessionHandle } from './endpoint';
import type { Route } from './route';
import { createTableReading, type ReadTable } from '../sheets/tableReading';
import { createSendValue, type SendValue } from './sendValue';
import { isSameOrigin } from './sameOrigin';
import { clearSessionCookie, writeSessionCookie } from './sessionCookie';

export interface MountDeps {
  readonly services: Services;
  readonly now: () => Instant;
  readonly facts: ServerFacts;
  readonly secureCookies: boolean;
  readonly behindProxy: boolean;
  /** The address people and platforms reach us by, where it is configured. */
  readonly publicUrl: string | null;
  /** Runs before every public route: sign-in is what outsiders can try without end. */
  readonly publicLimit: RequestHandler;
}

type Serving = MountDeps & { readonly readTable: ReadTable };

/**
 * Makes an express router of the table. Every request takes the same way: origin, who, may they, input, work, response.
 * A known address with another method is refused with 405 and `Allow`; an unknown one with 404.
 */
export function mountRoutes(routes: readonly Route[], deps: MountDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const serving = { ...deps, sendValue: createSendValue(), readTable: createTableReading() };
  for (const route of routes) {
    const handler: RequestHandler = async (request, response) => answer(route, serving, { request, response });
    router[route.method](route.path, ...(route.access === 'public' ? [deps.publicLimit] : []), handler);
  }
  for (const [path, methods] of methodsByPath(routes)) {
    router.all(path, (_request, response) => {
      response.setHeader('Allow', methods.join(', '));
      throw refuse('method-not-allowed', `此地址只支持 ${methods.join('、')}。`);
    });
  }
  router.use(() => {
    throw refuse('not-found', '没有这个接口地址。', { remedy: '接口清单见 /api/openapi.json。' });
  });
  return router;
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])]);
  }
  return methods;
}

async function answer(
  route: Route,
  { sendValue, ...deps }: Serving & { readonly sendValue: SendValue },
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<void> {
  response.locals['route'] = route.path;
  const credential = readCredential(request, deps.secureCookies);
  // A bearer token is never sent along by a browser on its own, so only cookies (and sign-in itself) need the check.
  if (route.method !== 'get' && credential.kind !== 'token' && !isSameOrigin(request, deps.behindProxy)) {
    throw refuse('forbidden', '来自其他网站的请求被拒绝。', {
      remedy: '请在本系统页面内操作；程序请使用 Bearer 令牌。',
    });
  }
  const from = seenFrom(request.ip ?? '', request.get('user-agent') ?? '');
  const principal = route.access === 'public' ? null : await identifyCaller(credential, deps.services.people, from);
  if (principal !== null) demandAccess(route.access, principal);
  const raw = { params: request.params, query: request.query, readBody: () => readBody(request, route.mostBodyBytes) };
  const value = await bounded(
    route.run(raw, { ...contextOf(deps, credential, { request, response }), from }, principal),
  );
  response.setHeader('Cache-Control', 'no-store');
  response.statusCode = route.answer === null ? 204 : (route.status ?? 200);
  if (route.answer === null) response.end();
  else sendValue(value, { request, response });
}

function contextOf(
  { services, now, facts, secureCookies, publicUrl, readTable }: Serving,
  credential: Credential,
  { request, response }: { readonly request: Request; readonly response: Response },
): Omit<CallContext, 'from'> {
  const session: SessionHandle = {
    token: credential.kind === 'session' ? credential.token : null,
    open: (opened) => writeSessionCookie(response, secureCookies, opened),
    close: () => clearSessionCookie(response, secureCookies),
  };
  return {
    services,
    now: now(),
    facts,
    session,
    readTable,
    origin: publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`,
  };
}

/**
 * No request waits longer than this for the store. What it asked for may still happen: the caller reads again to see.
 */
const WORK_TIMEOUT_MS = 20_000;

async function bounded<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${WORK_TIMEOUT_MS} ms`)), WORK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
