import type { IncomingMessage } from 'node:http';

/**
 * Does this request come from our own pages, or from no browser at all? Browsers say where a request comes from in
 * `Sec-Fetch-Site` (secure contexts) and `Origin`; a script of another site can forge neither. A caller that sends
 * neither is no browser and holds the credential itself. Together with `SameSite=Strict` this is the defence against
 * cross-site requests.
 */
export function isSameOrigin(request: Pick<IncomingMessage, 'headers'>, behindProxy: boolean): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== null && host !== '' && host === publicHostOf(request, behindProxy);
}

/** The host by which browsers know us. A proxy may rename it; its word counts only where a proxy is configured. */
function publicHostOf({ headers }: Pick<IncomingMessage, 'headers'>, behindProxy: boolean): string | null {
  const forwarded = behindProxy ? headers['x-forwarded-host'] : undefined;
  const host = (typeof forwarded === 'string' ? forwarded.split(',')[0] : undefined) ?? headers.host;
  return host?.trim().toLowerCase() ?? null;
}
