import type { UnitLevel } from '../domain/accounts/unit';
import type { QuotaCounts } from '../domain/submissions/quota';
import type { QuotaStanding } from '../domain/submissions/quotaChange';
import type { IsoInstant } from './wire';

/** What units owe a month, and who changed what of it when. */
export interface QuotasView {
  readonly rules: readonly {
    readonly levels: readonly UnitLevel[];
    readonly under: readonly UnitLevel[];
    readonly least: number;
    readonly counts: QuotaCounts;
    readonly effectiveFrom: string;
    readonly clause: string;
    readonly standing: QuotaStanding;
  }[];
  readonly exceptions: readonly {
    readonly unitName: string;
    /** Null: what its level owes, from then on. */
    readonly least: number | null;
    readonly effectiveFrom: string;
    readonly reason: string;
    readonly standing: QuotaStanding;
  }[];
  /** The newest first. */
  readonly changes: readonly {
    readonly seq: number;
    readonly level: UnitLevel | null;
    readonly under: UnitLevel | null;
    readonly unitName: string | null;
    readonly least: number | null;
    readonly counts: QuotaCounts;
    readonly effectiveFrom: string;
    readonly clause: string;
    readonly byName: string;
    readonly at: IsoInstant;
  }[];
  /** How many changes there are; said with the next. */
  readonly seq: number;
  /** The first month that can be changed. */
  readonly earliestMonth: string;
  readonly mayChange: boolean;
}
