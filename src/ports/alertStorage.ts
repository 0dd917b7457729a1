import type { Platform } from '../domain/accounts/account';
import type { Alert, AlertKind, AlertSeverity, AlertState, DomainEvent } from '../domain/alerts/alert';
import type { AlertsWanted } from '../domain/alerts/alertChanges';
import type { AccountId, AlertId, PersonId, PolicyId, UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';
import type { JsonShape } from './rowJson';

export interface AlertFilter {
  readonly kind?: string;
  /** A code of the list of the rule that decided. */
  readonly reason?: string;
  readonly severity?: string;
  readonly accountId?: AccountId;
  /** About one of these accounts. */
  readonly accountIds?: readonly AccountId[];
  /** About one of these policies. */
  readonly policyIds?: readonly PolicyId[];
  /** One of these. */
  readonly ids?: readonly AlertId[];
  /** None of these. */
  readonly notIds?: readonly AlertId[];
  /** Something of it lies in the unit or below it. */
  readonly unitId?: UnitId;
  readonly platform?: Platform;
  /** Who is to see to it; null: nobody. */
  readonly assignedTo?: PersonId | null;
  /** Part of what it is called by, taken literally. */
  readonly q?: string;
  readonly noticedSince?: Instant;
  /** `unresolved`: open or acknowledged. */
  readonly state?: AlertState | 'unresolved';
}
/**
 * What came of acknowledging one: `not-all-theirs`: part of what it folds lies outside of the scope, it is for somebody
 * above.
 */
export type AlertAcknowledging = 'acknowledged' | 'already' | 'over' | 'not-found' | 'not-all-theirs';
/** `unseen-by-them`: nothing of it lies in the units of whom it would be given to. */
export type AlertAssigning = 'assigned' | 'already' | 'over' | 'not-found' | 'not-all-theirs' | 'unseen-by-them';
export interface ByPerson {
  readonly personId: PersonId;
  readonly name: string;
  readonly at: Instant;
}
export interface AlertAssignee {
  readonly id: PersonId;
  readonly name: string;
  /** The root of what they see; null: everything. */
  readonly unitId: UnitId | null;
}

/** Unresolved alerts that say the same of different things. */
export interface AlertGroup {
  readonly kind: AlertKind;
  readonly reason: string;
  readonly severity: AlertSeverity;
  readonly count: number;
  readonly oldestAt: Instant;
}
/** A line of the log as it is sent, or the alert where it has to be looked at first. */
export type AlertText = { readonly seq: number } & ({ readonly json: Uint8Array } | { readonly alert: Alert });

export interface AlertLine {
  readonly alert: Alert;
  readonly readBy: readonly UnitId[];
}

/**
 * The log of what happened to alerts, numbered without holes, and the state it adds up to. The log alone counts: the
 * state is caught up from it before it is used, whatever was killed in between.
 */
export interface Alerts {
  /** Alerts as of each change with `seq > since`, ascending. Those a reader's units were left by come once more. */
  since(seq: number, limit: number, scope: Scope): Promise<readonly Alert[]>;
  /** As `since`; lines that any reader of the scope is told the same of are JSON already, of this shape. */
  texts(
    seq: number,
    told: { readonly limit: number; readonly shape: JsonShape },
    scope: Scope,
  ): Promise<readonly AlertText[]>;
  /** As `since` of the whole office, each with the units that read it: also those that nothing of it is left in. */
  lines(seq: number, limit: number): Promise<readonly AlertLine[]>;
  /** Whether a unit is being moved away from under any of these: what of a line is still theirs, only `since` knows. */
  isMovingAway(units: readonly UnitId[]): Promise<boolean>;
  /** As they are now, the last changed first. */
  list(filter: AlertFilter, page: PageRequest, scope: Scope): Promise<Page<Alert>>;
  /** Policies that something is about; `unresolved`: that is not resolved. */
  policiesConcerned(of: 'unresolved' | 'any', scope: Scope): Promise<readonly PolicyId[]>;
  /** Those that are not resolved by kind, reason and severity. */
  groups(filter: AlertFilter, scope: Scope): Promise<readonly AlertGroup[]>;
  /** What happened to one, the last first, before the number; null: the scope does not see it. */
  linesOf(
    id: AlertId,
    of: { readonly before: number | null; readonly limit: number },
    scope: Scope,
  ): Promise<readonly Alert[] | null>;
  lastSeq(): Promise<number>;
  /** Names the history the numbers belong to: another one after a restore or a reset. */
  history(): Promise<string>;
  /** Begins another history under the same numbers, because what was told after them may be told differently. */
  beginHistory(): Promise<void>;
  /**
   * Makes the owner's alerts say what is wrong now. `read` is called after the end of the log was read, and again
   * whenever another writer was faster: what it returns is never older than what the log says. `live`: those of the
   * owner that are not resolved. Owners that are asked for at once share their reads and writes.
   */
  reconcile(
    owner: string,
    now: Instant,
    read: (live: readonly Alert[]) => Promise<AlertsWanted>,
  ): Promise<{
    readonly changes: number;
    /** Figures changed sooner than they may be told: look again then. */ readonly laterAt: Instant | null;
  }>;
  /** The alert as of the line before `seq`; null: that line opened it, or what came before is not kept. */
  before(id: AlertId, seq: number): Promise<Alert | null>;
  /** The lines with these numbers, of those that are kept. */
  at(seqs: readonly number[]): Promise<readonly Alert[]>;
  /** What happened to one after the number, the first first; of many the first. */
  after(id: AlertId, seq: number, limit: number): Promise<readonly Alert[]>;
  /** As they are now, of these that there are. */
  byIds(ids: readonly AlertId[]): Promise<readonly Alert[]>;
  /** Owners of alerts that are not resolved, in order, after the given one. */
  owners(after: string | null, limit: number): Promise<readonly string[]>;
  /** As `acknowledgeEach` of one: of what is over it says `already`. */
  acknowledge(
    id: AlertId,
    by: ByPerson,
    scope: Scope,
    event: DomainEvent,
  ): Promise<Exclude<AlertAcknowledging, 'over'>>;
  /**
   * Each by itself, in one round of reads and writes a hundred; what was repeated is `already`, an id named twice
   * counts once. `eventOf` makes the line of the ledger of each that changes.
   */
  acknowledgeEach(
    ids: readonly AlertId[],
    by: ByPerson,
    scope: Scope,
    eventOf: (id: AlertId) => DomainEvent,
  ): Promise<ReadonlyMap<AlertId, AlertAcknowledging>>;
  /** As `acknowledgeEach`. `to` null: nobody has them any more. */
  assignEach(
    ids: readonly AlertId[],
    by: ByPerson & { readonly to: AlertAssignee | null },
    scope: Scope,
    eventOf: (id: AlertId) => DomainEvent,
  ): Promise<ReadonlyMap<AlertId, AlertAssigning>>;
  /** By state (open, acknowledged) and severity. */
  countUnresolved(
    scope: Scope,
  ): Promise<readonly { readonly state: AlertState; readonly severity: AlertSeverity; readonly count: number }[]>;
  /** A hint that something may be new; carries nothing. Returns the unsubscribe function. */
  onHint(listener: () => void): () => void;
}
