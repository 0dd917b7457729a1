import type { Account } from '../../domain/accounts/account';
import { obligationEvent } from '../../domain/alerts/events';
import type { AccountId, ObligationId } from '../../domain/ids';
import { concerned } from '../../domain/mandates/decide';
import type { Mandate, MandateRule, Obligation } from '../../domain/mandates/mandate';
import type { Policy } from '../../domain/policies/policy';
import { dueAt } from '../../domain/time/deadline';
import type { Instant } from '../../domain/time/instant';
import { earliestOf } from '../../domain/time/published';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { Counts } from '../contract';
import { deadlineRules } from '../deadlineRules';
import { dueByPlatform, type DueByPlatform } from '../mandates/dueByPlatform';
import type { ObserveAccount } from '../mandates/observeAccount';
import type { ServiceDeps } from '../settings';
import type { DraftRepost } from '../mandates/draftRepost';

const ACCOUNTS_PAGE = 200;
const MANDATES_A_RUN = 20;
const ACTOR = systemActor('issue');
export type ExpandMandates = (now: Instant) => Promise<Counts>;

/**
 * Gives every account concerned its obligation, in pages of accounts. Obligations are unique by mandate and account and the mandate
 * is marked expanded last: an interrupted expansion is done again and adds what is missing. Posts that are already there
 * are matched at once, so that an account that was quicker than us is done from the start.
 */
export function createExpandMandates(deps: ServiceDeps, steps: { readonly draftRepost: DraftRepost; readonly observeAccount: ObserveAccount }): ExpandMandates {
  const { storage } = deps;
  return async (now) => {
    const counts = { expanded: 0, obligations: 0, fulfilled: 0 };
    const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
    for (const mandate of await storage.mandates.unexpanded(MANDATES_A_RUN)) {
      const rule = rules.get(mandate.ruleId);
      const policy = await storage.policies.byId(mandate.policyId);
      if (rule === undefined || policy === null) continue;
      const due = dueByPlatform(mandate.publishedAt, rule, (published, limit) => dueAt(published, limit, deadlineRules(deps.settings)));
      let after: AccountId | null = null;
      for (;;) {
        const page: readonly AccountRecord[] = await storage.accounts.activeAfter(after, ACCOUNTS_PAGE);
        const added = await expandPage(deps, { ...steps, page, mandate, rule, policy, due, now });
        counts.obligations += added.obligations;
        counts.fulfilled += added.fulfilled;
        const last = page.at(-1);
        if (last === undefined || page.length < ACCOUNTS_PAGE) break;
        after = last.account.id;
      }
      await storage.mandates.markExpanded(mandate.id);
      counts.expanded += 1;
    }
    return counts;
  };
}

interface PageWork {
  readonly draftRepost: DraftRepost; readonly observeAccount: ObserveAccount; readonly page: readonly AccountRecord[];
  readonly mandate: Mandate; readonly rule: MandateRule; readonly policy: Policy; readonly due: DueByPlatform; readonly now: Instant;
}

async function expandPage({ storage, ids }: ServiceDeps, work: PageWork): Promise<{ readonly obligations: number; readonly fulfilled: number }> {
  const { page, mandate, rule, policy, now } = work;
  const records = page.filter(({ account }) => concerned(rule, account).concerned);
  // The stage may have moved since the list was read; what is still missed here is released by `releaseIssued`.
  const stage = (await storage.mandates.byId(mandate.id))?.stage ?? mandate.stage;
  const obligations = records.map(({ account }): Obligation => ({
    ...newObligation(account, { id: ids.id<ObligationId>(), mandate, policy, due: work.due, now }),
    state: stage === 'issued' ? 'ready' : 'awaiting-review', draft: work.draftRepost.draft(policy, account),
  }));
  const added = await storage.obligations.insertMissing(obligations, (obligation) => obligationEvent({ eventId: ids.eventId(), actor: ACTOR, now, before: null, obligation, event: 'made' }));
  const since = earliestOf(mandate.publishedAt).getTime();
  let fulfilled = 0;
  for (const record of records) {
    if (record.facts.lastPostAt === null || record.facts.lastPostAt.getTime() < since) continue;
    fulfilled += (await work.observeAccount(record, now)).fulfilled;
  }
  return { obligations: added, fulfilled };
}

function newObligation(account: Account, made: { readonly id: ObligationId; readonly mandate: Mandate; readonly policy: Policy; readonly due: DueByPlatform; readonly now: Instant }): Omit<Obligation, 'state' | 'draft'> {
  const { dueBy, provisional } = made.due(account.platform);
  return {
    id: made.id, mandateId: made.mandate.id, policyId: made.policy.id, policyVersion: made.mandate.policyVersion, accountId: account.id, platform: account.platform,
    unitId: account.unitId, unitPath: account.unitPath, accountName: account.name, policyTitle: made.mandate.title, manualReason: null, dueBy, provisional,
    createdAt: made.now, submittedAt: null, fulfilledAt: null, onTime: null, overdueNoticedAt: null, overdueProven: null, evidence: null,
  };
}
