import type { Platform } from '../../../domain/accounts/account';
import type { AccountId, MandateId, PolicyId } from '../../../domain/ids';
import type { Obligation } from '../../../domain/mandates/mandate';
import { repostsCountFrom } from '../../../domain/mandates/repostsCountFrom';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { placeOf, readChannels, unseenSince, type Channel } from '../../channels';
import type { ServiceDeps } from '../../settings';
import type { DraftRepost } from './draftRepost';
import { publishGate, sightNeededFrom, type Gate } from './publishGate';

export interface Gated {
  readonly obligation: Obligation;
  /** Where it is published, with what was seen of the whole channel. */
  readonly record: AccountRecord;
  readonly channel: Channel;
  /** What a look is asked of where one is needed. */
  readonly toLookAt: readonly AccountId[];
  readonly policy: Policy | null;
  readonly gate: Gate;
}
/** What stands in the way of each, in the order given; those whose account is gone are left out. */
export type ReadGates = (obligations: readonly Obligation[], now: Instant) => Promise<readonly Gated[]>;

/** One gate for publishing, for taking manual tasks back and for telling people what would happen. */
export function createReadGates(deps: ServiceDeps, draftRepost: DraftRepost): ReadGates {
  const { storage, connectors, settings } = deps;
  return async (obligations, now) => {
    const channels = await readChannels(deps, obligations);
    const policies = new Map<PolicyId, Policy | null>();
    const repostsFrom = new Map<MandateId, Instant | null>();
    const answered = answeredAt([...channels.values()].map(({ record }) => record));
    const gated: Gated[] = [];
    for (const obligation of obligations) {
      const channel = channels.get(placeOf(obligation));
      if (channel === undefined) continue;
      const { record } = channel;
      if (!policies.has(obligation.policyId))
        policies.set(obligation.policyId, await storage.policies.byId(obligation.policyId));
      const policy = policies.get(obligation.policyId) ?? null;
      if (!repostsFrom.has(obligation.mandateId))
        repostsFrom.set(obligation.mandateId, repostsCountFrom(await storage.mandates.byId(obligation.mandateId)));
      const gate = publishGate(
        obligation,
        {
          record,
          connector: connectors.for(record.account.platform),
          blindLooks: settings.publishing.blindLooksBeforeManual,
          handOverLeadMs: settings.publishing.handOverLeadMs,
          platformAnsweredAt: answered.get(record.account.platform) ?? null,
          repostsFromAt: repostsFrom.get(obligation.mandateId) ?? null,
          draftFits: policy !== null && draftRepost.fits(policy, record.account),
        },
        now,
      );
      const unseen = unseenSince(channel, sightNeededFrom(obligation));
      const toLookAt = channel.site === null || unseen.length === 0 ? [record.account.id] : unseen;
      gated.push({
        obligation,
        record,
        channel,
        toLookAt,
        policy,
        gate: isUnsettled(channel, obligation) ? CLOSED : gate,
      });
    }
    return gated;
  };
}

/** A column's own obligation whose site owes it now waits until it is the site's: else a site would publish twice. */
function isUnsettled({ record }: Channel, { siteId }: Obligation): boolean {
  return siteId === null && record.account.siteId !== null;
}
const CLOSED: Gate = { open: false, manualReason: null, lookNow: false };

/** When each platform last showed one of these accounts. Portals have servers of their own and say nothing of others. */
function answeredAt(records: readonly AccountRecord[]): ReadonlyMap<Platform, Instant> {
  const answered = new Map<Platform, Instant>();
  for (const { account, facts } of records) {
    const known = answered.get(account.platform);
    if (account.platform === 'portal' || facts.lastSightAt === null) continue;
    if (known === undefined || facts.lastSightAt > known) answered.set(account.platform, facts.lastSightAt);
  }
  return answered;
}
