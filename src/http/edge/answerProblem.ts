import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../../domain/errors';
import type { Log } from '../../ports/runtime';
import { describeProblem, PROBLEM_MEDIA_TYPE, refuse, retryAfterSeconds } from './problem';
import { requestIdOf } from './requestId';

export interface AnswerDeps {
  readonly log: Log;
  /**
   * Rejects when the store does not answer: tells the store's trouble from a fault of ours, without reading error
   * texts.
   */
  readonly storeIsUp: () => Promise<void>;
}
export interface Failed {
  readonly error: unknown;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The end of every request that failed: turns whatever was thrown into `application/problem+json`. Never rejects. */
export async function answerProblem(
  { error, request, response }: Failed,
  { log, storeIsUp }: AnswerDeps,
): Promise<void> {
  if (isOfLeaving(error) && response.destroyed) {
    // Whoever asked has gone: nobody reads a response, and nothing of ours went wrong.
    log.info('request-aborted', about({ request, response }));
    return;
  }
  if (response.headersSent) {
    // Half a response is out: only breaking the connection tells the caller that it is not whole.
    response.destroy();
    return;
  }
  const refusal = await explain(error, storeIsUp);
  sendProblem(refusal, request, response);
  if (response.statusCode < 500) return;
  log.error('request-failed', error, { ...about({ request, response }), code: refusal.code });
}

function about({ request, response }: Omit<Failed, 'error'>): Readonly<Record<string, string>> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  return { requestId: requestIdOf(response), method: request.method ?? '', path };
}

/** What reading a request or sending a response ends with where the other side has broken the connection. */
const LEAVING = new Set(['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

function isOfLeaving(error: unknown): boolean {
  return LEAVING.has((error as { readonly code?: unknown } | null)?.code as string);
}

async function explain(error: unknown, storeIsUp: () => Promise<void>): Promise<Refusal> {
  if (error instanceof Refusal) return error;
  // Express raises this about the address itself: the caller's fault, not ours.
  if (error instanceof URIError) return refuse('invalid-input', '地址中有无法识别的百分号编码。');
  const storeAnswers = await storeIsUp().then(
    () => true,
    () => false,
  );
  return storeAnswers ? refuse('internal', '处理请求时出错。') : refuse('store-unavailable', '数据库没有应答。');
}

function sendProblem(refusal: Refusal, request: IncomingMessage, response: ServerResponse): void {
  const problem = describeProblem(refusal, {
    requestId: requestIdOf(response),
    isRead: request.method === 'GET' || request.method === 'HEAD',
  });
  const waitS = retryAfterSeconds(problem.code);
  if (waitS !== null && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', String(waitS));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.statusCode = problem.status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', PROBLEM_MEDIA_TYPE);
  response.end(JSON.stringify(problem));
}
