import { caseEvent, findingEvent, incidentEvent, verdictEvent } from '../../../src/domain/alerts/events';
import { moveCase, openCase } from '../../../src/domain/cases/moveCase';
import type { CaseId, FindingId } from '../../../src/domain/ids';
import type { Finding } from '../../../src/domain/judging/verdict';
import { dayAt, T0 } from '../judging/someFacts';
import { NOW } from '../policies/somePolicies';
import { account, person, context, verdictAt, checkForm } from './someEvent';

describe('verdictEvent', () => {
  const [fine, warned, silent] = [verdictAt(1), verdictAt(8), verdictAt(20)];

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
  });

  test('dates a recovery by the post', () => {
    expect(verdictEvent({ ...context(dayAt(1)), account, before: silent, verdict: fine }).ledger.occurredAt).toEqual(
      T0,
    );
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
  test('says what was open and is closed', () => {
    const event = findingEvent({ ...context(dayAt(3)), account, finding, to: 'closed' });
    checkForm(event);
    expect(event).toMatchObject({ ledger: { kind: 'finding-closed', from: 'open', to: 'closed' } });
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
    const event = caseEvent({ ...context(dayAt(15)), shutdownCase });
    checkForm(event);
    expect(event).toMatchObject({
      ledger: { from: null, to: 'noticed', reason: 'opened', occurredAt: dayAt(14) },
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
    });
  });
});

test('incidentEvent says which cause blinds how many', () => {
  const incident = { key: 'weibo:refused', platform: 'weibo', reason: 'http-412', accounts: 50 } as const;
  const opened = incidentEvent({ ...context(NOW), incident, to: 'open' });
  checkForm(opened);
  expect(opened).toMatchObject({
    ledger: { kind: 'incident-opened', reason: 'http-412', data: { accounts: 50, platform: 'weibo' } },
  });
  expect(incidentEvent({ ...context(NOW), incident: { ...incident, platform: null }, to: 'closed' })).toMatchObject({
    ledger: { kind: 'incident-closed' },
  });
});
