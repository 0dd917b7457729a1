import type { Case, CaseEvent } from '../../src/domain/cases/case';
import type { AccountId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { DAY_MS } from '../../src/domain/time/instant';
import { approved, archived, context, duty, integrating, move, overdue, reminded } from '../domain/cases/someCase';
import { after, NOW } from '../storage/samples';
import { OPERATOR, stepsOver, SUCCESSOR, type CaseStart } from './scriptedCase';

const cancelling = move(archived, 'cancel-on-platform', context(20, duty));

describe('the dates of a case', () => {
  test.each<[CaseEvent, Case, Principal]>([['order-rectification', reminded, OPERATOR]])(
    '%s gives working days until the end of the last of them',
    async (event, shutdownCase, by) => {
      const made = stepsOver({ shutdownCase, rectificationWorkingDays: 2 });
      await made.take(event, by);
      // From a Friday: the Sunday to be made up for, and the Monday.
      expect(made.moved).toMatchObject([{ state: 'rectifying', rectifyBy: new Date('2026-09-21T16:00:00Z') }]);
      expect(made.moved[0]?.steps.at(-1)).toMatchObject({
        occurredAt: NOW,
        recordedAt: NOW,
        note: '说明',
        actor: { kind: 'person', personId: by.personId },
      });
    },
  );

  test('filing begins the watch, in days of the calendar; no other step does', async () => {
    const made = stepsOver({ shutdownCase: cancelling, status: 'cancelled' });
    await made.take('file');
    expect(made.moved).toMatchObject([{ state: 'filed', actAfter: after(30 * DAY_MS) }]);
    const other = stepsOver({ shutdownCase: approved });
    await other.take('announce');
    expect(other.moved).toMatchObject([{ state: 'announced', actAfter: null }]);
  });
});

describe('dismissing a case', () => {
  const dismissal = { by: OPERATOR.personId, name: OPERATOR.name, at: NOW, reason: '说明' };
  const findingDismissed = [reminded.findingId, dismissal, NOW];

  test('dismisses its finding for the same reason, and the account is judged again', async () => {
    const made = stepsOver({ shutdownCase: reminded });
    await made.take('dismiss');
    expect(made.moved).toMatchObject([{ state: 'closed', closeReason: 'dismissed' }]);
    expect(made.followed).toEqual([findingDismissed, ['account', NOW]]);
  });

  test('judges nothing where the finding was not open any more; no other step touches it', async () => {
    const made = stepsOver({ shutdownCase: reminded, isFindingDismissed: false });
    await made.take('dismiss');
    expect(made.followed).toEqual([findingDismissed]);
    const other = stepsOver({ shutdownCase: reminded });
    await other.take('order-rectification');
    expect([other.moved.length, other.followed]).toEqual([1, []]);
  });
});

describe('an integration', () => {
  const to = (successorAccountId: AccountId) => ({ successorAccountId });
  const refusal = {
    code: 'invalid-input',
    field: 'successorAccountId',
    message: '承接账号不存在或已停用。',
    remedy: '请选择一个在用的账号。',
  };

  test('goes into an active account the person sees', async () => {
    const made = stepsOver({ shutdownCase: overdue });
    await made.take('propose-integration', OPERATOR, to(SUCCESSOR));
    expect(made.moved).toMatchObject([{ state: 'proposed', successorAccountId: SUCCESSOR }]);
    const refused: readonly Pick<CaseStart, 'gone' | 'successor'>[] = [
      { gone: 'successor' },
      { successor: 'stopped' },
      { successor: 'cancelled' },
    ];
    for (const start of refused)
      await expect(
        stepsOver({ shutdownCase: overdue, ...start }).take('propose-integration', OPERATOR, to(SUCCESSOR)),
      ).rejects.toMatchObject(refusal);
  });

  test('is what a successor is for: with another step nobody looks for one', async () => {
    const made = stepsOver({ shutdownCase: overdue, gone: 'successor' });
    await made.take('propose-shutdown', OPERATOR, to(SUCCESSOR));
    expect(made.moved).toMatchObject([{ state: 'proposed', successorAccountId: null }]);
  });
});

describe('the duty of an account', () => {
  const integrated = { ...integrating, state: 'archived' as const };
  test.each<[CaseEvent, Case, string]>([
    ['cancel-on-platform', archived, 'cancelled'],
    ['integrate', integrated, 'integrated'],
  ])('ends with %s, and the ledger says by which case', async (event, shutdownCase, reason) => {
    for (const status of ['active', 'stopped'] as const) {
      const made = stepsOver({ shutdownCase, status });
      await made.take(event);
      expect(made.changes).toMatchObject([
        [
          'account',
          status,
          'cancelled',
          {
            kind: 'account-changed',
            subject: 'account:account',
            from: status,
            to: 'cancelled',
            reason,
            data: { caseId: shutdownCase.id },
          },
        ],
      ]);
      expect(made.moved).toHaveLength(1);
    }
  });

  test('has ended where an interrupted run ended it; the step is taken all the same', async () => {
    const made = stepsOver({ shutdownCase: archived, status: 'cancelled' });
    await made.take('cancel-on-platform');
    expect([made.changes, made.moved.length]).toEqual([[], 1]);
  });

  test('ends with no other step', async () => {
    const made = stepsOver({ shutdownCase: approved });
    await made.take('announce');
    expect([made.changes, made.moved.length]).toEqual([[], 1]);
  });
});
