import type { FaultBoard } from '../wire/faultBoard';
import { encodeGbk } from '../wire/gbkText';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml, replyJson, replyRedirect, withEtag } from '../wire/replies';
import { civilDate } from '../world/civilTime';
import { guardTransport, replyChallenge } from '../wire/transportGuard';
import type { Actor, PortalSite } from '../world/actor';
import type { StandingPost } from '../world/timeline';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { articlePathOf, COLUMN_FOLDER, readArticlePath, TRS_FOLDER } from './articleAddress';
import { writeArticlePage, writeCharset, writeSiteMeta } from './articlePage';
import { GROUP_SIZE, writeColumnPage, writeGroup } from './jpage';
import { writeKaipuList } from './kaipu';
import { writeFeed, writeListPage } from './listPages';
import { createPushEndpoint } from './pushEndpoint';
import { createSiteMap } from './siteMap';
import type { Place } from './siteMap';

/** So many of the newest articles stand on a site's home page. */
const ON_HOME_PAGE = 8;

/** What stands where `index_1` should be on sites that never made it. */
const STUB_PAGE =
  '<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body><script>window.location.href="./";</script><noscript>页面正在更新，请稍后访问。</noscript></body></html>';

/** Every portal of the county, each under its own path; what shared content systems serve lies at the root. */
export function createPortalServer(world: World, parts: { faults: FaultBoard }): Handler {
  const { faults } = parts;
  const locate = createSiteMap(actorsOn(world, 'portal'));
  const push = createPushEndpoint(world, faults);
  const listOf = (place: Place): readonly StandingPost[] => world.posts.list(place.actor, world.now());
  const isRedesigned = ({ actor }: Place): boolean =>
    actor.account.behaviour === 'redesigned' || faults.strikes('portal', actor.account.key, 'redesigned-page');
  const showCards = (place: Place): Reply =>
    writeHtml(
      place.site,
      writeListPage({ site: place.site, posts: listOf(place), page: 0, isRedesigned: true, kind: 'list' }) ?? '',
    );

  const showArticle = (place: Place, path: string): Reply => {
    const serial = readArticlePath(place.site, path);
    const found = serial === null ? null : world.posts.find(place.actor, serial, world.now());
    if (found === null) return writeMissing(place.site);
    if (found.isWithdrawn) return writeMissing(place.site, place.site.hidesRemoval ? 200 : 404);
    return writeHtml(place.site, writeArticlePage(place.actor, place.site, found.post));
  };
  const showList = (place: Place, about: { page: number; kind: 'list' | 'trs' }): Reply => {
    const { site } = place;
    if (about.kind === 'trs' && site.hasStubPages && about.page > 0) return replyHtml(STUB_PAGE);
    const html = writeListPage({ site, posts: listOf(place), isRedesigned: isRedesigned(place), ...about });
    return html === null ? writeMissing(site) : writeHtml(site, html);
  };
  const showGroup = (place: Place, exchange: Exchange): Reply => {
    const { site } = place;
    if (site.jpageHabit === 'encrypted' && exchange.headers.referer === undefined)
      return replyHtml('<!DOCTYPE html><title>403 Forbidden</title>', 403);
    if (isRedesigned(place)) return replyHtml('<!DOCTYPE html><title>404</title>', 404);
    const body = writeGroup(site, listOf(place), readGroup(exchange.url.searchParams));
    return {
      status: 200,
      headers: { 'content-type': site.jpageHabit === 'array' ? 'text/html; charset=utf-8' : 'text/xml; charset=utf-8' },
      body,
    };
  };

  const serveSite = (exchange: Exchange, place: Place): Reply => {
    const { actor, site } = place;
    const path = exchange.url.pathname.split('/').slice(2).join('/');
    if (exchange.url.pathname === `/${site.siteKey}`) return replyRedirect(`/${site.siteKey}/`, 301);
    if (path === 'cms/push' || path.startsWith('cms/push/')) {
      return push(exchange, {
        ...place,
        key: path === 'cms/push' ? null : decodeURIComponent(path.slice('cms/push/'.length)),
      });
    }
    if (path === '') return writeHtml(site, writeHomePage(actor, site, listOf(place).slice(0, ON_HOME_PAGE)));
    if (path === COLUMN_FOLDER || path === TRS_FOLDER) return replyRedirect(`/${site.siteKey}/${path}/`, 301);
    if (path === 'rss/gzdt.xml' && site.kind === 'rss') {
      if (isRedesigned(place)) return showCards(place);
      return withEtag(exchange, {
        status: 200,
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body: writeFeed(actor, site, listOf(place)),
      });
    }
    const list = readListPath(path);
    if (list !== null && (list.kind === 'list' || site.dialect === 'trs'))
      return withEtag(exchange, showList(place, list));
    return showArticle(place, exchange.url.pathname);
  };
  const serve = (exchange: Exchange): Reply => {
    const place = locate(exchange);
    if (place === null) return replyHtml('<!DOCTYPE html><title>404</title>', 404);
    if (place.actor.account.behaviour === 'refused') return replyChallenge();
    if (faults.strikes('portal', place.actor.account.key, 'ip-not-allowed'))
      return replyHtml('<!DOCTYPE html><title>403 Forbidden</title>', 403);
    switch (place.what) {
      case 'site':
        return serveSite(exchange, place);
      case 'column':
        return withEtag(
          exchange,
          isRedesigned(place) ? showCards(place) : writeHtml(place.site, writeColumnPage(place.site, listOf(place))),
        );
      case 'group':
        return showGroup(place, exchange);
      case 'search':
        return isRedesigned(place)
          ? showCards(place)
          : replyJson(writeKaipuList({ ...place, posts: listOf(place), query: exchange.url.searchParams }));
      case 'shared-article':
        return showArticle(place, exchange.url.pathname);
    }
  };
  return guardTransport({
    place: 'portal',
    faults,
    accountOf: (exchange) => locate(exchange)?.actor.account.key ?? null,
    handler: serve,
  });
}

function readListPath(path: string): { readonly page: number; readonly kind: 'list' | 'trs' } | null {
  const match = /^(xwzx\/gzdt|xxgk\/zcfb)\/(?:index(?:_(\d+))?\.html)?$/.exec(path);
  return match === null ? null : { kind: match[1] === TRS_FOLDER ? 'trs' : 'list', page: Number(match[2] ?? '0') };
}

/** Records by number where the request names them, else a whole group by its number. */
function readGroup(query: URLSearchParams): { readonly first: number; readonly last: number } {
  const whole = (name: string): number | null =>
    /^\d{1,6}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : null;
  const [first, last] = [whole('startrecord'), whole('endrecord')];
  if (first !== null && last !== null) return { first: Math.max(1, first), last };
  const page = Math.max(1, whole('page') ?? 1);
  return { first: (page - 1) * GROUP_SIZE + 1, last: page * GROUP_SIZE };
}

/** The header says UTF-8 whatever the bytes are. */
function writeHtml(site: PortalSite, html: string, status = 200): Reply {
  return replyHtml(site.encoding === 'lying-gbk' ? encodeGbk(html) : html, status);
}

function writeMissing(site: PortalSite, status = 404): Reply {
  return writeHtml(
    site,
    `<!DOCTYPE html><html><head>${writeCharset(site)}<title>404</title></head><body>您访问的页面不存在或已删除。</body></html>`,
    status,
  );
}

function writeHomePage(actor: Actor, site: PortalSite, posts: readonly StandingPost[]): string {
  const newest = posts.map(
    (post) =>
      `<li><a href="${articlePathOf(site.kind, site, post)}">${escapeMarkup(post.title)}</a><span>${civilDate(post.at)}</span></li>`,
  );
  const column =
    site.kind === 'rss'
      ? `<link rel="alternate" type="application/rss+xml" title="${site.columnName}" href="${actor.account.externalId}">`
      : '';
  return `<!DOCTYPE html><html><head>${writeCharset(site)}<title>${escapeMarkup(site.siteName)}</title>${writeSiteMeta(site)}${column}</head>
<body><h1>${escapeMarkup(site.siteName)}</h1><p><a href="/${site.siteKey}/${COLUMN_FOLDER}/">${site.columnName}</a></p><ul>${newest.join('')}</ul></body></html>`;
}
