import type { IncomingMessage } from 'node:http';
import { refuse } from './problem';

/**
 * Largest request body where an endpoint names no other: everything but a table file is far smaller.
 */
const BODY_MAX_BYTES = 256 * 1024;

/**
 * Reads a JSON body of at most `mostBytes`; no body reads as `{}`. A larger one is refused from its announced
 * length without reading, or at the first byte too many: it is never held in memory. Throws `body-too-large`,
 * `unsupported-media-type`, `malformed-json`.
 */
export async function readBody(request: IncomingMessage, mostBytes = BODY_MAX_BYTES): Promise<unknown> {
  const announced = request.headers['content-length'];
  if (request.headers['transfer-encoding'] === undefined && (announced === undefined || announced === '0')) return {};
  if (announced !== undefined && Number(announced) > mostBytes) throw tooLarge(mostBytes);
  checkMediaType(request);
  const bytes = await collect(request, mostBytes);
  if (bytes.length === 0) return {};
  return parse(bytes);
}

/** Reads a body of at most `mostBytes` as it is, with the same bounds. Throws `body-too-large`. */
export async function readBytes(request: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) > mostBytes) throw tooLarge(mostBytes);
  checkUncompressed(request);
  return collect(request, mostBytes);
}

function tooLarge(mostBytes: number): Error {
  const kilobytes = mostBytes / 1024;
  return refuse('body-too-large', `请求体超过 ${kilobytes < 1024 ? `${kilobytes} KB` : `${kilobytes / 1024} MB`}。`);
}

function checkMediaType(request: IncomingMessage): void {
  const [type, ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((piece) => piece.trim());
  if (type !== 'application/json')
    throw refuse('unsupported-media-type', type === '' ? '没有给出 Content-Type。' : '请求体不是 application/json。');
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && charset.replaceAll('"', '') !== 'charset=utf-8')
    throw refuse('unsupported-media-type', '请求体的字符集不是 UTF-8。');
  checkUncompressed(request);
}

/** A compressed body can be a thousand times its size: none of our callers needs one. */
function checkUncompressed(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw refuse('unsupported-media-type', '不接受压缩的请求体。');
}

function collect(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Gone before anybody listened: `close` was emitted already, and nothing else would ever come.
    if (request.destroyed && !request.complete) {
      reject(refuse('malformed-json', '请求体没有传完。'));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      finish();
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) {
        // What still arrives is read and dropped by node once the response is out, within the server's request time-out.
        chunks.length = 0;
        settle(() => reject(tooLarge(mostBytes)));
        return;
      }
      chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)));
    const onError = () => settle(() => reject(refuse('malformed-json', '请求体没有传完。')));
    const onClose = onError;
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body, which may hold a password.
    throw refuse('malformed-json', '请求体不是有效的 JSON（UTF-8）。');
  }
}
