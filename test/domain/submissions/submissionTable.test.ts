import fc from 'fast-check';
import type { PersonId, ReviewId } from '../../../src/domain/ids';
import type { Review, ReviewFlow } from '../../../src/domain/reviews/review';
import { standingPasses } from '../../../src/domain/reviews/reviewPasses';
import {
  handIn,
  openReview,
  reviewSecrecy,
  takeStep,
  withAuthor,
  type ReviewMove,
} from '../../../src/domain/reviews/reviewTable';
import {
  SUBMISSION_EVENTS,
  SUBMISSION_STATES,
  type Submission,
  type SubmissionEvent,
  type SubmissionState,
} from '../../../src/domain/submissions/submission';
import {
  canHappen,
  decide,
  decidesOwn,
  discard,
  follow,
  formerAuthors,
  handOver,
  OFFICE_DECISIONS,
  rewrite,
  submit,
  type SubmissionMove,
} from '../../../src/domain/submissions/submissionTable';
import { submissionOf } from '../../storage/submissions/submissionSamples';
import { AT, FLOW, UNIT, OFFICE, as } from '../reviews/someReview';

const AUTHOR = { id: '撰' as PersonId, name: '撰' };
const by = (name: string) => ({ by: name as PersonId, name, at: AT });
const contentOf = ({ title, body, kind, section, attachments, informant }: Submission, contentHash: string) => ({
  ...{ title, body, kind, section, attachments, informant, contentHash },
});
const decided = (decision: (typeof OFFICE_DECISIONS)[number]) => ({
  ...{ decision, reason: null, words: '意见', uses: [], criteria: [] },
});

describe('a submission', () => {
  /** Every event in every state: where it leads; what is not named is refused. */
  const WAYS: Readonly<Record<SubmissionState, Partial<Record<SubmissionEvent, SubmissionState>>>> = {
    draft: { write: 'draft', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'draft' },
    'in-review': {
      ...{ send: 'sent', 'return-in-unit': 'draft', 'refuse-in-unit': 'refused', withdraw: 'withdrawn' },
      'hand-over': 'in-review',
    },
    sent: { adopt: 'adopted', return: 'returned', decline: 'not-adopted', withdraw: 'withdrawn' },
    returned: { write: 'returned', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'returned' },
    adopted: { assess: 'adopted', reconsider: 'sent' },
    'not-adopted': { reconsider: 'sent' },
    refused: {},
    withdrawn: {},
  };
  const cases = SUBMISSION_STATES.flatMap((state) => SUBMISSION_EVENTS.map((event) => [state, event] as const));
  const reviewed = (state: Review['state'], steps: number): Review => {
    const step = { step: 'pass', stage: 'first', ...by('甲'), contentHash: 'text-1' } as const;
    const subject = { ...subjectOf(submissionOf({ contentHash: 'text-1' })) };
    const opened = openReview(subject, { id: 'r' as ReviewId, flow: FLOW_OF, at: AT });
    return { ...opened, state, steps: Array.from({ length: steps }, () => step) };
  };
  const SAID = { send: 'passed', 'return-in-unit': 'returned', 'refuse-in-unit': 'refused' } as const;

  test.each(cases)('that is %s meets %s', (state, event) => {
    const to = WAYS[state][event];
    expect(canHappen({ state }, event)).toBe(to !== undefined);
    const one = submissionOf({ state, contentHash: 'text-1', sentHash: 'text-0', followed: 1 });
    const move = (): SubmissionMove => {
      switch (event) {
        case 'write':
          return rewrite(one, contentOf(one, 'text-2'), by('撰'));
        case 'submit':
          return submit(one, by('撰'));
        case 'withdraw':
          return discard(one, '重复', by('撰'));
        case 'hand-over':
          return handOver(one, { id: '新' as PersonId, name: '新' }, by('管'));
        case 'send':
        case 'return-in-unit':
        case 'refuse-in-unit': {
          const next = follow(one, reviewed(SAID[event], 2));
          return next === null ? { refused: 'no-such-step' } : { submission: next };
        }
        default:
          return decide(one, decided(event), { ...by('办'), by: '办' as PersonId });
      }
    };
    const made = move();
    if (to === undefined) expect(made).toEqual({ refused: 'no-such-step' });
    else {
      expect(made).toMatchObject({ submission: { state: to, version: one.version + 1 } });
      expect('submission' in made ? made.submission.thread.at(-1)?.event : null).toBe(event);
    }
  });
});

const FLOW_OF: ReviewFlow = { ...FLOW, kind: 'submission' };
function subjectOf(one: Submission) {
  const { id, title, author, contentHash } = one;
  return {
    ...{ kind: 'submission' as const, subjectId: id as string, title, unitId: UNIT, unitPath: [OFFICE, UNIT] },
    ...{ author, dueBy: null, contentHash, formerAuthors: formerAuthors(one) },
  };
}

describe('no path', () => {
  const person = fc.constantFrom('撰', '甲', '乙', '丙', '丁', '信', '办');
  const act = fc.oneof(
    { weight: 12, arbitrary: fc.record({ act: fc.constant('pass' as const), by: person }) },
    { weight: 5, arbitrary: fc.record({ act: fc.constant('secrecy' as const), by: person, isFine: fc.boolean() }) },
    // Killed between any two of these, the submission and its review say different things: all orders are met.
    { weight: 9, arbitrary: fc.record({ act: fc.constantFrom('submit', 'hand-in', 'mark', 'follow') }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('decide' as const), by: person, what: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('write' as const), text: fc.constantFrom('t-1', 't-2') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constantFrom('return' as const, 'refuse' as const, 'withdraw' as const),
        by: person,
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('give' as const), by: person }) },
  );
  type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
  interface Both {
    readonly one: Submission;
    readonly review: Review | null;
  }
  const taken = (before: Review, move: ReviewMove): Review => ('review' in move ? move.review : before);
  const moved = (before: Submission, move: SubmissionMove): Submission =>
    'submission' in move ? move.submission : before;

  function handedIn({ one, review }: Both): Review | null {
    if (one.state !== 'in-review' || one.handedIn) return review;
    if (review === null) return openReview(subjectOf(one), { id: 'r' as ReviewId, flow: FLOW_OF, at: AT });
    if (review.state === 'returned' && review.steps.length > one.followed) return review;
    const { contentHash, title, author } = one;
    return taken(
      review,
      handIn(review, { contentHash, title }, { by: { personId: author.id, name: author.name }, at: AT }),
    );
  }

  function afterAct(both: Both, done: Act): Both {
    const { one, review } = both;
    switch (done.act) {
      case 'write':
        return { review, one: moved(one, rewrite(one, contentOf(one, done.text), by(one.author.name))) };
      case 'submit':
        return { review, one: moved(one, submit(one, by(one.author.name))) };
      case 'hand-in':
        return { one, review: handedIn(both) };
      case 'mark': {
        // As the service does: it is marked by who took it to its review.
        const next = handedIn(both);
        return { review: next, one: one.state === 'in-review' && next !== null ? { ...one, handedIn: true } : one };
      }
      case 'follow':
        return { review, one: review === null ? one : (follow(one, review) ?? one) };
      case 'decide': {
        const decision = OFFICE_DECISIONS[done.what % OFFICE_DECISIONS.length] ?? 'adopt';
        if (decidesOwn(one, review, done.by as PersonId)) return both;
        return { review, one: moved(one, decide(one, decided(decision), { ...by(done.by), by: done.by as PersonId })) };
      }
      case 'give': {
        const to = { id: done.by as PersonId, name: done.by };
        const made = handOver(one, to, by('管'));
        if ('refused' in made || one.author.id === to.id) return both;
        const given = review === null ? null : withAuthor(review, to);
        if (given !== null && 'refused' in given) return both;
        return { one: made.submission, review: given === null ? null : given.review };
      }
      case 'secrecy': {
        const found = { classification: 'none', disclosure: 'proactive' } as const;
        const result = done.isFine ? ('pass' as const) : ('fail' as const);
        return {
          one,
          review:
            review === null ? null : taken(review, reviewSecrecy(review, { ...found, result }, as(done.by, '已审'))),
        };
      }
      case 'pass':
      case 'return':
      case 'refuse':
      case 'withdraw':
        return { one, review: review === null ? null : taken(review, takeStep(review, done.act, as(done.by, '理由'))) };
      default:
        return both;
    }
  }

  const begun = (): Submission =>
    submissionOf({
      ...{ state: 'draft', author: AUTHOR, contentHash: 't-1', sentHash: null, handedIn: false, followed: 0 },
      ...{ sentAt: null, month: null, countsFor: null },
      informant: { liaisonId: 'l' as never, personId: '信' as PersonId, name: '信' },
      thread: [{ event: 'write', ...by('撰'), reason: null, words: null }],
    });

  test('brings to the office what three others did not pass word for word, nor lets the unit’s own hands decide', () => {
    let sent = 0;
    let adopted = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 80, size: 'max' }), (acts) => {
        let both: Both = { one: begun(), review: null };
        const wrote = new Set<string>(['撰']);
        let months = 0;
        for (const done of acts) {
          const before = both.one;
          both = afterAct(both, done);
          const { one, review } = both;
          // Who was given it and wrote nothing has no part in it.
          const isWritten = ['write', 'submit'].includes(done.act) && before.version !== one.version;
          if (isWritten) wrote.add(one.author.id);
          if (before.month === null && one.month !== null) months += 1;
          // It changes by the table alone, and a month that it has is never taken away or another one.
          if (before !== one && before.version !== one.version)
            expect(canHappen(before, one.thread.at(-1)?.event ?? 'send')).toBe(true);
          if (before.month !== null) expect(one.month).toBe(before.month);
          const hasCome = one.state === 'sent' || one.state === 'adopted' || one.state === 'not-adopted';
          if (!hasCome || review?.state !== 'passed') continue;
          sent += 1;
          const passes = standingPasses(review);
          expect(passes.map(({ stage }) => stage)).toEqual(['first', 'second', 'issue']);
          expect(passes.every(({ contentHash }) => contentHash === one.contentHash)).toBe(true);
          expect(review.secrecy).toMatchObject({ result: 'pass', contentHash: one.contentHash });
          const names = [...passes.map((pass) => pass.by as string), review.secrecy?.by as string];
          expect(new Set(names).size).toBe(4);
          expect(names.filter((name) => wrote.has(name))).toEqual([]);
          if (one.state !== 'adopted') continue;
          adopted += 1;
          expect([...wrote, one.author.id, '信', ...passes.map((pass) => pass.by)]).not.toContain(one.adoption?.by);
        }
        expect(months).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3_000 },
    );
    // A property that nothing reaches proves nothing.
    expect([sent > 0, adopted > 0]).toEqual([true, true]);
  });
});
