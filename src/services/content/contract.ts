import type { OwnWordView } from '../../api/content';
import type { ListView } from '../../api/wire';
import type { OwnWordStanding, OwnWordStep } from '../../domain/content/ownWord';
import type { OwnWordId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts } from '../workRun';

export interface OwnWordDraft {
  readonly unitId: UnitId;
  /** The rule that found them. */
  readonly ruleId: string;
  readonly words: string;
  readonly reason: string;
  readonly lastOn: CivilDate;
}

/**
 * Words that units use as they are (本单位用语): the same rule finds them no more in what is written and published by the
 * unit and those below it. Refuses `not-found`, `forbidden`, `self-approval`, `invalid-input`, `conflict`.
 */
export interface OwnWordServices {
  /** Newest first. */
  list(
    query: { readonly standing?: OwnWordStanding; readonly unitId?: UnitId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<OwnWordView>>;
  /** By whoever writes for the unit, or dismisses findings there. */
  propose(draft: OwnWordDraft, principal: Principal): Promise<OwnWordView>;
  /**
   * `approve`, `refuse` and `revoke` take the action `rules.manage`; a proposal is decided by somebody else than who made
   * it, and withdrawn by them alone.
   */
  step(
    of: Versioned<OwnWordId>,
    taken: { readonly step: OwnWordStep; readonly reason: string },
    principal: Principal,
  ): Promise<OwnWordView>;

  /** Dismisses open findings that an entry now excuses, where an interruption left some. */
  dismissExcused(limit: number): Promise<Counts>;
}
