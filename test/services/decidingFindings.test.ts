import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { FindingId, PostId } from '../../src/domain/ids';
import type { Finding, Verdict } from '../../src/domain/judging/verdict';
import { createDismissWhole } from '../../src/services/judging/dismissFinding';
import type { JudgeAccount } from '../../src/services/steps';
import { createFindingServices } from '../../src/services/judging/createFindingServices';
import { createDismissFindingOf } from '../../src/services/judging/dismissFinding';
import { accountOf, caseOf, findingOf, NOW, unitOf, verdictOf, type Given } from '../storage/samples';
import { depsOver, recordOf } from './scriptedStorage';
import { principal } from './world';

const unit = unitOf('unit');
const OPERATOR = principal('operator', '1', unit.id);
const account = accountOf();
const REASON = ' 当时平台维护 ';

interface Start {
  readonly finding?: Given<Finding>;
  readonly verdict?: Verdict | null;
  /** What cannot be found: the finding or the account before the step, or the finding after it. */
  readonly gone?: 'finding' | 'account' | 'finding after';
  readonly isBeaten?: boolean;
  /** The finding as it is after the step; default: as before. */
  readonly after?: Given<Finding>;
}

/** The services over one finding; everything that is done is listed in its order. */
function over(start: Start = {}) {
  const finding = findingOf(account.id, { basis: 'as found', ...start.finding });
  const done: string[] = [];
  const stored: unknown[] = [];
  const events: DomainEvent['ledger'][] = [];
  const change = (step: string, event: DomainEvent): Promise<boolean> => {
    done.push(step);
    events.push(event.ledger);
    return Promise.resolve(start.isBeaten !== true);
  };
  const deps = depsOver({
    findings: {
      byId: (id, scope) => {
        if (scope === null)
          return Promise.resolve(start.gone === 'finding after' ? null : { ...finding, ...start.after });
        return Promise.resolve(scope !== unit.id || id !== finding.id || start.gone === 'finding' ? null : finding);
      },
      dismiss: (dismissed, dismissal, event) => {
        stored.push(dismissed.basis, dismissal);
        return change('dismiss', event);
      },
      takeBack: (_id, event) => change('take back', event),
    },
    accounts: {
      byIds: () => Promise.resolve([recordOf({ account, verdict: start.verdict ?? null })]),
      byId: (_id, scope) =>
        Promise.resolve(
          start.gone === 'account' || scope !== unit.id ? null : recordOf({ account, verdict: start.verdict ?? null }),
        ),
    },
  });
  const actor = { kind: 'person', personId: OPERATOR.personId, name: OPERATOR.name };
  const ofCase = (step: string) => (about: Finding, by: { readonly reason: string }) => {
    expect([about, by]).toEqual([finding, { actor, reason: REASON.trim(), now: NOW }]);
    return Promise.resolve(void done.push(step));
  };
  const judgeAccount: JudgeAccount = (id, now) => {
    expect([id, now]).toEqual([account.id, NOW]);
    done.push('judge');
    return Promise.resolve('changed');
  };
  const services = createFindingServices(deps, {
    judgeAccount,
    dismissWhole: createDismissWhole(deps, { judgeAccount, dismissCaseOf: ofCase('end the case') }),
    prepareOwnWords: () => Promise.reject(new Error('nothing is proposed')),
    resumeCaseOf: ofCase('resume the case'),
  });
  return {
    done,
    stored,
    events,
    finding,
    dismiss: (by = OPERATOR, reason = REASON) => services.dismiss(finding.id, { reason, ownWordsUntil: null }, by),
    takeBack: (by = OPERATOR, reason = REASON) => services.takeBack(finding.id, reason, by),
  };
}

describe('dismissing a finding', () => {
  test('ends its case, stores who dismissed it and why, and judges the account, in this order', async () => {
    const made = over();
    expect(await made.dismiss()).toMatchObject({ id: made.finding.id });
    expect(made.done).toEqual(['end the case', 'dismiss', 'judge']);
    expect(made.stored).toEqual([
      'as found',
      { by: OPERATOR.personId, name: OPERATOR.name, at: NOW, reason: REASON.trim() },
    ]);
    expect(made.events).toMatchObject([
      { kind: 'finding-dismissed', from: 'open', to: 'dismissed', data: { note: REASON.trim() } },
    ]);
  });

  const silent = verdictOf({ kind: 'silent', reason: 'silence-dormant' });
  const slow = verdictOf({
    kind: 'slow',
    reason: 'too-few-posts',
    evidence: { lastPostId: 'post' as PostId, lastPostUrl: null, sightLookId: null },
  });
  test.each<[Finding['kind'], string, Verdict | null, string]>([
    ['silent', 'silent', silent, 'none:silence-dormant'],
    ['slow', 'slow', slow, 'post:too-few-posts'],
    ['silent', 'slow', slow, 'as found'],
    ['slow', 'silent', silent, 'as found'],
    ['silent', 'fine again', verdictOf(), 'as found'],
    ['slow', 'not judged', null, 'as found'],
    ['improper', 'silent', silent, 'as found'],
    ['outdated-repost', 'slow', slow, 'as found'],
    ['future-dated', 'not judged', null, 'as found'],
  ])('of kind %s, where the account is %s, is stored with what it rests on then', async (kind, _is, verdict, basis) => {
    const made = over({ finding: { kind }, verdict });
    await made.dismiss();
    expect(made.stored[0]).toBe(basis);
  });

  test('comes second where somebody else was quicker: nothing is judged', async () => {
    const by = { ...OPERATOR, by: principal('operator', '9').personId, at: NOW, reason: '' };
    const beaten: readonly Start[] = [
      { after: { state: 'closed' } },
      { after: { state: 'dismissed', dismissal: by } },
      { gone: 'finding after' },
    ];
    for (const start of beaten) {
      const made = over({ isBeaten: true, ...start });
      await expect(made.dismiss()).rejects.toMatchObject({ code: 'conflict', message: '这一问题刚刚被他人处理。' });
      expect(made.done).toEqual(['end the case', 'dismiss']);
    }
  });

  test('is done where a look that came in between has carried the case over in the same person’s name', async () => {
    const dismissal = { by: OPERATOR.personId, name: OPERATOR.name, at: NOW, reason: REASON };
    const made = over({ isBeaten: true, after: { state: 'dismissed', dismissal } });
    expect(await made.dismiss()).toMatchObject({ state: 'dismissed' });
    expect(made.done).toEqual(['end the case', 'dismiss', 'judge']);
  });

  test.each<Finding['state']>(['dismissed', 'closed'])('is refused where it is %s', async (state) => {
    const made = over({ finding: { state } });
    await expect(made.dismiss()).rejects.toMatchObject({ code: 'conflict', message: '这一问题已经不是未消除状态。' });
    expect(made.done).toEqual([]);
  });
});

describe('taking a dismissal back', () => {
  const dismissed: Start = { finding: { state: 'dismissed' } };

  test('lets the case go on, opens the finding, and judges the account, in this order', async () => {
    const made = over(dismissed);
    expect(await made.takeBack()).toMatchObject({ id: made.finding.id });
    expect(made.done).toEqual(['resume the case', 'take back', 'judge']);
    expect(made.events).toMatchObject([
      { kind: 'finding-taken-back', from: 'dismissed', to: 'open', data: { note: REASON.trim() } },
    ]);
  });

  test('comes second where it was found anew or taken back meanwhile: nothing is judged', async () => {
    const made = over({ ...dismissed, isBeaten: true });
    const refusal = { code: 'conflict', message: '这一问题没有撤销，或者已经重新发现。' };
    await expect(made.takeBack()).rejects.toMatchObject(refusal);
    expect(made.done).toEqual(['resume the case', 'take back']);
  });

  test.each<Finding['state']>(['open', 'closed'])('is refused where it is %s', async (state) => {
    const made = over({ finding: { state } });
    await expect(made.takeBack()).rejects.toMatchObject({ code: 'conflict', message: '这一问题没有撤销。' });
    expect(made.done).toEqual([]);
  });
});

describe.each([
  ['dismissing', 'dismiss'],
  ['taking back', 'takeBack'],
] as const)('%s', (_what, step) => {
  const state: Finding['state'] = step === 'dismiss' ? 'open' : 'dismissed';
  const on = (start: Start = {}) => over({ ...start, finding: { state, id: 'finding' as FindingId } });

  test.each(['finding', 'account', 'finding after'] as const)('finds nothing where the %s is gone', async (gone) => {
    const made = on({ gone });
    await expect(made[step]()).rejects.toMatchObject({ code: 'not-found', message: '没有找到问题。' });
    expect(made.done).toHaveLength(gone === 'finding after' ? 3 : 0);
  });

  test('is for who may, within what they see, with a reason', async () => {
    const made = on();
    await expect(made[step](principal('officer', '2', unit.id))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(made[step](principal('operator', '3', unitOf('other').id))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(made[step](OPERATOR, ' \u200b')).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'reason',
      message: '请写明理由。',
      remedy: '理由会记入台账。',
    });
    expect(made.done).toEqual([]);
  });
});

describe('a finding whose case was dismissed', () => {
  const dismissal = { by: OPERATOR.personId, name: '张三', at: NOW, reason: '当时平台维护' };

  async function carry(start: Start = {}) {
    const finding = findingOf(account.id, { kind: 'silent', basis: 'as found', ...start.finding });
    const stored: unknown[] = [];
    const deps = depsOver({
      findings: {
        byId: (id, scope) =>
          Promise.resolve(start.gone === 'finding' || id !== finding.id || scope !== null ? null : finding),
        dismiss: (dismissed, by, { ledger }) => {
          stored.push(dismissed.basis, by, ledger);
          return Promise.resolve(start.isBeaten !== true);
        },
      },
      accounts: {
        byIds: (asked) => {
          expect(asked).toEqual([account.id]);
          const record = recordOf({ account, verdict: verdictOf({ kind: 'silent', reason: 'silence-zombie' }) });
          return Promise.resolve(start.gone === 'account' ? [] : [record]);
        },
      },
    });
    const shutdownCase = caseOf(account, { findingId: finding.id });
    return { isDone: await createDismissFindingOf(deps)(shutdownCase, dismissal, NOW), stored };
  }

  test('is dismissed by the same person for the same reason, as it is now', async () => {
    const { isDone, stored } = await carry();
    expect(isDone).toBe(true);
    expect(stored).toMatchObject([
      'none:silence-zombie',
      dismissal,
      {
        kind: 'finding-dismissed',
        to: 'dismissed',
        actor: `person:${OPERATOR.personId}`,
        recordedAt: NOW,
        data: { note: '当时平台维护' },
      },
    ]);
  });

  test.each<[string, Start]>([
    ['it is gone', { gone: 'finding' }],
    ['its account is gone', { gone: 'account' }],
    ['it was dismissed already', { finding: { state: 'dismissed' } }],
    ['it is closed', { finding: { state: 'closed' } }],
  ])('is left alone where %s', async (_where, start) => {
    expect(await carry(start)).toEqual({ isDone: false, stored: [] });
  });

  test('counts as not dismissed where somebody was quicker', async () => {
    expect((await carry({ isBeaten: true })).isDone).toBe(false);
  });
});
