import { accountOwner } from '../../domain/alerts/accountAlerts';
import { caseOwner } from '../../domain/alerts/caseAlerts';
import { CREDENTIALS_OWNER } from '../../domain/alerts/credentialAlerts';
import { STORAGE_OWNER } from '../../domain/alerts/diskAlerts';
import { dutyOwner } from '../../domain/alerts/dutyAlerts';
import { mandateOwner } from '../../domain/alerts/mandateAlerts';
import { ownPostOwner } from '../../domain/alerts/ownPostAlerts';
import { siteCheckOwner } from '../../domain/alerts/siteCheckAlerts';
import { POLICIES_OWNER } from '../../domain/alerts/policyAlerts';
import { surveyPlanOwner } from '../../domain/alerts/surveyAlerts';
import { REACH_OWNER } from '../../domain/alerts/reachAlerts';
import { SUBMISSIONS_OWNER } from '../../domain/alerts/submissionAlerts';
import { INCIDENTS_OWNER, OUTDATED_OWNER, UNSEEN_OWNER } from '../../domain/alerts/sightAlerts';
import type { Finding, FindingKind, VerdictKind } from '../../domain/judging/verdict';
import type { DutyId, FindingId, SiteId } from '../../domain/ids';
import { civilDateOf } from '../../domain/time/civil';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Counts } from '../workRun';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';
import type { ReadWrong } from './readWrong';
import { touchedOwners } from './touchedOwners';

export interface FollowLedger {
  /** Goes on from where it stood; the first time it looks at everything. */
  follow(limit: number): Promise<Counts>;
  /** Looks at everything that is wrong and everything that is told, whatever the ledger says. */
  sweep(): Promise<Counts>;
}

/** How far alerts have followed the ledger. */
const FOLLOWED_TO = 'alerts-followed-to';
const AT_ONCE = 500;
/** They share their round trips: 10,000 accounts that fall silent at once are told by the hundred. */
const OWNERS_AT_ONCE = 100;
/** Owners that wait for a time to come; more of them are met by the sweep, every ten minutes. */
const MOST_WAITING = 20_000;

/**
 * Keeps alerts in step with the state of things. The ledger says what has changed, and what is wrong there now is read
 * anew: an alert can be told late, never wrongly, whatever was killed, repeated or overtaken on the way. Figures that
 * may not be told yet are looked at again; the sweep finds what a stopped process was still waiting with.
 */
export function createFollowLedger(
  { storage, clock }: ServiceDeps,
  readWrong: ReadWrong,
  mostWaiting = MOST_WAITING,
): FollowLedger {
  const waiting = new Map<string, Instant>();
  let sweepAt: Instant | null = null;

  const reconcile = async (owner: string, now: Instant): Promise<number> => {
    const { changes, laterAt } = await storage.alerts.reconcile(owner, now, (live) => readWrong(owner, now, live));
    if (laterAt === null) waiting.delete(owner);
    else if (waiting.size < mostWaiting || waiting.has(owner)) waiting.set(owner, laterAt);
    return changes;
  };
  const reconcileAll = async (owners: Iterable<string>, now: Instant): Promise<number> => {
    const all = [...owners];
    let changes = 0;
    for (let at = 0; at < all.length; at += OWNERS_AT_ONCE) {
      const some = all.slice(at, at + OWNERS_AT_ONCE);
      for (const count of await Promise.all(some.map((owner) => reconcile(owner, now)))) changes += count;
    }
    return changes;
  };

  const sweep = async (): Promise<Counts> => {
    const now = clock.now();
    let changes = 0;
    for await (const owners of everyOwner(storage, yearOf(now))) changes += await reconcileAll(owners, now);
    return changes === 0 ? {} : { changes };
  };

  return {
    sweep,
    follow: async (limit) => {
      const now = clock.now();
      const stored = await storage.settings.get(FOLLOWED_TO);
      if (stored === null) {
        const end = await storage.ledger.lastSeq();
        const counts = await sweep();
        await storage.settings.set(FOLLOWED_TO, String(end));
        return counts;
      }
      const from = Number(stored);
      const entries = await storage.ledger.after(from, Math.min(limit, AT_ONCE));
      const owners = new Set([...waiting].flatMap(([owner, at]) => (at <= now ? [owner] : [])));
      for (const entry of entries) {
        if (entry.kind === 'unit-moved' || entry.kind === 'unit-merged') sweepAt = now;
        for (const owner of await touchedOwners(storage, entry)) owners.add(owner);
      }
      let changes = await reconcileAll(owners, now);
      if (sweepAt !== null && sweepAt <= now) {
        changes += (await sweep())['changes'] ?? 0;
        // Late writers are swept up for a while, and what was told of their rows goes with them.
        const isSettling = (await storage.unitMoves.unfinished()).length > 0;
        sweepAt = isSettling ? new Date(now.getTime() + MINUTE_MS) : null;
      }
      // After the work: what is repeated changes nothing, what is left out would be lost.
      const last = entries.at(-1);
      if (last !== undefined) await storage.settings.set(FOLLOWED_TO, String(last.seq));
      return changes === 0 ? {} : { changes };
    },
  };
}

function yearOf(now: Instant): number {
  return Number(civilDateOf(now).slice(0, 4));
}

const WRONG: readonly VerdictKind[] = ['silent', 'warned', 'slow'];
const FOUND: readonly FindingKind[] = [
  'improper',
  'altered-repost',
  'unclear-repost',
  'future-dated',
  'changed-post',
  'gone-post',
];
const BOUNDS = { limit: 200, maxPages: 100 };

async function* everyOwner(storage: ServiceDeps['storage'], year: number): AsyncGenerator<readonly string[]> {
  yield [INCIDENTS_OWNER, UNSEEN_OWNER, CREDENTIALS_OWNER, OUTDATED_OWNER, POLICIES_OWNER, STORAGE_OWNER, REACH_OWNER];
  yield [SUBMISSIONS_OWNER];
  for await (const { items } of pagesOf((page) => storage.ownPosts.open(page), BOUNDS))
    yield items.map(({ id }) => ownPostOwner(id));
  for (let after: DutyId | null = null; ;) {
    const duties: readonly { readonly id: DutyId }[] = await storage.duties.owed(after, BOUNDS.limit);
    yield duties.map(({ id }) => dutyOwner(id));
    after = duties.at(-1)?.id ?? null;
    if (duties.length < BOUNDS.limit) break;
  }
  // Of plans of former years nothing is wrong any more.
  for await (const { items } of pagesOf((page) => storage.surveyPlans.list({ year }, page, null), BOUNDS))
    yield items.map(({ id }) => surveyPlanOwner(id));
  for (let after: SiteId | null = null; ;) {
    const sites: readonly SiteId[] = await storage.siteChecks.heldAgainst(after, BOUNDS.limit);
    yield sites.map(siteCheckOwner);
    after = sites.at(-1) ?? null;
    if (sites.length < BOUNDS.limit) break;
  }
  for (let after: string | null = null; ;) {
    const owners: readonly string[] = await storage.alerts.owners(after, BOUNDS.limit);
    yield owners;
    after = owners.at(-1) ?? null;
    if (after === null) break;
  }
  for (const verdict of WRONG)
    for await (const { items } of pagesOf((page) => storage.accounts.list({ verdict }, page, null), BOUNDS))
      yield items.map(({ account }) => accountOwner(account.id));
  for (const kind of FOUND)
    for (let after: FindingId | null = null; ;) {
      const findings: readonly Finding[] = await storage.findings.openOfKind(kind, after, BOUNDS.limit);
      yield [...new Set(findings.map(({ accountId }) => accountOwner(accountId)))];
      after = findings.at(-1)?.id ?? null;
      if (findings.length < BOUNDS.limit) break;
    }
  for await (const { items } of pagesOf((page) => storage.cases.list({ open: true }, page, null), BOUNDS))
    yield items.map(({ id }) => caseOwner(id));
  for await (const { items } of pagesOf((page) => storage.mandates.list(page), { limit: 100, maxPages: 2 }))
    yield items.map(({ id }) => mandateOwner(id));
}
