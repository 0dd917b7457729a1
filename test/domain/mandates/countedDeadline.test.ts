import { channelOf } from '../../../src/domain/mandates/channel';
import { countingFrom } from '../../../src/domain/mandates/countingFrom';
import { dueByPlatform, latestDue } from '../../../src/domain/mandates/dueByPlatform';
import { decidedTooLateAt } from '../../../src/domain/mandates/decisionTime';
import { HAND_OVER_LEAD_MS, isTimeToHandOver } from '../../../src/domain/mandates/handOver';
import type { Mandate, MandateRule } from '../../../src/domain/mandates/mandate';
import { repostsCountFrom } from '../../../src/domain/mandates/repostsCountFrom';
import type { AccountId, SiteId } from '../../../src/domain/ids';
import { HOUR_MS, type CivilDate, type PublishedAt } from '../../../src/domain/time/instant';
import { DUE_BY, hoursAfter, MADE_AT } from './someObligation';

const published: PublishedAt = { precision: 'instant', at: MADE_AT, original: '2026-09-18 09:00' };
const rule = {
  platforms: ['weibo', 'wechat', 'portal'],
  limit: { hours: 24 },
  limitByPlatform: { weibo: { hours: 4 }, portal: { hours: 30 } },
} as unknown as MandateRule;
const due = dueByPlatform(published, rule, { cal: { announcedYears: new Set([2026]), days: new Map() } });

test('each platform has its own limit where the rule gives one, else that of the rule', () => {
  expect((['weibo', 'wechat', 'portal'] as const).map((platform) => due(platform).dueBy)).toEqual([
    hoursAfter(4),
    hoursAfter(24),
    hoursAfter(30),
  ]);
});

test('a mandate is due with the last of the platforms of its rule, and provisional as soon as one of them is', () => {
  expect(latestDue(due, rule)).toEqual({ dueBy: hoursAfter(30), provisional: false });
  expect(latestDue(due, { ...rule, platforms: ['wechat', 'weibo'] })).toEqual({
    dueBy: hoursAfter(24),
    provisional: false,
  });
  const provisional: typeof due = (platform) => ({ ...due(platform), provisional: platform === 'wechat' });
  expect(latestDue(provisional, rule).provisional).toBe(true);
  expect(latestDue(provisional, { ...rule, platforms: ['weibo'] }).provisional).toBe(false);
});

test('limits run from the publication, or from when a person bound the policy', () => {
  const later = hoursAfter(100);
  expect(countingFrom({ publishedAt: published })).toBe(published);
  expect(countingFrom({ publishedAt: published, countsFromAt: null })).toBe(published);
  expect(countingFrom({ publishedAt: published, countsFromAt: later })).toEqual({
    precision: 'instant',
    at: later,
    original: '',
  });
});

test('a post of the day on which the policy was published, in Beijing, can be its repost', () => {
  const from = (publishedAt: PublishedAt): Date => repostsCountFrom({ publishedAt } as Mandate);
  const midnight = new Date('2026-09-17T16:00:00Z');
  expect(from(published)).toEqual(midnight);
  expect(from({ precision: 'instant', at: midnight, original: '' })).toEqual(midnight);
  expect(from({ precision: 'day', on: '2026-09-18' as CivilDate, original: '' })).toEqual(midnight);
  expect(repostsCountFrom(null)).toBeNull();
});

test('a site is one channel whichever column it publishes into; an account is one by itself', () => {
  const [a, b] = ['a', 'b'] as unknown as readonly [AccountId, AccountId];
  const site = 'a' as SiteId;
  expect(channelOf({ accountId: a, siteId: site })).toBe(channelOf({ accountId: b, siteId: site }));
  expect(channelOf({ accountId: a, siteId: null })).not.toBe(channelOf({ accountId: b, siteId: null }));
  // An account and a site of one id are two.
  expect(channelOf({ accountId: a, siteId: null })).not.toBe(channelOf({ accountId: b, siteId: site }));
});

test('a person is told eight hours before the deadline, or as long before as is asked', () => {
  expect(HAND_OVER_LEAD_MS).toBe(8 * HOUR_MS);
  const at = (ms: number): Date => new Date(DUE_BY.getTime() - ms);
  expect(isTimeToHandOver({ dueBy: DUE_BY }, at(8 * HOUR_MS))).toBe(true);
  expect(isTimeToHandOver({ dueBy: DUE_BY }, at(8 * HOUR_MS + 1))).toBe(false);
  expect(isTimeToHandOver({ dueBy: DUE_BY }, at(HOUR_MS + 1), HOUR_MS)).toBe(false);
});

test('what nobody decided half a day before its deadline is hardly reposted in time', () => {
  expect(decidedTooLateAt(DUE_BY)).toEqual(new Date(DUE_BY.getTime() - 12 * HOUR_MS));
});
