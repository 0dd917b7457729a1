import { escapeMarkup } from '../wire/replies';
import type { Actor, PortalSite } from '../world/actor';
import { civilDate, feedStamp } from '../world/civilTime';
import type { StandingPost } from '../world/timeline';
import { articlePathOf, articleUrlOf, COLUMN_FOLDER, TRS_FOLDER } from './articleAddress';
import { writeCharset, writeSiteMeta } from './articlePage';

const ITEMS_A_PAGE = 15;
const ITEMS_A_FEED = 20;
/** Longer titles are cut in the list; the whole one stands in the link's title. */
const LONGEST_SHOWN_TITLE = 24;

/** Page `page` (0 is index.html, n is index_n.html) of a site's column, or null past the end. */
export function writeListPage(about: {
  site: PortalSite;
  posts: readonly StandingPost[];
  page: number;
  isRedesigned: boolean;
  kind: 'list' | 'trs';
}): string | null {
  const { site, posts, page, kind } = about;
  const pages = Math.max(1, Math.ceil(posts.length / ITEMS_A_PAGE));
  if (page >= pages) return null;
  const shown = posts.slice(page * ITEMS_A_PAGE, (page + 1) * ITEMS_A_PAGE);
  const items = about.isRedesigned
    ? writeCards(site, shown)
    : kind === 'trs'
      ? writeDirectory(site, shown)
      : writeItems(site, shown);
  return `<!DOCTYPE html>
<html><head>
${writeCharset(site)}
<title>${site.columnName}_${escapeMarkup(site.siteName)}</title>
${writeSiteMeta(site)}
</head><body>
<ul class="nav"><li><a href="/${site.siteKey}/">首页</a></li><li><a href="./">${site.columnName}</a></li></ul>
${items}
<div class="page"><script>createPageHTML(${pages}, ${page}, "index", "html");</script></div>
<div class="footer">网站标识码：${site.siteIdCode}</div>
</body></html>`;
}

/** RSS 2.0 with the newest items. */
export function writeFeed(actor: Actor, site: PortalSite, posts: readonly StandingPost[]): string {
  const shown = posts.slice(0, ITEMS_A_FEED);
  const items = shown.map((post) => {
    const url = articleUrlOf(actor, site, post);
    const link = escapeMarkup(url);
    return `<item><title><![CDATA[${post.title.replaceAll(']]>', ']] >')}]]></title><link>${link}</link>
<description><![CDATA[${describe(post)}]]></description>
<pubDate>${feedStamp(post.at)}</pubDate><guid isPermaLink="true">${link}</guid><source url="${link}">${escapeMarkup(post.sourceName ?? actor.unit.name)}</source></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeMarkup(site.siteName)}·${site.columnName}</title><link>${actor.account.homeUrl}</link>
<description>${escapeMarkup(site.siteName)}${site.columnName}</description><language>zh-cn</language>
${shown[0] === undefined ? '' : `<lastBuildDate>${feedStamp(shown[0].at)}</lastBuildDate>`}
${items.join('\n')}
</channel></rss>`;
}

function describe(post: StandingPost): string {
  const source =
    post.sourceUrl === null
      ? ''
      : `<p>原文链接：<a href="${escapeMarkup(post.sourceUrl)}">${escapeMarkup(post.sourceUrl)}</a></p>`;
  return `${post.text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}${source}`.replaceAll(']]>', ']] >');
}

function writeItems(site: PortalSite, posts: readonly StandingPost[]): string {
  const link = (post: StandingPost): string => {
    const title = post.title;
    const cut =
      [...title].length > LONGEST_SHOWN_TITLE ? `${[...title].slice(0, LONGEST_SHOWN_TITLE).join('')}…` : title;
    return `<a href="${hrefOf(site, post)}" title="${escapeMarkup(title)}" target="_blank">${escapeMarkup(cut)}</a>`;
  };
  switch (site.listShape) {
    case 'ul':
      return `<ul class="list">\n${posts.map((post) => `<li>${link(post)}<span>${civilDate(post.at)}</span></li>`).join('\n')}\n</ul>`;
    case 'rows':
      return `<table class="newslist"><tbody>\n${posts
        .map(
          (post) =>
            `<tr><td>·${link(post)}</td><td align="right">[${civilDate(post.at).replaceAll('-', '/')}]</td></tr>`,
        )
        .join('\n')}\n</tbody></table>`;
    case 'blocks':
      return posts
        .map((post) => `<div class="news-item"><h4>${link(post)}</h4><p class="date">${spellDate(post.at)}</p></div>`)
        .join('\n');
  }
}

/** The page after its redesign: the same news, none of the old hooks. */
function writeCards(site: PortalSite, posts: readonly StandingPost[]): string {
  const cards = posts.map(
    (post) =>
      `<section class="card" data-url="${hrefOf(site, post)}"><h3>${escapeMarkup(post.title)}</h3><time>${civilDate(post.at).slice(5)}</time></section>`,
  );
  return `<main id="app" class="grid">\n${cards.join('\n')}\n</main>`;
}

/** A TRS directory: bare rows; what was moved here from the news column is linked through its old folder. */
function writeDirectory(site: PortalSite, posts: readonly StandingPost[]): string {
  const rows = posts.map((post) => {
    const inSite = articlePathOf('trs', site, post).slice(site.siteKey.length + 2);
    const href = inSite.startsWith(`${TRS_FOLDER}/`) ? `./${inSite.slice(TRS_FOLDER.length + 1)}` : `../../${inSite}`;
    return `<li><a href="${href}" target="_blank">${escapeMarkup(post.title)}</a><span class="time">${civilDate(post.at)}</span></li>`;
  });
  return `<div class="list_con"><ul class="u-list">\n${rows.join('\n')}\n</ul></div>`;
}

/** Relative to the column's folder, as this maker's lists are: ./202609/t20260917_1400001.html */
function hrefOf(site: PortalSite, post: StandingPost): string {
  return `./${articlePathOf('list', site, post).slice(site.siteKey.length + COLUMN_FOLDER.length + 3)}`;
}

function spellDate(at: Date): string {
  const [year, month, day] = civilDate(at).split('-');
  return `${year ?? ''}年${month ?? ''}月${day ?? ''}日`;
}
