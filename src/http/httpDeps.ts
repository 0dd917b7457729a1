import type { Clock, Log } from '../ports/runtime';
import type { Services } from '../services/index';
import type { ProgressReport } from './health/health';
import type { StreamLimits } from './stream/limits';

export interface HttpConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** True behind HTTPS: cookies only travel encrypted, and browsers are told to insist on it. */
  readonly secureCookies: boolean;
  /** How many proxies before us are ours; 0: none, and forwarding headers are not believed. */
  readonly trustProxyHops: number;
  readonly sandbox: boolean;
  readonly version: string;
  /** The address people and platforms reach us by; absent: the one a request came to. */
  readonly publicUrl?: string | null;
  /** The built dashboard; null: this process serves the interface only. */
  readonly webRoot: string | null;
  /** Failed sign-ins allowed per address and window. */
  readonly signInLimit?: { readonly attempts: number; readonly windowMs: number };
  /** What one address may send by the pages for everybody in an hour. */
  readonly messagesAnHour?: number;
  readonly stream?: Partial<StreamLimits>;
  /** How long closing waits for requests under way and for clients that do not read. */
  readonly closeWithinMs?: number;
}

export interface HttpDeps {
  readonly services: Services;
  readonly clock: Clock;
  readonly log: Log;
  /** Rejects when the store does not respond in time. */
  readonly storeIsUp: () => Promise<void>;
  /** False: the store's disk is full. Rejects where it is not known. */
  readonly storeHasRoom: () => Promise<boolean>;
  /** What the scheduler of this process reports; null where none runs. */
  readonly progress: (() => Promise<ProgressReport>) | null;
  readonly config: HttpConfig;
}
