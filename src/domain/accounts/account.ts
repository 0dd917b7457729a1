import type { CredentialFault } from '../credentials/credentialFault';
import type { AccountId, SiteId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import { PLATFORMS, type Platform } from './platforms';

export { PLATFORMS, type Platform };

/**
 * Platforms whose list shows what software published and nothing else (WeChat leaves 群发 out): however complete our
 * sight is by other ways, whether a repost sent out by hand before it began is already there can never be known, while
 * our own can.
 */
export const LISTS_OWN_PUBLISHING_ONLY: readonly Platform[] = ['wechat'];

/**
 * Where an account stands in its own life: what each means is `STATUS_RULES`, what leads from one to another
 * `ACCOUNT_TRANSITIONS`. The duty to publish lasts until `cancelled`; `revived` was found on the platform again.
 */
export const ACCOUNT_STATUSES = ['applied', 'approved', 'filed', 'active', 'stopped', 'cancelled', 'revived'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Column classes have their own limits in the rule packs; a whole account (Weibo, WeChat) is `account`. */
export type ColumnClass = 'account' | 'news' | 'notices' | 'other';

/** Why nothing can be published to an account by interface; such obligations become manual tasks. */
export type NoPublishReason = 'no-api' | 'no-credential' | 'no-permission' | CredentialFault;

export interface Account {
  readonly id: AccountId;
  readonly unitId: UnitId;
  /** The unit and all units above it, root first: scope checks and subtree queries read this. */
  readonly unitPath: readonly UnitId[];
  /** The website this is a column of; null for everything that is not a portal column. */
  readonly siteId: SiteId | null;
  readonly platform: Platform;
  /** The platform's own id (Weibo uid, WeChat appid, portal column URL). Unique within the platform. */
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly status: AccountStatus;
  readonly openedAt: Instant | null;
  /** Connector settings that are no secret (feed kind, list URL, selector, safe domain). */
  readonly settings: Readonly<Record<string, string>>;
  readonly hasCredential: boolean;
  /** Null: publishing by interface is possible as far as we know. */
  readonly noPublishReason: NoPublishReason | null;
}
