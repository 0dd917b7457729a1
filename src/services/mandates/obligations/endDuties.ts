import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import { jobEvent } from '../../../domain/alerts/events';
import type { AccountId } from '../../../domain/ids';
import type { Obligation } from '../../../domain/mandates/mandate';
import type { Instant } from '../../../domain/time/instant';
import { systemActor } from '../../actors';
import { tally } from '../../runWorkers';
import type { ServiceDeps } from '../../settings';
import type { Counts } from '../../workRun';
import type { StepObligation } from './stepObligation';

type Outcome = 'withdrawn' | 'on-its-way' | 'site-still-owes' | 'moved-meanwhile';
const ACTOR = systemActor('duties');
const ACCOUNTS = 100;
const ACCOUNT_CANCELLED = 'account-cancelled';

/** Ends what one cancelled account owes in one obligation. Safe to repeat and to interrupt. */
export type EndDuty = (obligation: Obligation, now: Instant) => Promise<Outcome>;

/**
 * Withdraws with the reason what is not published yet; a job that has called nobody is stopped first. Where a call may
 * have happened the platform is asked and looked at as usual: what is public fulfils, what is not ends by hand and is
 * withdrawn then (invariants 2 and 3).
 */
export function createEndDuty({ storage, ids }: ServiceDeps, stepObligation: StepObligation): EndDuty {
  const withdraw = async (obligation: Obligation, now: Instant): Promise<Outcome> => {
    const step = await stepObligation(obligation.id, 'withdraw', { actor: ACTOR, now, note: ACCOUNT_CANCELLED });
    return 'moved' in step ? 'withdrawn' : 'moved-meanwhile';
  };
  return async (obligation, now) => {
    const { state } = obligation;
    if (state === 'submitted') return 'on-its-way';
    const job = state === 'awaiting-review' ? null : await storage.publishJobs.byObligation(obligation.id);
    if (job !== null && job.state !== 'cancelled') {
      const event = jobEvent({
        eventId: ids.eventId(),
        actor: ACTOR,
        now,
        job,
        to: 'cancelled',
        reason: ACCOUNT_CANCELLED,
      });
      const isStopped = await storage.publishJobs.cancelUncalled(job.id, event);
      if (!isStopped && state === 'publishing') return 'on-its-way';
    }
    if (state === 'publishing') await stepObligation(obligation.id, 'back-to-ready', { actor: ACTOR, now });
    return withdraw(obligation, now);
  };
}

/**
 * Duties end with the account: what cancelled accounts still owe is withdrawn, so that nobody publishes it, is reminded
 * of it or is held to its deadline. A stopped account owes what it owed. What a site owes stays while another column of
 * it is left. No new mandate reaches an account that is revived until it is filed anew; what was withdrawn stays so.
 * Goes round, a page of accounts a run.
 */
export function createEndDuties({ storage, clock }: ServiceDeps, endDuty: EndDuty): (limit: number) => Promise<Counts> {
  let after: AccountId | null = null;
  return async (limit) => {
    const now = clock.now();
    const ended = await storage.accounts.cancelledAfter(after, ACCOUNTS);
    after = ended.length < ACCOUNTS ? null : (ended.at(-1)?.id ?? null);
    const open = await storage.obligations.openOf(
      ended.map(({ id }) => id),
      limit,
    );
    const sites = [...new Set(open.flatMap(({ siteId }) => (siteId === null ? [] : [siteId])))];
    const columns = await storage.accounts.ofSites(sites);
    const owing = new Set(
      columns.flatMap(({ account }) => (STATUS_RULES[account.status].owes ? [account.siteId] : [])),
    );
    const outcomes: Outcome[] = [];
    for (const obligation of open) {
      const staysWithSite = obligation.siteId !== null && owing.has(obligation.siteId);
      outcomes.push(staysWithSite ? 'site-still-owes' : await endDuty(obligation, now));
    }
    const { 'on-its-way': _way, 'site-still-owes': _site, ...done } = tally(outcomes);
    return done;
  };
}
