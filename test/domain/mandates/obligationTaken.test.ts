import type { PersonId } from '../../../src/domain/ids';
import type { Obligation, ObligationEvent } from '../../../src/domain/mandates/mandate';
import type { Taken } from '../../../src/domain/mandates/taken';
import {
  moveObligation,
  type ObligationChange,
  type ObligationMove,
} from '../../../src/domain/mandates/obligationTable';
import { hoursAfter, OBLIGATION } from './someObligation';

const by = (name: string, hours = 1): Taken => ({ by: name as PersonId, name, at: hoursAfter(hours) });
const manual: Obligation = { ...OBLIGATION, state: 'manual', manualReason: 'no-api' };
const taken: Obligation = { ...manual, taken: by('甲') };
const move = (obligation: Obligation, event: ObligationEvent, change: Partial<ObligationChange> = {}): ObligationMove =>
  moveObligation(obligation, event, { now: hoursAfter(2), ...change });

describe('a manual task', () => {
  test('is taken by whoever comes first; the same person again changes only since when', () => {
    for (const free of [manual, { ...manual, taken: null }])
      expect(move(free, 'take', { taken: by('甲') })).toEqual({ obligation: taken });
    expect(move(taken, 'take', { taken: by('乙') })).toEqual({ refused: 'taken' });
    expect(move(taken, 'take', { taken: by('甲', 3) })).toEqual({ obligation: { ...manual, taken: by('甲', 3) } });
    expect(move(manual, 'take')).toEqual({ refused: 'evidence-missing' });
  });

  test('is given back only where somebody has it', () => {
    expect(move(taken, 'release')).toEqual({ obligation: { ...manual, taken: null } });
    for (const free of [manual, { ...manual, taken: null }])
      expect(move(free, 'release')).toEqual({ refused: 'not-taken' });
  });

  test('goes back to the machine by itself only where nobody has it, and counts how often', () => {
    const resumed = { ...manual, state: 'ready', manualReason: null, taken: null, resumedAt: hoursAfter(2) };
    expect(move(manual, 'resume')).toEqual({ obligation: { ...resumed, resumes: 1 } });
    expect(move({ ...manual, taken: null, resumes: 2 }, 'resume')).toEqual({ obligation: { ...resumed, resumes: 3 } });
    expect(move(taken, 'resume')).toEqual({ refused: 'taken' });
  });

  test('goes back by a person whoever has it, and the count begins anew', () => {
    expect(move({ ...taken, resumes: 2 }, 'back-to-ready')).toEqual({
      obligation: { ...manual, state: 'ready', manualReason: null, taken: null, resumedAt: hoursAfter(2), resumes: 0 },
    });
  });
});

test('what is not by hand is neither taken nor given back', () => {
  for (const state of ['awaiting-review', 'ready', 'publishing', 'submitted', 'fulfilled', 'withdrawn'] as const)
    for (const event of ['take', 'release', 'resume'] as const)
      expect(move({ ...taken, state }, event, { taken: by('甲') })).toEqual({ refused: 'no-such-step' });
});
