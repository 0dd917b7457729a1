/**
 * A small memory of cookies by host: some firewalls answer the first request with a cookie and a redirect to the same
 * page.
 */
export interface CookieJar {
  /** The `Cookie` header for a URL, or null. */
  headerFor(url: URL): string | null;
  /** Takes the `Set-Cookie` lines of an answer. */
  take(url: URL, lines: readonly string[]): void;
}

const MOST_HOSTS = 500;
const MOST_COOKIES = 20;
const LONGEST_COOKIE = 4096;

/**
 * Cookies live as long as the process, belong to exactly the host that set them (Domain is ignored: nothing is ever
 * sent to a sibling host), and are forgotten host by host, least recently answered first.
 */
export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, { readonly value: string; readonly secure: boolean }>>();
  return {
    headerFor(url) {
      const cookies = [...(hosts.get(url.hostname) ?? [])].filter(
        ([, cookie]) => !cookie.secure || url.protocol === 'https:',
      );
      return cookies.length === 0 ? null : cookies.map(([name, cookie]) => `${name}=${cookie.value}`).join('; ');
    },
    take(url, lines) {
      if (lines.length === 0) return;
      const cookies = hosts.get(url.hostname) ?? new Map<string, { value: string; secure: boolean }>();
      for (const line of lines) {
        const [pair = '', ...attributes] = line.slice(0, LONGEST_COOKIE).split(';');
        const at = pair.indexOf('=');
        const name = pair.slice(0, at).trim();
        if (at < 1 || /[\s"\\,]/.test(name)) continue;
        cookies.delete(name);
        const has = (wanted: RegExp): boolean => attributes.some((attribute) => wanted.test(attribute.trim()));
        if (has(/^max-age=(0|-\d+)$/i) || has(/^expires=.*\b19\d\d\b/i)) continue;
        if (cookies.size < MOST_COOKIES)
          cookies.set(name, { value: pair.slice(at + 1).trim(), secure: has(/^secure$/i) });
      }
      hosts.delete(url.hostname);
      hosts.set(url.hostname, cookies);
      const oldest = hosts.keys().next();
      if (hosts.size > MOST_HOSTS && oldest.done !== true) hosts.delete(oldest.value);
    },
  };
}
