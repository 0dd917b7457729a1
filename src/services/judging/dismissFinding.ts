import { findingEvent } from '../../domain/alerts/events';
import { basisOfVerdict } from '../../domain/judging/findingTable';
import type { Dismissal, Finding } from '../../domain/judging/verdict';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import type { DismissCaseOf, DismissFindingOf, DismissWhole, JudgeAccount } from '../steps';

/** Stores the dismissal with its ledger line; false: the finding is not open any more. */
async function storeDismissal(
  { storage, ids }: ServiceDeps,
  of: { readonly finding: Finding; readonly record: AccountRecord },
  { dismissal, now }: { readonly dismissal: Dismissal; readonly now: Instant },
): Promise<boolean> {
  const { finding, record } = of;
  const event = findingEvent({
    eventId: ids.eventId(),
    actor: { kind: 'person', personId: dismissal.by, name: dismissal.name },
    now,
    account: record.account,
    finding,
    to: 'dismissed',
    note: dismissal.reason,
  });
  return storage.findings.dismiss({ ...finding, ...basisNow(finding, record) }, dismissal, event);
}

/**
 * The case first, then the finding, then the verdict: killed in between, it can be done once more, and the next look
 * judges the account anyway.
 */
export function createDismissWhole(
  deps: ServiceDeps,
  steps: { readonly judgeAccount: JudgeAccount; readonly dismissCaseOf: DismissCaseOf },
): DismissWhole {
  const { storage } = deps;
  return async (finding, dismissal) => {
    const { by, name, at: now, reason } = dismissal;
    const [record] = await storage.accounts.byIds([finding.accountId]);
    if (record === undefined) return false;
    await steps.dismissCaseOf(finding, { actor: { kind: 'person', personId: by, name }, reason, now });
    const isDismissed = await storeDismissal(deps, { finding, record }, { dismissal, now });
    // A look that came in between has carried the ended case over to its finding, in this person's name.
    const isTheirs = isDismissed || (await storage.findings.byId(finding.id, null))?.dismissal?.by === by;
    if (isTheirs) await steps.judgeAccount(record.account.id, now);
    return isTheirs;
  };
}

/** What a case is ended for goes with it: its finding is dismissed by the same person for the same reason. */
export function createDismissFindingOf(deps: ServiceDeps): DismissFindingOf {
  const { storage } = deps;
  return async ({ findingId, accountId }, dismissal, now) => {
    const finding = await storage.findings.byId(findingId, null);
    const [record] = await storage.accounts.byIds([accountId]);
    if (finding?.state !== 'open' || record === undefined) return false;
    return storeDismissal(deps, { finding, record }, { dismissal, now });
  };
}

/** A silence found at 14 days and dismissed at 40 is dismissed as it is now; no verdict is about a post alone. */
function basisNow({ kind }: Finding, { verdict }: AccountRecord): Pick<Finding, 'basis'> {
  return verdict?.kind === kind ? { basis: basisOfVerdict(verdict) } : {};
}
