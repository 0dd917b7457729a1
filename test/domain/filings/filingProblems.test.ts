import type { AccountFiling } from '../../../src/domain/accounts/filing';
import { NO_FILING } from '../../../src/domain/accounts/filing';
import { COVERAGE_REQUIREMENT_NAMES, coverageOf } from '../../../src/domain/filings/coverage';
import {
  filingProblems,
  isReported,
  reportedKey,
  type FiledAccount,
  type FiledUnit,
} from '../../../src/domain/filings/filingProblems';
import type { AccountId } from '../../../src/domain/ids';
import { startOfCivilDate } from '../../../src/domain/time/civil';
import type { CivilDate, Instant } from '../../../src/domain/time/instant';

const UNIT: FiledUnit = {
  id: 'u',
  name: '丰泽区教育局',
  level: 'other',
  above: [],
  requirements: COVERAGE_REQUIREMENT_NAMES,
  isOpen: true,
  duties: [],
};
const day = (text: string): CivilDate => text as CivilDate;
const at = (text: string): Instant => startOfCivilDate(day(text));
const before = (instant: Instant): Instant => new Date(instant.getTime() - 1);
const NOW = at('2026-11-30');
const FILED = { filingNumber: '闽-1' };
let count = 0;
const account = (more: Partial<FiledAccount> = {}, filing: Partial<AccountFiling> = FILED): FiledAccount => ({
  id: `a${(count += 1)}` as AccountId,
  ...{ platform: 'weibo', externalId: '12345', name: '丰泽教育', status: 'active' },
  ...more,
  filing: { ...NO_FILING, ...filing },
});
const kinds = (accounts: readonly FiledAccount[], now = NOW): readonly string[] =>
  filingProblems(UNIT, accounts, now).problems.map(({ kind }) => kind);

describe('filingProblems', () => {
  test('finds an account in use without a number and a day of filing, and is content with either', () => {
    expect(kinds([account({}, {})])).toEqual(['unfiled']);
    expect(kinds([account({}, { filingNumber: '闽-1' })])).toEqual([]);
    expect(kinds([account({}, { filedOn: day('2026-01-05') })])).toEqual([]);
  });

  test('asks nothing of what is not there yet or no more, and of columns of a site', () => {
    for (const status of ['applied', 'approved', 'filed', 'cancelled'] as const)
      expect([status, kinds([account({ status }, {})])]).toEqual([status, []]);
    expect(kinds([account({ platform: 'portal' }, {})])).toEqual([]);
    expect(kinds([account({ status: 'stopped' }, {})])).toEqual(['unfiled']);
  });

  test('finds an account that is on the platform again, whatever was filed of it before', () => {
    expect(kinds([account({ status: 'revived' })])).toEqual(['revived']);
  });

  test('finds several accounts of a unit on one platform once, and names them', () => {
    const { problems } = filingProblems(
      UNIT,
      [account(), account({ name: '丰泽教育在线' }), account({ platform: 'wechat' })],
      NOW,
    );
    expect(problems.map(({ kind, platform, facts }) => [kind, platform, facts])).toEqual([
      ['duplicate', 'weibo', { count: '2', names: '丰泽教育、丰泽教育在线' }],
    ]);
  });

  test('never takes what may stand on different platforms for several on one', () => {
    const channels = account({ platform: 'other', externalId: '视频号：丰泽教育' });
    expect(kinds([channels, account({ platform: 'other', externalId: '小红书：丰泽教育' })])).toEqual([]);
    expect(
      kinds([account({ platform: 'miniprogram' }), account({ platform: 'miniprogram', name: '丰泽入学' })]),
    ).toEqual([]);
  });

  test('finds names that differ only where none is found on every platform, however they are typed', () => {
    const wechat = (name: string): FiledAccount => account({ platform: 'wechat', name });
    expect(kinds([account(), wechat('丰泽区教育局')])).toEqual(['name-differs']);
    expect(kinds([account({ name: '丰泽 Edu' }), wechat('丰泽ＥＤＵ')])).toEqual([]);
    expect(kinds([account(), account({ name: '另一名称' }), wechat('丰泽教育')])).toEqual(['duplicate']);
    expect(kinds([account(), wechat('丰泽教育'), account({ platform: 'douyin', name: '丰泽教研' })])).toEqual([
      'name-differs',
    ]);
    expect(kinds([account()])).toEqual([]);
  });

  test('tells of a certification thirty days before its end, of its end with the day after it, and when to look again', () => {
    const one = [account({}, { ...FILED, certifiedUntil: day('2026-12-31') })];
    const [warnAt, endAt] = [at('2026-12-01'), at('2027-01-01')];
    const look = (now: Instant) => {
      const { problems, nextAt } = filingProblems(UNIT, one, now);
      return [problems.map(({ kind, occurredAt }) => [kind, occurredAt]), nextAt];
    };
    expect(look(before(warnAt))).toEqual([[], warnAt]);
    expect(look(warnAt)).toEqual([[['certification-ending', warnAt]], endAt]);
    expect(look(before(endAt))).toEqual([[['certification-ending', warnAt]], endAt]);
    expect(look(endAt)).toEqual([[['certification-ended', endAt]], null]);
  });

  test('finds that the contract of whoever runs it has ended, with the day after its last, and not without a contractor', () => {
    const ends = { contractEndsOn: day('2026-11-29') };
    const one = [account({}, { ...FILED, contractor: '某传媒公司', ...ends })];
    expect(kinds(one, before(at('2026-11-30')))).toEqual([]);
    expect(kinds(one, at('2026-11-30'))).toEqual(['contract-ended']);
    expect(kinds([account({}, { ...FILED, ...ends })])).toEqual([]);
  });
});

describe('what a text demands of a unit', () => {
  const lacks = (unit: Partial<FiledUnit>, ...accounts: readonly FiledAccount[]): readonly string[] =>
    filingProblems({ ...UNIT, ...unit }, accounts, NOW)
      .problems.filter(({ accountIds }) => accountIds.length === 0)
      .map(({ kind, facts }) => `${kind} ${facts['lacking'] ?? ''}`);
  const county = { level: 'department', above: ['county', 'city'] } as const;

  test('is one account of a government from county level up, whatever the platform, if it is in use', () => {
    expect(lacks({ level: 'county' })).toEqual(['no-account ']);
    expect(lacks({ level: 'county' }, account({ platform: 'douyin' }))).toEqual([]);
    expect(lacks({ level: 'county' }, account({ status: 'stopped' }))).toEqual(['no-account ']);
    expect(lacks({ level: 'county' }, account({ platform: 'portal' }))).toEqual(['no-account ']);
    expect([lacks({ level: 'town' }), lacks({ level: 'other' })]).toEqual([[], []]);
  });

  test('is Weibo and WeChat of its departments, and nothing of those of a town', () => {
    expect(lacks(county)).toEqual(['lacks-platform weibo,wechat']);
    expect(lacks(county, account())).toEqual(['lacks-platform wechat']);
    expect(lacks(county, account(), account({ platform: 'wechat' }))).toEqual([]);
    expect(lacks({ level: 'department', above: ['town', 'county'] })).toEqual([]);
  });

  test('is not held against a department of which nobody knows whose it is, or a closed unit', () => {
    expect(lacks({ level: 'department', above: ['other'] })).toEqual([]);
    expect(
      coverageOf({ level: 'department', above: ['other'], requirements: COVERAGE_REQUIREMENT_NAMES }, []),
    ).toMatchObject([{ state: 'unknown' }]);
    expect(lacks({ ...county, isOpen: false })).toEqual([]);
  });

  test('is asked as far as the office takes the requirement for its own', () => {
    expect(lacks({ ...county, requirements: ['no-account'] })).toEqual([]);
    expect(lacks({ ...county, requirements: ['lacks-platform'] })).toEqual(['lacks-platform weibo,wechat']);
  });
});

describe('isReported', () => {
  const seen = { platform: 'douyin' as const, externalId: '', name: '丰泽 发布' };
  test('knows an account by its id there, and by its name alone where no id was told', () => {
    const told = (externalId: string) => ({ platform: seen.platform, facts: { name: seen.name, externalId } });
    const registered = { platform: 'douyin' as const, externalId: 'fzfb', name: '丰泽发布' };
    expect(isReported(registered, told(''))).toBe(true);
    expect(isReported({ ...registered, name: '别的' }, told(''))).toBe(false);
    expect(isReported({ ...registered, name: '别的' }, told('fzfb'))).toBe(true);
    expect(isReported(registered, told('another'))).toBe(false);
    expect(isReported({ ...registered, platform: 'weibo' }, told('fzfb'))).toBe(false);
    expect(isReported({ ...registered, externalId: 'pending:1' }, told(''))).toBe(false);
  });

  test('is told once for a unit, whoever tells it', () => {
    expect(reportedKey('u', seen)).toBe(reportedKey('u', { ...seen, name: '丰泽发布' }));
    expect(reportedKey('u', seen)).not.toBe(reportedKey('v', seen));
  });
});
