import {
  caseEvent,
  findingEvent,
  incidentEvent,
  postChangedEvent,
  verdictEvent,
} from '../../../src/domain/alerts/events';
import type { Post } from '../../../src/domain/accounts/post';
import { moveCase, openCase } from '../../../src/domain/cases/moveCase';
import type { AccountId, CaseId, FindingId, PostId } from '../../../src/domain/ids';
import type { Finding } from '../../../src/domain/judging/verdict';
import { DAY_MS } from '../../../src/domain/time/instant';
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
      data: {
        ruleId: silent.ruleId,
        packId: 'national',
        packVersion: silent.packVersion,
        provenSilenceMs: 20 * DAY_MS,
        sightLookId: 'look',
        lastPostId: 'post',
      },
    });
  });

  test('dates a recovery by the post', () => {
    expect(verdictEvent({ ...context(dayAt(1)), account, before: silent, verdict: fine }).ledger.occurredAt).toEqual(
      T0,
    );
  });

  test('dates what no limit and no post dates by the judging; the first verdict begins from nothing', () => {
    const facts = { ...fine.facts, lastPostAt: null };
    for (const verdict of [
      { ...fine, facts },
      { ...fine, kind: 'unknown' as const },
    ])
      expect(verdictEvent({ ...context(dayAt(2)), account, before: null, verdict }).ledger).toMatchObject({
        from: null,
        occurredAt: dayAt(2),
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
  test('says what was open and is closed', () => {
    const event = findingEvent({ ...context(dayAt(3)), account, finding, to: 'closed' });
    checkForm(event);
    expect(event).toMatchObject({ ledger: { kind: 'finding-closed', from: 'open', to: 'closed' } });
  });

  test.each([
    ['open', 'finding-opened', null, 'open', dayAt(1)],
    ['closed', 'finding-closed', 'open', 'closed', dayAt(3)],
    ['dismissed', 'finding-dismissed', 'open', 'dismissed', dayAt(3)],
    ['taken-back', 'finding-taken-back', 'open', 'open', dayAt(3)],
  ] as const)('%s is %s: from %s to %s', (to, kind, from, state, occurredAt) => {
    expect(findingEvent({ ...context(dayAt(3)), account, finding, to }).ledger).toStrictEqual({
      kind,
      subject: 'finding:finding',
      from,
      to: state,
      reason: 'improper',
      actor: 'system:judge',
      occurredAt,
      recordedAt: dayAt(3),
      data: { accountId: account.id, ruleId: 'wording-citizen-id', about: 'post', detail: 'wording' },
    });
  });

  test('keeps why a person dismissed it', () => {
    const event = findingEvent({ ...context(dayAt(3), person), account, finding, to: 'dismissed', note: '误报' });
    expect(event.ledger.data).toMatchObject({ note: '误报', actorName: '值班员' });
  });
});

test('postChangedEvent says from when to when a post counts, and that another text was read', () => {
  const post = {
    id: 'post' as PostId,
    accountId: 'account' as AccountId,
    countedAt: dayAt(1),
    textHash: 'old',
  } as Post;
  const after = { ...post, countedAt: dayAt(2), textHash: 'new' };
  const event = (...changes: Parameters<typeof postChangedEvent>[0]['changes']) =>
    postChangedEvent({ ...context(dayAt(3)), before: post, after, changes });
  checkForm(event('date-corrected', 'title-read'));
  expect(event('date-corrected', 'title-read').ledger).toMatchObject({
    kind: 'post-changed',
    subject: 'post:post',
    from: dayAt(1).toISOString(),
    to: dayAt(2).toISOString(),
    reason: 'date-corrected',
    data: { accountId: 'account', changes: 'date-corrected title-read', textHash: 'new', textWas: 'old' },
  });
  expect(event().ledger.reason).toBe('text-read');
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
    expect(event.ledger).toEqual({
      kind: 'case-moved',
      subject: 'case:case',
      from: null,
      to: 'noticed',
      reason: 'opened',
      actor: 'system:judge',
      occurredAt: dayAt(14),
      recordedAt: dayAt(15),
      data: { accountId: 'account', findingId: 'finding' },
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
        occurredAt: dayAt(16),
        data: { accountId: 'account', note: '误判', successorAccountId: null, actorName: '值班员' },
      },
    });
  });
});

test('incidentEvent says which cause blinds how many', () => {
  const incident = { key: 'weibo:refused', platform: 'weibo', reason: 'http-412', accounts: 50 } as const;
  const opened = incidentEvent({ ...context(NOW), incident, to: 'open' });
  checkForm(opened);
  expect(opened.ledger).toMatchObject({
    kind: 'incident-opened',
    subject: 'incident:weibo:refused',
    from: null,
    to: 'open',
    reason: 'http-412',
    data: { accounts: 50, platform: 'weibo' },
  });
  const closed = incidentEvent({ ...context(NOW), incident: { ...incident, platform: null }, to: 'closed' });
  expect(closed.ledger).toMatchObject({
    kind: 'incident-closed',
    from: 'open',
    to: 'closed',
    data: { platform: null },
  });
});
