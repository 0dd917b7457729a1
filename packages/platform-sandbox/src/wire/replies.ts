import type { Exchange, Reply } from './loopbackServer';
import { hashText } from '../world/seededDraw';

/** Raw UTF-8 JSON text. */
export function replyJson(text: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: text };
}

export function replyHtml(html: string | Buffer, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

export function replyRedirect(location: string, status: 301 | 302 = 302): Reply {
  return { status, headers: { location }, body: '' };
}

/** Adds an ETag, and returns 304 where the caller holds the same bytes already. */
export function withEtag(exchange: Exchange, reply: Reply): Reply {
  if (reply === 'drop' || reply.status !== 200) return reply;
  const text = typeof reply.body === 'string' ? reply.body : reply.body.toString('latin1');
  const etag = `"${hashText(text).toString(16)}-${text.length.toString(16)}"`;
  const headers = { ...reply.headers, etag };
  return exchange.headers['if-none-match'] === etag ? { status: 304, headers, body: '' } : { ...reply, headers };
}

/** Text made safe for HTML and XML, attributes included. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
