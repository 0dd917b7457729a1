import {
  basisOfVerdict,
  dismissedVerdict,
  FINDING_TRANSITIONS,
  findingSlot,
} from '../../../src/domain/judging/findingTable';
import type { AccountId } from '../../../src/domain/ids';
import type { PostId } from '../../../src/domain/ids';
import { FINDING_STATES } from '../../../src/domain/judging/verdict';
import { verdictAt } from '../alerts/someEvent';

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

test('parts of what it is about do not run together, and what nobody kept is about nothing', () => {
  const about = { accountId: 'a' as AccountId, kind: 'improper', ruleId: 'r', subject: 'st', basis: 'b' } as const;
  expect(findingSlot(about)).not.toBe(findingSlot({ ...about, subject: 's', basis: 'tb' }));
  const { basis: _basis, ...older } = about;
  expect(findingSlot(older)).toBeNull();
});

test('a dismissal of silence reaches as far as the same post and the same level', () => {
  const silent = verdictAt(20);
  const bases = [
    silent,
    verdictAt(40),
    { ...silent, evidence: { ...silent.evidence, lastPostId: 'other' as PostId } },
    { ...silent, evidence: { ...silent.evidence, lastPostId: null } },
  ].map(basisOfVerdict);
  expect(bases).toEqual(['post:silence-breach', 'post:silence-dormant', 'other:silence-breach', 'none:silence-breach']);
});

test('dismissed, silence is fine and says why; the proof stays beside it', () => {
  const silent = verdictAt(20);
  expect(dismissedVerdict({ ...silent, breachAt: silent.judgedAt })).toEqual({
    ...silent,
    kind: 'fine',
    reason: 'finding-dismissed',
    crossedAt: null,
    breachAt: null,
  });
});
