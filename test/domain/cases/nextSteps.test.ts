import type { Case } from '../../../src/domain/cases/case';
import { nextSteps } from '../../../src/domain/cases/moveCase';
import {
  approved,
  archived,
  boss,
  context,
  day,
  duty,
  filed,
  integrating,
  move,
  opened,
  overdue,
  proposed,
  rectifying,
  reminded,
} from './someCase';

describe('the next steps shown beside a case', () => {
  const shown = (shutdownCase: Case, reason?: Parameters<typeof nextSteps>[1]): string[] =>
    nextSteps(shutdownCase, reason).map(
      ({ event, by, dueBy }) => `${event} by ${by}${dueBy === null ? '' : ` on ${dueBy.toISOString().slice(0, 10)}`}`,
    );

  test.each<[string, Case, string[]]>([
    ['noticed', opened, ['remind by system on 2026-09-01', 'dismiss by operator']],
    ['reminded', reminded, ['order-rectification by operator', 'dismiss by operator']],
    ['rectifying', rectifying, ['deadline-passed by system on 2026-09-16', 'dismiss by operator']],
    ['overdue', overdue, ['propose-shutdown by operator', 'propose-integration by operator', 'dismiss by operator']],
    ['proposed', proposed, ['approve by administrator', 'reject by administrator', 'dismiss by operator']],
    ['approved', approved, ['announce by operator']],
    ['archived', archived, ['cancel-on-platform by operator']],
    ['filed', filed, ['watch-ended by system on 2026-12-21']],
    ['closed', move(opened, 'dismiss', context(1, duty)), []],
  ])('%s', (_state, shutdownCase, expected) => {
    expect(shown(shutdownCase)).toEqual(expected);
  });

  test('offer proposing at once only for a dormant account', () => {
    expect(shown(reminded, 'silence-dormant')).toContain('propose-shutdown by operator');
    expect(shown(reminded, 'silence-breach')).not.toContain('propose-shutdown by operator');
  });

  test.each(['propose-shutdown', 'propose-integration'])('%s at once for a zombie account as well', (event) => {
    expect(shown(reminded, 'silence-zombie')).toContain(`${event} by operator`);
    expect(shown(reminded)).not.toContain(`${event} by operator`);
  });

  test('where an integration was approved, offer the integration and not the shutdown', () => {
    const announced = move(move(integrating, 'approve', context(17, boss)), 'announce', context(18, duty));
    const merging = move(announced, 'archive', context(19, duty));
    expect(shown(merging)).toEqual(['integrate by operator']);
    // What only posts bring about is offered to nobody.
    expect(shown(move(move(merging, 'integrate', context(20, duty)), 'file', context(21, duty)))).toEqual([
      'watch-ended by system on 2026-12-21',
    ]);
  });

  test('name the permission a person needs, and none where the system acts', () => {
    expect(nextSteps(proposed).map(({ needs }) => needs)).toEqual(['case.approve', 'case.approve', 'case.dismiss']);
    expect(nextSteps(opened).map(({ needs }) => needs)).toEqual([null, 'case.dismiss']);
  });

  test('keep the deadline of rectification and no other date', () => {
    expect(nextSteps(rectifying).find(({ event }) => event === 'deadline-passed')?.dueBy).toEqual(day(15));
    expect(nextSteps(rectifying).find(({ event }) => event === 'dismiss')?.dueBy).toBeNull();
  });
});
