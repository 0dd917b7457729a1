import type { Platform } from '../../domain/accounts/account';
import type { AccountAccess, Call } from './access';
import type { ArticleReader } from './articleReader';
import type { Authorisation, CredentialCheckResult } from './authorisation';
import type { Collector } from './collector';
import type { Inbound } from './inbound';
import type { Publisher } from './publisher';
import type { SettingProblem, SettingSpec } from './settings';

export type * from './access';
export type * from './collector';
export type * from './publisher';
export type * from './settings';
export type * from './authorisation';
export type * from './inbound';
export type * from './articleReader';
export type * from './policyFeed';

/** Capability objects instead of thirty optional methods. */
export interface Connector {
  /** One cheap read-only call that shows whether the credential is accepted. Null: this platform has none to check. */
  readonly credentialCheck: ((access: AccountAccess, call: Call) => Promise<CredentialCheckResult>) | null;
  readonly authorisation: Authorisation | null;
  readonly inbound: Inbound | null;
  readonly articleReader: ArticleReader | null;
  readonly platform: Platform;
  /** For people, Chinese. */
  readonly title: string;
  readonly settings: readonly SettingSpec[];
  /**
   * Everything wrong with an account's settings, before it is saved; empty: it can be tried. Absent: there is nothing
   * to get wrong.
   */
  checkSettings?(settings: Readonly<Record<string, string>>, externalId: string): readonly SettingProblem[];
  readonly collector: Collector;
  readonly publisher: Publisher | null;
}

export interface ConnectorRegistry {
  for(platform: Platform): Connector;
  readonly all: readonly Connector[];
}
