import type { UnitNature } from '../../../domain/accounts/unit';
import type { MandateId, PolicySourceId, UnitId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { UnitView } from '../../../api/people';
import type { CounterpartChangeView, UnitChangeView } from '../../../api/reach';

interface Decision {
  /** Kept in the ledger. */
  readonly reason: string;
  /** Mandates under way that reach further from now on, with limits from now; all others stay as they are. */
  readonly alsoFor: readonly MandateId[];
}

/**
 * Whom documents reach: what units are, and whose sources are. For people of the whole office; `forbidden` to others.
 * Nobody is bound or released by a change itself.
 */
export interface ReachServices {
  /** What such a change would mean. Refuses as `changeUnit`, and changes nothing. */
  previewUnit(id: UnitId, change: Partial<UnitNature>, principal: Principal): Promise<UnitChangeView>;
  /**
   * Changes level, sectors or region of a unit (action `people.manage`). Refuses `forbidden`, `not-found`,
   * `invalid-input` (`sectors`, `region`, `reason`), `conflict`.
   */
  changeUnit(id: UnitId, change: Partial<UnitNature> & Decision, principal: Principal): Promise<UnitView>;
  /** What such a change would mean. Refuses as `changeCounterpart`, and changes nothing. */
  previewCounterpart(id: PolicySourceId, unitId: UnitId | null, principal: Principal): Promise<CounterpartChangeView>;
  /**
   * Says which unit publishes in a source for its counterparts (对口部门), null: none (action `rules.manage`). A restart
   * keeps it, whatever the configuration says. Refuses `forbidden`, `not-found`, `invalid-input` (`unitId`, `reason`),
   * `conflict`.
   */
  changeCounterpart(
    id: PolicySourceId,
    change: { readonly unitId: UnitId | null } & Decision,
    principal: Principal,
  ): Promise<CounterpartChangeView>;
}
