import { siteCheckListed, siteCheckOf, siteInterpretations, siteLinks, siteVisits } from '../../http/officeSiteChecks';
import { ok, page, type Query, type Reply } from './replies';

/** What the API returns of the checks of websites: one that fails by its home page. */
export function readSiteChecks([id, kind]: readonly (string | undefined)[], query: Query): Reply {
  if (kind === 'visits') return page(siteVisits(), query);
  if (kind === 'links') return page([...siteLinks()], query);
  if (kind === 'interpretations') return page([...siteInterpretations()], query);
  return id === undefined ? page([siteCheckListed()], query) : ok(siteCheckOf());
}
