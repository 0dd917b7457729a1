import type { FaultBoard } from '../wire/faultBoard';
import { encodeGbk } from '../wire/gbkText';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml, replyRedirect, withEtag } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import type { Actor, PortalSite } from '../world/actor';
import { actorsOn } from '../world/world';
import type { World } from '../world/world';
import { COLUMN_FOLDER, readArticlePath } from './articleAddress';
import { writeArticlePage, writeCharset, writeSiteMeta } from './articlePage';
import { writeFeed, writeListPage } from './listPages';
import { createPushDoor } from './pushDoor';

interface Place { readonly actor: Actor; readonly site: PortalSite }

/** What a protected site answers to machines: a page of script, and no content. Nothing here is meant to be solved. */
const CHALLENGE = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><script>var check="412";setTimeout(function(){location.reload();},800);</script></body></html>';

/** Every portal of the county, each under its own path. */
export function createPortalServer(world: World, parts: { faults: FaultBoard }): Handler {
  const { faults } = parts;
  const places = new Map<string, Place>();
  for (const actor of actorsOn(world, 'portal')) {
    if (actor.site !== null) places.set(actor.site.siteKey, { actor, site: actor.site });
  }
  const push = createPushDoor(world, faults);

  const serveSite = (exchange: Exchange, place: Place, path: string): Reply => {
    const { actor, site } = place;
    if (path === 'cms/push' || path.startsWith('cms/push/')) {
      return push(exchange, { ...place, key: path === 'cms/push' ? null : decodeURIComponent(path.slice('cms/push/'.length)) });
    }
    const posts = world.posts.list(actor, world.now());
    if (path === '') return writeHtml(site, writeHomePage(actor, site));
    if (path === COLUMN_FOLDER) return replyRedirect(`/${site.siteKey}/${COLUMN_FOLDER}/`, 301);
    if (path === 'rss/gzdt.xml' && site.kind === 'rss') {
      return withEtag(exchange, { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: writeFeed(actor, site, posts) });
    }
    const page = readPageNumber(path);
    if (page !== null) {
      const html = writeListPage({ actor, site, posts, page });
      return html === null ? writeMissing(site) : withEtag(exchange, writeHtml(site, html));
    }
    const serial = readArticlePath(path);
    const found = serial === null ? null : world.posts.find(actor, serial, world.now());
    if (found === null) return writeMissing(site);
    if (found.isWithdrawn) return writeMissing(site, site.hidesRemoval ? 200 : 404);
    return writeHtml(site, writeArticlePage(actor, site, found.post));
  };

  return guardTransport({
    place: 'portal',
    faults,
    accountOf: (exchange) => places.get(readSiteKey(exchange))?.actor.account.key ?? null,
    handler: (exchange) => {
      const place = places.get(readSiteKey(exchange));
      if (place === undefined) return replyHtml('<!DOCTYPE html><title>404</title>', 404);
      if (place.actor.account.behaviour === 'refused') return replyHtml(CHALLENGE, 412);
      if (faults.of('portal', place.actor.account.key) === 'ip-not-allowed') return replyHtml('<!DOCTYPE html><title>403 Forbidden</title>', 403);
      const path = exchange.url.pathname.split('/').slice(2).join('/');
      return exchange.url.pathname === `/${place.site.siteKey}` ? replyRedirect(`/${place.site.siteKey}/`, 301) : serveSite(exchange, place, path);
    },
  });
}

function readSiteKey(exchange: Exchange): string {
  return exchange.url.pathname.split('/')[1] ?? '';
}

function readPageNumber(path: string): number | null {
  const match = /^xwzx\/gzdt\/(?:index(?:_(\d+))?\.html)?$/.exec(path);
  return match === null ? null : Number(match[1] ?? '0');
}

/** The header says UTF-8 whatever the bytes are. */
function writeHtml(site: PortalSite, html: string, status = 200): Reply {
  return replyHtml(site.encoding === 'lying-gbk' ? encodeGbk(html) : html, status);
}

function writeMissing(site: PortalSite, status = 404): Reply {
  return writeHtml(site, `<!DOCTYPE html><html><head>${writeCharset(site)}<title>404</title></head><body>您访问的页面不存在或已删除。</body></html>`, status);
}

function writeHomePage(actor: Actor, site: PortalSite): string {
  const column = site.kind === 'rss'
    ? `<link rel="alternate" type="application/rss+xml" title="工作动态" href="${actor.account.externalId}">`
    : '';
  return `<!DOCTYPE html><html><head>${writeCharset(site)}<title>${escapeMarkup(site.siteName)}</title>${writeSiteMeta(site)}${column}</head>
<body><h1>${escapeMarkup(site.siteName)}</h1><p><a href="/${site.siteKey}/${COLUMN_FOLDER}/">工作动态</a></p></body></html>`;
}
