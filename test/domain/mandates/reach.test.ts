import type { UnitId } from '../../../src/domain/ids';
import { concerned, decideMandate } from '../../../src/domain/mandates/decide';
import type { MandateRule } from '../../../src/domain/mandates/mandate';
import { authorityFor, reachOf, type Register } from '../../../src/domain/mandates/reach';
import { authorityOf } from '../../../src/domain/policies/authority';
import type { HandDecision, Policy } from '../../../src/domain/policies/policy';
import { policyOf } from '../../storage/mandateSamples';
import { registerOf, type PlannedUnit } from './someRegister';

const COUNTY: Record<string, PlannedUnit> = {
  county: { level: 'county', region: '330106' },
  schools: { level: 'department', under: 'county', sectors: ['education', 'sports'] },
  health: { level: 'department', under: 'county', sectors: ['health'] },
  safety: { level: 'department', under: 'county', sectors: ['emergency'] },
  town: { level: 'town', under: 'county' },
};
const register = registerOf(COUNTY);
const DEPARTMENTS: MandateRule = {
  id: 'r' as MandateRule['id'],
  key: 'departments',
  title: '部门文件',
  authorities: ['ministry', 'provincial-department', 'city-department', 'county-department'],
  binds: 'sector',
  topicWords: [],
  platforms: ['weibo'],
  regions: [],
  limit: { workingDays: 1 },
  limitByPlatform: {},
  review: 'staged',
  effectiveFrom: '2026-09-01' as MandateRule['effectiveFrom'],
  clause: '相关部门、单位或乡镇也应及时转载或链接',
};

function issued(issuer: string | null, more: Partial<Policy> = {}): Policy {
  const stated = { issuer, docNumber: null, title: '关于做好某项工作的通知', ...more };
  return policyOf({ ...stated, authority: authorityOf(stated), ...more });
}
function bound(policy: Policy, of: Register = register, rule: MandateRule = DEPARTMENTS): string {
  const decision = decideMandate(rule, policy, { register: of });
  if (!decision.mandate) return decision.reason;
  const reach = reachOf(rule, policy, of);
  return [...of.units.keys()]
    .filter(
      (unitId) =>
        concerned(rule, { status: 'active', platform: 'weibo', region: '', unitId }, { reach, ...of }).concerned,
    )
    .join(' ');
}

describe('a document of a ministry or department', () => {
  test.each([
    ['教育部', 'schools'],
    ['教育部办公厅', 'schools'],
    ['国家体育总局', 'schools'],
    ['浙江省教育厅', 'schools'],
    ['杭州市卫生健康委员会', 'health'],
    ['西湖区应急管理局', 'safety'],
    ['教育部、应急管理部', 'schools safety'],
    ['教育部 国家卫生健康委', 'schools health'],
    ['财政部、教育部', 'schools'],
    ['水利部', 'nobody'],
  ])('issued by %s binds the units of its field: %s', (issuer, units) => {
    expect(bound(issued(issuer))).toBe(units);
  });

  test('whose field nobody knows binds nobody, and a person is asked', () => {
    expect(bound(issued('国家某某局'))).toBe('sector-unknown');
    expect(bound(issued(null))).toBe('authority-unknown');
  });

  test('is read from its title or number where no issuer is stated', () => {
    expect(bound(issued(null, { title: '教育部 国家卫生健康委关于加强某事的通知' }))).toBe('schools health');
    expect(bound(issued(null, { docNumber: '应急管理部令2026年第3号' }))).toBe('safety');
  });

  test('binds whom a person decided, whatever it states', () => {
    const byHand: HandDecision = {
      authority: 'ministry',
      sectors: ['health'],
      bindsNobody: false,
      by: 'p' as HandDecision['by'],
      name: '王敏',
      at: new Date(0),
      reason: '联合发文',
    };
    expect(bound(issued('国家某某局', { byHand }))).toBe('health');
    expect(bound(issued('教育部', { byHand: { ...byHand, bindsNobody: true } }))).toBe('set-aside');
  });
});

describe('a rule', () => {
  test('without a binding binds everybody, of every field and of none', () => {
    const rule: MandateRule = { ...DEPARTMENTS, authorities: ['state-council'] };
    delete (rule as { binds?: string }).binds;
    expect(bound(issued('国务院办公厅'), register, rule)).toBe('county schools health safety town');
  });

  test('may be about some fields only, and then asks a person about documents of none', () => {
    const rule: MandateRule = { ...DEPARTMENTS, binds: 'everybody', sectors: ['education'] };
    expect(bound(issued('教育部'), register, rule)).toBe('county schools health safety town');
    expect(bound(issued('应急管理部'), register, rule)).toBe('sector');
    expect(bound(issued('教育部 应急管理部'), register, rule)).toBe('county schools health safety town');
    expect(bound(issued('国家某某局'), register, rule)).toBe('sector-unknown');
  });

  test.each([
    ['330106', 'schools'],
    ['330100', 'schools'],
    ['33', 'schools'],
    ['330000', 'schools'],
    ['330105', ''],
    ['3302', ''],
  ])('of region %s binds by the code of the unit, or of the unit above it: %s', (region, units) => {
    expect(bound(issued('教育部'), register, { ...DEPARTMENTS, regions: [region] })).toBe(units);
  });

  test("goes by the account's own region where that is a code", () => {
    const account = { status: 'active', platform: 'weibo', region: '440300', unitId: 'schools' as UnitId } as const;
    const about = { reach: { units: null, by: 'everybody' }, units: register.units } as const;
    expect(concerned({ ...DEPARTMENTS, regions: ['33'] }, account, about).reason).toBe('region');
    expect(concerned({ ...DEPARTMENTS, regions: ['4403'] }, account, about).reason).toBe('concerned');
  });
});

describe('a source of a counterpart', () => {
  const withCity = registerOf(
    {
      city: { level: 'city', region: '330100' },
      cityschools: { level: 'department', name: '杭州市教育局', under: 'city', sectors: ['education'] },
      ...COUNTY,
      other: { level: 'department', region: '330206', sectors: ['education'] },
      peer: { level: 'department', name: '杭州市体育局', under: 'city', sectors: ['education'] },
    },
    { own: 'cityschools', lost: 'nobody-registered', everyone: null },
  );
  const seenIn = (policy: Policy, ...ids: string[]): Policy => ({
    ...policy,
    sightings: ids.flatMap((sourceId) => policy.sightings.map((one) => ({ ...one, sourceId: sourceId as never }))),
  });

  test('binds its counterparts only: units below it that share a field, in its region', () => {
    expect(bound(seenIn(issued('杭州市教育局'), 'own'), withCity)).toBe('schools');
  });

  test('binds them whatever field the document itself is of, and whoever else the rule would bind', () => {
    expect(bound(seenIn(issued('应急管理部'), 'own'), withCity)).toBe('schools');
    const everybody: MandateRule = { ...DEPARTMENTS, authorities: ['province'], binds: 'everybody' };
    expect(bound(seenIn(issued('浙江省人民政府'), 'own'), withCity, everybody)).toBe('schools');
  });

  test('gives what states no issuer the authority of its unit', () => {
    expect(authorityFor(seenIn(issued(null), 'own'), withCity)).toBe('city-department');
  });

  test('no longer decides once another source showed the document', () => {
    expect(bound(seenIn(issued('应急管理部'), 'own', 'everyone'), withCity)).toBe('safety');
  });

  test('whose unit nobody registered binds nobody', () => {
    expect(bound(seenIn(issued('教育部'), 'lost'), withCity)).toBe('nobody');
  });
});
