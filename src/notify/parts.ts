import type { OutboundHttp } from '../ports/outbound';
import type { Clock } from '../ports/runtime';
import type { LinkMaker } from './text/links';

/** What every channel is made from. */
export interface NotifierParts {
  readonly http: OutboundHttp;
  /** Signatures carry the present time; the vendors refuse one that is an hour off. */
  readonly clock: Clock;
  readonly links: LinkMaker;
  /** Internal addresses (scheme, host and port) that may be called, and without encryption. */
  readonly allowedPrivateOrigins: readonly string[];
}
