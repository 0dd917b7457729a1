import type { ReviewView } from '../../../src/api/reviews';
import { delegationOf, flowOf, reviewOf } from '../../http/officeReviews';
import { PUBLISHED } from './ownPosts';
import { mockId, type WorldClock } from './instants';
import { NOT_FOUND, ok, page, problem, type Query, type Reply } from './replies';
import type { MockWorld } from './world';

/** What waits: mandates, and a post whose secrecy review is not done yet. */
export function mockReviews(clock: WorldClock): ReviewView[] {
  const mandate = (at: number, title: string): ReviewView => ({
    ...reviewOf(mockId('8', at)),
    ...{ kind: 'mandate', title, unitId: null, unitName: '', secrecy: null, authorName: null, footNames: null },
    ...{ dueBy: clock.at(at), acts: ['pass', 'return', 'refuse', 'assign'], assigneeId: null, assigneeName: null },
  });
  const post: ReviewView = {
    ...reviewOf(mockId('8', 9)),
    ...{ dueBy: null, footNames: null, acts: ['secrecy'], passObstacle: 'secrecy-missing', subjectId: PUBLISHED },
    secrecy: {
      ...{ before: 'issue', result: 'missing', name: null, insteadOfName: null, at: null },
      ...{ classification: null, disclosure: null },
    },
  };
  const titles = ['关于防汛工作的意见', '关于稳就业的通知', '关于托育服务的意见', '关于养老服务的通知'];
  return [...titles.map((title, at) => mandate(at * 20 + 1, title)), post];
}

/** What waits, one review, and what is set up for reviews. */
export function readReviews(world: MockWorld, [list = '', id]: readonly (string | undefined)[], query: Query): Reply {
  const waiting = world.reviews.filter(({ acts }) => acts.length > 0);
  if (list === 'review-count') return ok({ waiting: waiting.length });
  if (list === 'reviewers')
    return page(
      [
        { id: mockId('e', 2), name: '李信息' },
        { id: mockId('e', 3), name: '赵密' },
      ],
      query,
    );
  if (list === 'review-delegations') return page([delegationOf()], query);
  if (list === 'review-flows') return page([flowOf()], query);
  if (id === undefined) return page(query['mine'] === 'true' ? waiting : world.reviews, query);
  const one = world.reviews.find((review) => review.id === id);
  return one === undefined ? NOT_FOUND : ok(one);
}

/** A step of a review, or something set up for reviews. */
export function changeReviews(
  world: MockWorld,
  [list, id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  if (list === 'review-delegations')
    return { status: id === undefined ? 201 : 204, body: id === undefined ? delegationOf() : null };
  if (list === 'review-flows') return ok(flowOf());
  const index = world.reviews.findIndex((review) => review.id === id);
  const review = world.reviews[index];
  if (review === undefined) return NOT_FOUND;
  if (act === 'steps' && body['step'] !== 'pass' && body['reason'] === '')
    return problem(400, 'invalid-input', '理由会记入台账。');
  const at = new Date().toISOString();
  const next: ReviewView =
    act === 'secrecy'
      ? {
          ...review,
          acts: ['pass', 'return'],
          passObstacle: null,
          secrecy: {
            ...{
              before: 'issue',
              name: '王管理',
              insteadOfName: '钱密',
              at,
              result: body['result'] as 'pass' | 'fail',
            },
            ...{ classification: 'none', disclosure: 'proactive' },
          },
        }
      : act === 'takers'
        ? { ...review, stuckAt: [] }
        : { ...review, acts: [], state: body['step'] === 'pass' ? 'passed' : 'returned', stage: null };
  world.reviews[index] = { ...next, version: review.version + 1 };
  return ok(world.reviews[index]);
}
