import type { AccountId, SiteId } from '../ids';

/** What owes a repost (发布渠道): an account, or a site as a whole. */
export interface ChannelIds {
  readonly accountId: AccountId;
  readonly siteId: SiteId | null;
}

/** One text for each channel: it owes one version of a policy once. */
export function channelOf({ siteId, accountId }: ChannelIds): string {
  return siteId === null ? `account:${accountId}` : `site:${siteId}`;
}
