import fs from 'node:fs';
import type { Server } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import pino from 'pino';
import { z } from 'zod';

const query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(100).optional(),
  cursor: z.string().max(500).optional(),
});

/**
 * A list as others serve it: express with its etag, helmet, a checked query and a line in a log, the rows from memory,
 * nobody signed in and no store.
 */
export async function serveUsual(rows: () => unknown): Promise<{ readonly server: Server; readonly url: string }> {
  const log = pino(pino.destination({ fd: fs.openSync('/dev/null', 'w'), sync: false, minLength: 4_096 }));
  const app = express();
  app.use(helmet());
  app.get('/list', (request, response) => {
    const startedAt = performance.now();
    const { limit } = query.parse(request.query);
    response.on('finish', () =>
      log.info(
        { path: request.path, limit, status: response.statusCode, ms: performance.now() - startedAt },
        'request',
      ),
    );
    response.json(rows());
  });
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      resolve({ server, url: `http://127.0.0.1:${port}/list?limit=50` });
    });
  });
}
