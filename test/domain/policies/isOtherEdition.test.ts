import { isOtherEdition } from '../../../src/domain/policies/isOtherEdition';

/** So many different characters, no run of which stands twice. */
const runOf = (from: number, chars: number): string =>
  Array.from({ length: chars }, (_, index) => String.fromCharCode(from + index)).join('');
const KNOWN = runOf(0x5000, 103);
/** Of a hundred runs of four characters so many are the known text's. */
const sharing = (runs: number): string => `${KNOWN.slice(0, runs + 3)}${runOf(0x7000, 100 - runs)}`;

describe('the text read now', () => {
  test('is the same one however it is marked up, spaced and punctuated', () => {
    expect(isOtherEdition('第一条　甲方，应当。', '<p class="a">第一条</p> 甲方 应当')).toBe(false);
    expect(isOtherEdition(KNOWN, KNOWN)).toBe(false);
  });

  test('is another edition with one letter or figure changed, also where it is too short to be compared', () => {
    expect(isOtherEdition('第一条 甲方应当', '第一条 乙方应当')).toBe(true);
    expect(isOtherEdition('自2026年施行', '自2027年施行')).toBe(true);
    expect(isOtherEdition(KNOWN, `${KNOWN.slice(0, -1)}异`)).toBe(true);
  });

  test('is believed where half of its runs are the known ones, and below that is another page', () => {
    expect(isOtherEdition(KNOWN, sharing(50))).toBe(true);
    expect(isOtherEdition(KNOWN, sharing(49))).toBe(false);
  });
});
