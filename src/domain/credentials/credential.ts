import type { Platform } from '../accounts/account';
import type { AccountId, CredentialId, PersonId, UnitId } from '../ids';
import type { Instant } from '../time/instant';

/**
 * What a secret is. The first four belong to an account, the last two to an application through which accounts grant
 * access.
 */
export const CREDENTIAL_KINDS = [
  'weibo-user-token',
  'wechat-app-secret',
  'wechat-component-grant',
  'portal-push-key',
  'weibo-application',
  'wechat-component',
] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/**
 * untested: nobody has tried it since it was stored. working: the platform accepted it last time. expiring: accepted,
 * and over within seven days. expired: over by its date. refused: the platform refuses it before its date.
 * unopened: it is stored, and no key of ours opens it.
 */
export const CREDENTIAL_STATES = ['untested', 'working', 'expiring', 'expired', 'refused', 'unopened'] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

/** Closed list of how a test of a credential can end; `cannot-tell` says nothing about the credential. */
export const CHECK_OUTCOMES = ['accepted', 'refused', 'cannot-tell'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** Who handed the secret over. `personId` null: an import or the platform itself. */
export interface GrantedBy {
  readonly personId: PersonId | null;
  readonly name: string;
}

/** What is known of a secret without the secret: safe to show within its scope. */
export interface Credential {
  readonly id: CredentialId;
  readonly platform: Platform;
  readonly kind: CredentialKind;
  /** The account it opens; null: it is an application's. */
  readonly accountId: AccountId | null;
  /** The platform's id of the application itself, or of the one the account granted access through; null: none. */
  readonly applicationId: string | null;
  /** What people call it: the account's or the application's name. */
  readonly label: string;
  readonly unitId: UnitId | null;
  readonly unitPath: readonly UnitId[];
  readonly state: CredentialState;
  /** Rises with every change of the secret; a writer names the version it has read. */
  readonly version: number;
  readonly expiresAt: Instant | null;
  readonly grantedAt: Instant;
  readonly grantedBy: GrantedBy;
  readonly lastCheckAt: Instant | null;
  readonly lastCheckOutcome: CheckOutcome | null;
  readonly lastCheckCode: string | null;
  readonly nextCheckAt: Instant | null;
  /** How many days ahead people have been warned: 7, 1, and 0 once it is over. */
  readonly warnedDays: readonly number[];
  /** For an application whose platform calls us: when it last did, and since when without a gap. */
  readonly messages: MessageFlow | null;
}

/** `sinceAt`: since when every message of the platform can have reached us; null: not at all at present. */
export interface MessageFlow {
  readonly lastAt: Instant | null;
  readonly sinceAt: Instant | null;
}

/** Whether a kind belongs to an application. */
export function isApplicationKind(kind: CredentialKind): boolean {
  return kind === 'weibo-application' || kind === 'wechat-component';
}

/**
 * The kind of an account's secret, told by what it is made of: a WeChat account granted to a component has no app
 * secret of its own.
 */
export function accountCredentialKind(platform: Platform, secrets: Readonly<Record<string, string>>): CredentialKind {
  if (platform === 'weibo') return 'weibo-user-token';
  if (platform !== 'wechat') return 'portal-push-key';
  return (secrets['appSecret'] ?? '') === '' && (secrets['authorizerRefreshToken'] ?? '') !== ''
    ? 'wechat-component-grant'
    : 'wechat-app-secret';
}

/** The setting by which a platform names an application: no secret, and the application's identity with us. */
export const APPLICATION_ID_KEY: Readonly<Partial<Record<Platform, string>>> = {
  weibo: 'appKey',
  wechat: 'componentAppId',
};

/** The kind of an application of a platform; null: the platform knows no applications. */
export function applicationKind(platform: Platform): CredentialKind | null {
  if (platform === 'weibo') return 'weibo-application';
  return platform === 'wechat' ? 'wechat-component' : null;
}
