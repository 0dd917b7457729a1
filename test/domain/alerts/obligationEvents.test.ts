import { jobEvent, obligationEvent } from '../../../src/domain/alerts/events';
import { moveObligation } from '../../../src/domain/mandates/obligationTable';
import { DUE_BY, evidenceAt, hoursAfter, JOB, OBLIGATION } from '../mandates/someObligation';
import { context, checkForm } from './someEvent';

describe('obligationEvent', () => {
  const ready = { ...OBLIGATION, state: 'ready' as const };
  test('made it begins from nothing; by hand it says why', () => {
    expect(
      obligationEvent({ ...context(hoursAfter(0)), before: null, obligation: OBLIGATION, event: 'made' }),
    ).toMatchObject({ ledger: { from: null, to: 'awaiting-review', reason: 'made' } });
    expect(
      obligationEvent({
        ...context(hoursAfter(1)),
        before: ready,
        obligation: { ...ready, state: 'manual', manualReason: 'no-api' },
        event: 'publish-impossible',
      }).ledger,
    ).toMatchObject({ from: 'ready', to: 'manual', reason: 'no-api' });
  });
  test('fulfilled it carries the evidence and is dated by the post', () => {
    const moved = moveObligation(ready, 'post-seen', { now: hoursAfter(9), evidence: evidenceAt(hoursAfter(3)) });
    if ('refused' in moved) throw new Error(moved.refused);
    const event = obligationEvent({
      ...context(hoursAfter(9)),
      before: ready,
      obligation: moved.obligation,
      event: 'post-seen',
    });
    checkForm(event);
    expect(event).toMatchObject({
      ledger: {
        reason: 'source-link',
        occurredAt: hoursAfter(3),
        recordedAt: hoursAfter(9),
        data: { postId: 'post', textHash: 'h', lookId: 'look' },
      },
    });
  });
  test('overdue it is dated by the deadline; unproven it says so', () => {
    const proven = obligationEvent({
      ...context(hoursAfter(40)),
      before: ready,
      obligation: { ...ready, overdueProven: true },
      event: 'overdue',
    });
    checkForm(proven);
    expect(proven).toMatchObject({
      ledger: { reason: 'overdue', occurredAt: DUE_BY, recordedAt: hoursAfter(40) },
    });
    expect(
      obligationEvent({
        ...context(hoursAfter(40)),
        before: ready,
        obligation: { ...ready, overdueProven: false },
        event: 'overdue',
      }),
    ).toMatchObject({
      ledger: { reason: 'overdue-unproven', occurredAt: DUE_BY },
    });
  });
});

test("jobEvent carries the vendor's code", () => {
  const job = {
    ...JOB,
    errors: [{ at: hoursAfter(1), attempt: 1, remedy: 'give-up' as const, code: 'weibo-20019', message: '' }],
  };
  expect(jobEvent({ ...context(hoursAfter(1)), job, to: 'waiting', reason: 'weibo-10023' })).toMatchObject({
    ledger: { kind: 'job-moved', from: 'running', to: 'waiting', reason: 'weibo-10023' },
  });
  expect(
    jobEvent({ ...context(hoursAfter(1)), job, from: null, to: 'queued', reason: 'account-seen' }).ledger.from,
  ).toBeNull();
  const failed = jobEvent({ ...context(hoursAfter(1)), job, to: 'failed', reason: 'gave-up' });
  checkForm(failed);
  expect(failed).toMatchObject({ ledger: { to: 'failed', data: { code: 'weibo-20019' } } });
});
