import fc from 'fast-check';
import type { AccountId, OwnPostId, PersonId, ReviewId, UnitId } from '../../../src/domain/ids';
import { nextEvent } from '../../../src/domain/ownPosts/followReview';
import {
  COPY_STATES,
  OWN_POST_STATES,
  type Copy,
  type CopyEvent,
  type CopyState,
  type OwnPost,
  type OwnPostEvent,
  type OwnPostState,
} from '../../../src/domain/ownPosts/ownPost';
import {
  beginPublishing,
  handOverPost,
  moveCopy,
  moveOwnPost,
  OWN_POST_TRANSITIONS,
} from '../../../src/domain/ownPosts/ownPostTable';
import type { Review } from '../../../src/domain/reviews/review';
import { standingPasses } from '../../../src/domain/reviews/reviewPasses';
import {
  handIn,
  openReview,
  reviewSecrecy,
  takeStep,
  withAuthor,
  type ReviewMove,
} from '../../../src/domain/reviews/reviewTable';
import { AT, FLOW, as } from '../reviews/someReview';

const RULE = { days: 30, thenEveryDays: 7, endAfterDays: 365 };
const ACCOUNT = 'account' as AccountId;
const EVENTS: readonly OwnPostEvent[] = [
  ...([
    'edit',
    'submit',
    'return',
    'pass',
    'reopen',
    'refuse',
    'withdraw',
    'hand-over',
    'begin',
    'copy-moved',
  ] as const),
];
const postOf = (given: Partial<OwnPost> = {}): OwnPost => ({
  ...{ id: 'post' as OwnPostId, unitId: 'unit' as UnitId, unitPath: ['office' as UnitId, 'unit' as UnitId] },
  ...{ title: '提示', body: '正文', summary: '', link: null, pictures: [], attachments: [] },
  channels: [{ accountId: ACCOUNT, title: null, text: null }],
  ...{ state: 'draft', scheduledFor: null, author: { id: '撰' as PersonId, name: '撰' }, reviewId: null },
  ...{ reviewVersion: 0, contentHash: 'text-1', checks: null, passedAt: null, begunAt: null, copies: [], watch: null },
  ...{ createdAt: AT, changedAt: AT, version: 1 },
  ...given,
});
const copyOf = (state: CopyState): Copy => ({
  ...{ accountId: ACCOUNT, state, reason: null, jobId: null, postId: null, url: null, seenAt: null },
  ...{ comparedHash: null, differences: [], goneAt: null, leftListAt: null, settled: null },
});

describe('an own item', () => {
  /** Every event in every state: where it leads; what is not named is refused. */
  const WAYS: Readonly<Record<OwnPostState, Partial<Record<OwnPostEvent, OwnPostState>>>> = {
    draft: { edit: 'draft', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'draft' },
    'in-review': {
      ...{ edit: 'in-review', return: 'returned', pass: 'scheduled', refuse: 'refused', withdraw: 'withdrawn' },
      'hand-over': 'in-review',
    },
    returned: { edit: 'returned', submit: 'in-review', withdraw: 'withdrawn', 'hand-over': 'returned' },
    scheduled: {
      ...{ edit: 'in-review', reopen: 'in-review', begin: 'publishing', withdraw: 'withdrawn' },
      'hand-over': 'scheduled',
    },
    publishing: { 'copy-moved': 'publishing', withdraw: 'withdrawn' },
    published: { 'copy-moved': 'published', withdraw: 'withdrawn' },
    partly: { 'copy-moved': 'partly', withdraw: 'withdrawn' },
    refused: {},
    withdrawn: { 'copy-moved': 'withdrawn' },
  };
  const cases = OWN_POST_STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const));

  test.each(cases)('that is %s meets %s', (state, event) => {
    const to = WAYS[state][event];
    expect(OWN_POST_TRANSITIONS[state][event]).toBe(to);
    const post = postOf({ state, passedAt: state === 'scheduled' ? AT : null });
    const later = new Date(AT.getTime() + 1000);
    if (event === 'copy-moved') return;
    const move =
      event === 'begin'
        ? beginPublishing(post, later, RULE)
        : event === 'hand-over'
          ? handOverPost(post, { id: '新' as PersonId, name: '新' }, later)
          : moveOwnPost(post, event, later);
    if (to === undefined) expect(move).toEqual({ refused: 'no-such-step' });
    else expect(move).toMatchObject({ post: { state: to, version: 2, changedAt: later } });
  });

  test('is not published before its time, nor without a pass', () => {
    const scheduledFor = new Date(AT.getTime() + 60_000);
    const passed = postOf({ state: 'scheduled', passedAt: AT, scheduledFor });
    const refused = { refused: 'no-such-step' };
    expect(beginPublishing(passed, new Date(scheduledFor.getTime() - 1), RULE)).toEqual(refused);
    expect(beginPublishing(passed, scheduledFor, RULE)).toMatchObject({ post: { state: 'publishing' } });
    expect(beginPublishing(postOf({ state: 'scheduled' }), scheduledFor, RULE)).toEqual(refused);
  });
});

describe('a copy', () => {
  const COPY_EVENTS: readonly CopyEvent[] = ['queue', 'accept', 'hand-over', 'see', 'cancel'];
  const WAYS: Readonly<Record<CopyState, Partial<Record<CopyEvent, CopyState>>>> = {
    waiting: { queue: 'publishing', 'hand-over': 'manual', see: 'seen', cancel: 'cancelled' },
    publishing: { accept: 'submitted', 'hand-over': 'manual', see: 'seen', cancel: 'cancelled' },
    submitted: { 'hand-over': 'manual', see: 'seen' },
    manual: { see: 'seen', cancel: 'cancelled' },
    seen: {},
    cancelled: { see: 'seen' },
  };
  const cases = COPY_STATES.flatMap((state) => COPY_EVENTS.map((event) => [state, event] as const));

  test.each(cases)('that is %s meets %s', (state, event) => {
    const post = postOf({ state: 'publishing', begunAt: AT, copies: [copyOf(state)] });
    const seen = event === 'see' ? { seen: { postId: 'p' as never, url: 'https://a.example/1' } } : {};
    const move = moveCopy(post, ACCOUNT, { event, now: AT, watch: RULE, ...seen });
    const to = WAYS[state][event];
    if (to === undefined) expect(move).toEqual({ refused: 'no-such-step' });
    else expect('post' in move ? move.post.copies : move).toMatchObject([{ state: to }]);
  });

  test('that could not be published of a withdrawn item is nobody’s task', () => {
    const post = postOf({ state: 'withdrawn', begunAt: AT, copies: [copyOf('publishing')] });
    const move = moveCopy(post, ACCOUNT, { event: 'hand-over', now: AT, watch: RULE, reason: 'gave-up' });
    expect(move).toMatchObject({ post: { state: 'withdrawn', copies: [{ state: 'cancelled', reason: 'withdrawn' }] } });
  });
});

describe('no path', () => {
  const PEOPLE = ['撰', '甲', '乙', '丙', '丁'] as const;
  const person = fc.constantFrom(...PEOPLE);
  // What leads on comes often enough for whole ways to be gone, and what ends one now and then.
  const act = fc.oneof(
    { weight: 12, arbitrary: fc.record({ act: fc.constant('pass' as const), by: person }) },
    {
      weight: 5,
      arbitrary: fc.record({ act: fc.constant('secrecy' as const), by: person, isFine: fc.boolean() }),
    },
    { weight: 9, arbitrary: fc.record({ act: fc.constantFrom('submit' as const, 'follow' as const) }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('begin' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('edit' as const), text: fc.constantFrom('text-1', 'text-2') }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constantFrom('return' as const, 'return' as const, 'refuse' as const, 'withdraw' as const),
        by: person,
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('give' as const), by: person }) },
  );
  type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
  interface Both {
    readonly post: OwnPost;
    readonly review: Review | null;
  }
  const taken = (before: Review, move: ReviewMove): Review => ('review' in move ? move.review : before);

  function afterAct({ post, review }: Both, done: Act): Both {
    switch (done.act) {
      case 'edit': {
        const isSame = done.text === post.contentHash;
        const move = moveOwnPost(post, 'edit', AT);
        return { review, post: isSame || 'refused' in move ? post : { ...move.post, contentHash: done.text } };
      }
      case 'submit': {
        // Killed before or after this, the item and its review say different things: both orders are met.
        const { contentHash, title, author, formerAuthors = [] } = post;
        if (!['draft', 'returned', 'in-review'].includes(post.state)) return { post, review };
        if (review === null) {
          const subject = { kind: 'own-post' as const, subjectId: post.id, title, unitId: post.unitId };
          const whole = { ...subject, unitPath: post.unitPath, author, formerAuthors, dueBy: null, contentHash };
          return { post, review: openReview(whole, { id: 'r' as ReviewId, flow: FLOW, at: AT }) };
        }
        const by = { personId: author.id, name: author.name };
        return { post, review: taken(review, handIn(review, { contentHash, title }, { by, at: AT })) };
      }
      case 'follow': {
        const event = review === null ? null : nextEvent(post, review);
        const move = event === null || review === null ? null : moveOwnPost(post, event, AT);
        return { review, post: move === null || 'refused' in move ? post : move.post };
      }
      case 'begin': {
        const move = beginPublishing(post, AT, RULE);
        return { review, post: 'refused' in move ? post : move.post };
      }
      case 'give': {
        const to = { id: done.by as PersonId, name: done.by };
        const move = handOverPost(post, to, AT);
        if ('refused' in move || post.author.id === to.id) return { post, review };
        const given = review === null ? null : withAuthor(review, to);
        if (given !== null && 'refused' in given) return { post, review };
        return { post: move.post, review: given === null ? null : given.review };
      }
      case 'secrecy': {
        const found = {
          result: done.isFine ? ('pass' as const) : ('fail' as const),
          classification: 'none',
          disclosure: 'proactive',
        } as const;
        return {
          post,
          review: review === null ? null : taken(review, reviewSecrecy(review, found, as(done.by, '已审'))),
        };
      }
      default:
        return {
          post,
          review: review === null ? null : taken(review, takeStep(review, done.act, as(done.by, '理由'))),
        };
    }
  }

  test('publishes what was not passed by three others and the secrecy gate of a fourth, word for word', () => {
    let published = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 60, size: 'max' }), (acts) => {
        let both: Both = { post: postOf(), review: null };
        const wrote = new Set<string>(['撰']);
        for (const done of acts) {
          both = afterAct(both, done);
          wrote.add(both.post.author.id);
          const { post, review } = both;
          // The last look before the call: the item and a passed review of the same words.
          const isPublished =
            post.state === 'publishing' && review?.state === 'passed' && review.contentHash === post.contentHash;
          if (!isPublished) continue;
          published += 1;
          const passes = standingPasses(review);
          expect(passes.map(({ stage }) => stage)).toEqual(['first', 'second', 'issue']);
          expect(passes.every(({ contentHash }) => contentHash === post.contentHash)).toBe(true);
          expect(review.secrecy).toMatchObject({ result: 'pass', contentHash: post.contentHash });
          const names = [...passes.map(({ by }) => by as string), review.secrecy?.by as string];
          expect(new Set(names).size).toBe(4);
          expect(names.filter((name) => wrote.has(name))).toEqual([]);
          break;
        }
      }),
      { numRuns: 4_000 },
    );
    // A property that nothing reaches proves nothing.
    expect(published).toBeGreaterThan(0);
  });
});
