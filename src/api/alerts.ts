import type {
  AlertChangeKind,
  AlertKind,
  AlertSeverity,
  AlertState,
  AlertSubject,
  Resolution,
} from '../domain/alerts/alert';
import type { Role } from '../domain/people/role';
import type { IsoInstant, ListView } from './wire';

/** An alert as of the change with number `seq`; of an alert over several units, the figures of the reader's own. */
export interface AlertView {
  readonly id: string;
  readonly seq: number;
  readonly change: AlertChangeKind;
  readonly state: AlertState;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  readonly unitId: string | null;
  readonly reason: string;
  readonly figures: Readonly<Record<string, string | number>>;
  readonly occurredAt: IsoInstant;
  readonly noticedAt: IsoInstant;
  readonly changedAt: IsoInstant;
  readonly acknowledged: { readonly name: string; readonly at: IsoInstant } | null;
  /** Who is to see to it. */
  readonly assigned: { readonly personId: string; readonly name: string; readonly at: IsoInstant } | null;
  readonly resolved: { readonly at: IsoInstant; readonly reason: Resolution } | null;
  /** Who made this change, by name; null: what is wrong has changed by itself. */
  readonly changedBy: string | null;
}

/** `history` names what the numbers belong to; hand it back with the number to go on from. */
export interface AlertListView extends ListView<AlertView>, CutBySilences {
  readonly history: string;
}

/** More is silenced than is gone through: what was asked by `silenced` is told of a part of it. Absent: of all. */
export interface CutBySilences {
  readonly isCut?: true;
}

export interface AlertGroupListView extends ListView<AlertGroupView>, CutBySilences {}

/** Alerts that are not resolved and say the same of different things. */
export interface AlertGroupView {
  readonly kind: AlertKind;
  readonly reason: string;
  /** What presses most of them. */
  readonly severity: AlertSeverity;
  readonly count: number;
  /** When the first of them was noticed. */
  readonly oldestAt: IsoInstant;
}

/** Somebody an alert can be given to. */
export interface AssigneeView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
}

export interface LedgerView {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly actor: string;
  readonly occurredAt: IsoInstant;
  readonly recordedAt: IsoInstant;
  readonly hash: string;
}
