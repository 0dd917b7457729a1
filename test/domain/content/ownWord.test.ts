import {
  excuses,
  keyOfWords,
  OWN_WORD_STATES,
  OWN_WORD_STEPS,
  standingOf,
  takeStep,
  type OwnWord,
} from '../../../src/domain/content/ownWord';
import type { PersonId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { NOW } from '../../storage/samples';
import { ownWordOf } from '../../storage/content/ownWordSamples';

const day = (text: string) => text as CivilDate;
const TODAY = day('2026-09-18');
const OTHER = 'b'.repeat(24) as PersonId;
const LAST = day('2026-09-18');

function taken(entry: OwnWord, step: (typeof OWN_WORD_STEPS)[number], by: PersonId, today = TODAY) {
  const made = takeStep(entry, step, { by, name: '乙', at: NOW, words: '理由', today });
  return 'refused' in made ? made.refused : made.entry.state;
}

describe('words that a unit uses as they are', () => {
  test.each([
    ['approve', 'in-force'],
    ['refuse', 'refused'],
  ] as const)('are decided by somebody else than who proposed them: %s makes them %s', (step, state) => {
    const entry = ownWordOf();
    expect(taken(entry, step, entry.proposedBy.id)).toBe('own-proposal');
    expect(taken(entry, step, OTHER)).toBe(state);
  });

  test('are withdrawn by who proposed them alone, and revoked by anybody who may', () => {
    const entry = ownWordOf();
    expect([taken(entry, 'withdraw', OTHER), taken(entry, 'withdraw', entry.proposedBy.id)]).toEqual([
      'not-own',
      'withdrawn',
    ]);
    const inForce = ownWordOf({ state: 'in-force' });
    expect([taken(inForce, 'revoke', OTHER), taken(inForce, 'revoke', inForce.proposedBy.id)]).toEqual([
      'revoked',
      'revoked',
    ]);
  });

  test('take no other step than those', () => {
    const allowed = OWN_WORD_STATES.flatMap((state) =>
      OWN_WORD_STEPS.flatMap((step) => {
        const entry = ownWordOf({ state });
        const by = step === 'withdraw' ? entry.proposedBy.id : OTHER;
        return taken(entry, step, by) === 'no-such-step' ? [] : [`${state} ${step}`];
      }),
    );
    expect(allowed).toEqual(['proposed approve', 'proposed refuse', 'proposed withdraw', 'in-force revoke']);
  });

  test('hold on their last day and not on the day after it, and are not approved then', () => {
    const entry = ownWordOf({ state: 'in-force', lastOn: LAST });
    expect([standingOf(entry, LAST), standingOf(entry, day('2026-09-19'))]).toEqual(['in-force', 'expired']);
    const proposed = ownWordOf({ lastOn: LAST });
    expect([taken(proposed, 'approve', OTHER), taken(proposed, 'approve', OTHER, day('2026-09-19'))]).toEqual([
      'in-force',
      'over',
    ]);
  });

  test('have findings to be dismissed once they are approved, and none otherwise', () => {
    const said = { by: OTHER, name: '乙', at: NOW, words: '理由', today: TODAY };
    const after = (step: 'approve' | 'refuse') => {
      const made = takeStep(ownWordOf(), step, said);
      return 'refused' in made ? made.refused : [made.entry.isApplied, made.entry.version];
    };
    expect([after('approve'), after('refuse')]).toEqual([
      [false, 2],
      [true, 2],
    ]);
  });

  test('excuse the same rule and the same words, whatever their width and space, and nothing else', () => {
    const entry = ownWordOf({ state: 'in-force', words: 'ＡＢ工商 总局', lastOn: LAST });
    const found = { ruleId: entry.ruleId, key: keyOfWords('AB 工商总局') };
    expect(excuses(entry, found, LAST)).toBe(true);
    expect([
      excuses(entry, { ...found, ruleId: 'another' }, LAST),
      excuses(entry, { ...found, key: keyOfWords('AB工商总局局') }, LAST),
      excuses(entry, found, day('2026-09-19')),
      excuses({ ...entry, state: 'proposed' }, found, LAST),
      excuses({ ...entry, state: 'revoked' }, found, LAST),
    ]).toEqual([false, false, false, false, false]);
  });
});
