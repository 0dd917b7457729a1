import {
  FILING_FIELD_NAMES,
  filingAfter,
  filingChanges,
  filingFaults,
  maskedFiling,
  NO_FILING,
  type AccountFiling,
} from '../../../src/domain/accounts/filing';
import type { CivilDate } from '../../../src/domain/time/instant';

const day = (text: string): CivilDate => text as CivilDate;
const TODAY = day('2026-09-21');
const FULL: AccountFiling = {
  supervisingBody: '县政府办公室',
  certifiedSubject: '某县教育局',
  certifiedUntil: day('2027-05-31'),
  purpose: '发布教育政务信息',
  contactName: '张三',
  contactPhone: '13812341234',
  infoChief: '欧阳修',
  infoOfficers: '李四、王小五',
  contractor: '某传媒公司',
  contractEndsOn: day('2026-12-31'),
  isMain: true,
  filingNumber: 'XS-0017',
  filedOn: day('2019-05-06'),
  fans: 1234,
  fansCountedOn: day('2026-09-01'),
  posts: 56,
  postsCountedOn: day('2026-09-01'),
};

describe('a change of a filing record', () => {
  test('of every field there is has nothing wrong with it', () => {
    expect(Object.keys(FULL)).toEqual(FILING_FIELD_NAMES);
    expect(filingFaults(FULL, TODAY)).toEqual([]);
  });

  test.each([
    ['a count of no day', { fans: 3 }, [{ field: 'fansCountedOn', fault: 'undated' }]],
    ['a day without its count', { postsCountedOn: TODAY }, [{ field: 'posts', fault: 'uncounted' }]],
    ['what is no telephone', { contactPhone: '见官网' }, [{ field: 'contactPhone', fault: 'phone' }]],
    ['a filing of tomorrow', { filedOn: day('2026-09-22') }, [{ field: 'filedOn', fault: 'future' }]],
  ])('with %s is not taken', (_what, change, faults) => {
    expect(filingFaults(change, TODAY)).toEqual(faults);
  });

  test('may be of today, may take a count away, and may name a fixed telephone with an extension', () => {
    expect(filingFaults({ filedOn: TODAY, fans: null, fansCountedOn: null }, TODAY)).toEqual([]);
    expect(filingFaults({ contactPhone: '(0356) 219-8765 转 12' }, TODAY)).toEqual([]);
  });

  test('leaves what it does not name, and keeps no day of a count that is taken away', () => {
    const after = filingAfter(FULL, { fans: null, contractor: '  ', purpose: ' 新用途 ' });
    expect(after).toEqual({ ...FULL, fans: null, fansCountedOn: null, contractor: null, purpose: '新用途' });
  });
});

describe('what the ledger keeps of it', () => {
  test('is each field that is another, before and after, and no person or telephone in clear', () => {
    const after = filingAfter(FULL, {
      filingNumber: 'XS-0018',
      contactName: '张四',
      contactPhone: '0356-2198765',
      isMain: null,
    });
    expect(filingChanges(FULL, after)).toEqual([
      { field: 'contactName', from: '张*', to: '张*' },
      { field: 'contactPhone', from: '138****1234', to: '035*-***8765' },
      { field: 'isMain', from: 'true', to: null },
      { field: 'filingNumber', from: 'XS-0017', to: 'XS-0018' },
    ]);
    expect(filingChanges(FULL, FULL)).toEqual([]);
  });

  test('hides every field by which a person can be told, and no other', () => {
    const masked = maskedFiling(FULL);
    expect(FILING_FIELD_NAMES.filter((field) => masked[field] !== FULL[field])).toEqual([
      'contactName',
      'contactPhone',
      'infoChief',
      'infoOfficers',
    ]);
    expect([masked.infoChief, masked.infoOfficers]).toEqual(['欧**', '李*、王**']);
    expect(maskedFiling(NO_FILING)).toEqual(NO_FILING);
  });
});
