import { isOneNumber, isSamePolicy } from '../../../src/domain/policies/samePolicy';
import type { ObservedPolicy, Policy, PolicyIdentityBasis } from '../../../src/domain/policies/policy';
import { day, entry, Shelf } from './somePolicies';

const TITLE = '某市人民政府关于促进某产业发展的意见';
const GAZETTE = 'https://www.gov.cn/gongbao/2026/issue_1/content_1.html';
const [STORED] = new Shelf().look([entry({ title: TITLE, issuer: '某市人民政府' })]).inserts as [Policy];

/** Whether an entry that differs so is the stored policy, told by a key of such a kind. */
const isSame = (
  basis: PolicyIdentityBasis,
  seen: Partial<ObservedPolicy>,
  given: Partial<Policy> = {},
  docNumber: string | null = null,
): boolean => isSamePolicy({ ...STORED, ...given }, { entry: entry({ title: TITLE, ...seen }), docNumber, basis });

describe('one 文号 names one document', () => {
  const other = { title: '完全是另外一件事情' };
  test.each<[string, Partial<ObservedPolicy>, Partial<Policy>, boolean]>([
    ['under one title', {}, {}, true],
    ['of one of the same issuers', { ...other, issuer: '某县人民政府、某市人民政府' }, {}, true],
    ['of issuers listed in other ways', { ...other, issuer: '某县 ；某市人民政府' }, {}, true],
    ['of another issuer', { ...other, issuer: '某县人民政府' }, {}, false],
    ['of no stated issuer', other, {}, false],
    ['where the known one states none', { ...other, issuer: '某市人民政府' }, { issuer: null }, false],
    ['as the document within its notice', { title: '促进某产业发展' }, {}, true],
    ['within the notice that is known', { title: `关于印发《${TITLE}》的通知` }, {}, true],
    ['where the part is too short to name it', { title: '某产业发展' }, {}, false],
    ['with a slip in the title', { title: TITLE.replace('促进', '推进') }, {}, true],
    ['with a sign more in a long title', { title: `${TITLE}${TITLE}！` }, { normalisedTitle: TITLE + TITLE }, true],
  ])('%s', (_case, seen, given, same) => {
    expect(isSame('doc-number', seen, given)).toBe(same);
  });
});

describe('a page tells one document', () => {
  test.each<[string, Partial<ObservedPolicy>, boolean]>([
    ['under its title, whatever the day', { publishedAt: day('2026-12-01') }, true],
    ['of its day, whatever the title', { title: '完全是另外一件事情' }, true],
    ['that is nearly its title', { title: TITLE.replace('促进', '推进'), publishedAt: day('2026-12-01') }, true],
    ['of another title and day', { title: '完全是另外一件事情', publishedAt: day('2026-12-01') }, false],
    ['of another title and no day', { title: '完全是另外一件事情', publishedAt: null }, false],
  ])('%s', (_case, seen, same) => {
    expect(isSame('url', seen)).toBe(same);
  });

  test('unless its number is another', () => {
    const numbered = { docNumber: '某政发〔2026〕3号' };
    for (const basis of ['url', 'title-and-date', 'gazette'] as const)
      expect(isSame(basis, {}, numbered, '某政发〔2026〕4号')).toBe(false);
    expect(isSame('url', {}, numbered, '某政发〔2026〕3号')).toBe(true);
    expect(isSame('url', {}, numbered)).toBe(true);
    expect(isSame('url', {}, {}, '某政发〔2026〕4号')).toBe(true);
  });
});

test('title and date are one document, whatever else is said', () => {
  expect(isSame('title-and-date', { title: '完全是另外一件事情' })).toBe(true);
});

describe('the gazette reprints what was published within four months before', () => {
  const reprint = (on: string | null, url = GAZETTE, known: string | null = STORED.url) =>
    isSame('gazette', { url, publishedAt: on === null ? null : day(on) }, { url: known });
  test.each([
    ['the same day', '2026-09-17', true],
    ['a hundred and twenty days later', '2027-01-15', true],
    ['a day more', '2027-01-16', false],
    ['a day before', '2026-09-16', false],
    ['no date', null, false],
  ])('%s', (_case, on, same) => {
    expect(reprint(on)).toBe(same);
  });

  test('whichever of the two is seen first; two of one kind are none', () => {
    const page = 'https://www.example.gov.cn/a/1.html';
    expect(reprint('2026-08-01', page, GAZETTE)).toBe(true);
    expect(reprint('2026-10-01', page, GAZETTE)).toBe(false);
    expect(reprint('2026-09-17', GAZETTE, GAZETTE)).toBe(false);
    expect(reprint('2026-09-17', page, page)).toBe(false);
    expect(isSame('gazette', { url: GAZETTE }, { publishedAt: null })).toBe(false);
  });
});

test.each([
  ['国发〔2026〕3号', '国发[2026]3号', true],
  ['国发〔2026〕3号', '国发〔2026〕13号', false],
  ['财政部 税务总局公告2023年第39号', '税务总局公告2023年第39号', true],
  ['税务总局公告2023年第39号', '财政部 税务总局公告2023年第39号', false],
])('%s and %s are one number: %s', (one, other, same) => {
  expect(isOneNumber(one, other)).toBe(same);
});
