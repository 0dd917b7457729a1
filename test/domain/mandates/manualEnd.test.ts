import { REMEDIES } from '../../../src/domain/errors';
import {
  hasManualEnded,
  MANUAL_ENDS,
  MANUAL_REASON,
  MAX_RESUMES_BY_SIGHT,
  RESUMABLE_REASONS,
  type EndFacts,
} from '../../../src/domain/mandates/manualEnd';
import { MANUAL_REASONS, type ManualReason, type Obligation } from '../../../src/domain/mandates/mandate';
import type { PersonId } from '../../../src/domain/ids';
import { hoursAfter, OBLIGATION } from './someObligation';

const FAILED_AT = hoursAfter(2);
const NOW = hoursAfter(4);
const failedJob = { state: 'failed', settledAt: FAILED_AT, dueAt: hoursAfter(4) } as const;
const NOTHING: EndFacts = { obstacle: null, job: null, credential: null, lastSightAt: null };

function ended(manualReason: ManualReason, facts: Partial<EndFacts>, more: Partial<Obligation> = {}): boolean {
  return hasManualEnded({ ...OBLIGATION, state: 'manual', manualReason, ...more }, { ...NOTHING, ...facts }, NOW);
}

describe('every manual reason', () => {
  test('has its row, and all but those a person must judge end by themselves', () => {
    expect(Object.keys(MANUAL_ENDS).sort()).toEqual([...MANUAL_REASONS].sort());
    expect(MANUAL_REASONS.filter((reason) => !RESUMABLE_REASONS.includes(reason))).toEqual(['not-shown', 'gave-up']);
    expect(REMEDIES.map((remedy) => MANUAL_REASON[remedy]).every((one) => MANUAL_REASONS.includes(one))).toBe(true);
  });

  test.each(MANUAL_REASONS)('%s: before anything was sent, an open way ends it, a closed one does not', (reason) => {
    expect(ended(reason, {})).toBe(RESUMABLE_REASONS.includes(reason));
    expect(ended(reason, { obstacle: 'no-credential' })).toBe(false);
  });

  test.each(MANUAL_REASONS)('%s: never ends while a person has taken it, nor once the platform has it', (reason) => {
    const everything = { credential: { grantedAt: NOW, acceptedAt: NOW }, lastSightAt: NOW };
    const taken = { by: 'p' as PersonId, name: '王', at: NOW };
    expect(ended(reason, everything, { taken })).toBe(false);
    for (const state of ['submitted', 'published', 'cancelled', 'queued'] as const)
      expect(ended(reason, { ...everything, job: { ...failedJob, state } })).toBe(false);
  });
});

test('a task without a reason, or that is none by hand, has nothing that could end', () => {
  expect(hasManualEnded({ ...OBLIGATION, state: 'manual', manualReason: null }, NOTHING, NOW)).toBe(false);
  expect(hasManualEnded({ ...OBLIGATION, state: 'ready', manualReason: 'no-credential' }, NOTHING, NOW)).toBe(false);
});

describe('after a failed attempt', () => {
  const later = new Date(FAILED_AT.getTime() + 1);
  test.each(['credential-expired', 'no-permission', 'no-credential'] as const)(
    '%s ends with a credential stored or accepted after it, not with an older one',
    (reason) => {
      const at = (grantedAt: Date, acceptedAt: Date | null): boolean =>
        ended(reason, { job: failedJob, credential: { grantedAt, acceptedAt }, lastSightAt: NOW });
      expect(at(FAILED_AT, null)).toBe(false);
      expect(at(later, null)).toBe(true);
      expect(at(FAILED_AT, FAILED_AT)).toBe(false);
      expect(at(FAILED_AT, later)).toBe(true);
    },
  );

  test('a spent quota ends when the platform said', () => {
    expect(ended('quota-spent', { job: failedJob })).toBe(true);
    expect(ended('quota-spent', { job: { ...failedJob, dueAt: new Date(NOW.getTime() + 1) } })).toBe(false);
  });

  test('trouble of the platform ends with a sight of the account since, a few times', () => {
    const seen = { job: failedJob, lastSightAt: later };
    expect(ended('platform-unavailable', { ...seen, lastSightAt: FAILED_AT })).toBe(false);
    expect(ended('platform-unavailable', seen, { resumes: MAX_RESUMES_BY_SIGHT - 1 })).toBe(true);
    expect(ended('platform-unavailable', seen, { resumes: MAX_RESUMES_BY_SIGHT })).toBe(false);
  });

  test.each(['content-refused', 'gave-up', 'not-shown', 'no-api'] as const)('%s is for a person', (reason) => {
    expect(ended(reason, { job: failedJob, credential: { grantedAt: NOW, acceptedAt: NOW }, lastSightAt: NOW })).toBe(
      false,
    );
  });
});
