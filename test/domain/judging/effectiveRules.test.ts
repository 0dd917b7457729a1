import type { Account } from '../../../src/domain/accounts/account';
import { coversRegion, effectiveRules } from '../../../src/domain/judging/effectiveRules';
import type { Rule, RulePack } from '../../../src/domain/judging/rulePack';
import { startOfCivilDate } from '../../../src/domain/time/civil';
import type { CivilDate } from '../../../src/domain/time/instant';
import { shippedPack } from './someFacts';

const civil = (text: string): CivilDate => text as CivilDate;
const clause = { source: 's', text: 't' };
const silence = (id: string, breachDays: number): Rule => ({
  id,
  kind: 'silence',
  columnClass: 'account',
  warnDays: [],
  breachDays,
  dormantDays: null,
  zombieDays: null,
  clause,
});
const slow = (id: string): Rule => ({
  id,
  kind: 'slow',
  columnClass: 'account',
  measure: { by: 'count', minPosts: 1, days: 7 },
  clause,
});
const wording = (id: string, phrase: string): Rule => ({
  id,
  kind: 'wording',
  check: { by: 'phrase', phrases: [phrase] },
  clause,
});
function pack(
  id: string,
  rules: readonly Rule[],
  more: Partial<RulePack> & {
    readonly regions?: readonly string[];
    readonly platforms?: RulePack['scope']['platforms'];
  } = {},
): RulePack {
  const { regions = [], platforms = [], ...rest } = more;
  return {
    id,
    version: '1',
    title: id,
    effectiveFrom: civil('2020-01-01'),
    effectiveUntil: null,
    scope: { regions, platforms },
    proofMaxAgeHours: 48,
    rules,
    ...rest,
  };
}
const account: Pick<Account, 'region' | 'platform' | 'columnClass'> = {
  region: '甘肃省张掖市高台县',
  platform: 'weibo',
  columnClass: 'account',
};
const on = civil('2026-09-20');
const silenceOf = (...packs: RulePack[]): string | undefined => effectiveRules(packs, account, on).silence?.rule.id;

describe('which pack is in force', () => {
  test('from its first day on, up to and without its last date', () => {
    const dated = pack('p', [silence('s', 14)], {
      effectiveFrom: civil('2026-09-20'),
      effectiveUntil: civil('2026-09-22'),
    });
    const there = (date: string): boolean => effectiveRules([dated], account, civil(date)).silence !== null;
    expect(['2026-09-19', '2026-09-20', '2026-09-21', '2026-09-22'].map(there)).toEqual([false, true, true, false]);
  });

  test('says when the next pack for this account begins or ends', () => {
    const packs = [
      pack('now', [silence('s', 14)], { effectiveUntil: civil('2026-12-01') }),
      pack('next', [silence('t', 10)], { effectiveFrom: civil('2026-10-15') }),
      pack('other', [silence('u', 10)], { effectiveFrom: civil('2026-09-21'), regions: ['湖南'] }),
    ];
    expect(effectiveRules(packs, account, on).changesAt).toEqual(startOfCivilDate(civil('2026-10-15')));
    expect(effectiveRules(packs, account, civil('2026-10-15')).changesAt).toEqual(
      startOfCivilDate(civil('2026-12-01')),
    );
    expect(effectiveRules(packs, account, civil('2026-12-01')).changesAt).toBeNull();
  });

  test('in its regions and on its platforms only', () => {
    expect(silenceOf(pack('p', [silence('s', 14)], { regions: ['湖南', '甘肃省'] }))).toBe('s');
    expect(silenceOf(pack('p', [silence('s', 14)], { regions: ['湖南'] }))).toBeUndefined();
    expect(silenceOf(pack('p', [silence('s', 14)], { platforms: ['wechat', 'weibo'] }))).toBe('s');
    expect(silenceOf(pack('p', [silence('s', 14)], { platforms: ['wechat'] }))).toBeUndefined();
  });

  test("for the account's own column class only", () => {
    expect(effectiveRules([pack('p', [silence('s', 14)])], { ...account, columnClass: 'news' }, on).silence).toBeNull();
  });
});

describe('of several packs', () => {
  const wide = pack('wide', [silence('wide', 14), slow('wide-slow')]);

  test('the narrower one overrides rule by rule, and keeps quiet about the others', () => {
    const province = pack('province', [silence('province', 10)], { regions: ['甘肃'], proofMaxAgeHours: 24 });
    const both = effectiveRules([wide, province], account, on);
    expect([both.silence?.rule.id, both.slow?.rule.id, both.proofMaxAgeHours]).toEqual(['province', 'wide-slow', 24]);
    expect(effectiveRules([province, wide], account, on)).toEqual(both);
  });

  test.each([
    [
      'the more exact region',
      pack('a', [silence('county', 7)], { regions: ['甘肃省张掖市'] }),
      pack('b', [silence('province', 10)], { regions: ['甘肃省'] }),
      'county',
    ],
    [
      'a region before a platform',
      pack('a', [silence('platform', 7)], { platforms: ['weibo'] }),
      pack('b', [silence('region', 10)], { regions: ['甘肃省'] }),
      'region',
    ],
    [
      'a named platform',
      pack('a', [silence('any', 7)]),
      pack('b', [silence('platform', 10)], { platforms: ['weibo'] }),
      'platform',
    ],
    [
      'the later one',
      pack('a', [silence('old', 7)]),
      pack('b', [silence('new', 10)], { effectiveFrom: civil('2025-01-01') }),
      'new',
    ],
    [
      'the id, when nothing else tells them apart',
      pack('b', [silence('second', 7)]),
      pack('a', [silence('first', 10)]),
      'first',
    ],
  ])('%s holds, in either order', (_case, one, other, expected) => {
    expect(silenceOf(one, other)).toBe(expected);
    expect(silenceOf(other, one)).toBe(expected);
  });

  test('wording rules add up, the narrower one of the same id once', () => {
    const local = pack('local', [wording('w', '县'), wording('x', '乡')], { regions: ['甘肃'] });
    const rules = effectiveRules([pack('wide', [wording('w', '国'), wording('v', '省')]), local], account, on).wording;
    expect(rules.map(({ rule, packId }) => [rule.id, packId])).toEqual([
      ['w', 'local'],
      ['x', 'local'],
      ['v', 'wide'],
    ]);
  });
});

describe('how old a proof may be', () => {
  test('is said by the pack of the silence rule, else of the slow rule, else by the narrowest', () => {
    const slowPack = pack('slow', [slow('slow')], { regions: ['甘肃'], proofMaxAgeHours: 12 });
    expect(
      effectiveRules([pack('wide', [silence('s', 14)], { proofMaxAgeHours: 36 }), slowPack], account, on)
        .proofMaxAgeHours,
    ).toBe(36);
    expect(
      effectiveRules([pack('wide', [wording('w', 'x')], { proofMaxAgeHours: 36 }), slowPack], account, on)
        .proofMaxAgeHours,
    ).toBe(12);
    expect(
      effectiveRules([pack('wide', [wording('w', 'x')], { proofMaxAgeHours: 36 })], account, on).proofMaxAgeHours,
    ).toBe(36);
    expect(effectiveRules([], account, on)).toEqual({
      proofMaxAgeHours: 48,
      silence: null,
      slow: null,
      wording: [],
      changesAt: null,
    });
  });
});

describe('coversRegion', () => {
  test.each([
    ['甘肃', '甘肃省张掖市', true],
    ['620700', '620724', false],
    ['62', '620724', true],
    ['甘肃省张掖市高台县', '甘肃省', false],
    ['', '甘肃省', false],
    ['甘肃', '', false],
  ])('%j covers %j: %p', (region, of, expected) => {
    expect(coversRegion(region, of)).toBe(expected);
  });
});

describe('the packs as shipped', () => {
  const packs = ['national', 'local-demo', 'wording'].map(shippedPack);

  test('give every account of the demo silence, slowness and wording, each with a clause', () => {
    const rules = effectiveRules(packs, { region: 'demo', platform: 'weibo', columnClass: 'account' }, on);
    expect(rules.silence?.rule).toMatchObject({
      warnDays: [7, 10, 12],
      breachDays: 14,
      dormantDays: 30,
      zombieDays: 90,
    });
    expect(rules.silence?.rule.clause.source).toContain('国办秘函〔2019〕19号');
    expect(rules.slow?.rule.clause.source).toContain('甘肃');
    expect(rules.wording.map(({ rule }) => rule.check.by)).toEqual(['citizen-id']);
  });

  test('leave slowness to local rules: none nationally', () => {
    expect(effectiveRules(packs, { region: '湖南省', platform: 'weibo', columnClass: 'account' }, on).slow).toBeNull();
  });
});

test('a rule for slowness holds for its own column class', () => {
  const slowOf = (columnClass: Account['columnClass']) =>
    effectiveRules([pack('p', [slow('s')])], { ...account, columnClass }, on).slow?.rule.id;
  expect([slowOf('account'), slowOf('news')]).toEqual(['s', undefined]);
});

test('how exact a pack is goes by the regions that are the account’s', () => {
  const wide = pack('wide', [silence('wide', 14)], { regions: ['甘肃省', '湖南省长沙市岳麓区某街道'] });
  const narrow = pack('narrow', [silence('narrow', 7)], { regions: ['甘肃省张掖市'] });
  expect([silenceOf(wide, narrow), silenceOf(narrow, wide)]).toEqual(['narrow', 'narrow']);
});
