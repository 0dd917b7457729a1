import type { Actor, PortalSite } from '../world/actor';
import { civilDate } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';

/** The number in an article's address: seven digits. */
const FIRST_NUMBER = 1_400_000;
/** Folder of the one column every site has here. */
export const COLUMN_FOLDER = 'xwzx/gzdt';

export function articleNumberOf(post: StandingPost): string {
  return String(FIRST_NUMBER + post.serial);
}

/** The serial behind an article's number. */
export function readArticleNumber(number: string): number {
  return Number(number) - FIRST_NUMBER;
}

/** Address below the site's own path. Sites with a feed follow one maker's pattern, sites with lists another's. */
export function articlePathOf(site: PortalSite, post: StandingPost): string {
  const [year = '', month = '', day = ''] = civilDate(post.at).split('-');
  return site.kind === 'rss'
    ? `art/${year}/${Number(month)}/${Number(day)}/art_104_${articleNumberOf(post)}.html`
    : `${COLUMN_FOLDER}/${year}${month}/t${year}${month}${day}_${articleNumberOf(post)}.html`;
}

export function articleUrlOf(actor: Actor, site: PortalSite, post: StandingPost): string {
  return new URL(articlePathOf(site, post), actor.account.homeUrl).href;
}

/** The serial an article path names, or null for any other path. */
export function readArticlePath(path: string): number | null {
  const match = /(?:^|\/)(?:t\d{8}|art_104)_(\d{7})\.html$/.exec(path);
  return match?.[1] === undefined ? null : readArticleNumber(match[1]);
}
