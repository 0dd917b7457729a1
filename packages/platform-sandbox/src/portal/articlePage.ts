import { escapeMarkup } from '../wire/replies';
import type { Actor, PortalSite } from '../world/actor';
import { civilStamp } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';

/** Every third article of a `gappy` site has no article META, as happens where an editor pasted a page. */
const GAP_PERIOD = 3;

/** An article's page, with META after the national guideline in the spelling that the site has. */
export function writeArticlePage(actor: Actor, site: PortalSite, post: StandingPost): string {
  const source = post.sourceName ?? actor.unit.name;
  const stamp = civilStamp(post.at);
  return `<!DOCTYPE html>
<html><head>
${writeCharset(site)}
<title>${escapeMarkup(post.title)}_${escapeMarkup(site.siteName)}</title>
${writeSiteMeta(site)}
${writeArticleMeta(site, post, source)}
</head><body>
<div class="location">当前位置：<a href="/${site.siteKey}/">首页</a> &gt; ${site.columnName}</div>
<div class="article">
<h1>${escapeMarkup(post.title)}</h1>
<div class="info"><span>发布时间：${stamp.slice(0, 16)}</span>${post.editedAt === null ? '' : `<span>更新时间：${civilStamp(post.editedAt).slice(0, 16)}</span>`}<span>来源：${escapeMarkup(source)}</span></div>
<!--ZJEG_RSS.content.begin--><div class="TRS_Editor" id="zoom">${writeBody(post)}</div><!--ZJEG_RSS.content.end-->
${post.sourceUrl === null ? '' : `<p class="origin">原文链接：<a href="${escapeMarkup(post.sourceUrl)}">${escapeMarkup(post.sourceUrl)}</a></p>`}
</div>
<div class="footer">主办：${escapeMarkup(actor.unit.name)}　网站标识码：${site.siteIdCode}</div>
</body></html>`;
}

/** The charset a page claims in its own head. */
export function writeCharset(site: PortalSite): string {
  return site.encoding === 'lying-gbk'
    ? '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    : '<meta charset="utf-8">';
}

/** Site and column META, the same on all pages of a site. */
export function writeSiteMeta(site: PortalSite): string {
  return [
    meta(site, 'SiteName', site.siteName),
    meta(site, 'SiteDomain', `${site.siteKey}.example.gov.cn`),
    meta(site, 'SiteIDCode', site.siteIdCode),
    meta(site, 'ColumnName', site.columnName),
    meta(site, 'ColumnType', site.columnName),
  ].join('\n');
}

function writeArticleMeta(site: PortalSite, post: StandingPost, source: string): string {
  if (site.metaHabit === 'gappy' && post.serial % GAP_PERIOD === 0) return '';
  return [
    meta(site, 'ArticleTitle', post.title),
    // An empty value where the editor left the field alone.
    meta(
      site,
      'PubDate',
      site.metaHabit === 'gappy' && post.serial % GAP_PERIOD === 1 ? '' : writePubDate(site, post.at),
    ),
    meta(site, 'ContentSource', source),
    meta(site, 'Keywords', ''),
  ].join('\n');
}

function writePubDate(site: PortalSite, at: Date): string {
  const stamp = civilStamp(at);
  switch (site.metaHabit) {
    case 'standard':
    case 'gappy':
      return stamp.slice(0, 16);
    case 'lower':
      return stamp;
    case 'slashed':
      return stamp.slice(0, 16).replaceAll('-', '/');
  }
}

function meta(site: PortalSite, name: string, content: string): string {
  return site.metaHabit === 'lower'
    ? `<META NAME="${name.toLowerCase()}" CONTENT="${escapeMarkup(content)}">`
    : `<meta name="${name}" content="${escapeMarkup(content)}">`;
}

/** A pushed body may be HTML already; scripts in it do not survive. */
function writeBody(post: StandingPost): string {
  if (/<(?:p|div|br|span|table)\b/i.test(post.text)) return post.text.replace(/<script[\s\S]*?<\/script>/gi, '');
  return post.text
    .split('\n')
    .map((line) => `<p>　　${escapeMarkup(line)}</p>`)
    .join('\n');
}
