import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { caseEvent, findingEvent, incidentEvent, verdictEvent } from '../../../src/domain/alerts/events';
import { moveCase, openCase } from '../../../src/domain/cases/moveCase';
import type { CaseId, FindingId } from '../../../src/domain/ids';
import { judge } from '../../../src/domain/judging/judge';
import type { Finding, Verdict } from '../../../src/domain/judging/verdict';
import { dayAt, seen, T0 } from '../judging/someFacts';
import { NOW } from '../policies/somePolicies';
import { account, person, context, rules, verdictAt, checkForm } from './someEvent';

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
