/** A URL for messages: scheme, host and path. Queries carry tokens, so of a query only its existence is told. */
export function describeUrl(url: string): string {
  if (!URL.canParse(url)) return '(unreadable address)';
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search === '' ? '' : '?…'}`;
}
