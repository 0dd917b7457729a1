import type { Principal } from '../../domain/people/role';
import type { AlertId } from '../../domain/ids';
import type { Counts } from '../workRun';

export interface AlertServices {
  /** Carries events from the documents' outboxes to ledger and alerts. */
  relay(limit: number): Promise<Counts>;
  /** Refuses `forbidden`, `not-found`. Acknowledging twice changes nothing. */
  acknowledge(alertId: AlertId, principal: Principal): Promise<'acknowledged' | 'already'>;
  /** Opens and closes incidents: many accounts failing for one cause. */
  incidents(): Promise<Counts>;
  /** A hint that alerts may be waiting; carries nothing. Returns how to unsubscribe. */
  onHint(listener: () => void): () => void;
}
