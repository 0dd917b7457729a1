import { concerned, decideMandate, isUndecided, NO_MANDATE_REASONS } from '../../../src/domain/mandates/decide';
import type { MandateRule } from '../../../src/domain/mandates/mandate';
import type { MandateRuleId, UnitId } from '../../../src/domain/ids';
import type { Policy } from '../../../src/domain/policies/policy';
import type { CivilDate } from '../../../src/domain/time/instant';
import { registerOf } from './someRegister';
import { day, entry, exact, Shelf, source } from '../policies/somePolicies';

const civil = (text: string): CivilDate => text as CivilDate;
const rule: MandateRule = {
  id: 'rule' as MandateRuleId,
  key: 'k',
  title: '国务院政策',
  authorities: ['state-council'],
  topicWords: [],
  platforms: ['weibo', 'portal'],
  regions: [],
  limit: { workingDays: 1 },
  limitByPlatform: {},
  review: 'pre-approved',
  effectiveFrom: civil('2026-09-17'),
  clause: '一个工作日内转载',
};
function policy(more: Partial<Policy> = {}): Policy {
  const shelf = new Shelf();
  shelf.look([entry({ title: '国务院关于促进某产业发展的意见', publishedAt: day('2026-09-17') })], {
    from: source({ id: 'govcn', authority: 'state-council' }),
  });
  const [made] = shelf.policies;
  if (made === undefined) throw new Error('no policy');
  return { ...made, ...more };
}
const decided = (
  changed: Partial<MandateRule>,
  about: Partial<Policy> = {},
  context: Omit<Parameters<typeof decideMandate>[2], 'register'> = {},
): string => {
  const decision = decideMandate({ ...rule, ...changed }, policy(about), { register: registerOf(), ...context });
  return decision.mandate ? 'mandate' : decision.reason;
};

describe('a rule makes a policy a mandate', () => {
  test('of its authorities', () => {
    expect(decided({})).toBe('mandate');
    expect(decided({ authorities: ['province', 'city'] })).toBe('authority');
  });

  test('and whose it is nobody is asked where no answer would make it one', () => {
    const unknown = { authority: 'unknown', issuer: null } as const;
    expect(decided({}, unknown)).toBe('authority-unknown');
    expect(decided({}, { ...unknown, publishedAt: day('2026-09-16') })).toBe('before-effective');
    expect(decided({}, { ...unknown, publishedAt: null })).toBe('no-date');
    expect(decided({}, { ...unknown, url: null })).toBe('no-link');
    expect(decided({ topicWords: ['教育'] }, unknown)).toBe('topic');
    expect(decided({ authorities: ['unknown'] }, unknown)).toBe('mandate');
  });

  test('published from its first day on', () => {
    expect(decided({}, { publishedAt: day('2026-09-16') })).toBe('before-effective');
    expect(decided({}, { publishedAt: exact('2026-09-16T15:59:59.999Z') })).toBe('before-effective');
    expect(decided({}, { publishedAt: exact('2026-09-16T16:00:00.000Z') })).toBe('mandate');
  });

  test('only with a date that can be true', () => {
    expect(decided({}, { publishedAt: null })).toBe('no-date');
    expect(decided({}, { publishedAt: day('2026-09-19') }, { today: civil('2026-09-18') })).toBe('no-date');
    expect(decided({}, { publishedAt: day('2026-09-18') }, { today: civil('2026-09-18') })).toBe('mandate');
  });

  test('of its topics, however the title is printed', () => {
    expect(decided({ topicWords: ['教育', '“某产业”'] })).toBe('mandate');
    expect(decided({ topicWords: ['教育'] })).toBe('topic');
  });

  test('while it is in force and nobody stopped the rule', () => {
    const at = new Date('2026-09-18T00:00:00Z');
    expect([decided({ disabledAt: at }), decided({ disabledAt: null })]).toEqual(['rule-disabled', 'mandate']);
    const withdrawal = { reason: 'stated', noticedAt: at } as const;
    expect([decided({}, { withdrawal }), decided({}, { withdrawal: null })]).toEqual(['withdrawn', 'mandate']);
  });

  test('that only explains a document where the rule says so', () => {
    const interprets = { names: ['某意见'], url: null, policyId: null };
    expect(decided({}, { interprets })).toBe('interpretation');
    expect(decided({ interpretations: false }, { interprets })).toBe('interpretation');
    expect(decided({ interpretations: true }, { interprets })).toBe('mandate');
    expect(decided({}, { interprets: null })).toBe('mandate');
  });

  test('once, and again in a new version where the rule says so', () => {
    const again = { mandatedBefore: true };
    expect(decided({}, {}, again)).toBe('already-mandated');
    expect(decided({ newVersions: 'ignore' }, {}, again)).toBe('already-mandated');
    expect(decided({ newVersions: 'review' }, {}, again)).toBe('mandate');
    expect(decided({}, {}, { mandatedBefore: false })).toBe('mandate');
  });

  test('only if there is something to link to', () => {
    expect(decided({}, { url: null })).toBe('no-link');
  });
});

test('a person decides where nothing says whose document it is or of which field, and nowhere else', () => {
  expect(NO_MANDATE_REASONS.filter(isUndecided)).toEqual(['authority-unknown', 'sector-unknown']);
  expect(isUndecided('mandated')).toBe(false);
});

describe('an account is concerned', () => {
  const account = { status: 'active', platform: 'weibo', region: '甘肃省张掖市', unitId: 'u' as UnitId } as const;
  const everybody = { reach: { units: null, by: 'everybody' }, units: new Map() } as const;
  test.each([
    [{}, {}, 'concerned'],
    [{}, { status: 'stopped' }, 'not-active'],
    [{}, { status: 'cancelled' }, 'not-active'],
    [{}, { platform: 'wechat' }, 'platform'],
    [{ regions: ['甘肃省'] }, {}, 'concerned'],
    [{ regions: ['湖南省', '甘肃省'] }, {}, 'concerned'],
    [{ regions: ['湖南省'] }, {}, 'region'],
  ] as const)('rule %j, account %j: %s', (changed, more, reason) => {
    expect(concerned({ ...rule, ...changed }, { ...account, ...more }, everybody)).toEqual({
      concerned: reason === 'concerned',
      reason,
    });
  });

  test('an account whose unit is closed is not concerned; one whose unit was merged is about to be the other’s', () => {
    const concernedIn = (intoId: UnitId | null): boolean => {
      const { units } = registerOf({ u: { level: 'department' } });
      const unit = units.get('u' as UnitId);
      if (unit === undefined) throw new Error('no unit');
      const closed = new Map([[unit.id, { ...unit, closed: { at: new Date(0), intoId } }]]);
      return concerned(rule, account, { ...everybody, units: closed }).concerned;
    };
    expect([concernedIn(null), concernedIn('v' as UnitId)]).toEqual([false, true]);
  });

  test.each([
    [{ units: new Set(['u' as UnitId, 'v' as UnitId]), by: 'sector' }, 'concerned'],
    [{ units: new Set(['v' as UnitId]), by: 'sector' }, 'sector'],
    [{ units: new Set(['v' as UnitId]), by: 'counterpart' }, 'counterpart'],
    [{ units: new Set<UnitId>(), by: 'everybody' }, 'sector'],
    [{ unknown: 'sector' }, 'sector'],
  ] as const)('of a unit that the policy reaches: %j is %s', (reach, reason) => {
    expect(concerned(rule, account, { reach, units: new Map() })).toEqual({
      concerned: reason === 'concerned',
      reason,
    });
  });
});
