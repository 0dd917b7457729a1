import { PLATFORMS, type Platform } from '../../domain/accounts/account';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import type { Instant } from '../../domain/time/instant';
import type { PlatformSight } from '../../ports/storage';
import { anyOf, atLeast } from '../conditions';
import type { ScopedTable } from '../scope';
import { UNLISTED, type AccountRow } from './accountRow';

interface OutcomeGroup {
  readonly _id: { readonly platform: Platform; readonly outcome: string | null };
  readonly accounts: number;
}
interface SeenGroup {
  readonly _id: Platform;
  readonly accounts: number;
}
interface PartGroup {
  readonly _id: OutcomeGroup['_id'] & { readonly inHour: boolean; readonly inDay: boolean };
  readonly accounts: number;
}
interface Counted {
  readonly outcomes: readonly OutcomeGroup[];
  readonly lastHour: ReadonlyMap<Platform, number>;
  readonly lastDay: ReadonlyMap<Platform, number>;
}
interface Since {
  readonly hourAgo: Instant;
  readonly dayAgo: Instant;
}

const OUTCOME = { platform: '$platform', outcome: { $ifNull: ['$facts.lastLookOutcome', null] } };

/**
 * How well each platform is seen. Accounts never looked at count under outcome `never-looked`. `ofOffice`: the table is
 * that of the whole office.
 */
export async function readSight(
  table: ScopedTable<AccountRow>,
  query: Since & { readonly ofOffice: boolean },
): Promise<readonly PlatformSight[]> {
  const lastSight = async (platform: Platform): Promise<readonly [Platform, Instant | null]> => {
    const last = (
      await table.many({ platform }, { sort: { 'facts.lastSightAt': -1 }, limit: 1, without: UNLISTED })
    ).at(0);
    return [platform, last?.facts.lastSightAt ?? null];
  };
  const [counted, ...sights] = await Promise.all([
    query.ofOffice ? countOffice(table, query) : countPart(table, query),
    ...PLATFORMS.map(lastSight),
  ]);
  const { outcomes, lastHour, lastDay } = counted;
  const lastSights = new Map(sights);
  return [...new Set(outcomes.map((group) => group._id.platform))].sort().map((platform) => {
    const own = outcomes.filter((group) => group._id.platform === platform);
    return {
      platform,
      accounts: own.reduce((sum, group) => sum + group.accounts, 0),
      seenLastHour: lastHour.get(platform) ?? 0,
      seenLastDay: lastDay.get(platform) ?? 0,
      lastSightAt: lastSights.get(platform) ?? null,
      outcomes: Object.fromEntries(own.map((group) => [group._id.outcome ?? 'never-looked', group.accounts])),
    };
  });
}

/** Plain counts, each by the entries of an index alone, instead of one clever one that has to look at every account. */
async function countOffice(table: ScopedTable<AccountRow>, { hourAgo, dayAgo }: Since): Promise<Counted> {
  const onAny = { platform: anyOf(PLATFORMS) };
  const seenSince = async (since: Instant): Promise<ReadonlyMap<Platform, number>> => {
    const groups = await table.group<SeenGroup>([
      { $match: { ...onAny, 'facts.lastSightAt': atLeast(since) } },
      { $group: { _id: '$platform', accounts: { $sum: 1 } } },
    ]);
    return new Map(groups.map((group) => [group._id, group.accounts]));
  };
  const [outcomes, lastHour, lastDay] = await Promise.all([
    table.group<OutcomeGroup>([
      { $match: { 'facts.lastLookOutcome': anyOf([...LOOK_OUTCOMES, null]), ...onAny } },
      { $group: { _id: OUTCOME, accounts: { $sum: 1 } } },
    ]),
    seenSince(hourAgo),
    seenSince(dayAgo),
  ]);
  return { outcomes, lastHour, lastDay };
}

/** The accounts of a unit, gone through once: by those indexes they would be looked for among all of the office. */
async function countPart(table: ScopedTable<AccountRow>, { hourAgo, dayAgo }: Since): Promise<Counted> {
  const since = (at: Instant): object => ({ $gte: ['$facts.lastSightAt', at] });
  const groups = await table.group<PartGroup>([
    { $match: {} },
    { $group: { _id: { ...OUTCOME, inHour: since(hourAgo), inDay: since(dayAgo) }, accounts: { $sum: 1 } } },
  ]);
  const sum = (which: (group: PartGroup['_id']) => boolean): ReadonlyMap<Platform, number> => {
    const found = new Map<Platform, number>();
    for (const { _id, accounts } of groups)
      if (which(_id)) found.set(_id.platform, (found.get(_id.platform) ?? 0) + accounts);
    return found;
  };
  const byOutcome = new Map<string, { readonly _id: OutcomeGroup['_id']; accounts: number }>();
  for (const { _id, accounts } of groups) {
    const { platform, outcome } = _id;
    const key = `${platform} ${String(outcome)}`;
    byOutcome.set(key, { _id: { platform, outcome }, accounts: (byOutcome.get(key)?.accounts ?? 0) + accounts });
  }
  return {
    outcomes: [...byOutcome.values()],
    lastHour: sum(({ inHour }) => inHour),
    lastDay: sum(({ inDay }) => inDay),
  };
}
