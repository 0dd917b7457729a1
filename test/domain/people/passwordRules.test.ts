import { brokenPasswordRules, MIN_PASSWORD_LENGTH, PASSWORD_RULES } from '../../../src/domain/people/passwordRules';
import { seenFrom } from '../../../src/domain/people/seenFrom';

const broken = (password: string, isPresent = false): readonly string[] =>
  brokenPasswordRules(password, { username: 'zhang.san', isPresent });

describe('a password', () => {
  test.each([
    ['Abcdefgh12', []],
    ['Abcdefgh1', ['length']],
    ['abcdefgh12', ['classes']],
    ['ABCDEFGH-1', []],
    ['密码密码密码密码a1', []],
    ['Zhang.San-2026', ['no-username']],
    ['zhang.san', ['length', 'classes', 'no-username']],
  ])('%s breaks %j', (password, rules) => {
    expect(broken(password)).toEqual(rules);
  });

  test('that is there already is none', () => {
    expect(broken('Abcdefgh12', true)).toEqual(['another']);
  });

  test('says with each of its rules what it goes back to, and for length and kinds how many', () => {
    expect(MIN_PASSWORD_LENGTH).toBe(10);
    for (const { source } of PASSWORD_RULES) expect(source).toContain('GB/T 22239-2019');
    expect(PASSWORD_RULES.map(({ least }) => least)).toEqual([10, 3, null, null]);
  });
});

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0';
describe('from where somebody asks', () => {
  test.each([
    [`${CHROME} Safari/537.36`, 'chrome', 'windows'],
    [`${CHROME} Safari/537.36 Edg/130.0.0.0`, 'edge', 'windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'firefox', 'linux'],
    ['Mozilla/5.0 (Linux; Android 14; HBN) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0', 'wechat', 'android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'safari', 'ios'],
    ['curl/8.0', 'other', 'other'],
  ])('%s is %s on %s', (userAgent, browser, system) => {
    expect(seenFrom('10.0.0.1', userAgent)).toEqual({ address: '10.0.0.1', browser, system });
  });

  test('keeps nothing of what a browser says but its kind, and no address longer than any is', () => {
    expect(seenFrom('1'.repeat(500), `${'x'.repeat(5_000)} Chrome/1`)).toEqual({
      address: '1'.repeat(64),
      browser: 'other',
      system: 'other',
    });
  });
});
