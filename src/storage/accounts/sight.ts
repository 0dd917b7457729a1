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

/**
 * How well each platform is seen. Plain counts, each by the entries of an index alone, instead of one clever one that
 * has to look at every account. Accounts never looked at count under outcome `never-looked`.
 */
export async function readSight(
  table: ScopedTable<AccountRow>,
  query: { readonly hourAgo: Instant; readonly dayAgo: Instant },
): Promise<readonly PlatformSight[]> {
  const seenSince = async (since: Instant): Promise<ReadonlyMap<Platform, number>> => {
    const groups = await table.group<SeenGroup>([
      { $match: { platform: anyOf(PLATFORMS), 'facts.lastSightAt': atLeast(since) } },
      { $group: { _id: '$platform', accounts: { $sum: 1 } } },
    ]);
    return new Map(groups.map((group) => [group._id, group.accounts]));
  };
  const lastSight = async (platform: Platform): Promise<readonly [Platform, Instant | null]> => {
    const last = (
      await table.many({ platform }, { sort: { 'facts.lastSightAt': -1 }, limit: 1, without: UNLISTED })
    ).at(0);
    return [platform, last?.facts.lastSightAt ?? null];
  };
  const [outcomes, lastHour, lastDay, ...sights] = await Promise.all([
    table.group<OutcomeGroup>([
      { $match: { 'facts.lastLookOutcome': anyOf([...LOOK_OUTCOMES, null]), platform: anyOf(PLATFORMS) } },
      {
        $group: {
          _id: { platform: '$platform', outcome: { $ifNull: ['$facts.lastLookOutcome', null] } },
          accounts: { $sum: 1 },
        },
      },
    ]),
    seenSince(query.hourAgo),
    seenSince(query.dayAgo),
    ...PLATFORMS.map(lastSight),
  ]);
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
