import type { SandboxPortalKind } from '../contract';
import type { Actor, PortalSite } from '../world/actor';
import { civilDate } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';

/** The number in an article's address: seven digits. */
const FIRST_NUMBER = 1_400_000;
/** Folder of the one column every site has here, and of the same column on a TRS directory. */
export const COLUMN_FOLDER = 'xwzx/gzdt';
export const TRS_FOLDER = 'xxgk/zcfb';
/** Every so many articles of a TRS directory were moved there and still lie in the news column's folder. */
const MOVED_PERIOD = 7;

export function articleNumberOf(post: StandingPost): string {
  return String(FIRST_NUMBER + post.serial);
}

/** Path of an article in the form that a content system has; each site serves every form it may be linked by. */
export function articlePathOf(kind: SandboxPortalKind, site: PortalSite, post: StandingPost): string {
  const [year = '', month = '', day = ''] = civilDate(post.at).split('-');
  const number = articleNumberOf(post);
  switch (kind) {
    case 'rss':
      return `/${site.siteKey}/art/${year}/${Number(month)}/${Number(day)}/art_104_${number}.html`;
    case 'list':
      return `/${site.siteKey}/${COLUMN_FOLDER}/${year}${month}/t${year}${month}${day}_${number}.html`;
    case 'trs':
      return post.serial % MOVED_PERIOD === 0
        ? articlePathOf('list', site, post)
        : `/${site.siteKey}/${TRS_FOLDER}/${year}${month}/t${year}${month}${day}_${number}.html`;
    case 'jpage':
      return `/art/${year}/${Number(month)}/${Number(day)}/art_${site.numbers.columnId}_${number}.html`;
    case 'kaipu':
      return `/xxgk/${site.numbers.channelFolder}/${year}${month}/${spellUuid(site, post.serial)}.shtml`;
  }
}

/** The lasting address, in the form the site is registered with. */
export function articleUrlOf(actor: Actor, site: PortalSite, post: StandingPost): string {
  return new URL(articlePathOf(site.kind, site, post), actor.account.homeUrl).href;
}

/** The serial an article path names, or null for any other path. */
export function readArticlePath(site: PortalSite, path: string): number | null {
  const number = /\/(?:t\d{8}|art_\d+)_(\d{7})\.html$/.exec(path)?.[1];
  if (number !== undefined) return Number(number) - FIRST_NUMBER;
  const uuid = /\/([0-9a-f]{32})\.shtml$/.exec(path)?.[1];
  if (uuid === undefined) return null;
  const serial = parseInt(uuid.slice(24), 16);
  return spellUuid(site, serial) === uuid ? serial : null;
}

/** 32 hexadecimal digits that end with the serial. */
function spellUuid(site: PortalSite, serial: number): string {
  const head = [0, 1, 2].map((part) => hashText(`${site.siteKey}/${serial}/${part}`).toString(16).padStart(8, '0'));
  return `${head.join('')}${serial.toString(16).padStart(8, '0')}`;
}
