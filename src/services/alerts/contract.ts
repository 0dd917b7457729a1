import type { Principal } from '../../domain/people/role';
import type { AlertId } from '../../domain/ids';
import type { Counts } from '../workRun';
import type { ReadProgress } from './readProgress';

export interface AlertServices {
  /** Carries events from the documents' outboxes to the ledger, and makes alerts say what is wrong after them. */
  relay(limit: number): Promise<Counts>;
  /** Compares every alert with the state of things, whatever the ledger says. */
  sweep(): Promise<Counts>;
  /** Refuses `forbidden`, `not-found`. Acknowledging twice changes nothing. */
  acknowledge(alertId: AlertId, principal: Principal): Promise<'acknowledged' | 'already'>;
  /** Opens and closes incidents: many accounts failing for one cause. */
  incidents(): Promise<Counts>;
  /** What went on after a line of the ledger, by topic; null: nothing yet, from the end on. */
  progress: ReadProgress;
  /** A hint that alerts may be waiting; carries nothing. Returns how to unsubscribe. */
  onHint(listener: () => void): () => void;
}
