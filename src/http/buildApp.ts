import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import { callbacks } from './callbacks/callbacks';
import { answerProblem } from './edge/answerProblem';
import { mountRoutes } from './edge/mountRoutes';
import { refuse } from './edge/problem';
import { giveRequestId } from './edge/requestId';
import { securityHeaders } from './edge/securityHeaders';
import { publicDesk } from './duties/publicDesk';
import { healthHandler } from './health/health';
import { metricsHandler, type Metrics } from './health/metrics';
import { giveFile, takeFile } from './files/fileTransfer';
import type { HttpDeps } from './httpDeps';
import { evidenceFile } from './mandates/evidenceFile';
import { makeAsyncApi } from './openapi/makeAsyncApi';
import { API_BASE, makeOpenApi } from './openapi/makeOpenApi';
import { webFiles } from './pages/webFiles';
import { ROUTES } from './routes';
import type { Instant } from '../domain/time/instant';
import type { Stream } from './stream/createStream';

export interface AppDeps extends HttpDeps {
  readonly now: () => Instant;
  readonly metrics: Metrics;
  readonly signInLimit: RequestHandler;
  readonly deskLimit: RequestHandler;
  readonly stream: Pick<Stream, 'reader' | 'events'>;
}

/**
 * The express application: what every request passes, then the interface, then the pages; whatever fails ends in one
 * place.
 */
export function buildApp({
  services,
  now,
  log,
  config,
  storeIsUp,
  storeHasRoom,
  progress,
  metrics,
  signInLimit,
  deskLimit,
  stream,
}: AppDeps): RequestListener {
  const app = express();
  // Responses of the interface are never stored, so hashing them for an ETag would be wasted; files keep theirs.
  app
    .disable('x-powered-by')
    .set('etag', () => undefined)
    .set('query parser', 'simple')
    .set('trust proxy', config.trustProxyHops === 0 ? false : config.trustProxyHops);
  app.use(giveRequestId, metrics.timeRequests, securityHeaders(config.secureCookies));

  const facts = { sandbox: config.sandbox, version: config.version };
  const openApi = JSON.stringify(makeOpenApi(ROUTES, facts));
  const asyncApi = JSON.stringify(makeAsyncApi({ version: facts.version, apiBase: API_BASE }));
  app.get(
    '/healthz',
    healthHandler({
      now,
      storeIsUp,
      storeHasRoom,
      diskLevel: () => services.views.diskLevel(),
      progress,
      stream: () => ({ seq: stream.reader.head(), readAt: stream.reader.readAt() }),
      version: config.version,
    }),
  );
  app.get('/metrics', metricsHandler(metrics, services.people));
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(openApi));
  app.get('/api/asyncapi.json', (_request, response) => void response.type('application/json').send(asyncApi));
  app.get(`${API_BASE}/mandates/:id/evidence/export`, evidenceFile({ services, secureCookies: config.secureCookies }));
  const transfer = { services, secureCookies: config.secureCookies, behindProxy: config.trustProxyHops > 0 };
  app.post(`${API_BASE}/files`, takeFile(transfer));
  app.get(`${API_BASE}/files/:id/content`, giveFile(transfer));
  app.all(`${API_BASE}/alerts/stream`, stream.events);
  app.use(
    API_BASE,
    mountRoutes(ROUTES, {
      services,
      now,
      facts,
      secureCookies: config.secureCookies,
      behindProxy: config.trustProxyHops > 0,
      publicUrl: config.publicUrl ?? null,
      publicLimit: signInLimit,
    }),
  );
  app.use('/callbacks', callbacks(services.credentials));
  const desk = { interactions: services.interactions, behindProxy: config.trustProxyHops > 0, limit: deskLimit };
  app.use('/public/messages', publicDesk(desk));
  app.use(['/api', '/healthz', '/metrics', '/callbacks'], () => {
    throw refuse('not-found', '没有这个接口地址。', { remedy: '接口清单见 /api/openapi.json。' });
  });
  app.use(webFiles(config.webRoot));
  // Called with a third argument an application hands over whatever was thrown; its type does not say so.
  const run = app as unknown as (
    request: IncomingMessage,
    response: ServerResponse,
    done: (error?: unknown) => void,
  ) => void;
  return (request, response) => {
    run(
      request,
      response,
      (error) =>
        void answerProblem(
          { error: error ?? refuse('not-found', '没有这个地址。'), request, response },
          { log, storeIsUp },
        ),
    );
  };
}
