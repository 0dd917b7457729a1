import type { Counts } from '../contract';
import type { ReleaseIssued } from '../mandates/releaseIssued';
import type { ServiceDeps } from '../settings';
import type { ConsiderPolicies } from './considerPolicies';
import type { ExpandMandates } from './expandMandates';

/** Policies → mandates → obligations, each step picking up where an earlier run stopped. */
export function createIssueMandates({ clock }: ServiceDeps, steps: { readonly considerPolicies: ConsiderPolicies; readonly expandMandates: ExpandMandates; readonly releaseIssued: ReleaseIssued }): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const now = clock.now();
    const decided = await steps.considerPolicies(limit, now);
    const expanded = await steps.expandMandates(now);
    return { ...decided, ...expanded, released: await steps.releaseIssued(limit, now) };
  };
}
