import { jobEvent, obligationEvent } from '../../../src/domain/alerts/events';
import type { LedgerDraft } from '../../../src/domain/alerts/alert';
import type { Obligation } from '../../../src/domain/mandates/mandate';
import { moveObligation } from '../../../src/domain/mandates/obligationTable';
import type { AccountId, SiteId } from '../../../src/domain/ids';
import { DUE_BY, evidenceAt, hoursAfter, JOB, OBLIGATION } from '../mandates/someObligation';
import { context, checkForm } from './someEvent';

describe('obligationEvent', () => {
  const ready = { ...OBLIGATION, state: 'ready' as const };
  test('made it begins from nothing; by hand it says why', () => {
    expect(
      obligationEvent({ ...context(hoursAfter(0)), before: null, obligation: OBLIGATION, event: 'made' }),
    ).toMatchObject({
      ledger: {
        kind: 'obligation-moved',
        subject: 'obligation:obligation',
        from: null,
        to: 'awaiting-review',
        reason: 'made',
        occurredAt: hoursAfter(0),
        data: { accountId: OBLIGATION.accountId, mandateId: 'mandate', dueBy: DUE_BY.toISOString() },
      },
    });
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
        data: {
          postId: 'post',
          url: 'https://weibo.com/1',
          basis: 'source-link',
          lookId: 'look',
          textHash: 'h',
          similarity: null,
        },
      },
    });
  });

  const event = (
    name: Parameters<typeof obligationEvent>[0]['event'],
    given: Partial<Obligation> = {},
    note?: string,
  ): LedgerDraft =>
    obligationEvent({
      ...context(hoursAfter(9)),
      before: ready,
      obligation: { ...ready, ...given },
      event: name,
      ...(note === undefined ? {} : { note }),
    }).ledger;

  test.each<[string, Partial<Obligation>, string | undefined, string]>([
    ['withdraw', {}, undefined, 'withdraw'],
    ['withdraw', {}, 'policy-withdrawn', 'policy-withdrawn'],
    ['exempt', {}, '重复下达', 'exempt'],
    ['reminded', { reminded: 'one-hour-left' }, undefined, 'one-hour-left'],
    ['reminded', {}, undefined, 'reminded'],
    ['overdue', { overdueProven: true }, undefined, 'overdue'],
    ['overdue', { overdueProven: null }, undefined, 'overdue-unproven'],
    ['publish-impossible', {}, undefined, 'publish-impossible'],
    ['post-seen', {}, undefined, 'post-seen'],
    ['take', { manualReason: 'no-api', reminded: 'one-hour-left', evidence: evidenceAt(DUE_BY) }, undefined, 'take'],
  ])('%s with %j and the note %s gives the reason %s', (name, given, note, reason) => {
    expect(event(name as 'made', given, note).reason).toBe(reason);
  });

  test('a note and the site that owes it are kept; without them nothing stands there', () => {
    expect(event('exempt', { siteId: 'site' as SiteId }, '重复下达').data).toMatchObject({
      note: '重复下达',
      siteId: 'site',
    });
    expect(Object.keys(event('exempt').data)).toEqual(['accountId', 'mandateId', 'dueBy']);
  });

  test('the column and the seal stand among the evidence where there are any', () => {
    const evidence = { ...evidenceAt(hoursAfter(3)), columnId: 'column' as AccountId, seal: 's', similarity: 0.9 };
    expect(event('post-seen', { evidence }).data).toMatchObject({ columnId: 'column', seal: 's', similarity: 0.9 });
    const data = event('post-seen', { evidence: evidenceAt(hoursAfter(3)) }).data;
    expect([Object.hasOwn(data, 'columnId'), Object.hasOwn(data, 'seal')]).toEqual([false, false]);
  });

  test('a reminder is dated so long before the deadline, what else happens by now', () => {
    expect(event('reminded', { reminded: 'four-hours-left' }).occurredAt).toEqual(hoursAfter(11));
    expect(event('reminded').occurredAt).toEqual(hoursAfter(9));
    expect(event('exempt', { reminded: 'four-hours-left', fulfilledAt: hoursAfter(1) }).occurredAt).toEqual(
      hoursAfter(9),
    );
    expect(event('post-seen', { fulfilledAt: null }).occurredAt).toEqual(hoursAfter(9));
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
    ledger: {
      kind: 'job-moved',
      subject: 'job:job',
      from: 'running',
      to: 'waiting',
      reason: 'weibo-10023',
      data: { accountId: JOB.accountId, obligationId: 'obligation', key: JOB.key, attempt: 0, code: 'weibo-20019' },
    },
  });
  expect(
    jobEvent({ ...context(hoursAfter(1)), job, from: null, to: 'queued', reason: 'account-seen' }).ledger.from,
  ).toBeNull();
  const failed = jobEvent({ ...context(hoursAfter(1)), job, to: 'failed', reason: 'gave-up' });
  checkForm(failed);
  expect(failed).toMatchObject({ ledger: { to: 'failed', data: { code: 'weibo-20019' } } });
  const quiet = jobEvent({ ...context(hoursAfter(1)), job: JOB, to: 'running', reason: 'due' }).ledger.data;
  expect(Object.hasOwn(quiet, 'code')).toBe(false);
});
