import type { ObservedPost } from '../../domain/accounts/post';
import type { PublishedAt } from '../../domain/time/instant';

/** One entry of a feed or row of a list page, before anything is decided about the whole. */
export interface ReadRow {
  /** What names the entry: guid or address; null where it has neither. */
  readonly key: string | null;
  readonly url: string;
  readonly title: string;
  /** The title as the list shows it, where that is another: by it the entry is named. */
  readonly shownTitle?: string;
  readonly publishedAt: PublishedAt | null;
  readonly text: string;
  readonly links: readonly string[];
  /** Absent: `text` is the whole. */
  readonly textState?: ObservedPost['textState'];
}
