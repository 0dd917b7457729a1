import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { ALERT_KINDS, ALERT_SEVERITIES, LEDGER_KINDS, type DomainEvent } from '../../../src/domain/alerts/alert';
import { CASE_ALERTS, FINDING_ALERTS, MANUAL_ALERTS, VERDICT_ALERTS } from '../../../src/domain/alerts/alertTable';
import {
  actorName,
  caseEvent,
  findingEvent,
  incidentEvent,
  jobEvent,
  mandateEvent,
  obligationEvent,
  policyEvent,
  verdictEvent,
} from '../../../src/domain/alerts/events';
import type { Actor } from '../../../src/domain/cases/case';
import { CASE_EVENTS } from '../../../src/domain/cases/case';
import { moveCase, openCase } from '../../../src/domain/cases/moveCase';
import type {
  AccountId,
  CaseId,
  EventId,
  FindingId,
  MandateId,
  MandateRuleId,
  PersonId,
  PolicyId,
  UnitId,
} from '../../../src/domain/ids';
import { effectiveRules } from '../../../src/domain/judging/effectiveRules';
import { judge } from '../../../src/domain/judging/judge';
import type { Finding, Verdict } from '../../../src/domain/judging/verdict';
import type { Mandate } from '../../../src/domain/mandates/mandate';
import { moveObligation } from '../../../src/domain/mandates/obligationTable';
import type { CivilDate } from '../../../src/domain/time/instant';
import { dayAt, seen, shippedPack, T0 } from '../judging/someFacts';
import { DUE_BY, evidenceAt, hoursAfter, JOB, OBLIGATION } from '../mandates/someObligation';
import { entry, NOW, Shelf } from '../policies/somePolicies';

const account = {
  id: 'account' as AccountId,
  name: '某县发布',
  unitId: 'unit' as UnitId,
  unitPath: ['county' as UnitId, 'unit' as UnitId],
  status: 'active',
  openedAt: null,
  region: '',
  platform: 'weibo',
  columnClass: 'account',
} as const;
const system: Actor = { kind: 'system', name: 'judge' };
const person: Actor = { kind: 'person', personId: 'p1' as PersonId, name: '值班员' };
const context = (now: Date, actor: Actor = system) => ({ eventId: 'event' as EventId, actor, now });
const rules = effectiveRules([shippedPack('national')], account, '2026-09-20' as CivilDate);
const verdictAt = (days: number, more: Parameters<typeof seen>[1] = {}, judgedDay = days): Verdict =>
  judge({ account, facts: seen(dayAt(days), more), rules, now: dayAt(judgedDay) });

/** What every event must have, whatever it tells. */
function checkForm(event: DomainEvent): void {
  expect(LEDGER_KINDS).toContain(event.ledger.kind);
  expect(event.ledger.subject).toMatch(/^[a-z]+:.+/);
  if (event.alert === null) return;
  expect(ALERT_KINDS).toContain(event.alert.kind);
  expect(ALERT_SEVERITIES).toContain(event.alert.severity);
  expect(event.alert).toMatchObject({
    reason: event.ledger.reason,
    occurredAt: event.ledger.occurredAt,
    noticedAt: event.ledger.recordedAt,
  });
  expect(event.alert.subject.label).not.toBe('');
}

describe('verdictEvent', () => {
  const told = (before: Verdict | null, verdict: Verdict): string | null => {
    const event = verdictEvent({ ...context(dayAt(99)), account, before, verdict });
    checkForm(event);
    return event.alert === null ? null : `${event.alert.kind} ${event.alert.severity}`;
  };
  const [fine, warned, silent, unknown] = [verdictAt(1), verdictAt(8), verdictAt(20), verdictAt(20, {}, 30)];

  test.each<[string, Verdict | null, Verdict, string | null]>([
    ['fine at first', null, fine, null],
    ['silent at first', null, silent, 'account-silent critical'],
    ['warned', fine, warned, 'account-warned warning'],
    ['a further warning', warned, verdictAt(11), 'account-warned warning'],
    ['silent', warned, silent, 'account-silent critical'],
    ['unknown', fine, unknown, 'account-unknown notice'],
    ['recovered from silence', silent, fine, 'account-recovered info'],
    ['recovered from a warning', warned, fine, 'account-recovered info'],
    ['seen again and fine', unknown, fine, null],
    ['not looked at yet', null, judge({ account, facts: NO_FACTS, rules, now: T0 }), null],
    [
      'looked at in vain',
      judge({ account, facts: NO_FACTS, rules, now: T0 }),
      judge({ account, facts: { ...NO_FACTS, lastLookAt: T0, lastLookOutcome: 'refused' }, rules, now: T0 }),
      null,
    ],
    [
      'cancelled',
      silent,
      judge({ account: { ...account, status: 'cancelled' }, facts: seen(dayAt(20)), rules, now: dayAt(20) }),
      null,
    ],
  ])('%s tells %p', (_case, before, verdict, expected) => {
    expect(told(before, verdict)).toBe(expected);
  });

  test('is dated by the rule, with the time of noticing beside it', () => {
    const event = verdictEvent({ ...context(dayAt(20)), account, before: warned, verdict: silent });
    expect(event.ledger).toMatchObject({
      kind: 'verdict-changed',
      subject: 'account:account',
      from: 'warned',
      to: 'silent',
      reason: 'silence-breach',
      actor: 'system:judge',
      occurredAt: dayAt(14),
      recordedAt: dayAt(20),
    });
    expect(event.alert).toMatchObject({
      subject: { accountId: 'account', label: '某县发布' },
      unitId: 'unit',
      unitPath: ['county', 'unit'],
      figures: { days: 20 },
    });
  });

  test('dates a recovery by the post and says when a warned account would be 不合格', () => {
    expect(verdictEvent({ ...context(dayAt(1)), account, before: silent, verdict: fine }).ledger.occurredAt).toEqual(
      T0,
    );
    expect(verdictEvent({ ...context(dayAt(8)), account, before: fine, verdict: warned }).alert?.figures).toEqual({
      days: 8,
      breachAt: dayAt(14).toISOString(),
    });
  });
});

describe('findingEvent', () => {
  const finding: Finding = {
    id: 'finding' as FindingId,
    accountId: account.id,
    kind: 'improper',
    ruleId: 'wording-citizen-id',
    clause: null,
    subject: 'post',
    state: 'open',
    occurredAt: dayAt(1),
    noticedAt: dayAt(2),
    closedAt: null,
    detail: 'wording',
    evidence: { url: null, lookId: null, excerpt: null },
  };
  test('tells improper posts and altered reposts, but not silence a second time', () => {
    const alert = (kind: Finding['kind']) =>
      findingEvent({ ...context(dayAt(2)), account, finding: { ...finding, kind }, to: 'open' }).alert?.severity ??
      null;
    expect([alert('improper'), alert('altered-repost'), alert('future-dated'), alert('silent'), alert('slow')]).toEqual(
      ['critical', 'warning', 'notice', null, null],
    );
  });
  test('closing tells nobody', () => {
    const event = findingEvent({ ...context(dayAt(3)), account, finding, to: 'closed' });
    checkForm(event);
    expect(event).toMatchObject({ ledger: { kind: 'finding-closed', from: 'open', to: 'closed' }, alert: null });
  });
});

describe('caseEvent', () => {
  const shutdownCase = openCase({
    id: 'case' as CaseId,
    account,
    findingId: 'finding' as FindingId,
    occurredAt: dayAt(14),
    now: dayAt(15),
  });
  test('tells that a case was opened, dated by the limit', () => {
    const event = caseEvent({ ...context(dayAt(15)), shutdownCase, accountName: account.name });
    checkForm(event);
    expect(event).toMatchObject({
      ledger: { from: null, to: 'noticed', reason: 'opened', occurredAt: dayAt(14) },
      alert: { kind: 'case-opened', subject: { caseId: 'case' } },
    });
  });
  test('tells each step with who took it and why', () => {
    const moved = moveCase(shutdownCase, 'dismiss', {
      actor: person,
      occurredAt: dayAt(16),
      now: dayAt(16),
      note: '误判',
    });
    if ('refused' in moved) throw new Error(moved.refused);
    const event = caseEvent({
      ...context(dayAt(16), person),
      shutdownCase: moved.shutdownCase,
      accountName: account.name,
    });
    checkForm(event);
    expect(event).toMatchObject({
      ledger: {
        from: 'noticed',
        to: 'closed',
        reason: 'dismiss',
        actor: 'person:p1',
        data: { note: '误判', actorName: '值班员' },
      },
      alert: { kind: 'case-closed' },
    });
  });
});

describe('obligationEvent', () => {
  const ready = { ...OBLIGATION, state: 'ready' as const };
  test('made or queued it tells nobody', () => {
    expect(
      obligationEvent({ ...context(hoursAfter(0)), before: null, obligation: OBLIGATION, event: 'made' }),
    ).toMatchObject({ ledger: { from: null, to: 'awaiting-review', reason: 'made' }, alert: null });
    expect(
      obligationEvent({
        ...context(hoursAfter(0)),
        before: ready,
        obligation: { ...ready, state: 'publishing' },
        event: 'start-publishing',
      }).alert,
    ).toBeNull();
  });
  test('by hand it says why, and presses more where the machine had to give up', () => {
    const alert = (manualReason: 'no-api' | 'gave-up') =>
      obligationEvent({
        ...context(hoursAfter(1)),
        before: ready,
        obligation: { ...ready, state: 'manual', manualReason },
        event: 'publish-impossible',
      }).alert;
    expect(alert('no-api')).toMatchObject({ kind: 'obligation-manual', severity: 'notice', reason: 'no-api' });
    expect(alert('gave-up')).toMatchObject({ severity: 'warning', reason: 'gave-up' });
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
      alert: { kind: 'obligation-fulfilled', figures: { onTime: 1, url: 'https://weibo.com/1' } },
    });
  });
  test('overdue it is dated by the deadline; unproven it says so and presses less', () => {
    const proven = obligationEvent({
      ...context(hoursAfter(40)),
      before: ready,
      obligation: { ...ready, overdueProven: true },
      event: 'overdue',
    });
    checkForm(proven);
    expect(proven).toMatchObject({
      ledger: { reason: 'overdue', occurredAt: DUE_BY, recordedAt: hoursAfter(40) },
      alert: { kind: 'obligation-overdue', severity: 'critical' },
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
      alert: { kind: 'obligation-overdue', severity: 'notice', reason: 'overdue-unproven' },
    });
  });
});

test("jobEvent is for the ledger alone and carries the vendor's code: people are told of the manual task that follows", () => {
  const job = {
    ...JOB,
    errors: [{ at: hoursAfter(1), attempt: 1, remedy: 'give-up' as const, code: 'weibo-20019', message: '' }],
  };
  expect(jobEvent({ ...context(hoursAfter(1)), job, to: 'waiting', reason: 'weibo-10023' })).toMatchObject({
    ledger: { kind: 'job-moved', from: 'running', to: 'waiting', reason: 'weibo-10023' },
    alert: null,
  });
  expect(
    jobEvent({ ...context(hoursAfter(1)), job, from: null, to: 'queued', reason: 'account-seen' }).ledger.from,
  ).toBeNull();
  const failed = jobEvent({ ...context(hoursAfter(1)), job, to: 'failed', reason: 'gave-up' });
  checkForm(failed);
  expect(failed).toMatchObject({ ledger: { to: 'failed', data: { code: 'weibo-20019' } }, alert: null });
});

test('policyEvent tells that a policy is new, dated by its publication, and keeps changes to the ledger', () => {
  const [policy] = new Shelf().look([entry()]).inserts;
  if (policy === undefined) throw new Error('no policy');
  const recorded = policyEvent({ ...context(NOW), policy, change: 'recorded' });
  checkForm(recorded);
  expect(recorded).toMatchObject({
    ledger: { kind: 'policy-recorded', from: null, to: '1', occurredAt: new Date('2026-09-16T16:00:00.000Z') },
    alert: { kind: 'policy-seen', figures: { authority: 'city' } },
  });
  expect(policyEvent({ ...context(NOW), policy, change: 'unlisted' })).toMatchObject({
    ledger: { kind: 'policy-changed', reason: 'unlisted', occurredAt: NOW },
    alert: null,
  });
});

describe('mandateEvent', () => {
  const mandate: Mandate = {
    id: 'mandate' as MandateId,
    policyId: 'policy' as PolicyId,
    policyVersion: 1,
    ruleId: 'rule' as MandateRuleId,
    title: '某意见',
    docNumber: null,
    issuer: null,
    sourceUrl: null,
    publishedAt: { precision: 'day', on: '2026-09-17' as CivilDate, original: '' },
    issuedAt: NOW,
    stage: 'issued',
    reviews: [],
    dueBy: DUE_BY,
    provisional: false,
    expanded: false,
  };
  const alert = (event: Parameters<typeof mandateEvent>[0]['event'], stage: Mandate['stage'] = 'issued') => {
    const made = mandateEvent({
      ...context(NOW),
      mandate: { ...mandate, stage },
      event,
      from: 'drafted',
      obligations: 150,
    });
    checkForm(made);
    return made.alert;
  };
  test('tells when it is issued, at once or by its last review, and when it is complete', () => {
    expect(alert('issued')).toMatchObject({
      kind: 'mandate-issued',
      figures: { dueBy: DUE_BY.toISOString(), obligations: 150 },
    });
    expect(alert('reviewed')?.kind).toBe('mandate-issued');
    expect(alert('complete')?.kind).toBe('mandate-complete');
  });
  test('keeps drafts, first reviews and recomputed deadlines to the ledger', () => {
    expect([alert('drafted', 'drafted'), alert('reviewed', 'first-review'), alert('deadline-recomputed')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

test('incidentEvent concerns the whole office', () => {
  const incident = { key: 'weibo:refused', platform: 'weibo', reason: 'http-412', accounts: 50 } as const;
  const opened = incidentEvent({ ...context(NOW), incident, to: 'open' });
  checkForm(opened);
  expect(opened).toMatchObject({
    ledger: { kind: 'incident-opened', reason: 'http-412' },
    alert: {
      kind: 'source-incident',
      severity: 'critical',
      unitId: null,
      unitPath: [],
      figures: { accounts: 50, platform: 'weibo' },
    },
  });
  expect(incidentEvent({ ...context(NOW), incident: { ...incident, platform: null }, to: 'closed' })).toMatchObject({
    ledger: { kind: 'incident-closed' },
    alert: { kind: 'source-recovered', figures: { platform: 'all' } },
  });
});

test('the tables use only kinds and severities of the lists, and cover every case event', () => {
  const rows = [
    ...Object.values(VERDICT_ALERTS),
    ...Object.values(FINDING_ALERTS),
    ...Object.values(CASE_ALERTS),
    ...Object.values(MANUAL_ALERTS),
  ].filter((row) => row !== null);
  for (const { kind, severity } of rows)
    expect(
      [ALERT_KINDS, ALERT_SEVERITIES].map((list, index) =>
        (list as readonly string[]).includes(index === 0 ? kind : severity),
      ),
    ).toEqual([true, true]);
  expect(Object.keys(CASE_ALERTS).sort()).toEqual([...CASE_EVENTS].sort());
});

test('actors are named by what does not change', () => {
  expect([actorName(system), actorName(person)]).toEqual(['system:judge', 'person:p1']);
});
