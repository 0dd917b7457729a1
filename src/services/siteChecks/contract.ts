import type { ProbeView, SiteCheckDetailView, SiteCheckView, SiteLinkView, SiteStatesView } from '../../api/siteChecks';
import type { ListView } from '../../api/wire';
import type { SiteId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';
import type { CheckedSiteFilter, PageRequest } from '../../ports/storage';
import type { Counts, WorkRun } from '../workRun';

/** How websites stand by their checks. Refuses `not-found`, `forbidden`, `invalid-input`. */
export interface SiteCheckServices {
  list(filter: CheckedSiteFilter, page: PageRequest, principal: Principal): Promise<ListView<SiteCheckView>>;
  counts(principal: Principal): Promise<SiteStatesView>;
  show(id: SiteId, principal: Principal): Promise<SiteCheckDetailView>;
  /** The visits of one civil day; null: of the day of the last visit. */
  visits(id: SiteId, on: CivilDate | null, principal: Principal): Promise<ListView<ProbeView>>;

  /** What is wrong with its links, as it was gone through last. */
  links(id: SiteId, principal: Principal): Promise<ListView<SiteLinkView>>;

  /** Goes through the site whose turn it is for its links, at night. */
  crawlDue(run: Pick<WorkRun, 'owner' | 'signal'>): Promise<Counts>;
  /** Visits the home pages that are due, and judges what was seen. */
  visitDue(run: WorkRun): Promise<Counts>;
}
