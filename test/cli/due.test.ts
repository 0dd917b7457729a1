import { due } from '../../src/cli/due';

function ask(instant: string, limit = '1wd'): { readonly code: number; readonly said: string } {
  const lines: string[] = [];
  const push = (line: string): void => void lines.push(line);
  const code = due(instant, limit, { environment: { SANDBOX: 'off' }, say: push, complain: push });
  return { code, said: lines.join('\n') };
}

describe('due', () => {
  test('gives the deadline of a year whose notice is out', () => {
    expect(ask('2026-09-18')).toEqual({ code: 0, said: expect.stringContaining('到期 2026-09-21T00:00:00+08:00') });
  });

  test('says of a later year that its notice is not out yet', () => {
    expect(ask('2099-06-01')).toEqual({ code: 0, said: expect.stringContaining('尚未公布') });
  });

  test.each(['2005-12-30', '2014-12-29', '1999-05-01'])(
    'refuses working days of %s, a year nobody checked, and does not call its notice awaited',
    (published) => {
      const { code, said } = ask(published);
      expect(code).toBe(2);
      expect(said).toMatch(/^2015 年以前.*没有逐日核对.*are not checked/);
      expect(said).not.toMatch(/尚未公布|到期/);
    },
  );

  test('takes the first day after the unchecked years, and hours in any year', () => {
    expect(ask('2014-12-31').said).toContain('到期 2015-01-05T00:00:00+08:00');
    expect(ask('2005-12-30', '24h').said).toContain('到期 2006-01-01T00:00:00+08:00');
  });
});
