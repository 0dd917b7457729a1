import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { CaseRefusal } from '../../src/domain/cases/moveCase';
import type { Principal } from '../../src/domain/people/role';
import type { VerdictReason } from '../../src/domain/judging/verdict';
import { createTakeCaseStep } from '../../src/services/cases/takeCaseStep';
import { context, duty, move, opened, overdue, proposed, rectifying, reminded, system } from '../domain/cases/someCase';
import { unitOf } from '../storage/samples';
import { BOSS, OPERATOR, stepsOver, type CaseStart } from './scriptedCase';
import { depsOver, recordOf } from './scriptedStorage';
import { principal } from './world';

const DISMISSED = move(reminded, 'dismiss', context(2, duty));
const PROPOSED_BY_BOSS: Case = { ...proposed, proposedBy: BOSS.personId };

describe('a step of a case', () => {
  test.each<[string, CaseStart, readonly [CaseEvent, Principal?, string?], object]>([
    [
      'nobody takes back apart from its finding',
      { shutdownCase: DISMISSED },
      ['resume'],
      { code: 'conflict', message: '撤销的案件随问题恢复：请在账号的问题中收回撤销。', remedy: '请刷新后再试。' },
    ],
    ...(['open', 'closed', null] as const).map((finding): [string, CaseStart, readonly [CaseEvent], object] => [
      `does not go on where its finding is ${finding ?? 'gone'}`,
      { shutdownCase: DISMISSED, finding },
      ['resume'],
      {
        code: 'conflict',
        message: '引起这一案件的问题已不是撤销状态，案件不能恢复；账号仍不发声的，会重新立案。',
      },
    ]),
    [
      'does not go on where it was not dismissed',
      { shutdownCase: move(reminded, 'posts-seen', context(2, system)) },
      ['resume'],
      { code: 'conflict', message: '案件当前状态下没有这一步骤。' },
    ],
    [
      'is approved by another person than its proposer',
      { shutdownCase: PROPOSED_BY_BOSS },
      ['approve', BOSS],
      {
        code: 'self-approval',
        message: '不能审批自己提出的关停或整合建议。',
        remedy: '请由另一位管理员审批。',
      },
    ],
    [
      'is for who may',
      { shutdownCase: proposed },
      ['approve'],
      { code: 'forbidden', message: '您的角色不能办理这一步骤。', remedy: '请联系有权限的同事。' },
    ],
    [
      'is not taken by a person where the system takes it',
      { shutdownCase: rectifying },
      ['deadline-passed'],
      {
        code: 'forbidden',
        message: '这一步骤在当前情况下不能由人办理。',
        remedy: '请查看案件的下一步提示。',
      },
    ],
    [
      'is not taken where the case does not stand so',
      { shutdownCase: reminded, reason: 'silence-breach' },
      ['propose-shutdown'],
      { code: 'forbidden', message: '这一步骤在当前情况下不能由人办理。' },
    ],
    [
      'has a reason',
      { shutdownCase: overdue },
      ['propose-shutdown', OPERATOR, ' '],
      { code: 'invalid-input', field: 'note', message: '请写明理由。', remedy: '理由会记入台账。' },
    ],
    [
      'has its successor named',
      { shutdownCase: overdue },
      ['propose-integration'],
      {
        code: 'invalid-input',
        field: 'successorAccountId',
        message: '请指定承接账号。',
        remedy: '承接账号须是另一个在用的账号。',
      },
    ],
    [
      'is one of those the state has',
      { shutdownCase: opened },
      ['announce'],
      { code: 'conflict', message: '案件当前状态下没有这一步骤。' },
    ],
    [
      'is taken once',
      { shutdownCase: reminded, isBeaten: true },
      ['order-rectification'],
      { code: 'conflict', message: '案件刚刚被他人推进。' },
    ],
    [
      'is of a case that is there',
      { shutdownCase: reminded, gone: 'case' },
      ['dismiss'],
      { message: '没有找到案件。' },
    ],
    [
      'is of an account that is there',
      { shutdownCase: reminded, gone: 'account' },
      ['dismiss'],
      { code: 'not-found', message: '没有找到账号。' },
    ],
    [
      'is of a case the person sees',
      { shutdownCase: reminded },
      ['dismiss', principal('operator', '3', unitOf('other').id)],
      { code: 'not-found', message: '没有找到案件。' },
    ],
  ])('%s', async (_what, start, [event, by, note], refusal) => {
    const made = stepsOver(start);
    await expect(made.take(event, by, undefined, note)).rejects.toMatchObject(refusal);
    expect([made.moved, made.changes, made.followed]).toEqual([[], [], []]);
  });

  test.each<[CaseRefusal, object]>([
    [
      'deadline-missing',
      { code: 'invalid-input', field: 'rectifyBy', message: '缺少整改期限。', remedy: '请检查工作日历配置。' },
    ],
    ['too-early', { code: 'conflict', message: '还没有到办理这一步骤的时间。' }],
  ])('that is refused at last as %s says so', async (refused, refusal) => {
    const deps = depsOver({
      cases: { byId: () => Promise.resolve(reminded) },
      accounts: { byId: () => Promise.resolve(recordOf()) },
    });
    const take = createTakeCaseStep(deps, {
      moveStoredCase: () => Promise.resolve({ refused }),
      dismissFindingOf: () => Promise.reject(new Error('dismisses nothing')),
      judgeAccount: () => Promise.reject(new Error('judges nothing')),
      reviews: {
        ensure: () => Promise.reject(new Error('opens nothing')),
        decide: () => Promise.reject(new Error('decides nothing')),
      },
    });
    const step = { caseId: reminded.id, event: 'order-rectification', note: '' } as const;
    await expect(take(step, OPERATOR)).rejects.toMatchObject(refusal);
  });

  test.each<[VerdictReason, boolean]>([
    ['silence-dormant', true],
    ['silence-zombie', true],
    ['silence-breach', false],
  ])('from a reminder straight to a shutdown is for the long silent: %s', async (reason, mayBe) => {
    const made = stepsOver({ shutdownCase: reminded, reason });
    await made.take('propose-shutdown').catch(() => undefined);
    expect(made.moved).toHaveLength(mayBe ? 1 : 0);
  });
});
