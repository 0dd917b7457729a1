import { decidedTooLateAt } from '../mandates/decisionTime';
import type { AskingRule } from '../mandates/askingRule';
import type { AwaitedPolicy } from '../policies/awaited';
import type { Instant } from '../time/instant';
import type { AlertDraft } from './alert';
import { POLICY_AWAITING_ALERT } from './alertTable';

export const POLICIES_OWNER = 'policies';

/**
 * Policies that bind nobody until a person has decided whose they are: one alert with their number, for those who see
 * the whole office, because deciding is done there. It is critical once one of them can hardly be reposted in time,
 * as its clock runs from publication. `laterAt`: when the next one comes so far.
 */
export function awaitedPolicyAlerts(
  awaited: readonly AwaitedPolicy[],
  now: Instant,
): { readonly wanted: readonly AlertDraft[]; readonly laterAt: Instant | null } {
  const dueMs = ({ dueBy }: AwaitedPolicy): number => dueBy?.getTime() ?? Infinity;
  const [first] = [...awaited].sort((one, other) => dueMs(one) - dueMs(other));
  if (first === undefined) return { wanted: [], laterAt: null };
  const dues = awaited.flatMap(({ dueBy }) => (dueBy === null ? [] : [dueBy.getTime()]));
  const pressing = dues.map((due) => decidedTooLateAt(new Date(due)).getTime());
  const pressed = pressing.filter((at) => at <= now.getTime());
  const ahead = pressing.filter((at) => at > now.getTime());
  return {
    wanted: [
      {
        ...POLICY_AWAITING_ALERT,
        ...(pressed.length > 0 ? { severity: 'critical' } : {}),
        cause: 'policies:awaiting',
        owner: POLICIES_OWNER,
        subject: { ...(awaited.length === 1 ? { policyId: first.id } : {}), label: first.title },
        unitId: null,
        unitPath: [],
        // Folded: one that is decided makes those left no new thing to know.
        byUnit: {},
        reason: first.reason,
        figures: {
          policies: awaited.length,
          late: dues.filter((due) => due <= now.getTime()).length,
          ...(dues.length === 0 ? {} : { dueBy: new Date(Math.min(...dues)).toISOString() }),
        },
        occurredAt: new Date(
          Math.min(...(pressed.length > 0 ? pressed : awaited.map(({ sinceAt }) => sinceAt.getTime()))),
        ),
      },
    ],
    laterAt: nextOf([...ahead, ...dues.filter((due) => due > now.getTime())]),
  };
}

/**
 * A rule that was changed and would mandate policies already known: somebody says whether it does. Critical like a
 * policy that waits, where one of them could still be reposted in time.
 */
export function askingRuleAlerts(
  rules: readonly AskingRule[],
  now: Instant,
): { readonly wanted: readonly AlertDraft[]; readonly laterAt: Instant | null } {
  const pressing = rules.flatMap(({ dueBy }) => (dueBy === null ? [] : [decidedTooLateAt(dueBy).getTime()]));
  return {
    wanted: rules.map(({ id, title, policies, dueBy, sinceAt }) => {
      const pressesAt = dueBy === null ? null : decidedTooLateAt(dueBy);
      const isPressing = pressesAt !== null && pressesAt <= now;
      return {
        ...POLICY_AWAITING_ALERT,
        ...(isPressing ? { severity: 'critical' } : {}),
        cause: `policies:known:${id}`,
        owner: POLICIES_OWNER,
        subject: { label: title },
        unitId: null,
        unitPath: [],
        byUnit: {},
        reason: 'known-policies',
        figures: { policies, ...(dueBy === null ? {} : { dueBy: dueBy.toISOString() }) },
        occurredAt: isPressing && pressesAt > sinceAt ? pressesAt : sinceAt,
      };
    }),
    laterAt: nextOf(pressing.filter((at) => at > now.getTime())),
  };
}

function nextOf(instants: readonly number[]): Instant | null {
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}
