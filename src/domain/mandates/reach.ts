import { counterpartsOf } from '../accounts/counterparts';
import { unitAsOf, type Unit } from '../accounts/unit';
import type { PolicySourceId, UnitId } from '../ids';
import { issuerKindOf } from '../policies/issuerKind';
import type { Authority, PolicyHead, PolicySource } from '../policies/policy';
import { sectorsOfPolicy, type SectorCatalogue } from '../policies/sectors';
import type { Instant } from '../time/instant';
import type { MandateRule } from './mandate';

/** Whom policies can reach: the units of the register, the sources and the fields of government. */
export interface Register {
  readonly units: ReadonlyMap<UnitId, Unit>;
  readonly sources: ReadonlyMap<PolicySourceId, PolicySource>;
  readonly catalogue: SectorCatalogue;
}

/** The register as it was at an instant: units and sources that were changed since stand as they were. */
export function registerAsOf({ units, sources, catalogue }: Register, at: Instant): Register {
  return {
    units: new Map([...units].map(([id, unit]) => [id, unitAsOf(unit, at)])),
    sources: new Map([...sources].map(([id, source]) => [id, sourceAsOf(source, at)])),
    catalogue,
  };
}

function sourceAsOf(source: PolicySource, at: Instant): PolicySource {
  const then = source.earlier?.find(({ until }) => until > at);
  return then === undefined ? source : { ...source, counterpartKey: then.counterpartKey };
}

/**
 * The units a policy reaches under a rule; null: all of them. `unknown`: the rule binds by sector and nothing says of
 * which field the document is.
 */
export type Reach =
  | { readonly units: ReadonlySet<UnitId> | null; readonly by: 'everybody' | 'sector' | 'counterpart' }
  | { readonly unknown: 'sector' };

/**
 * Seen in the sources of counterparts alone, a policy reaches their counterparts, whatever the rule says. Else a rule
 * that binds by sector reaches the units that work in one of the document's fields; of a joint document in any of them.
 */
export function reachOf(rule: Pick<MandateRule, 'binds'>, policy: PolicyHead, register: Register): Reach {
  const uppers = counterpartSources(policy, register);
  if (uppers !== null) {
    const units = new Set(uppers.flatMap((upper) => [...counterpartsOf(upper, register.units)]));
    return { units, by: 'counterpart' };
  }
  if (rule.binds !== 'sector') return { units: null, by: 'everybody' };
  const sectors = sectorsOfPolicy(policy, register.catalogue);
  if (sectors.length === 0) return { unknown: 'sector' };
  const bound = [...register.units.values()].filter((unit) => unit.sectors.some((sector) => sectors.includes(sector)));
  return { units: new Set(bound.map(({ id }) => id)), by: 'sector' };
}

/**
 * Whose document it is for the rules: what a person decided, what it states of itself, else the unit in whose source alone
 * it was seen.
 */
export function authorityFor(policy: PolicyHead, register: Register): Authority {
  if (policy.byHand !== null && policy.byHand !== undefined) return policy.byHand.authority;
  if (policy.authority !== 'unknown') return policy.authority;
  const kinds = (counterpartSources(policy, register) ?? []).map(({ name }) => issuerKindOf(name));
  return kinds.find((kind) => kind !== null) ?? 'unknown';
}

/**
 * The units whose sources alone showed the policy; null where another source showed it as well. A key nobody registered
 * names no unit: such a source binds nobody.
 */
function counterpartSources({ sightings }: PolicyHead, { sources, units }: Register): readonly Unit[] | null {
  const keys = sightings.map(({ sourceId }) => sources.get(sourceId)?.counterpartKey ?? null);
  if (keys.length === 0 || keys.includes(null)) return null;
  return [...units.values()].filter(({ key }) => keys.includes(key));
}
