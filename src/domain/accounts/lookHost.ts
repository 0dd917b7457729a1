import type { Account } from './account';
import { FEED_URL } from './platforms';

/**
 * Whose server a look at this account asks: the platform where it has one interface for all, the site itself for a
 * portal. Looks at one server share what it can bear, and one slow server must not keep the others from being looked
 * at.
 */
export function lookHostOf({
  platform,
  settings,
  externalId,
  homeUrl,
}: Pick<Account, 'platform' | 'settings' | 'externalId' | 'homeUrl'>): string {
  if (platform === 'weibo' || platform === 'wechat') return platform;
  const address = [settings[FEED_URL], settings['listUrl'], externalId, homeUrl].find(
    (candidate) => candidate !== undefined && /^https?:\/\//.test(candidate),
  );
  const host = address === undefined ? undefined : /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/.exec(address)?.[1];
  return host?.toLowerCase() ?? platform;
}
