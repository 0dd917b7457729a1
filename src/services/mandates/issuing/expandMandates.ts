import { obligationEvent } from '../../../domain/alerts/events';
import type { ObligationId, SiteId } from '../../../domain/ids';
import { countingFrom } from '../../../domain/mandates/countingFrom';
import { concerned } from '../../../domain/mandates/decide';
import type { Mandate, MandateRule, Obligation } from '../../../domain/mandates/mandate';
import { reachOf, registerAsOf, type Reach, type Register } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import { earliestOf } from '../../../domain/time/published';
import type { AccountRecord } from '../../../ports/storage';
import { systemActor } from '../../actors';
import type { Counts } from '../../workRun';
import { deadlineRules } from '../../deadlineRules';
import { dueByPlatform, type DueByPlatform } from '../../../domain/mandates/dueByPlatform';
import type { ChangeObligation } from '../obligations/changeObligation';
import type { MatchNew } from '../obligations/observeAccount';
import type { WithdrawEnded } from './withdrawEnded';
import { isEnded } from '../../../domain/mandates/mandateTable';
import { OPEN_STATES } from '../../../domain/mandates/obligationTable';
import type { StepObligation } from '../obligations/stepObligation';
import { boundAccountOf, channelsOfPage, type Channel } from '../../channels';
import { activeAccountPages } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import { readRegister } from '../../readRegister';
import type { DraftRepost } from '../publishing/draftRepost';

const ACCOUNTS_PAGE = 200;
const MANDATES_A_RUN = 20;
const ACTOR = systemActor('issue');
export type ExpandMandates = (now: Instant) => Promise<Counts>;

/**
 * Gives every channel concerned its obligation, in pages of accounts. Obligations are unique by mandate and channel and
 * the mandate is marked expanded last: an interrupted expansion is done again and adds what is missing. Posts that are
 * already there are matched at once, so that a channel that was quicker than us is done from the start.
 */
export function createExpandMandates(deps: ServiceDeps, steps: ExpandSteps): ExpandMandates {
  const { storage } = deps;
  return async (now) => {
    const counts = { expanded: 0, obligations: 0, fulfilled: 0, withdrawn: 0 };
    const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
    const unexpanded = await storage.mandates.unexpanded(MANDATES_A_RUN);
    if (unexpanded.length === 0) return counts;
    const register = await readRegister(deps);
    for (const mandate of unexpanded) {
      if (isEnded(mandate)) {
        counts.withdrawn += await steps.withdrawEnded(mandate, now);
        continue;
      }
      const rule = rules.get(mandate.ruleId);
      const policy = await storage.policies.byId(mandate.policyId);
      if (rule === undefined || policy === null) continue;
      // Withdrawn before it reached anybody: nobody has to repost it.
      if ((policy.withdrawal ?? null) !== null) {
        await storage.mandates.markExpanded(mandate);
        continue;
      }
      const waves = wavesOf(mandate, { rule, policy, register, settings: deps.settings });
      const sitesDone = new Set<SiteId>();
      for await (const page of activeAccountPages(storage, { limit: ACCOUNTS_PAGE })) {
        const added = await expandPage(deps, {
          ...steps,
          page,
          mandate,
          rule,
          policy,
          waves,
          sitesDone,
          now,
        });
        counts.obligations += added.obligations;
        counts.fulfilled += added.fulfilled;
      }
      await storage.mandates.markExpanded(mandate);
      counts.expanded += 1;
    }
    return counts;
  };
}

export interface ExpandSteps {
  readonly draftRepost: DraftRepost;
  readonly matchNew: MatchNew;
  readonly changeObligation: ChangeObligation;
  readonly stepObligation: StepObligation;
  readonly withdrawEnded: WithdrawEnded;
}
/** Whom a mandate reached at an instant, with the deadlines that count from then. */
interface Wave {
  readonly reach: Reach;
  readonly units: Register['units'];
  readonly due: DueByPlatform;
  readonly countsFromAt: Instant | null;
}

/**
 * A mandate reaches whom it reached when it was made: a unit or a source that was changed since binds nobody by itself.
 * A person may have widened it later to whom it reached then.
 */
function wavesOf(
  mandate: Mandate,
  {
    rule,
    policy,
    register,
    settings,
  }: Pick<PageWork, 'rule' | 'policy'> & { readonly register: Register; readonly settings: ServiceDeps['settings'] },
): readonly Wave[] {
  return [null, ...(mandate.widenedAt ?? [])].map((countsFromAt) => {
    const then = registerAsOf(register, countsFromAt ?? mandate.issuedAt);
    const from = countingFrom(countsFromAt === null ? mandate : { ...mandate, countsFromAt });
    return {
      reach: reachOf(rule, policy, then),
      units: then.units,
      due: dueByPlatform(from, rule, deadlineRules(settings)),
      countsFromAt,
    };
  });
}

interface PageWork extends ExpandSteps {
  readonly page: readonly AccountRecord[];
  readonly mandate: Mandate;
  readonly rule: MandateRule;
  readonly policy: Policy;
  readonly waves: readonly Wave[];
  /** A site is bound once, on whichever page its first column stands. */
  readonly sitesDone: Set<SiteId>;
  readonly now: Instant;
}

/**
 * A page of accounts in five questions to the store, and one more for each account that has published since the policy.
 */
async function expandPage(
  deps: ServiceDeps,
  work: PageWork,
): Promise<{ readonly obligations: number; readonly fulfilled: number }> {
  const { storage, ids } = deps;
  const { page, mandate, rule, policy, now } = work;
  const reached = new Map<Channel, Wave>();
  for (const channel of await channelsOfPage(deps, page, work.sitesDone)) {
    const wave = work.waves.find((one) => concerned(rule, boundAccountOf(channel), one).concerned);
    if (wave !== undefined) reached.set(channel, wave);
  }
  const channels = [...reached.keys()];
  if (channels.length === 0) return { obligations: 0, fulfilled: 0 };
  // The stage may have moved since the list was read; what is still missed here is released by `releaseIssued`.
  const stage = (await storage.mandates.byId(mandate.id))?.stage ?? mandate.stage;
  if (isEnded({ stage })) return { obligations: 0, fulfilled: 0 };
  const owed = await readOwed(deps, channels, work);
  for (const [channel, obligation] of owed) {
    const wave = reached.get(channel);
    if (obligation.mandateId !== mandate.id && wave !== undefined)
      await coverByStrictest(deps, obligation, { ...work, due: wave.due, stage });
  }
  const fresh = [...reached].filter(([channel]) => !owed.has(channel));
  const made = fresh.map(([channel, wave]) => ({
    channel,
    obligation: {
      ...newObligation(channel, { id: ids.id<ObligationId>(), mandate, policy, wave, now }),
      state: stage === 'issued' ? 'ready' : 'awaiting-review',
      draft: work.draftRepost.draft(policy, channel.record.account),
    } satisfies Obligation as Obligation,
  }));
  const added = await storage.obligations.insertMissing(
    made.map(({ obligation }) => obligation),
    (obligation) =>
      obligationEvent({ eventId: ids.eventId(), actor: ACTOR, now, before: null, obligation, event: 'made' }),
  );
  // Those an interrupted run made and did not come to match are matched now.
  const own = [...owed]
    .filter(([, obligation]) => obligation.mandateId === mandate.id && OPEN_STATES.includes(obligation.state))
    .map(([channel, obligation]) => ({ channel, obligation }));
  const since = earliestOf(mandate.publishedAt);
  let fulfilled = 0;
  for (const { channel, obligation } of [...made, ...own]) {
    const records = channel.watched.filter(({ facts }) => facts.lastPostAt !== null && facts.lastPostAt >= since);
    if (records.length > 0 && (await work.matchNew({ records, obligation, mandate, policy }, now))) fulfilled += 1;
  }
  return { obligations: added, fulfilled };
}

/**
 * What these channels owe for this version of the policy already, by whichever rule. What a column owed by itself
 * before its site did counts for the site.
 */
async function readOwed(
  { storage }: ServiceDeps,
  channels: readonly Channel[],
  { policy, mandate }: Pick<PageWork, 'policy' | 'mandate'>,
): Promise<ReadonlyMap<Channel, Obligation>> {
  const known = await storage.obligations.ofPolicyVersion(policy.id, mandate.policyVersion, {
    accountIds: channels.flatMap(({ watched }) => watched.map(({ account }) => account.id)),
    siteIds: channels.flatMap(({ site }) => (site === null ? [] : [site.id])),
  });
  const owed = new Map<Channel, Obligation>();
  for (const channel of channels) {
    const columns = new Set(channel.watched.map(({ account }) => account.id));
    const siteId = channel.site?.id ?? null;
    const own = known.filter((one) => (one.siteId === null ? columns.has(one.accountId) : one.siteId === siteId));
    // What was withdrawn with another mandate is owed for this one.
    const counted = own.find(
      ({ state, mandateId, siteId: of }) => state !== 'withdrawn' || (mandateId === mandate.id && of === siteId),
    );
    if (counted !== undefined) owed.set(channel, counted);
  }
  return owed;
}

/**
 * Two rules on one policy: a channel owes it once, by the strictest limit, and may publish as soon as one of the
 * mandates is issued. The obligation stays with the mandate that made it; what a person took off the account stays off.
 */
async function coverByStrictest(
  { ids }: ServiceDeps,
  owed: Obligation,
  work: PageWork & Pick<Wave, 'due'> & { readonly stage: Mandate['stage'] },
): Promise<void> {
  const { dueBy, provisional } = work.due(owed.platform);
  const { now } = work;
  if (dueBy < owed.dueBy) {
    await work.changeObligation(owed.id, (before) => {
      if (before.dueBy <= dueBy || !OPEN_STATES.includes(before.state)) return null;
      const next: Obligation = { ...before, dueBy, provisional };
      return {
        next,
        events: [
          obligationEvent({
            eventId: ids.eventId(),
            actor: ACTOR,
            now,
            before,
            obligation: next,
            event: 'deadline-recomputed',
            note: `stricter-rule:${work.rule.key}`,
          }),
        ],
      };
    });
  }
  if (work.stage === 'issued' && owed.state === 'awaiting-review')
    await work.stepObligation(owed.id, 'issue', { actor: ACTOR, now });
}

function newObligation(
  { site, record: { account } }: Channel,
  made: {
    readonly id: ObligationId;
    readonly mandate: Mandate;
    readonly policy: Policy;
    readonly wave: Wave;
    readonly now: Instant;
  },
): Omit<Obligation, 'state' | 'draft'> {
  const { due, countsFromAt } = made.wave;
  const { dueBy, provisional } = due(account.platform);
  return {
    id: made.id,
    mandateId: made.mandate.id,
    policyId: made.policy.id,
    policyVersion: made.mandate.policyVersion,
    accountId: account.id,
    siteId: site?.id ?? null,
    platform: account.platform,
    unitId: (site ?? account).unitId,
    unitPath: (site ?? account).unitPath,
    accountName: (site ?? account).name,
    policyTitle: made.mandate.title,
    manualReason: null,
    dueBy,
    provisional,
    ...(countsFromAt === null ? {} : { countsFromAt }),
    createdAt: made.now,
    submittedAt: null,
    fulfilledAt: null,
    onTime: null,
    overdueNoticedAt: null,
    overdueProven: null,
    evidence: null,
  };
}
