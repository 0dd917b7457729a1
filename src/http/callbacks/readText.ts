import type { IncomingMessage } from 'node:http';
import { refuse } from '../edge/problem';

/** A platform's message is a few kilobytes; whatever is larger is not from a platform. */
const CALLBACK_MAX_BYTES = 64 * 1024;

/** Reads a body as UTF-8 text. Refuses `body-too-large` from the announced length or at the first byte too many. */
export async function readText(request: IncomingMessage): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? '0');
  if (announced > CALLBACK_MAX_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > CALLBACK_MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(): Error {
  return refuse('body-too-large', '回调内容超过 64 KB。');
}
