import type { Policy } from '../../../domain/policies/policy';
import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import type { Account } from '../../../domain/accounts/account';
import type { MandateId, PolicyId } from '../../../domain/ids';
import type { ManualTaskView } from '../../../api/obligations';
import type { Instant } from '../../../domain/time/instant';
import { accountsById } from '../../accountsById';
import type { ServiceDeps } from '../../settings';
import { readOffers, type OffersOf } from '../../readOffers';
import { readScope } from '../../readScope';
import type { createUnitNames } from '../../unitNames';
import type { PublishingServices } from '../contract';
import type { DraftRepost } from '../publishing/draftRepost';

const PICTURES_SHOWN = 20;
const PICTURE = /<img\b[^>]{0,1000}?\bsrc\s*=\s*["']?(https?:\/\/[^"'\s>]{1,1000})/giu;

/** Tasks by hand with everything to copy in one place; they close by what is seen, like all others. */
export function createManualTasks(
  deps: ServiceDeps,
  {
    draftRepost,
    unitNames,
  }: { readonly draftRepost: DraftRepost; readonly unitNames: ReturnType<typeof createUnitNames> },
): PublishingServices['manualTasks'] {
  const { storage, clock } = deps;
  return async ({ unitId }, page, principal) => {
    const now = clock.now();
    const stored = await storage.obligations.list(
      { states: ['manual'], ...(unitId === undefined ? {} : { unitId }) },
      page,
      readScope(principal),
    );
    const units = await unitNames(now);
    const accounts = await accountsById(storage, stored.items);
    const policies = new Map<PolicyId, Policy | null>();
    for (const { policyId } of stored.items)
      if (!policies.has(policyId)) policies.set(policyId, await storage.policies.byId(policyId));
    const mandates = new Map<MandateId, Mandate>();
    for (const mandateId of new Set(stored.items.map((one) => one.mandateId))) {
      const mandate = await storage.mandates.byId(mandateId);
      if (mandate !== null) mandates.set(mandateId, mandate);
    }
    const offersOf = await readOffers(deps, [...mandates.values()]);
    const items = stored.items.map((obligation) =>
      taskView(obligation, {
        unitName: units.nameOf(obligation.unitId),
        account: accounts.get(obligation.accountId)?.account,
        policy: policies.get(obligation.policyId) ?? null,
        interpretations: offersIn(mandates.get(obligation.mandateId), offersOf),
        draftRepost,
        now,
      }),
    );
    return { items, nextCursor: stored.nextCursor, asOf: now.toISOString() };
  };
}

/**
 * The text is made from the policy as it is now: a document that was read or changed later is what has to be published.
 */
function taskView(
  obligation: Obligation,
  {
    unitName,
    account,
    policy,
    interpretations,
    draftRepost,
    now,
  }: {
    readonly unitName: string;
    readonly account: Account | undefined;
    readonly policy: Policy | null;
    readonly interpretations: ManualTaskView['interpretations'];
    readonly draftRepost: DraftRepost;
    readonly now: Instant;
  },
): ManualTaskView {
  const draft = policy !== null && account !== undefined ? draftRepost.draft(policy, account) : obligation.draft;
  const pictures = [
    ...new Set([...`${draft.text} ${policy?.body ?? ''}`.matchAll(PICTURE)].map(([, src]) => src ?? '')),
  ].slice(0, PICTURES_SHOWN);
  return {
    obligationId: obligation.id,
    mandateId: obligation.mandateId,
    accountId: obligation.accountId,
    accountName: obligation.accountName,
    platform: obligation.platform,
    unitId: obligation.unitId,
    unitName,
    policyTitle: obligation.policyTitle,
    manualReason: obligation.manualReason,
    dueBy: obligation.dueBy.toISOString(),
    provisional: obligation.provisional,
    overdue: obligation.dueBy <= now,
    reminded: obligation.reminded ?? null,
    copy: {
      title: draft.title,
      text: draft.text,
      digest: draft.digest,
      link: draft.sourceUrl,
      readOriginalUrl: draft.sourceUrl,
      sourceName: draft.sourceName,
      docNumber: policy?.docNumber ?? null,
      pictures,
      homeUrl: account?.homeUrl ?? '',
    },
    interpretations,
    officerPath: `/obligations/${obligation.id}`,
  };
}

function offersIn(mandate: Mandate | undefined, offersOf: OffersOf): ManualTaskView['interpretations'] {
  return mandate === undefined ? [] : offersOf(mandate);
}
