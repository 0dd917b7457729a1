/**
 * One entry of an RSS or Atom feed as its text says it; dates stay as written, because parsers read them in their own
 * zone.
 */
export interface FeedEntry {
  readonly title: string;
  readonly link: string | null;
  readonly guid: string | null;
  readonly published: string | null;
  readonly html: string;
  /** Author or source as a field of the feed. */
  readonly statedSource: string | null;
}

export type FeedRead =
  { readonly kind: 'feed'; readonly entries: readonly FeedEntry[] } | { readonly kind: 'not-a-feed' };
