import type { Policy } from './policy';

/** Parameters that say how a reader came, not what the page is. */
const TRACKING =
  /^(?:utm_\w+|spm|from|isappinstalled|share\w*|scene|srcid|sessionid|wxshare|tdsourcetag|_t|timestamp)$/iu;
const INDEX_PAGE = /\/(?:index|default)\.(?:html?|shtml|php|jsp|aspx?)$/iu;
const MAX_UNWRAPPINGS = 3;

/**
 * The address two links to one page have in common: scheme, `www.`, default port, fragment, tracking parameters, the
 * order of parameters, an index page and a slash at the end do not matter. Weibo's link wrapper is unwrapped. Null for
 * what is not an http(s) address.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = unwrap(parse(url));
  if (parsed === null) return null;
  const host = parsed.hostname
    .toLowerCase()
    .replace(/^www\./u, '')
    .replace(/\.$/u, '');
  const port = parsed.port === '' ? '' : `:${parsed.port}`;
  const path = parsed.pathname.replace(INDEX_PAGE, '').replace(/\/+$/u, '');
  const kept = [...parsed.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .sort(([one, a], [other, b]) => (one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1));
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
  return `${host}${port}${path}${query}`;
}

function parse(url: string): URL | null {
  const trimmed = url.trim();
  if (!/^https?:\/\//iu.test(trimmed) || !URL.canParse(trimmed)) return null;
  return new URL(trimmed);
}

/** `https://weibo.cn/sinaurl?u=…` and its relatives lead to the address in their parameter. */
function unwrap(url: URL | null): URL | null {
  let current = url;
  for (let depth = 0; depth < MAX_UNWRAPPINGS && current !== null; depth += 1) {
    if (!/(?:^|\.)weibo\.c(?:n|om)$/iu.test(current.hostname) || !current.pathname.startsWith('/sinaurl'))
      return current;
    const inner = parse(current.searchParams.get('u') ?? current.searchParams.get('toasturl') ?? '');
    if (inner === null) return current;
    current = inner;
  }
  return current;
}

/** The identity key of an address. */
export function urlKey(url: string): string | null {
  const canonical = canonicalUrl(url);
  return canonical === null ? null : `url:${canonical}`;
}

/**
 * The addresses that are this policy's alone. A landing page that several policies share as their link is left out:
 * linking to it names none of them, so it is no evidence of a repost.
 */
export function ownUrls(policy: Pick<Policy, 'url' | 'sightings' | 'identityKeys'>): string[] {
  const urls = [policy.url, ...policy.sightings.map((sighting) => sighting.url)].filter((url) => url !== null);
  return [...new Set(urls)].filter((url) => {
    const key = urlKey(url);
    return key !== null && policy.identityKeys.includes(key);
  });
}
