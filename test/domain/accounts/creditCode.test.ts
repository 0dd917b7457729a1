import { creditCodeFault, plainCreditCode } from '../../../src/domain/accounts/creditCode';

const VALID = ['91350100M000100Y43', '9144030071526726XG', '91330100799655058B'];

describe('a 统一社会信用代码', () => {
  test.each(VALID)('%s is one', (code) => {
    expect(creditCodeFault(code)).toBeNull();
  });

  test('with any one character of another value is none', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const code of VALID)
      for (let at = 0; at < code.length; at += 1)
        for (const other of characters)
          if (other !== code[at])
            expect([at, other, creditCodeFault(code.slice(0, at) + other + code.slice(at + 1)) !== null]).toEqual([
              at,
              other,
              true,
            ]);
  });

  test('with two neighbours exchanged is none', () => {
    for (const code of VALID)
      for (let at = 0; at < code.length - 1; at += 1) {
        const turned = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
        if (turned !== code) expect([turned, creditCodeFault(turned) !== null]).toEqual([turned, true]);
      }
  });

  test.each([
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['91350100M000100I43', 'character'],
    ['91A50100M000100Y43', 'character'],
    ['91350100m000100Y43', 'character'],
    ['91350100M000100Y44', 'check'],
  ] as const)('%s is refused for its %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault);
  });

  test('is read as it is typed: full-width, small letters and blanks', () => {
    expect(plainCreditCode('９１３５ 0100 m000100y43')).toBe('91350100M000100Y43');
  });
});
