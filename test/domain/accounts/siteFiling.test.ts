import {
  NO_SITE_FILING,
  siteFilingAfter,
  siteFilingFaults,
  sitePlanState,
  type SiteFilingChange,
} from '../../../src/domain/accounts/siteFiling';
import type { CivilDate } from '../../../src/domain/time/instant';

const day = (text: string): CivilDate => text as CivilDate;
const TODAY = day('2026-09-21');
const faultsOf = (change: SiteFilingChange) => siteFilingFaults(siteFilingAfter(NO_SITE_FILING, change), TODAY);

describe('what is filed of a website', () => {
  test.each(['吉ICP备05008513号', '京ICP备10012345号-2', ' 浙 icp备 12345678 号'])(
    'has an ICP number like %s',
    (number) => {
      expect(faultsOf({ icpNumber: number })).toEqual([]);
    },
  );

  test.each(['吉ICP备号', 'ICP备05008513号', '吉ICP备05008513', '国ICP备05008513号'])(
    'has no ICP number like %s',
    (number) => {
      expect(faultsOf({ icpNumber: number })).toEqual([{ field: 'icpNumber', fault: 'icp' }]);
    },
  );

  test('has a number of the police of its own form', () => {
    expect(faultsOf({ policeNumber: '浙公网安备 33010602001234号' })).toEqual([]);
    expect(faultsOf({ policeNumber: '33010602001234' })).toEqual([{ field: 'policeNumber', fault: 'police' }]);
  });

  test('says by what law it is kept, or by when it is moved or closed', () => {
    expect(faultsOf({ plan: 'keep' })).toEqual([{ field: 'planBasis', fault: 'basis-missing' }]);
    expect(faultsOf({ plan: 'keep', planBasis: '某法第九条' })).toEqual([]);
    for (const plan of ['migrate', 'close'] as const) {
      expect(faultsOf({ plan })).toEqual([{ field: 'planBy', fault: 'deadline-missing' }]);
      expect(faultsOf({ plan, planBy: TODAY })).toEqual([]);
    }
    expect(faultsOf({ plan: 'close', planBy: TODAY, planDoneOn: day('2026-09-22') })).toEqual([
      { field: 'planDoneOn', fault: 'future' },
    ]);
  });

  test('keeps nothing of a plan that is given up', () => {
    const moved = siteFilingAfter(NO_SITE_FILING, { plan: 'migrate', planBy: TODAY, planBasis: '十一' });
    expect(siteFilingAfter(moved, { plan: null })).toEqual(NO_SITE_FILING);
    expect(siteFilingAfter(moved, { plan: 'keep' })).toMatchObject({ planBasis: '十一', planBy: null });
  });
});

describe('a website that is to be moved', () => {
  const migrate = { plan: 'migrate', planBy: TODAY, planDoneOn: null } as const;
  test.each([
    ['2026-08-21', 'open'],
    ['2026-08-22', 'soon'],
    ['2026-09-21', 'soon'],
    ['2026-09-22', 'overdue'],
  ])('stands on %s as %s', (today, state) => {
    expect(sitePlanState(migrate, day(today))).toBe(state);
  });

  test('is done once it was moved, however late, and is kept or unplanned without any deadline', () => {
    expect(sitePlanState({ ...migrate, planDoneOn: day('2026-10-01') }, day('2026-11-01'))).toBe('done');
    expect(sitePlanState({ plan: 'keep', planBy: null, planDoneOn: null }, TODAY)).toBe('kept');
    expect(sitePlanState(NO_SITE_FILING, TODAY)).toBeNull();
  });
});
