/**
 * What stays the same of an article's address: account, message and place. Checksums (`sn`, `chksm`) change, and lists,
 * events and pasted addresses all name an article by it. Null for a short address (/s/…), which does not show it.
 */
export function articleKeyOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { searchParams } = new URL(url);
  return joinArticleKey(searchParams.get('__biz'), searchParams.get('mid'), searchParams.get('idx'));
}

export function joinArticleKey(biz: string | null, mid: string | null, idx: string | null): string | null {
  return biz === null || biz === '' || mid === null || !/^\d+$/.test(mid) ? null : `${biz}_${mid}_${idx ?? '1'}`;
}
