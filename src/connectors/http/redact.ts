/** A URL for messages: scheme, host and path. Queries carry tokens, so of a query only its existence is told. */
export function describeUrl(url: string): string {
  if (!URL.canParse(url)) return '(unreadable address)';
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search === '' ? '' : '?…'}`;
}

const SHORTEST_SECRET = 6;
const LONGEST_MESSAGE = 300;

/** A vendor's own words for people and logs: cut to a sane length, with every value of the credential blacked out. */
export function withoutSecrets(text: string, credential: Readonly<Record<string, string>> | null): string {
  let safe = text;
  for (const secret of Object.values(credential ?? {})) {
    if (secret.length < SHORTEST_SECRET) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) safe = safe.split(form).join('***');
  }
  // Whatever looks like a token in a query goes too, be it ours or one we were just handed.
  safe = safe.replace(/((?:access_token|token|secret|ticket|key|sign(?:ature)?)=)[^&\s"']+/gi, '$1***');
  return safe.length > LONGEST_MESSAGE ? `${safe.slice(0, LONGEST_MESSAGE)}…` : safe;
}
