import type { SubmissionDetailView } from '../../../src/api/submissions';
import { awardLineOf, quotasOf, standingOf, submissionOf } from '../../http/officeSubmissions';
import { SUBMISSION_RULES } from '../../services/office';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, type Query, type Reply } from './replies';

/** What came in and waits for the office, and one that is used already. */
export function mockSubmissions(): SubmissionDetailView[] {
  const sent = (at: number, title: string): SubmissionDetailView =>
    submissionOf({
      ...{ id: mockId('f', 40 + at), title, state: 'sent', adoption: null, unitName: '城关镇' },
      acts: ['adopt', 'return', 'decline'],
    });
  const titles = ['防汛物资储备政策解读', '养老服务补贴办理指南', '托育服务收费公示'];
  return [
    ...titles.map((title, at) => sent(at + 1, title)),
    submissionOf({ id: mockId('f', 40 + 9), title: '稳就业政策问答' }),
  ];
}

/** What the API returns of submissions. */
export function readSubmissions(
  all: readonly SubmissionDetailView[],
  [list, id]: readonly (string | undefined)[],
  query: Query,
): Reply {
  if (list === 'submission-rules') return ok(SUBMISSION_RULES);
  if (list === 'submission-quotas') return ok(quotasOf());
  if (id === 'file') return ok({ fileName: '报送.xlsx', content: '' });
  if (list === 'submission-standing') return ok({ ...standingOf(), ...standingItems() });
  if (list === 'submission-awards') return page([awardLineOf(), { ...awardLineOf(), ...UNDECIDED }], query);
  const one = all.find((submission) => submission.id === id);
  if (id !== undefined) return one === undefined ? NOT_FOUND : ok(one);
  return page(
    all.filter(({ state }) => query['state'] === undefined || state === query['state']),
    query,
  );
}

const UNDECIDED = { informant: mockId('f', 40 + 7), name: '李信息', decision: null };

function standingItems() {
  const [row] = standingOf().items;
  if (row === undefined) throw new Error('no row');
  const none = { ...row, unitId: mockId('b', 2), unitName: '城关镇', quota: null, settled: null, isCorrected: false };
  return { items: [row, none] };
}

/** What becomes of one; a return needs words. */
export function changeSubmissions(
  all: SubmissionDetailView[],
  [list, id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  if (list === 'submission-quotas') return ok(quotasOf());
  if (list === 'submission-awards') return ok({ ...awardLineOf(), ...UNDECIDED, informant: id ?? '' });
  if (id === undefined) {
    const draft = submissionOf({
      ...{ id: mockId('f', 40 + 8), title: String(body['title']), body: String(body['body']), state: 'draft' },
      ...{ adoption: null, sentAt: null, month: null, reviewId: null, acts: ['write', 'submit', 'withdraw'] },
      overrides: [],
    });
    all.push(draft);
    return { status: 201, body: draft };
  }
  const index = all.findIndex((submission) => submission.id === id);
  const before = all[index];
  if (before === undefined) return NOT_FOUND;
  const states = { adopt: 'adopted', return: 'returned', decline: 'not-adopted' } as const;
  const decision = states[body['decision'] as keyof typeof states];
  const next: SubmissionDetailView = {
    ...before,
    state: act === 'submit' ? 'in-review' : decision,
    acts: [],
    version: before.version + 1,
  };
  all[index] = next;
  return ok(next);
}
