import type { FoundPlace } from './contentHit';
import type { ContentPack } from './contentPack';

const LINK = /(?:https?:\/\/|www\.)([A-Za-z0-9.-]+)(?::\d+)?[^\s\u4e00-\u9fff，。；！？、）》”]*/g;

export interface LinkFaults {
  readonly commercial: readonly FoundPlace[];
  readonly foreign: readonly FoundPlace[];
}
const NONE: LinkFaults = { commercial: [], foreign: [] };

/**
 * Links to shops, and links outside of the hosts that are allowed. A host covers what lies below it (`gov.cn` covers
 * `www.gov.cn`). `allowedHosts` null: everything but shops is allowed.
 */
export function contentLinks(
  text: string,
  { shopHosts, allowedHosts }: Pick<ContentPack, 'shopHosts' | 'allowedHosts'>,
): LinkFaults {
  if (!text.includes('http') && !text.includes('www.')) return NONE;
  const links = [...text.matchAll(LINK)].map(({ 0: link, 1: host = '', index }) => ({
    host: host.toLowerCase().replace(/\.$/, ''),
    place: { from: index, to: index + link.length, suggestion: null },
  }));
  const isShop = (host: string): boolean => shopHosts.some((shop) => covers(shop, host));
  const isAllowed = (host: string): boolean => allowedHosts === null || allowedHosts.some((one) => covers(one, host));
  return {
    commercial: links.filter(({ host }) => isShop(host)).map(({ place }) => place),
    foreign: links.filter(({ host }) => !isShop(host) && !isAllowed(host)).map(({ place }) => place),
  };
}

function covers(domain: string, host: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
