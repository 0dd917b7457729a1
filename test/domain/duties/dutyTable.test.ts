import fc from 'fast-check';
import { DUTY_EVENTS, DUTY_STATES, isOwed, type Duty, type DutyEvent } from '../../../src/domain/duties/duty';
import { DUTY_REASONS } from '../../../src/domain/duties/dutyReasons';
import { takePersonStep, type StepGiven } from '../../../src/domain/duties/dutySteps';
import { passDue, recompute, type DutyMove } from '../../../src/domain/duties/dutyTable';
import type { PersonId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';
import { CALENDAR } from '../../services/office';
import { NOW, unitOf } from '../../storage/samples';
import { dutyOf, ruleOf } from '../../storage/duties/dutySamples';

const RULES = { cal: CALENDAR };
const OFFICER = 'a'.repeat(24) as PersonId;
const CHIEF = 'b'.repeat(24) as PersonId;
const OTHER = unitOf('other');
const EVIDENCE = { kind: 'statement', link: null, words: '已办' } as const;
const after = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

interface Taken extends Partial<Omit<StepGiven, 'rules'>> {
  readonly by?: PersonId;
  readonly days?: number;
  readonly reason?: string;
  readonly words?: string;
}
function take(duty: Duty, event: DutyEvent, { by = OFFICER, days = 1, reason, words, ...given }: Taken = {}): DutyMove {
  return takePersonStep(
    duty,
    { event, reason: reason ?? DUTY_REASONS[event][0], words: words ?? '说明', by, name: '某人', at: after(days) },
    { rules: RULES, ...given },
  );
}
function done(move: DutyMove): Duty {
  if ('refused' in move) throw new Error(move.refused);
  return move.duty;
}

describe('an extension', () => {
  const asked = done(take(dutyOf(), 'ask-extension'));

  test('is asked for in time, granted by somebody else, and moves the deadline', () => {
    expect(asked.state).toBe('extension-asked');
    const granted = done(take(asked, 'grant-extension', { by: CHIEF }));
    expect([granted.state, granted.dueBy.toISOString()]).toEqual(['extended', '2026-10-14T16:00:00.000Z']);
    expect(take(granted, 'ask-extension')).toEqual({ refused: 'extension-used' });
  });

  test('is granted by nobody who asked for it', () => {
    expect(take(asked, 'grant-extension')).toEqual({ refused: 'own-extension' });
  });

  test('that is refused leaves the deadline, and may be asked for once more', () => {
    const refused = done(take(asked, 'refuse-extension', { by: CHIEF }));
    expect([refused.state, refused.dueBy]).toEqual(['open', asked.dueBy]);
    expect(done(take(refused, 'ask-extension')).state).toBe('extension-asked');
  });

  test('asked for in time can be granted after the deadline; asked for later it cannot', () => {
    const late = done(passDue(asked, after(12)));
    expect(late.state).toBe('overdue');
    expect(done(take(late, 'grant-extension', { by: CHIEF, days: 13 })).state).toBe('extended');
    expect(take(dutyOf(), 'ask-extension', { days: 11 })).toEqual({ refused: 'no-such-step' });
  });

  test('is none where the text knows none', () => {
    expect(take(dutyOf({}, 'message-3wd'), 'ask-extension')).toEqual({ refused: 'no-extension' });
  });
});

describe('handing over', () => {
  const offered = done(take(dutyOf(), 'offer', { unit: OTHER }));

  test('leaves it with the unit asked first until the other has taken it; the clock runs on', () => {
    const before = dutyOf();
    expect([offered.unitId, offered.offer?.unitId]).toEqual([offered.firstUnitId, OTHER.id]);
    const taken = done(take(offered, 'accept', { unit: OTHER, days: 3 }));
    expect(taken).toMatchObject({ unitId: OTHER.id, unitPath: OTHER.path, offer: null, transfers: 1 });
    expect([taken.dueBy, taken.firstUnitId]).toEqual([before.dueBy, offered.firstUnitId]);
  });

  test('is over when it is declined or taken back, and one offer stands at a time', () => {
    expect(done(take(offered, 'decline', { unit: OTHER })).offer).toBeNull();
    expect(done(take(offered, 'take-back')).offer).toBeNull();
    expect(take(offered, 'offer', { unit: unitOf('third') })).toEqual({ refused: 'offered-already' });
  });

  test('is taken over by nobody else than who was asked, and offered to nobody who has it', () => {
    expect(take(offered, 'accept', { unit: unitOf('third') })).toEqual({ refused: 'not-offered' });
    expect(take(dutyOf(), 'accept', { unit: OTHER })).toEqual({ refused: 'not-offered' });
    const duty = dutyOf();
    expect(take(duty, 'offer', { unit: { id: duty.unitId, path: duty.unitPath, name: '' } })).toEqual({
      refused: 'same-unit',
    });
  });
});

describe('a joint answer', () => {
  const joint = done(take(dutyOf(), 'join', { unit: OTHER }));

  test('is led by the unit that owes it, which waits for what the others say', () => {
    expect(take(joint, 'complete', { evidence: EVIDENCE })).toEqual({ refused: 'joint-outstanding' });
    const said = done(take(joint, 'contribute', { unit: OTHER, words: '我局同意' }));
    expect(said.shares).toMatchObject([{ unitId: OTHER.id, state: 'contributed', words: '我局同意' }]);
    expect(done(take(said, 'complete', { evidence: EVIDENCE }))).toMatchObject({ state: 'done', isLate: false });
  });

  test('goes on without a unit that is released, and asks nobody twice', () => {
    expect(take(joint, 'join', { unit: OTHER })).toEqual({ refused: 'already-joint' });
    const released = done(take(joint, 'release', { unit: OTHER }));
    expect(done(take(released, 'complete', { evidence: EVIDENCE })).state).toBe('done');
    expect(done(take(released, 'join', { unit: OTHER })).shares).toHaveLength(1);
  });
});

describe('the end of a duty', () => {
  const { dueBy } = dutyOf();
  const complete = (at: Date): Duty =>
    done(
      takePersonStep(
        dutyOf(),
        { event: 'complete', reason: 'answered', words: '已答复', by: OFFICER, name: '某人', at },
        { rules: RULES, evidence: EVIDENCE },
      ),
    );

  test('is in time one millisecond before its deadline, and late at it', () => {
    expect(complete(new Date(dueBy.getTime() - 1)).isLate).toBe(false);
    expect(complete(dueBy).isLate).toBe(true);
  });

  test('says by what it was done; opened again it is owed by the same deadline', () => {
    expect(take(dutyOf(), 'complete')).toEqual({ refused: 'words-missing' });
    const again = done(take(complete(after(1)), 'reopen', { days: 2, by: CHIEF }));
    expect([again.state, again.dueBy, again.endedAt, again.evidence]).toEqual(['open', dueBy, null, null]);
    expect(done(take(complete(after(1)), 'reopen', { days: 30 })).state).toBe('overdue');
  });

  test('is dated by the rule, whenever it is noticed that the deadline has passed', () => {
    expect(passDue(dutyOf(), new Date(dueBy.getTime() - 1))).toEqual({ refused: 'not-due' });
    expect(done(passDue(dutyOf(), after(40))).thread.at(-1)).toMatchObject({ event: 'pass-due', at: dueBy });
  });
});

test('another kind counts from the same event by its own limit, and voids what was granted', () => {
  const granted = done(take(done(take(dutyOf(), 'ask-extension')), 'grant-extension', { by: CHIEF }));
  const other = done(take(granted, 'reclassify', { rule: ruleOf('error-report-48h') }));
  expect([other.dueBy.toISOString(), other.extension, other.ruleKey]).toEqual([
    '2026-09-20T02:00:00.000Z',
    null,
    'error-report-48h',
  ]);
  expect(take(dutyOf(), 'reclassify', { rule: ruleOf('affairs-5wd') })).toEqual({ refused: 'no-such-step' });
});

test('a calendar that says otherwise moves the deadline, once', () => {
  const duty = dutyOf();
  const days = new Map(CALENDAR.days).set('2026-09-21' as never, { working: false, name: '休' });
  const rules = { cal: { ...CALENDAR, days } };
  const moved = recompute(duty, rules, after(1));
  expect(moved?.dueBy.toISOString()).toBe('2026-09-29T16:00:00.000Z');
  expect(moved === null ? null : recompute(moved, rules, after(2))).toBeNull();
  expect(recompute(duty, RULES, after(1))).toBeNull();
});

test('what has ended is opened again or has its end amended, and nothing else happens to it', () => {
  const withdrawn = done(take(dutyOf(), 'withdraw'));
  const completed = done(take(dutyOf(), 'complete', { evidence: EVIDENCE }));
  const possible = (duty: Duty) =>
    DUTY_EVENTS.filter(
      (event) => 'duty' in take(duty, event, { evidence: EVIDENCE, unit: OTHER, rule: ruleOf('error-report-48h') }),
    );
  expect(possible(withdrawn)).toEqual(['reopen']);
  expect(possible(completed)).toEqual(['amend', 'reopen']);
});

test('what goes against somebody is said in words, and a reason belongs to its step', () => {
  expect(take(dutyOf(), 'withdraw', { words: ' \u200b' })).toEqual({ refused: 'words-missing' });
  expect(take(dutyOf(), 'withdraw', { reason: 'taken' })).toEqual({ refused: 'no-such-reason' });
});

test('whatever is done in whatever order, a duty is somebody’s, has its deadline by rule, and ends in one way', () => {
  const step = fc.record({
    event: fc.constantFrom(...DUTY_EVENTS),
    by: fc.constantFrom(OFFICER, CHIEF),
    days: fc.nat(30),
    unit: fc.constantFrom(OTHER, unitOf('third')),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let duty = dutyOf();
      const days = steps.map((one) => one.days).sort((one, other) => one - other);
      steps.forEach(({ event, ...given }, at) => {
        const move =
          event === 'pass-due'
            ? passDue(duty, after(days[at] ?? 0))
            : take(duty, event, { ...given, days: days[at] ?? 0, evidence: EVIDENCE });
        if ('refused' in move) return;
        const { duty: next } = move;
        expect(next.version).toBe(duty.version + 1);
        expect(next.thread).toHaveLength(duty.thread.length + 1);
        duty = next;
        expect(DUTY_STATES).toContain(duty.state);
        expect(duty.unitPath.at(-1)).toBe(duty.unitId);
        expect(duty.endedAt === null).toBe(isOwed(duty));
        expect(duty.state === 'overdue' ? (days[at] ?? 0) >= 10 || event === 'pass-due' : true).toBe(true);
        const isLong = duty.extension?.decision === 'granted';
        expect(duty.dueBy.toISOString()).toBe(isLong ? '2026-10-14T16:00:00.000Z' : '2026-09-28T16:00:00.000Z');
        if (duty.state === 'done') expect(duty.evidence).not.toBeNull();
      });
    }),
    { numRuns: 300 },
  );
});
