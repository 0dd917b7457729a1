import { makeEvent, siteCheckedEvent } from '../../domain/alerts/events';
import type { SiteId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { canonicalUrl } from '../../domain/policies/canonicalUrl';
import { afterDecision, policyDecisionFault, type PolicyDecisionFault } from '../../domain/siteChecks/policyDecisions';
import { changedChecks, verdictOf, worstOf } from '../../domain/siteChecks/siteVerdict';
import type { CheckedSite } from '../../ports/storage';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { SiteCheckServices } from './contract';
import type { ReadInterpretations } from './interpreting';
import { readColumnsOf } from './siteColumns';

const FAULTS: Readonly<Record<PolicyDecisionFault, readonly [field: string, message: string, remedy: string]>> = {
  address: ['address', '没有填写解读的网址。', '请填写以 http 或 https 开头的网址。'],
  itself: ['address', '解读的网址就是政策文件本身。', '请填写解读材料自己的网址。'],
  'not-decided': ['policy', '这份文件没有可以撤回的决定。', '请刷新后再试。'],
};

/**
 * A policy of a site is excused, its interpretation is named, or such a decision is taken back. What follows of it for
 * the check is written with it, unless a visit is under way: then the next one judges by it.
 */
export function createDecidePolicy(
  deps: ServiceDeps,
  {
    read,
    interpret,
  }: {
    readonly read: (id: SiteId, principal: Principal) => Promise<CheckedSite>;
    readonly interpret: ReadInterpretations;
  },
): SiteCheckServices['decide'] {
  const { storage, clock, ids } = deps;
  return async (id, { policy: url, act, address = null, reason }, principal) => {
    demand('account.write', principal);
    const checked = await read(id, principal);
    const { site, check, policies } = checked;
    const note = writtenReason(reason);
    const now = clock.now();
    const policy = canonicalUrl(url);
    const columns = (await readColumnsOf(deps, [id]))(id);
    const known = await interpret(site, columns, policies.decisions);
    const isKnown = known.policies.some(({ key }) => key === policy);
    if (policy === null || (!isKnown && act !== 'revoke')) throw notFound('这份政策文件', 'policy');
    const fault = policyDecisionFault(policies.decisions, { policy, act, address });
    if (fault !== null) throw invalidInput(...FAULTS[fault]);
    const by = { id: principal.personId, name: principal.name };
    const decision =
      act === 'revoke'
        ? null
        : { policy, act, address: act === 'name' ? (address?.trim() ?? null) : null, reason: note, by, at: now };
    const decisions = afterDecision(policies.decisions, { policy, decision });
    const { found } = await interpret(site, columns, decisions);
    const before = check.verdicts;
    const verdicts = { ...before, interpretations: verdictOf(found, before.interpretations, now) };
    const context = { actor: personActor(principal), now };
    const decided = makeEvent(
      { ...context, eventId: ids.eventId() },
      {
        ...{ kind: 'site-policy-decided', subject: `site:${id}`, from: null, to: null, reason: act },
        data: { name: site.name, note, policy: url, address: decision?.address ?? null },
      },
    );
    const changed = changedChecks(before, verdicts).map((kind) =>
      siteCheckedEvent({
        ...{ ...context, eventId: ids.eventId(), siteId: id, kind },
        ...{ before: before[kind], after: verdicts[kind] },
      }),
    );
    const next = { ...check, verdicts, state: worstOf(verdicts), interpretedAt: now };
    const isWritten =
      (await storage.siteChecks.decide(checked, { decisions, now, check: next, events: [decided, ...changed] })) ||
      (await storage.siteChecks.decide(checked, { decisions, now, check: null, events: [decided] }));
    if (!isWritten) throw conflict('站点的检查记录刚被更新。');
  };
}
