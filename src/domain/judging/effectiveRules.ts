import type { Account } from '../accounts/account';
import { startOfCivilDate } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';
import type { Rule, RulePack, SilenceRule, SlowRule, WordingRule } from './rulePack';

/** A rule in force and the pack it comes from. */
export interface RuleInForce<R extends Rule> {
  readonly rule: R;
  readonly packId: string;
  readonly packVersion: string;
}

export interface EffectiveRules {
  /** Of the pack that gives the silence rule, else the slow rule, else the narrowest pack in force. */
  readonly proofMaxAgeHours: number;
  readonly silence: RuleInForce<SilenceRule> | null;
  readonly slow: RuleInForce<SlowRule> | null;
  readonly wording: readonly RuleInForce<WordingRule>[];
  /** The next civil midnight at which a pack for this account begins or ends; null: none is known. */
  readonly changesAt?: Instant | null;
}

/** Used only where no pack applies at all, and then nothing is judged by it. */
const DEFAULT_PROOF_MAX_AGE_HOURS = 48;

/**
 * The rules for one account on a civil date. A pack applies from `effectiveFrom` up to and without `effectiveUntil`, to
 * the regions and platforms it names. Of several rules of one kind and column class the one from the narrowest pack
 * holds: the more exact region first, then the named platform, then the later pack. Wording rules add up; the same rule
 * id is taken once.
 */
export function effectiveRules(
  packs: readonly RulePack[],
  account: Pick<Account, 'region' | 'platform' | 'columnClass'>,
  on: CivilDate,
): EffectiveRules {
  const mine = packs.filter((pack) => inScopeOf(pack, account));
  const inForce = mine.filter(
    (pack) => pack.effectiveFrom <= on && (pack.effectiveUntil === null || on < pack.effectiveUntil),
  );
  const narrowestFirst = [...inForce].sort((one, other) => comparePacks(one, other, account));
  const silence = firstRule(
    narrowestFirst,
    (rule): rule is SilenceRule => rule.kind === 'silence' && rule.columnClass === account.columnClass,
  );
  const slow = firstRule(
    narrowestFirst,
    (rule): rule is SlowRule => rule.kind === 'slow' && rule.columnClass === account.columnClass,
  );
  const source = silence?.packId ?? slow?.packId ?? narrowestFirst[0]?.id;
  return {
    proofMaxAgeHours:
      narrowestFirst.find((pack) => pack.id === source)?.proofMaxAgeHours ?? DEFAULT_PROOF_MAX_AGE_HOURS,
    silence,
    slow,
    wording: wordingRules(narrowestFirst),
    changesAt: nextChange(mine, on),
  };
}

function inScopeOf({ scope }: RulePack, account: Pick<Account, 'region' | 'platform'>): boolean {
  const regionFits = scope.regions.length === 0 || scope.regions.some((region) => coversRegion(region, account.region));
  return regionFits && (scope.platforms.length === 0 || scope.platforms.includes(account.platform));
}

/** Regions are names or statistics codes from the top down (甘肃省张掖市, 620700): a longer one lies within its beginning. */
export function coversRegion(region: string, accountRegion: string): boolean {
  return region !== '' && accountRegion.startsWith(region);
}

function comparePacks(one: RulePack, other: RulePack, account: Pick<Account, 'region'>): number {
  const byRegion = regionExactness(other, account) - regionExactness(one, account);
  const byPlatform = Number(other.scope.platforms.length > 0) - Number(one.scope.platforms.length > 0);
  const byDate = one.effectiveFrom === other.effectiveFrom ? 0 : one.effectiveFrom < other.effectiveFrom ? 1 : -1;
  const byId = one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
  return byRegion || byPlatform || byDate || byId;
}

function regionExactness({ scope }: RulePack, account: Pick<Account, 'region'>): number {
  return Math.max(
    0,
    ...scope.regions.filter((region) => coversRegion(region, account.region)).map((region) => region.length),
  );
}

function firstRule<R extends Rule>(
  packs: readonly RulePack[],
  isWanted: (rule: Rule) => rule is R,
): RuleInForce<R> | null {
  for (const pack of packs) {
    const rule = pack.rules.find(isWanted);
    if (rule !== undefined) return { rule, packId: pack.id, packVersion: pack.version };
  }
  return null;
}

function wordingRules(packs: readonly RulePack[]): RuleInForce<WordingRule>[] {
  const found = new Map<string, RuleInForce<WordingRule>>();
  for (const pack of packs) {
    for (const rule of pack.rules) {
      if (rule.kind === 'wording' && !found.has(rule.id))
        found.set(rule.id, { rule, packId: pack.id, packVersion: pack.version });
    }
  }
  return [...found.values()];
}

function nextChange(packs: readonly RulePack[], on: CivilDate): Instant | null {
  const dates = packs
    .flatMap((pack) => [pack.effectiveFrom, ...(pack.effectiveUntil === null ? [] : [pack.effectiveUntil])])
    .filter((date) => date > on)
    .sort();
  return dates[0] === undefined ? null : startOfCivilDate(dates[0]);
}
