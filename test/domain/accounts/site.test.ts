import type { AccountStatus } from '../../../src/domain/accounts/account';
import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import { leastSight } from '../../../src/domain/accounts/leastSight';
import { repostColumnOf, siteHomeOf, siteKeyOf, siteNameOf } from '../../../src/domain/accounts/site';
import type { AccountId, SiteId } from '../../../src/domain/ids';

const column = (id: string, canPublish: boolean, status: AccountStatus = 'active') => ({
  account: { id: id as AccountId, status },
  canPublish,
});
const site = (repostColumnId: string | null) => ({
  id: 's' as SiteId,
  repostColumnId: repostColumnId as AccountId | null,
});

describe("the column a site's reposts go into", () => {
  test.each([
    ['the named one', 'b', [column('a', true), column('b', true)], 'b', 'named'],
    ['the named one though software cannot publish there', 'b', [column('a', true), column('b', false)], 'b', 'named'],
    [
      'the first that can be published to',
      null,
      [column('c', true), column('b', true), column('a', false)],
      'b',
      'not-named',
    ],
    ['the first of those that cannot', null, [column('b', false), column('a', false)], 'a', 'none-publishes'],
    [
      'another, the named one cancelled',
      'a',
      [column('a', true, 'cancelled'), column('b', true)],
      'b',
      'named-cancelled',
    ],
    ['another, the named one stopped', 'a', [column('a', true, 'stopped'), column('b', true)], 'b', 'named-stopped'],
    ['another, the named one moved away', 'x', [column('b', true)], 'b', 'named-moved'],
    ['a stopped one where there is no other', null, [column('a', false, 'stopped')], 'a', 'none-publishes'],
    ['none of a site whose columns are cancelled', 'a', [column('a', true, 'cancelled')], null, 'no-columns'],
    ['none of a site without columns', null, [], null, 'no-columns'],
  ])('is %s', (_what, named, columns, columnId, reason) => {
    expect(repostColumnOf(site(named), columns)).toEqual({ columnId, reason });
  });
});

describe('columns that name no site', () => {
  const at = (externalId: string, homeUrl = 'https://home.gov.example/x/') => ({
    platform: 'portal' as const,
    settings: {},
    externalId,
    homeUrl,
  });
  test('are grouped by unit and host, whatever the case of it', () => {
    const key = siteKeyOf('jyj', at('https://WWW.a.gov.example/1/'));
    expect(key).toBe('jyj@www.a.gov.example');
    expect(siteKeyOf('jyj', at('http://www.a.gov.example/2/index.html'))).toBe(key);
    expect(siteKeyOf('wjj', at('https://www.a.gov.example/1/'))).not.toBe(key);
    expect(siteKeyOf('jyj', at('https://a.gov.example/1/'))).not.toBe(key);
    expect(siteKeyOf('j'.repeat(300), at('https://a.gov.example/1/'))).toHaveLength(200);
  });
  test('give it the name of the unit and the first page of the host', () => {
    const column = { ...at('https://zwfw.a.gov.example/1/'), name: '教育局·动态' };
    expect(siteNameOf('教育局', column)).toBe('教育局网站');
    expect(siteNameOf('', column)).toBe('教育局·动态');
    expect(siteNameOf('教育局', column, new Set(['教育局']))).toBe('教育局网站');
    expect(siteNameOf('教育局', column, new Set(['教育局网站']))).toBe('教育局网站（zwfw.a.gov.example）');
    expect(siteHomeOf(at('https://b.gov.example/1/'))).toBe('https://home.gov.example/');
    expect(siteHomeOf(at('https://b.gov.example/1/?q', 'b'))).toBe('https://b.gov.example/');
    expect(siteHomeOf(at('b', 'b'))).toBe('b');
  });
});

describe('what was seen of several columns together', () => {
  const facts = (given: Partial<AccountFacts>): AccountFacts => ({ ...NO_FACTS, ...given });
  const [early, late] = [new Date('2026-09-18T01:00:00Z'), new Date('2026-09-18T02:00:00Z')];
  test('is what was seen of the one seen longest ago', () => {
    const least = facts({ lastSightAt: early, consecutiveBlindLooks: 3, completeFromAt: early });
    const seen = leastSight([facts({ lastSightAt: late, completeFromAt: late }), least]);
    expect(seen).toEqual({ ...least, completeFromAt: late });
    expect(leastSight([least, facts({ lastSightAt: null })]).lastSightAt).toBeNull();
  });
  test('is complete only where all of them are, and partial where one is', () => {
    const whole = facts({ lastSightAt: early, completeFromAt: early, coverage: 'full' });
    expect(leastSight([whole, facts({ lastSightAt: late, completeFromAt: null })]).completeFromAt).toBeNull();
    expect(leastSight([whole, { ...whole, lastSightAt: late, coverage: 'partial' }]).coverage).toBe('partial');
    expect(leastSight([whole])).toEqual(whole);
  });
});
