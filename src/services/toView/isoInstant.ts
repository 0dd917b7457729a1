import type { Instant, PublishedAt } from '../../domain/time/instant';
import type { IsoInstant, ListView, PublishedView } from '../../api/wire';
import type { Page } from '../../ports/storage';

export function iso(at: Instant): IsoInstant {
  return at.toISOString();
}

export function isoOrNull(at: Instant | null): IsoInstant | null {
  return at === null ? null : at.toISOString();
}

/** Exactly as precise as the source was: a day stays a day. */
export function publishedView(published: PublishedAt): PublishedView {
  return {
    precision: published.precision,
    value: published.precision === 'day' ? published.on : iso(published.at),
    original: published.original,
  };
}

/** A stored page as readers get it, with the instant it was read at. */
export function listView<Stored, View>(
  page: Page<Stored>,
  toView: (item: Stored) => View,
  asOf: Instant,
): ListView<View> {
  return { items: page.items.map(toView), nextCursor: page.nextCursor, asOf: iso(asOf) };
}
