import type { Case, CaseStep } from '../../../src/domain/cases/case';
import type { Incident } from '../../../src/ports/storage';
import { accountOf, after, caseOf, eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

const page = { limit: 50, cursor: null };
const open = (shutdownCase: Case): Promise<{ readonly shutdownCase: Case; readonly opened: boolean }> =>
  storage.cases.open(shutdownCase, eventOf(`case:${shutdownCase.id}`));
const step = (from: Case, to: Case['state'], given: Partial<CaseStep> = {}): Case => ({
  ...from,
  state: to,
  steps: [
    ...from.steps,
    {
      event: 'remind',
      from: from.state,
      to,
      occurredAt: NOW,
      recordedAt: after(1),
      actor: { kind: 'system', name: 'cases' },
      note: '',
      ...given,
    },
  ],
});

describe('cases', () => {
  test('are open at most once per account, however many open them', async () => {
    const account = accountOf();
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(caseOf(account))));
    expect(answers.filter((answer) => answer.opened)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.shutdownCase.id)).size).toBe(1);
    expect(await storage.cases.openFor(account.id)).toEqual(answers[0]?.shutdownCase);
  });

  test('can be opened again once the one before is closed', async () => {
    const account = accountOf();
    const { shutdownCase } = await open(caseOf(account));
    const closed = {
      ...step(shutdownCase, 'closed', { event: 'posts-seen' }),
      closedAt: after(1),
      closeReason: 'recovered' as const,
    };
    expect(await storage.cases.move(shutdownCase, closed, eventOf('case'))).toBe(true);
    expect(await storage.cases.openFor(account.id)).toBeNull();
    const second = await open(caseOf(account, { openedAt: after(5) }));
    expect(second.opened).toBe(true);
    expect((await storage.cases.list({ accountId: account.id, open: false }, page, null)).items).toEqual([closed]);
    expect((await storage.cases.list({ accountId: account.id }, page, null)).items.map((one) => one.id)).toEqual([
      second.shutdownCase.id,
      shutdownCase.id,
    ]);
  });

  test('are moved by one of two who read the same state; the other leaves no event', async () => {
    const { shutdownCase } = await open(caseOf(accountOf()));
    await storage.outbox.relay(10);
    const person = { kind: 'person', personId: ids.id<never>(), name: '李四' } as const;
    const answers = await Promise.all([
      storage.cases.move(shutdownCase, step(shutdownCase, 'reminded'), eventOf('case')),
      storage.cases.move(
        shutdownCase,
        step(shutdownCase, 'closed', { event: 'dismiss', actor: person, note: '误报' }),
        eventOf('case'),
      ),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await storage.outbox.relay(10)).toBe(1);
  });

  test('are not moved back into a state they were in before', async () => {
    const { shutdownCase } = await open(caseOf(accountOf()));
    const reminded = step(shutdownCase, 'reminded');
    const again = step(step(reminded, 'rectifying'), 'reminded');
    await storage.cases.move(shutdownCase, reminded, eventOf('case'));
    await storage.cases.move(reminded, step(reminded, 'rectifying'), eventOf('case'));
    await storage.cases.move(step(reminded, 'rectifying'), again, eventOf('case'));
    expect(await storage.cases.move(reminded, step(reminded, 'overdue'), eventOf('case'))).toBe(false);
    expect(await storage.cases.move({ ...again, state: 'overdue' }, step(again, 'closed'), eventOf('case'))).toBe(
      false,
    );
    expect(await storage.cases.byId(shutdownCase.id, null)).toEqual(again);
  });

  test('wait for the system until their instant, and no longer once a person must act', async () => {
    const { shutdownCase } = await open(caseOf(accountOf(), { actAfter: after(5) }));
    expect(await storage.cases.dueForAction(after(4), 10)).toEqual([]);
    expect((await storage.cases.dueForAction(after(5), 10)).map((one) => one.id)).toEqual([shutdownCase.id]);
    await storage.cases.move(shutdownCase, { ...step(shutdownCase, 'overdue'), actAfter: null }, eventOf('case'));
    expect(await storage.cases.dueForAction(after(1e9), 10)).toEqual([]);
    const other = await open(caseOf(accountOf()));
    await storage.cases.move(
      other.shutdownCase,
      { ...step(other.shutdownCase, 'closed'), actAfter: after(5), closedAt: NOW, closeReason: 'dismissed' },
      eventOf('case'),
    );
    expect(await storage.cases.dueForAction(after(1e9), 10)).toEqual([]);
    expect((await storage.cases.list({ states: ['overdue', 'proposed'], open: true }, page, null)).items).toHaveLength(
      1,
    );
    expect(await storage.cases.countByState(null)).toEqual({ overdue: 1, closed: 1 });
  });
});

describe('incidents', () => {
  const incident: Incident = {
    key: 'weibo:http-412',
    platform: 'weibo',
    reason: 'http-412',
    accounts: 12,
    openedAt: NOW,
    closedAt: null,
  };

  test('are open once per key and can come again after they were closed', async () => {
    const opened = await Promise.all(
      Array.from({ length: 6 }, () => storage.incidents.open(incident, eventOf('incident'))),
    );
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect(await storage.incidents.current()).toEqual([incident]);
    expect(await storage.incidents.close(incident.key, after(1), eventOf('incident'))).toBe(true);
    expect(await storage.incidents.close(incident.key, after(1), eventOf('incident'))).toBe(false);
    expect(await storage.incidents.current()).toEqual([]);
    expect(await storage.incidents.open(incident, eventOf('incident'))).toBe(true);
  });
});
