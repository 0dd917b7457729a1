import { once } from 'node:events';
import type { RequestHandler, Response } from 'express';
import { idOf } from '../edge/inputSchemas';
import type { MandateId } from '../../domain/ids';
import type { Services } from '../../services/index';
import { demandAccess, identifyCaller, readCredential } from '../edge/callers';
import { refuse } from '../edge/problem';

const mandateId = idOf<MandateId>();

/**
 * The evidence pack of a mandate as one file of JSON Lines, for an inspection. Written as it is read, so that ten
 * thousand obligations need no memory; a reader who is slow slows the reading. Outside the table of routes because its
 * response is no JSON document. What fails before the first line is reported like every other refusal; after it the file
 * ends without its footer, which is how one sees it.
 */
export function evidenceFile({
  services,
  secureCookies,
}: {
  readonly services: Services;
  readonly secureCookies: boolean;
}): RequestHandler {
  return async (request, response) => {
    const principal = await identifyCaller(readCredential(request, secureCookies), services.people);
    demandAccess('read', principal);
    const id = mandateId.safeParse(request.params['id']);
    if (!id.success) throw refuse('invalid-id', '编号格式不对。', { field: 'id' });
    try {
      await services.publishing.exportEvidence(id.data, (line) => write(response, line, id.data), principal);
      response.end();
    } catch (error) {
      if (!response.headersSent) throw error;
      response.destroy();
    }
  };
}

async function write(response: Response, line: string, id: string): Promise<void> {
  if (!response.headersSent) {
    response.set({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="evidence-${id}.jsonl"`,
      'cache-control': 'no-store',
    });
  }
  if (response.destroyed) throw new Error('the reader of an evidence file went away');
  if (!response.write(line)) await roomOrGone(response);
}

/** Until the reader has read on or has gone; listens to neither afterwards. */
async function roomOrGone(response: Response): Promise<void> {
  const waiting = new AbortController();
  try {
    await Promise.race([
      once(response, 'drain', { signal: waiting.signal }),
      once(response, 'close', { signal: waiting.signal }),
    ]);
  } finally {
    waiting.abort();
  }
}
