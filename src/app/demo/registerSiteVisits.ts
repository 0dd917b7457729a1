import type { SiteId } from '../../domain/ids';
import { outcomeOf, type Probe, type ProbeReason } from '../../domain/siteChecks/probe';
import { probesOf } from '../../domain/siteChecks/probePlan';
import { beginCheck } from '../../domain/siteChecks/siteCheck';
import { withVisit, type DayFigures } from '../../domain/siteChecks/siteDay';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { Storage } from '../../ports/storage';
import type { ServiceSettings } from '../../services/index';

/** More than the rule asks for, and few enough that the first start does not wait for them. */
const VISITS_A_DAY = 24;
/** Of each of these sites every so many visits failed: the first fails the check, the second is warned of. */
const FAILS_EVERY: readonly number[] = [12, 28];
const FAULT: ProbeReason = 'no-answer';

/**
 * The visits of the week before the demo begins, as if the sites had been watched since: else nothing could be said of
 * them for a week. Once; later starts go on with what is there.
 */
export async function registerSiteVisits(
  { sites, siteChecks, siteDays }: Pick<Storage, 'sites' | 'siteChecks' | 'siteDays'>,
  { now, rules }: { readonly now: Instant; readonly rules: ServiceSettings['siteChecks']['rules'] },
): Promise<void> {
  const { items } = await sites.list({}, { limit: 200, cursor: null }, null);
  const today = civilDateOf(now);
  const { days, visitsADay } = rules.availability;
  const first = addCivilDays(today, -days);
  const recent = new Map<SiteId, readonly DayFigures[]>();
  const fresh = [];
  for (const site of items) if ((await siteChecks.byId(site.id, null)) === null) fresh.push(site);
  for (let back = days; back >= 1; back -= 1) {
    const on = addCivilDays(today, -back);
    for (let slot = 0; slot < VISITS_A_DAY; slot += 1) {
      const visits = fresh.flatMap(({ id: siteId }, at) => {
        const planned = probesOf(siteId, on, VISITS_A_DAY)[slot];
        const every = FAILS_EVERY[at];
        const nth = (days - back) * VISITS_A_DAY + slot;
        const reason = every !== undefined && nth % every === 0 ? FAULT : 'answered';
        const probe: Probe | null =
          planned === undefined
            ? null
            : { slot, at: planned.at, outcome: outcomeOf(reason), reason, tookMs: reason === FAULT ? 15_000 : 180 };
        return probe === null ? [] : [{ siteId, on, probe }];
      });
      await siteDays.add(visits);
      for (const { siteId, probe } of visits)
        recent.set(siteId, withVisit(recent.get(siteId) ?? [], { on, outcome: probe.outcome }, first));
    }
  }
  for (const { id } of fresh)
    await siteChecks.begin(id, { ...beginCheck(id, now, visitsADay), recent: recent.get(id) ?? [] });
}
