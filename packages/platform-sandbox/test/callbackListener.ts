import { createDecipheriv, createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the platform, as the listener saw it. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** A callback of our own that writes down what it hears. */
export interface Listener {
  readonly url: string;
  readonly heard: Heard[];
  /** What it answers from now on; null: nothing at all. */
  answer: (heard: Heard) => { status: number; body: string } | null;
  close(): Promise<void>;
}

/** Answers `success` to messages and the echostr to a check, unless told otherwise. */
export async function listen(): Promise<Listener> {
  const heard: Heard[] = [];
  const listener: Listener = {
    url: '',
    heard,
    answer: ({ method, query }) => ({ status: 200, body: method === 'GET' ? (query.get('echostr') ?? '') : 'success' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      heard.push(one);
      const answer = listener.answer(one);
      if (answer !== null) response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return Object.assign(listener, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

export function sha1(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Checks the signature over the body and opens it, as the vendor's documents describe. */
export function openSealed(
  heard: Heard,
  secrets: { readonly token: string; readonly encodingAesKey: string },
): { readonly xml: string; readonly appId: string; readonly padBytes: number } {
  const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(heard.body)?.[1] ?? '';
  const [timestamp, nonce] = [heard.query.get('timestamp') ?? '', heard.query.get('nonce') ?? ''];
  if (heard.query.get('msg_signature') !== sha1(secrets.token, timestamp, nonce, encrypted))
    throw new Error('the signature does not cover the body');
  const key = Buffer.from(`${secrets.encodingAesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const padBytes = plain[plain.length - 1] ?? 0;
  const length = plain.readUInt32BE(16);
  return {
    xml: plain.subarray(20, 20 + length).toString('utf8'),
    appId: plain.subarray(20 + length, plain.length - padBytes).toString('utf8'),
    padBytes,
  };
}

/** The text of the first element of a name, with or without CDATA. */
export function textOf(xml: string, name: string): string | null {
  return (
    new RegExp(`<${name}>(?:<!\\[CDATA\\[(.*?)\\]\\]>|([^<]*))</${name}>`)
      .exec(xml)
      ?.slice(1)
      .find((part) => part !== undefined) ?? null
  );
}
