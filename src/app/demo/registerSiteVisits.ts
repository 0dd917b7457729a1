import type { SiteId } from '../../domain/ids';
import { judgeAvailability } from '../../domain/siteChecks/availability';
import { outcomeOf, type Probe, type ProbeReason } from '../../domain/siteChecks/probe';
import { probesOf } from '../../domain/siteChecks/probePlan';
import { beginCheck } from '../../domain/siteChecks/siteCheck';
import { withVisit, type DayFigures } from '../../domain/siteChecks/siteDay';
import { verdictOf, worstOf } from '../../domain/siteChecks/siteVerdict';
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
  const last = new Map<SiteId, Probe>();
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
      for (const { siteId, probe } of visits) last.set(siteId, probe);
      for (const { siteId, probe } of visits)
        recent.set(siteId, withVisit(recent.get(siteId) ?? [], { on, outcome: probe.outcome }, first));
    }
  }
  for (const { id, homeUrl } of fresh) {
    const begun = beginCheck(id, now, visitsADay);
    const seen = recent.get(id) ?? [];
    // What a week of visits says is there from the first minute on, not only after the first visit of this process.
    const availability = verdictOf(judgeAvailability(seen, today, rules.availability), null, now);
    const verdicts = { ...begun.verdicts, availability };
    const lastProbe = last.get(id) ?? null;
    await siteChecks.begin(id, { ...begun, homeUrl, recent: seen, lastProbe, verdicts, state: worstOf(verdicts) });
  }
}
