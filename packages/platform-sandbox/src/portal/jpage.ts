import type { SandboxPortalKind } from '../contract';
import { escapeMarkup } from '../wire/replies';
import type { PortalSite } from '../world/actor';
import { civilDate } from '../world/civilTime';
import { HEX, spellCode } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import { articlePathOf } from './articleAddress';
import { writeCharset, writeSiteMeta } from './articlePage';

/** 大汉版通's paged column: three pages of fifteen in one answer. */
const PER_PAGE = 15;
const PAGES_A_GROUP = 3;
export const GROUP_SIZE = PER_PAGE * PAGES_A_GROUP;
const DATA_PATH = '/module/web/jpage/dataproxy.jsp';
/** Sites with encrypted ids answer deep groups with next to nothing. */
const DEEPEST_ENCRYPTED_GROUP = 2;
const STUB = '<?xml version="1.0" encoding="UTF-8"?><datastore/>';
const KIND: SandboxPortalKind = 'jpage';

/** The id of a column as the site's own requests spell it. */
export function spellColumnId(site: PortalSite): string {
  return site.jpageHabit === 'encrypted' ? spellCode(HEX, 32, 'jpage', site.siteKey) : String(site.numbers.columnId);
}

/** The column's page, with the first group inside. */
export function writeColumnPage(site: PortalSite, posts: readonly StandingPost[]): string {
  const { unitId, webId } = site.numbers;
  const parameters =
    site.jpageHabit === 'encrypted'
      ? ''
      : `
<script>var param_${unitId} = {col:1,appid:1,webid:${webId},path:'/',columnid:${spellColumnId(site)},sourceContentType:1,unitid:'${unitId}',webname:'${site.siteName}',permissiontype:0};
$('#${unitId}').jpage({proxyUrl:'${DATA_PATH}',startRecord:1,perPage:${PER_PAGE},groupSize:${PAGES_A_GROUP},totalRecord:${posts.length},ajaxParam:param_${unitId}});</script>`;
  return `<!DOCTYPE html>
<html><head>${writeCharset(site)}<title>${site.columnName}_${escapeMarkup(site.siteName)}</title>
${writeSiteMeta(site)}</head><body>
<div id="${unitId}"><script type="text/xml">${writeStore(site, posts, { first: 1, last: GROUP_SIZE })}</script></div>${parameters}
</body></html>`;
}

/** One answer of the data endpoint. `first` and `last` count records from 1; `page` counts groups from 1. */
export function writeGroup(
  site: PortalSite,
  posts: readonly StandingPost[],
  asked: { readonly first: number; readonly last: number },
): string {
  const group = Math.floor((asked.first - 1) / GROUP_SIZE) + 1;
  if (site.jpageHabit === 'encrypted' && group > DEEPEST_ENCRYPTED_GROUP) return STUB;
  if (site.jpageHabit === 'array')
    return `[${slice(posts, asked)
      .map((post) => JSON.stringify(writeRecord(site, post)))
      .join(',')}]`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeStore(site, posts, asked)}`;
}

function writeStore(site: PortalSite, posts: readonly StandingPost[], asked: { first: number; last: number }): string {
  const { unitId, webId } = site.numbers;
  const next = Math.floor((asked.last - 1) / GROUP_SIZE) + 2;
  const link = `${DATA_PATH}?page=${next}&amp;appid=1&amp;webid=${webId}&amp;path=/&amp;columnid=${spellColumnId(site)}&amp;unitid=${unitId}&amp;permissiontype=0`;
  const nextGroup =
    asked.last < posts.length
      ? `<nextgroup><![CDATA[<a href="${link.replaceAll('&amp;', '&')}"></a>]]></nextgroup>\n`
      : '';
  return `<datastore>
${nextGroup}<totalrecord>${posts.length}</totalrecord>
<totalpage>${Math.max(1, Math.ceil(posts.length / PER_PAGE))}</totalpage>
<recordset>
${slice(posts, asked)
  .map((post) => `<record><![CDATA[${writeRecord(site, post)}]]></record>`)
  .join('\n')}
</recordset></datastore>`;
}

/** From the second group on, an answer begins with the record the one before ended with. */
function slice(
  posts: readonly StandingPost[],
  { first, last }: { first: number; last: number },
): readonly StandingPost[] {
  return posts.slice(Math.max(0, first - 2), last);
}

function writeRecord(site: PortalSite, post: StandingPost): string {
  const title = escapeMarkup(post.title.replaceAll(']]>', ''));
  const date = civilDate(post.at);
  const shown = site.jpageHabit === 'broken-dates' ? date.replaceAll('-', '-\n') : date;
  return `<li><a href="${articlePathOf(KIND, site, post)}" title="${title}" target="_blank">${title}</a><span>${shown}</span></li>`;
}
