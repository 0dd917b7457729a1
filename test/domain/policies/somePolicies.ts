import type { PolicyId, PolicySourceId } from '../../../src/domain/ids';
import { identifyEntries } from '../../../src/domain/policies/identify';
import { planIntake, type IntakePlan } from '../../../src/domain/policies/intake';
import type { ObservedPolicy, Policy, PolicySource } from '../../../src/domain/policies/policy';
import type { CivilDate, PublishedAt } from '../../../src/domain/time/instant';

export const NOW = new Date('2026-09-18T02:00:00.000Z');
export const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
export const day = (on: string): PublishedAt => ({ precision: 'day', on: on as CivilDate, original: on });
export const exact = (at: string): PublishedAt => ({ precision: 'instant', at: new Date(at), original: at });

export function entry(more: Partial<ObservedPolicy> = {}): ObservedPolicy {
  return {
    title: '某市人民政府关于促进某产业发展的意见',
    url: 'https://www.example.gov.cn/a/1.html',
    guid: null,
    issuer: null,
    docNumber: null,
    publishedAt: day('2026-09-17'),
    summary: '摘要',
    body: null,
    statedSource: null,
    ...more,
  };
}

export function source(more: Partial<Omit<PolicySource, 'id'>> & { readonly id?: string } = {}): PolicySource {
  const { id = 'city', ...rest } = more;
  return {
    id: id as PolicySourceId,
    key: id,
    kind: 'rss',
    title: id,
    authority: 'city',
    url: `https://${id}.example.org/rss`,
    whitelisted: false,
    ...rest,
  };
}

/** A store of policies in memory, fed by looks as the service feeds the real one. */
export class Shelf {
  policies: Policy[] = [];
  private made = 0;

  look(
    entries: readonly ObservedPolicy[],
    { from = source(), now = NOW }: { readonly from?: PolicySource; readonly now?: Date } = {},
  ): IntakePlan {
    const identified = identifyEntries(entries);
    const keys = new Set(identified.flatMap((each) => each.keys.map(({ key }) => key)));
    const plan = planIntake({
      identified,
      existing: this.policies.filter(({ identityKeys }) => identityKeys.some((key) => keys.has(key))),
      listedBefore: this.policies.filter(({ sightings }) =>
        sightings.some(({ sourceId, listed }) => listed && sourceId === from.id),
      ),
      source: from,
      now,
      newId: () => `policy-${++this.made}` as PolicyId,
      hash: (text) => `hash(${text})`,
    });
    const next = new Map(plan.replaces.map((replace) => [replace.next.id, replace.next]));
    this.policies = [...this.policies.map((policy) => next.get(policy.id) ?? policy), ...plan.inserts];
    return plan;
  }
}
