import type { Exchange } from '../wire/loopbackServer';
import type { Actor, PortalSite } from '../world/actor';
import { spellColumnId } from './jpage';

export interface Place {
  readonly actor: Actor;
  readonly site: PortalSite;
}

/** What a path is, and whose; `path` is the whole one. */
export type Located = (Place & { readonly what: 'site' | 'column' | 'group' | 'search' | 'shared-article' }) | null;

/** Finds the site behind a request: by its own folder, or by the numbers in the paths of shared content systems. */
export function createSiteMap(actors: readonly Actor[]): (exchange: Exchange) => Located {
  const byKey = new Map<string, Place>();
  const byColumn = new Map<string, Place>();
  const byChannel = new Map<string, Place>();
  for (const actor of actors) {
    const { site } = actor;
    if (site === null) continue;
    const place = { actor, site };
    byKey.set(site.siteKey, place);
    if (site.dialect === 'jpage') {
      byColumn.set(String(site.numbers.columnId), place);
      byColumn.set(spellColumnId(site), place);
    }
    if (site.dialect === 'kaipu') {
      byChannel.set(site.numbers.channelId, place);
      byChannel.set(site.numbers.channelFolder, place);
    }
  }
  const tag = (place: Place | undefined, what: 'site' | 'column' | 'group' | 'search' | 'shared-article'): Located =>
    place === undefined ? null : { ...place, what };

  return ({ url, body }) => {
    const { pathname } = url;
    const column = /^\/col\/col(\d+)\/(?:index\.html)?$/.exec(pathname)?.[1];
    if (column !== undefined) return tag(byColumn.get(column), 'column');
    if (/^\/module\/(?:web\/jpage|jpage|jslib\/jquery\/jpage)\/(?:morecolumn)?dataproxy\.jsp$/.test(pathname)) {
      const id = url.searchParams.get('columnid') ?? new URLSearchParams(body.toString('utf8')).get('columnid') ?? '';
      return tag(byColumn.get(id), 'group');
    }
    const articleColumn = /^\/art\/\d{4}\/\d{1,2}\/\d{1,2}\/art_(\d+)_\d{7}\.html$/.exec(pathname)?.[1];
    if (articleColumn !== undefined) return tag(byColumn.get(articleColumn), 'shared-article');
    const channel = /^\/(?:common\/search|searchList|search)\/([0-9a-f]{32})$/.exec(pathname)?.[1];
    if (channel !== undefined) return tag(byChannel.get(channel), 'search');
    const folder = /^\/xxgk\/(c\d{6})\/\d{6}\/[0-9a-f]{32}\.shtml$/.exec(pathname)?.[1];
    if (folder !== undefined) return tag(byChannel.get(folder), 'shared-article');
    return tag(byKey.get(pathname.split('/')[1] ?? ''), 'site');
  };
}
