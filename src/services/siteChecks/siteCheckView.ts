import type {
  InterpretedPolicyView,
  ProbeView,
  SiteCheckDetailView,
  SiteCheckView,
  SiteVerdictView,
} from '../../api/siteChecks';
import type { UnitId } from '../../domain/ids';
import type { InterpretedPolicy } from '../../domain/siteChecks/interpretations';
import type { Probe } from '../../domain/siteChecks/probe';
import type { RuleClause } from '../../domain/siteChecks/siteCheckRules';
import type { SiteDay } from '../../domain/siteChecks/siteDay';
import type { SiteVerdict } from '../../domain/siteChecks/siteVerdict';
import type { CheckedSite } from '../../ports/storage';
import { iso, isoOrNull } from '../toView/isoInstant';

/** A website by its checks, as a list shows it. */
export function siteCheckView({ site, check }: CheckedSite, nameOf: (id: UnitId) => string): SiteCheckView {
  const { id, name, unitId, homeUrl } = site;
  const { verdicts, lastProbe, next, state } = check;
  return {
    ...{ id, name, unitId, unitName: nameOf(unitId), homeUrl, state },
    verdicts: {
      availability: verdictView(verdicts.availability),
      home: verdictView(verdicts.home),
      columns: verdictView(verdicts.columns),
      interpretations: verdictView(verdicts.interpretations),
    },
    lastVisit: lastProbe === null ? null : probeView(lastProbe),
    nextVisitAt: iso(next.at),
  };
}

/** A website with its days and what is known of its home page. */
export function siteCheckDetailView(
  checked: CheckedSite,
  { days, filingClause }: { readonly days: readonly SiteDay[]; readonly filingClause: RuleClause },
  nameOf: (id: UnitId) => string,
): SiteCheckDetailView {
  const { page, home } = checked.check;
  const { newestOn, changedAt, lastSeenAt } = home;
  return {
    ...siteCheckView(checked, nameOf),
    days: days.map(({ on, visits, failures, unknown }) => ({ on, visits, failures, unknown })),
    columnsFiling: filingClause,
    home: { newestOn, changedAt: isoOrNull(changedAt), lastSeenAt: isoOrNull(lastSeenAt) },
    page: page === null ? null : { seenAt: iso(page.seenAt), findings: [...page.findings] },
  };
}

/** One visit. */
export function probeView({ at, outcome, reason, tookMs }: Probe): ProbeView {
  return { at: iso(at), outcome, reason, tookMs };
}

/** A policy with what explains it. */
export function interpretedPolicyView({
  key: _key,
  decision,
  dueBy,
  ...policy
}: InterpretedPolicy): InterpretedPolicyView {
  return {
    ...{ ...policy, dueBy: iso(dueBy) },
    decision:
      decision === null
        ? null
        : { act: decision.act, reason: decision.reason, byName: decision.by.name, at: iso(decision.at) },
  };
}

function verdictView({ state, reason, clause, figures, sinceAt }: SiteVerdict): SiteVerdictView {
  return { state, reason, clause, figures, sinceAt: iso(sinceAt) };
}
