import type { DelegationView, ReviewFlowView, ReviewView } from '../../src/api/reviews';
import type { PersonId } from '../../src/domain/ids';
import type { Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const ID = 'd'.repeat(24) as PersonId;
const AT = '2026-11-20T02:00:00.000Z';
const takers = { actions: ['review.take'], people: [ID], within: 'unit', names: ['王敏'], isStuck: false } as const;

/** One complete example of every view. */
export const reviewOf = (id: string = ACCOUNTS.ofA): ReviewView => ({
  id,
  kind: 'own-post',
  subjectId: ID,
  title: '防汛提示',
  unitId: ID,
  unitName: '甲局',
  state: 'open',
  stage: 'issue',
  stages: [
    { key: 'first', title: '初审', titleEn: 'First', passed: { name: '王敏', insteadOfName: '张三', at: AT } },
    { key: 'issue', title: '签发', titleEn: 'Issue', passed: null },
  ],
  authorName: '李四',
  assigneeId: ID,
  assigneeName: '张三',
  dueBy: AT,
  secrecy: {
    ...{ before: 'issue', result: 'pass', name: '赵密', insteadOfName: '钱密', at: AT },
    ...{ classification: 'none', disclosure: 'proactive' },
  },
  steps: [{ step: 'pass', stage: 'first', name: '王敏', insteadOfName: '张三', at: AT, reason: null }],
  openedAt: AT,
  clause: '三审制度',
  footNames: [{ title: '撰稿', titleEn: 'Written by', name: '李四' }],
  contentHash: 'a'.repeat(64),
  acts: ['pass', 'return', 'refuse', 'assign'],
  passObstacle: null,
  stuckAt: [],
  version: 3,
});
export const delegationOf = (): DelegationView => ({
  ...{ id: ID, fromId: ID, fromName: '张三', toId: ID, toName: '王敏', kinds: ['mandate'] },
  ...{ fromDate: '2026-11-20', toDate: '2026-11-21', reason: '出差', current: true, removable: true, version: 1 },
});
export const flowOf = (): ReviewFlowView => ({
  kind: 'own-post',
  unitId: ID,
  source: 'unit',
  sourceName: '甲局',
  stages: [{ key: 'issue', title: '签发', titleEn: 'Issue', takers }],
  secrecy: { before: 'issue', takers },
  returnsTo: 'author',
  footNames: true,
  clause: '三审制度',
  version: 1,
});

export function reviewServices({ asked, page, visible }: OfficeRules): Pick<Services, 'reviews'> {
  const acted = (what: string, id: string, principal: Parameters<typeof visible>[1]): ReviewView => {
    visible(id, principal);
    asked.push(`${what} ${id} ${principal.name}`);
    return reviewOf(id);
  };
  return {
    reviews: {
      list: async () => page([reviewOf()]),
      countMine: async () => 1,
      show: async (id, principal) => {
        visible(id, principal);
        return reviewOf(id);
      },
      take: async ({ id }, { step, reason }, principal) => acted(`${step}:${reason}`, id, principal),
      examine: async ({ id }, { result, reason }, principal) => acted(`secrecy-${result}:${reason}`, id, principal),
      assign: async ({ id }, to, principal) => acted(`assign:${to ?? 'nobody'}`, id, principal),
      nameTakers: async ({ id }, { reason }, principal) => acted(`name-takers:${reason}`, id, principal),
      followReviews: unused,
      delegations: async () => [delegationOf()],
      delegate: async ({ reason }, { name }) => {
        asked.push(`delegate:${reason} ${name}`);
        return delegationOf();
      },
      endDelegation: async ({ id }, { name }) => {
        asked.push(`end-delegation ${id} ${name}`);
      },
      reviewers: async () => [{ id: ID, name: '王敏' }],
      flows: async () => [flowOf()],
      setFlow: async ({ kind }, { reason }, { name }) => {
        asked.push(`set-flow:${kind}:${reason} ${name}`);
        return flowOf();
      },
      withdrawFlow: async ({ kind }, reason, { name }) => {
        asked.push(`withdraw-flow:${kind}:${reason} ${name}`);
        return flowOf();
      },
    },
  };
}
