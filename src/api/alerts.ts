import type { AlertKind, AlertSeverity, AlertSubject } from '../domain/alerts/alert';
import type { IsoInstant } from './wire';

export interface AlertView {
  readonly id: string;
  readonly seq: number;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: AlertSubject;
  readonly unitId: string | null;
  readonly reason: string;
  readonly figures: Readonly<Record<string, string | number>>;
  readonly occurredAt: IsoInstant;
  readonly noticedAt: IsoInstant;
  readonly acknowledged: { readonly name: string; readonly at: IsoInstant } | null;
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
