import type {
  InterpretedPolicyView,
  ProbeView,
  SiteCheckDetailView,
  SiteCheckView,
  SiteLinkView,
  SiteStatesView,
} from '../../api/siteChecks';
import type { ListView } from '../../api/wire';
import type { SiteId } from '../../domain/ids';
import type { PolicyAct } from '../../domain/siteChecks/policyDecisions';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';
import type { CheckedSiteFilter, PageRequest } from '../../ports/storage';
import type { Counts, WorkRun } from '../workRun';

/** What a person says of one policy of a site. */
export interface PolicyDecisionDraft {
  /** Its address. */
  readonly policy: string;
  readonly act: PolicyAct;
  /** Where its interpretation stands, of one that is named. */
  readonly address?: string | null;
  readonly reason: string;
}

/** How websites stand by their checks. Refuses `not-found`, `forbidden`, `invalid-input`. */
export interface SiteCheckServices {
  list(filter: CheckedSiteFilter, page: PageRequest, principal: Principal): Promise<ListView<SiteCheckView>>;
  counts(principal: Principal): Promise<SiteStatesView>;
  show(id: SiteId, principal: Principal): Promise<SiteCheckDetailView>;
  /** The visits of one civil day; null: of the day of the last visit. */
  visits(id: SiteId, on: CivilDate | null, principal: Principal): Promise<ListView<ProbeView>>;

  /** What is wrong with its links, as it was gone through last. */
  links(id: SiteId, principal: Principal): Promise<ListView<SiteLinkView>>;

  /** Its own policies of the window, each with what explains it, what is to be done about first. */
  interpretations(id: SiteId, principal: Principal): Promise<ListView<InterpretedPolicyView>>;
  /**
   * Excuses a policy, names its interpretation, or takes such a decision back (action `account.write`). Refuses
   * `forbidden`, `not-found` (site, policy), `invalid-input` (the field), `conflict`.
   */
  decide(id: SiteId, draft: PolicyDecisionDraft, principal: Principal): Promise<void>;

  /** Goes through the site whose turn it is for its links, at night. */
  crawlDue(run: Pick<WorkRun, 'owner' | 'signal'>): Promise<Counts>;
  /** Visits the home pages that are due, and judges what was seen. */
  visitDue(run: WorkRun): Promise<Counts>;
}
