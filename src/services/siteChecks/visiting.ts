import { siteCheckedEvent } from '../../domain/alerts/events';
import { firstJudgedDay, judgeAvailability } from '../../domain/siteChecks/availability';
import { judgeColumns } from '../../domain/siteChecks/columns';
import { foldHome, judgeHome } from '../../domain/siteChecks/homePage';
import { settleVisits, TOGETHER_MS } from '../../domain/siteChecks/ownTrouble';
import { inspectPage, isToBeInspected } from '../../domain/siteChecks/pageItems';
import { hasFailed, type Probe } from '../../domain/siteChecks/probe';
import { nextProbe } from '../../domain/siteChecks/probePlan';
import {
  beginCheck,
  checkOf,
  countedFrom,
  isToBeInterpreted,
  isVisited,
  type SiteCheck,
} from '../../domain/siteChecks/siteCheck';
import { withVisit, type DayFigures } from '../../domain/siteChecks/siteDay';
import { changedChecks, unseenVerdicts, verdictOf, worstOf } from '../../domain/siteChecks/siteVerdict';
import type { SiteFound, SiteVerdicts } from '../../domain/siteChecks/siteVerdict';
import type { SiteId } from '../../domain/ids';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { HomeVisit, SiteVisitor } from '../../ports/siteVisitor';
import type { CheckedSite } from '../../ports/storage';
import { systemActor } from '../actors';
import { runWorkers } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { WorkRun } from '../workRun';
import type { SiteCheckServices } from './contract';
import { createReadInterpretations, type ReadInterpretations } from './interpreting';
import { readColumnsOf } from './siteColumns';

/** Sites that were registered since the last run, begun at most so many at once. */
const BEGUN_AT_ONCE = 500;
/** Sites whose policies are compared in one round: each costs a read a column, and a round has to keep its lease. */
const INTERPRETED_A_ROUND = 50;

/** A claimed site, and how its visit went. */
interface Visited extends HomeVisit {
  readonly claimed: CheckedSite;
  readonly at: Instant;
}

/**
 * Visits what is due in one round: where visits fail, the control addresses say whose trouble it is. A visit is counted
 * by its place in the plan before the site moves on to the next: killed in between, another run visits it again and it
 * still counts once.
 */
export function createVisiting(deps: ServiceDeps): SiteCheckServices['visitDue'] {
  const { storage, clock, ids, settings, siteVisitor } = deps;
  const { rules, leaseMs } = settings.siteChecks;
  /** How the last visits of this process went, one a site: a round alone holds too few to tell whose trouble it is. */
  const recent = new Map<SiteId, Pick<Visited, 'outcome' | 'place' | 'at'>>();
  const interpret = createReadInterpretations(deps);
  return async (run) => {
    if (siteVisitor === undefined) return {};
    const begun = await beginAll(deps);
    const token = ids.secret();
    const { owner, max: limit } = run;
    const claimed = await storage.siteChecks.claim({ now: clock.now(), owner, leaseMs, token, limit });
    const today = civilDateOf(clock.now());
    const claims = claimed.map((one) => ({ ...one, check: checkOf(one.check, one.site.homeUrl, today) }));
    if (claims.length === 0) return begun === 0 ? {} : { begun };
    const open = claims.filter(({ site }) => isVisited(site));
    const visits = await visitAll(deps, siteVisitor, { claims: open, run });
    const lineStands = !visits.some(hasFailed) || (await siteVisitor.anyAnswers(rules.controls, run.signal));
    // Whoever was told to stop in the middle has seen nothing: the next run visits these anew.
    if (run.signal.aborted) return {};
    const since = clock.now().getTime() - TOGETHER_MS;
    for (const [id, { at }] of recent) if (at.getTime() < since) recent.delete(id);
    for (const { claimed } of visits) recent.delete(claimed.site.id);
    const settled = settleVisits(visits, { lineStands, before: [...recent.values()] });
    for (const { claimed, outcome, place, at } of visits) recent.set(claimed.site.id, { outcome, place, at });
    const days = await countVisits(deps, settled);
    const found = await readFound(deps, interpret, open);
    const changes = [
      ...settled.map((visit) => changeOf(deps, visit.claimed, judged(deps, { visit, days, found }))),
      ...claims
        .filter(({ site }) => !isVisited(site))
        .map((one) => ({ ...changeOf(deps, one, ended(one, deps)), isEnded: true })),
    ];
    const visited = await storage.siteChecks.settle(token, changes);
    const changed = changes.reduce((sum, { events }) => sum + events.length, 0);
    return { visited, ...(begun === 0 ? {} : { begun }), ...(changed === 0 ? {} : { changed }) };
  };
}

async function beginAll({ storage, clock, settings }: ServiceDeps): Promise<number> {
  const { visitsADay } = settings.siteChecks.rules.availability;
  let begun = 0;
  for (const { id } of await storage.siteChecks.unbegun(BEGUN_AT_ONCE))
    if (await storage.siteChecks.begin(id, beginCheck(id, clock.now(), visitsADay))) begun += 1;
  return begun;
}

async function visitAll(
  { clock, settings }: ServiceDeps,
  visitor: SiteVisitor,
  { claims, run }: { readonly claims: readonly CheckedSite[]; readonly run: WorkRun },
): Promise<readonly Visited[]> {
  const waiting = [...claims];
  return runWorkers({ ...run, max: claims.length }, settings.siteChecks.concurrency, async () => {
    const claimed = waiting.shift();
    if (claimed === undefined) return null;
    const at = clock.now();
    const request = { signal: run.signal, inspects: isToBeInspected(claimed.check.page, at) };
    return { ...(await visitor.visitHome(claimed.site.homeUrl, request)), claimed, at };
  });
}

/**
 * Counts each visit once. Returns the figures of the last days of each site: where the visit was counted by a run that
 * was killed, they are read anew.
 */
async function countVisits(
  { storage, clock, settings }: ServiceDeps,
  visits: readonly Visited[],
): Promise<ReadonlyMap<SiteId, readonly DayFigures[]>> {
  const judgedFrom = firstJudgedDay(civilDateOf(clock.now()), settings.siteChecks.rules.availability);
  const already = await storage.siteDays.add(
    visits.map(({ claimed, ...visit }) => ({
      ...{ siteId: claimed.site.id, on: claimed.check.next.on },
      probe: probeOf({ claimed, ...visit }),
    })),
  );
  const days = new Map<SiteId, readonly DayFigures[]>();
  for (const { claimed, outcome } of visits) {
    const { site, check } = claimed;
    const { on } = check.next;
    const first = countedFrom(check, judgedFrom);
    days.set(
      site.id,
      already.has(site.id)
        ? (await storage.siteDays.between(site.id, first, civilDateOf(clock.now()))).map(figuresOf)
        : withVisit(check.recent, { on, outcome }, first),
    );
  }
  return days;
}

/** What the columns of a site say of it, and where it is time for it, its policies with what explains them. */
interface Found {
  readonly columns: SiteFound;
  readonly interpretations: SiteFound | null;
}

async function readFound(
  deps: ServiceDeps,
  interpret: ReadInterpretations,
  claims: readonly CheckedSite[],
): Promise<ReadonlyMap<SiteId, Found>> {
  const columnsOf = await readColumnsOf(
    deps,
    claims.map(({ site }) => site.id),
  );
  const { rules } = deps.settings.siteChecks;
  const found = new Map<SiteId, Found>();
  let interpreted = 0;
  for (const { site, check, policies } of claims) {
    const columns = columnsOf(site.id);
    const { decisions, decidedAt } = policies;
    const isTime = isToBeInterpreted(check, { decidedAt, now: deps.clock.now() });
    // What is left over is compared with its next visit.
    const reads = isTime && interpreted < INTERPRETED_A_ROUND;
    if (reads) interpreted += 1;
    const interpretations = reads ? (await interpret(site, columns, decisions)).found : null;
    found.set(site.id, { columns: judgeColumns(columns, rules.columns), interpretations });
  }
  return found;
}

function probeOf({ claimed, at, outcome, reason, tookMs }: Visited): Probe {
  return { slot: claimed.check.next.slot, at, outcome, reason, tookMs: Math.round(tookMs) };
}

function figuresOf({ on, visits, failures, unknown }: DayFigures): DayFigures {
  return { on, visits, failures, unknown };
}

function judged(
  { clock, settings }: ServiceDeps,
  seen: {
    readonly visit: Visited;
    readonly days: ReadonlyMap<SiteId, readonly DayFigures[]>;
    readonly found: ReadonlyMap<SiteId, Found>;
  },
): SiteCheck {
  const { rules } = settings.siteChecks;
  const { visit } = seen;
  const { site, check } = visit.claimed;
  const now = clock.now();
  const recent = seen.days.get(site.id) ?? [];
  const home = visit.home === null ? check.home : foldHome(check.home, visit.home, visit.at);
  const before = check.verdicts;
  const found = seen.found.get(site.id);
  const availability = judgeAvailability(recent, civilDateOf(now), rules.availability);
  const verdicts: SiteVerdicts = {
    availability: verdictOf(availability, before.availability, now),
    home: verdictOf(judgeHome(home, rules.home), before.home, now),
    columns: found === undefined ? before.columns : verdictOf(found.columns, before.columns, now),
    interpretations: verdictOf(found?.interpretations ?? before.interpretations, before.interpretations, now),
  };
  const interpretedAt = found?.interpretations == null ? check.interpretedAt : now;
  const { identifierCode: identifier } = site;
  const page =
    visit.page === null
      ? check.page
      : {
          seenAt: visit.at,
          findings: inspectPage(visit.page.facts, visit.page.delivery, { identifier, now: visit.at }),
        };
  const seenNow = { lastProbe: probeOf(visit), recent, home, page, interpretedAt };
  return { ...moved(visit.claimed, settings, now), ...seenNow, verdicts, state: worstOf(verdicts) };
}

/** Nothing is held against a site that was closed. */
function ended(claimed: CheckedSite, { clock, settings }: ServiceDeps): SiteCheck {
  const verdicts = unseenVerdicts(clock.now());
  return { ...moved(claimed, settings, clock.now()), verdicts, state: worstOf(verdicts) };
}

function moved({ site, check }: CheckedSite, settings: ServiceDeps['settings'], now: Instant): SiteCheck {
  return { ...check, next: nextProbe(site.id, now, settings.siteChecks.rules.availability.visitsADay) };
}

/** What is written of a site, with a line in the ledger for each check that says something else than before. */
function changeOf({ clock, ids }: ServiceDeps, { site, check: { verdicts: before } }: CheckedSite, check: SiteCheck) {
  const events = changedChecks(before, check.verdicts).map((kind) =>
    siteCheckedEvent({
      ...{ eventId: ids.eventId(), actor: systemActor('site-visits'), now: clock.now() },
      ...{ siteId: site.id, kind, before: before[kind], after: check.verdicts[kind] },
    }),
  );
  return { id: site.id, check, events };
}
