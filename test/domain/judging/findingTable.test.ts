import { FINDING_TRANSITIONS, findingSlot } from '../../../src/domain/judging/findingTable';
import type { AccountId } from '../../../src/domain/ids';
import { FINDING_STATES } from '../../../src/domain/judging/verdict';

test('a finding is closed or dismissed while it is open; only a dismissal can be taken back', () => {
  expect(Object.keys(FINDING_TRANSITIONS).sort()).toEqual([...FINDING_STATES].sort());
  expect(FINDING_TRANSITIONS).toEqual({
    open: { close: 'closed', dismiss: 'dismissed' },
    closed: {},
    dismissed: { 'take-back': 'open' },
  });
});

test('what a finding is about tells accounts, kinds, rules, subjects and texts apart', () => {
  const about = { accountId: 'a' as AccountId, kind: 'improper', ruleId: 'r', subject: 's', basis: 'b' } as const;
  const slots = [
    about,
    { ...about, accountId: 'b' as AccountId },
    { ...about, kind: 'silent' as const },
    { ...about, ruleId: 'x' },
    { ...about, subject: 'x' },
    { ...about, basis: 'x' },
  ].map(findingSlot);
  expect(new Set(slots).size).toBe(slots.length);
});
