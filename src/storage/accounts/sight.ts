import type { Platform } from '../../domain/accounts/account';
import type { Instant } from '../../domain/time/instant';
import type { PlatformSight } from '../../ports/storage';
import type { ScopedTable } from '../scope';
import type { AccountRow } from './accountRow';

interface OutcomeGroup {
  readonly _id: { readonly platform: Platform; readonly outcome: string | null };
  readonly accounts: number;
  readonly lastSightAt: Instant | null;
}
interface SeenGroup {
  readonly _id: Platform;
  readonly accounts: number;
}

/**
 * How well each platform is seen. Three plain counts instead of one clever one: conditional sums are not among what the
 * embedded store does, and the counts are small. Accounts never looked at count under outcome `never-looked`.
 */
export async function readSight(
  table: ScopedTable<AccountRow>,
  query: { readonly hourAgo: Instant; readonly dayAgo: Instant },
): Promise<readonly PlatformSight[]> {
  const seenSince = async (since: Instant): Promise<ReadonlyMap<Platform, number>> => {
    const groups = await table.group<SeenGroup>([
      { $match: { 'facts.lastSightAt': { $gte: since } } },
      { $group: { _id: '$platform', accounts: { $sum: 1 } } },
    ]);
    return new Map(groups.map((group) => [group._id, group.accounts]));
  };
  const outcomes = await table.group<OutcomeGroup>([
    {
      $group: {
        _id: { platform: '$platform', outcome: '$facts.lastLookOutcome' },
        accounts: { $sum: 1 },
        lastSightAt: { $max: '$facts.lastSightAt' },
      },
    },
  ]);
  const [lastHour, lastDay] = [await seenSince(query.hourAgo), await seenSince(query.dayAgo)];
  return [...new Set(outcomes.map((group) => group._id.platform))].sort().map((platform) => {
    const own = outcomes.filter((group) => group._id.platform === platform);
    const sights = own.flatMap((group) => (group.lastSightAt === null ? [] : [group.lastSightAt.getTime()]));
    return {
      platform,
      accounts: own.reduce((sum, group) => sum + group.accounts, 0),
      seenLastHour: lastHour.get(platform) ?? 0,
      seenLastDay: lastDay.get(platform) ?? 0,
      lastSightAt: sights.length === 0 ? null : new Date(Math.max(...sights)),
      outcomes: Object.fromEntries(own.map((group) => [group._id.outcome ?? 'never-looked', group.accounts])),
    };
  });
}
