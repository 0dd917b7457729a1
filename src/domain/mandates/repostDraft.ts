import type { CarriedFile } from '../files/carriedFiles';

/** What is to be published. Title and meaning are the original's, never altered. */
export interface RepostDraft {
  readonly title: string;
  /** Weibo: the complete status incl. link. WeChat/portal: the body as HTML of the original. */
  readonly text: string;
  readonly sourceUrl: string;
  readonly sourceName: string;
  readonly digest: string;
  /** Of an own item: its pictures in their order, all of them. Absent: a repost, whose pictures are the original's. */
  readonly own?: { readonly pictures: readonly CarriedFile[] };
}
