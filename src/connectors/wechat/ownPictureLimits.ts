import type { CarriedFile, FileLimit } from '../../domain/files/carriedFiles';
import { escapeHtml } from '../repost/articleBody';

/** More pictures than this, in whatever time, are too much for an article: the job that sends them holds a lease. */
export const MOST_PICTURES = 20;
/** developers.weixin.qq.com, media/uploadimg: JPEG or PNG, below 1 MB. */
export const OWN_PICTURES: FileLimit = { most: MOST_PICTURES, mostBytes: 999_999, types: ['jpeg', 'png'] };

/** As much as an address of the platform and its tag take. */
const TAG_LENGTH = 300;

/** What the pictures of an own item add to its markup, at most. */
export function pictureMarkupLength(pictures: readonly CarriedFile[]): number {
  return pictures.reduce((sum, { alt }) => sum + TAG_LENGTH + escapeHtml(alt).length, 0);
}
