import type { AssigneeView } from '../../api/alerts';
import type { AlertId, PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { AlertAcknowledging, AlertAssigning } from '../../ports/storage';
import type { Counts } from '../workRun';
import type { ReadProgress } from './readProgress';

/** What came of one alert of several. */
interface HandledAlert<Outcome> {
  readonly id: AlertId;
  readonly result: Outcome;
}

export interface AlertServices {
  /** Carries events from the documents' outboxes to the ledger, and makes alerts say what is wrong after them. */
  relay(limit: number): Promise<Counts>;
  /** Compares every alert with the state of things, whatever the ledger says. */
  sweep(): Promise<Counts>;
  /** Refuses `forbidden`, `not-found`. Acknowledging twice changes nothing. */
  acknowledge(alertId: AlertId, principal: Principal): Promise<'acknowledged' | 'already'>;
  /** As `acknowledge`, each by itself, with what came of each in the order asked. Refuses `forbidden`. */
  acknowledgeEach(
    alertIds: readonly AlertId[],
    principal: Principal,
  ): Promise<readonly HandledAlert<AlertAcknowledging>[]>;
  /**
   * Says who is to see to the alerts; null: nobody any more. Refuses `forbidden`, and `not-found` (`personId`) where
   * nobody of that id can be given one.
   */
  assignEach(
    alertIds: readonly AlertId[],
    personId: PersonId | null,
    principal: Principal,
  ): Promise<readonly HandledAlert<AlertAssigning>[]>;
  /** Whom alerts can be given to: those of the reader's units who may acknowledge, and the reader. */
  assignees(principal: Principal): Promise<readonly AssigneeView[]>;
  /** Opens and closes incidents: many accounts failing for one cause. */
  incidents(): Promise<Counts>;
  /** What went on after a line of the ledger, by topic; null: nothing yet, from the end on. */
  progress: ReadProgress;
  /** A hint that alerts may be waiting; carries nothing. Returns how to unsubscribe. */
  onHint(listener: () => void): () => void;
}
