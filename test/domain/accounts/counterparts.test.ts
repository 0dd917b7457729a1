import { counterpartsOf, rankOf } from '../../../src/domain/accounts/counterparts';
import type { UnitId } from '../../../src/domain/ids';
import { unitsOf, type PlannedUnit } from '../mandates/someRegister';

const edu = { level: 'department', sectors: ['education'] } as const;

function counterparts(planned: Record<string, PlannedUnit>, of: string): string {
  const units = unitsOf(planned);
  const unit = units.get(of as UnitId);
  return unit === undefined ? '?' : [...counterpartsOf(unit, units)].join(' ');
}

describe('counterparts of a unit', () => {
  test('stand one or more levels below it and share a field', () => {
    const planned: Record<string, PlannedUnit> = {
      province: { level: 'province', region: '33' },
      pedu: { ...edu, under: 'province' },
      city: { level: 'city', region: '3301', under: 'province' },
      cedu: { ...edu, under: 'city' },
      chealth: { level: 'department', sectors: ['health'], under: 'city' },
      county: { level: 'county', region: '330106', under: 'city' },
      xedu: { ...edu, under: 'county' },
      town: { level: 'town', sectors: ['education'], under: 'county' },
    };
    expect(counterparts(planned, 'pedu')).toBe('cedu xedu town');
    expect(counterparts(planned, 'cedu')).toBe('xedu town');
    expect(counterparts(planned, 'xedu')).toBe('town');
    expect(counterparts(planned, 'town')).toBe('');
    expect(counterparts(planned, 'city')).toBe('');
  });

  test('lie within its region, by their codes', () => {
    const planned: Record<string, PlannedUnit> = {
      cedu: { ...edu, region: '330100' },
      near: { ...edu, region: '330106' },
      far: { ...edu, region: '330206' },
    };
    expect(counterparts(planned, 'cedu')).toBe('near');
  });

  test('without codes lie below the same root', () => {
    const planned: Record<string, PlannedUnit> = {
      city: { level: 'city' },
      cedu: { ...edu, under: 'city' },
      county: { level: 'county', under: 'city' },
      xedu: { ...edu, under: 'county' },
      elsewhere: { level: 'county' },
      eedu: { ...edu, under: 'elsewhere' },
    };
    expect(counterparts(planned, 'cedu')).toBe('xedu');
  });

  test('are none of a unit whose level nothing tells', () => {
    const planned: Record<string, PlannedUnit> = {
      adrift: edu,
      county: { level: 'county' },
      xedu: { ...edu, under: 'county' },
    };
    expect(rankOf(unitsOf(planned).get('adrift' as UnitId) ?? (null as never), unitsOf(planned))).toBeNull();
    expect(counterparts(planned, 'adrift')).toBe('');
  });
});
