import type { UnitView } from './people';

/** What a change of whom documents reach means for the mandates under way; it binds and releases nobody by itself. */
export interface ReachChangeView {
  /** Mandates that would reach channels they did not reach when they were made; those are not bound. */
  readonly reached: readonly { readonly mandateId: string; readonly title: string; readonly channels: number }[];
  /** Mandates with reposts still owed by units they would reach no more; those stay owed. */
  readonly left: readonly { readonly mandateId: string; readonly title: string; readonly open: number }[];
}

/** A unit as it would be. */
export interface UnitChangeView extends ReachChangeView {
  readonly unit: UnitView;
}

export interface CounterpartChangeView extends ReachChangeView {
  readonly sourceId: string;
  /** The unit that would publish there for its counterparts; null: documents bind by their issuer. */
  readonly counterpart: { readonly unitId: string; readonly name: string } | null;
  /** How many units are its counterparts now: below it, of a common field, in its region. */
  readonly counterparts: number;
}
