import { absenceProof, seesBackTo } from '../../../src/domain/mandates/absence';
import type { Coverage } from '../../../src/domain/accounts/look';

const fromAt = new Date('2026-09-18T00:00:00Z');
const untilAt = new Date('2026-09-20T16:00:00Z');
const shifted = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const full: Coverage = 'full';

describe('absenceProof', () => {
  test.each([
    [
      'a look that began at the deadline and reaches back to the publication proves it',
      { lastSightAt: untilAt, completeFromAt: fromAt, coverage: full },
      'proven',
    ],
    [
      'a look one millisecond before the deadline does not',
      { lastSightAt: shifted(untilAt, -1), completeFromAt: fromAt, coverage: full },
      'not-looked-since',
    ],
    [
      'an account never seen proves nothing',
      { lastSightAt: null, completeFromAt: null, coverage: full },
      'not-looked-since',
    ],
    [
      'sight that begins one millisecond after the publication is not complete',
      { lastSightAt: untilAt, completeFromAt: shifted(fromAt, 1), coverage: full },
      'not-complete',
    ],
    [
      'sight of which nobody knows how far it reaches is not complete',
      { lastSightAt: untilAt, completeFromAt: null, coverage: full },
      'not-complete',
    ],
    [
      'a platform that does not list everything proves nothing',
      { lastSightAt: untilAt, completeFromAt: fromAt, coverage: 'partial' as Coverage },
      'coverage-partial',
    ],
  ])('%s', (_name, facts, expected) => {
    expect(absenceProof(facts, { fromAt, untilAt })).toBe(expected);
  });
});

describe('seesBackTo', () => {
  test('includes the very instant and excludes the next', () => {
    expect(seesBackTo({ completeFromAt: fromAt }, fromAt)).toBe(true);
    expect(seesBackTo({ completeFromAt: shifted(fromAt, 1) }, fromAt)).toBe(false);
  });
});
