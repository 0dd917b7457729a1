import { credentialAlertEnd, credentialAlerts } from '../../../src/domain/alerts/credentialAlerts';
import type { CredentialState } from '../../../src/domain/credentials/credential';
import type { AccountId, CredentialId, UnitId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';

const NOW = new Date('2026-09-18T02:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const credential = (id: string, state: CredentialState, given: object = {}) => ({
  id: id as CredentialId,
  platform: 'weibo' as const,
  accountId: id as AccountId,
  applicationId: 'app',
  label: id,
  unitId: 'own' as UnitId,
  unitPath: ['county' as UnitId, 'own' as UnitId],
  state,
  expiresAt: null,
  grantedAt: after(-30 * DAY_MS),
  lastCheckAt: after(-1),
  lastCheckCode: 'weibo-21327',
  ...given,
});
const told = (...credentials: readonly ReturnType<typeof credential>[]): string[] =>
  credentialAlerts(credentials, NOW).map(
    ({ cause, kind, severity, figures }) => `${cause} ${kind} ${severity} ${String(figures['accounts'])}`,
  );

test('two of one application are told one by one, three as one with their number', () => {
  expect(told(credential('a', 'refused'), credential('b', 'refused'))).toEqual([
    'credential:a credential-refused critical 1',
    'credential:b credential-refused critical 1',
  ]);
  expect(told(...['a', 'b', 'c'].map((id) => credential(id, 'expired')))).toEqual([
    'application:weibo:app:expired credential-expired critical 3',
  ]);
  // Another platform's application of the same name, and secrets of no application, are causes of their own.
  const others = [
    credential('d', 'expired', { platform: 'wechat' }),
    ...['e', 'f', 'g'].map((id) => credential(id, 'expired', { applicationId: null })),
  ];
  expect(told(...others)).toHaveLength(4);
});

test("an application's own trouble stands for all that goes through it", () => {
  const application = credential('app1', 'refused', { accountId: null, unitId: null, unitPath: [] });
  expect(told(application, credential('a', 'expired'))).toEqual([
    'application:weibo:app:broken credential-refused critical 1',
  ]);
});

test('what ends soon presses more on the last day; what works is not told', () => {
  expect(told(credential('a', 'expiring', { expiresAt: after(DAY_MS + 1) }))).toEqual([
    'credential:a credential-expiring notice 1',
  ]);
  expect(told(credential('a', 'expiring', { expiresAt: after(DAY_MS) }))).toEqual([
    'credential:a credential-expiring warning 1',
  ]);
  expect(told(credential('a', 'working'), credential('b', 'untested'))).toEqual([]);
});

describe('one credential', () => {
  const alertOf = (state: CredentialState, given: object = {}) =>
    credentialAlerts([credential('a', state, given)], NOW)[0];

  test('says whose it is, what the platform said, and since when', () => {
    expect(alertOf('refused')).toEqual({
      kind: 'credential-refused',
      severity: 'critical',
      cause: 'credential:a',
      owner: 'credentials',
      subject: { accountId: 'a', label: 'a' },
      unitId: 'own',
      unitPath: ['county', 'own'],
      byUnit: null,
      platform: 'weibo',
      reason: 'weibo-21327',
      figures: { accounts: 1 },
      occurredAt: after(-1),
    });
    expect(alertOf('refused', { lastCheckCode: null })?.reason).toBe('refused');
    expect(alertOf('expired')?.reason).toBe('expired');
    expect(alertOf('expiring')?.reason).toBe('expiring');
  });

  test('is dated by its own date, else by its last check, else by its grant', () => {
    const expiresAt = after(-5 * DAY_MS);
    expect(alertOf('expired', { expiresAt })?.occurredAt).toEqual(expiresAt);
    expect(alertOf('expired')?.occurredAt).toEqual(after(-1));
    expect(alertOf('expired', { lastCheckAt: null })?.occurredAt).toEqual(after(-30 * DAY_MS));
    // It was refused before its date.
    expect(alertOf('refused', { expiresAt: after(DAY_MS) })?.occurredAt).toEqual(after(-1));
  });

  test('that ends soon says in how many days people were to be warned, and when it ends', () => {
    const soon = (ms: number) => {
      const { severity, figures, occurredAt } = alertOf('expiring', { expiresAt: after(ms) }) ?? {};
      return [severity, figures?.['days'], occurredAt];
    };
    expect(soon(2 * DAY_MS)).toEqual(['notice', 7, after(-5 * DAY_MS)]);
    expect(soon(DAY_MS)).toEqual(['warning', 1, NOW]);
    expect(alertOf('expiring', { expiresAt: after(DAY_MS) })?.figures).toEqual({
      days: 1,
      expiresAt: after(DAY_MS).toISOString(),
      accounts: 1,
    });
    expect(alertOf('expiring')).toMatchObject({ severity: 'notice', figures: { accounts: 1 }, occurredAt: after(-1) });
    expect(alertOf('expired', { expiresAt: NOW })?.figures).toEqual({ expiresAt: NOW.toISOString(), accounts: 1 });
  });

  test('of an application is the application: no account, and nothing hangs on it yet', () => {
    expect(alertOf('refused', { accountId: null, applicationId: null, unitId: null, unitPath: [] })).toMatchObject({
      cause: 'credential:a',
      subject: { label: 'a' },
      unitId: null,
      byUnit: {},
      figures: { accounts: 0 },
    });
  });
});

describe('what is folded', () => {
  const own = (id: string, state: CredentialState, given: object = {}) =>
    credential(id, state, { unitPath: ['county', id], ...given });

  test('counts for each unit what is its own, and is called by its application', () => {
    const [alert, ...more] = credentialAlerts(
      ['a', 'b', 'c'].map((id) => own(id, 'refused')),
      NOW,
    );
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      cause: 'application:weibo:app:refused',
      subject: { label: 'app' },
      unitId: null,
      unitPath: ['county', 'a', 'b', 'c'],
      byUnit: { county: { accounts: 3 }, a: { accounts: 1 } },
      reason: 'weibo-21327',
      figures: { accounts: 3 },
    });
    expect(alert?.subject).toEqual({ label: 'app' });
  });

  test('stands alike: of another state, application or platform it is told by itself', () => {
    const three = ['a', 'b', 'c'].map((id) => own(id, 'refused'));
    for (const given of [{ applicationId: 'other' }, { platform: 'wechat' }])
      expect(told(...three, own('d', 'refused', given))).toEqual([
        'application:weibo:app:refused credential-refused critical 3',
        'credential:d credential-refused critical 1',
      ]);
    expect(told(own('a', 'refused'), own('b', 'refused'), own('c', 'expired'))).toHaveLength(3);
    expect(told(...three, own('d', 'expired'))).toHaveLength(2);
  });

  test('presses as the first of its worst does', () => {
    const dated = (id: string, ms: number) => own(id, 'expiring', { expiresAt: after(ms) });
    const [alert] = credentialAlerts([dated('a', 3 * DAY_MS), dated('b', 3_600_000), dated('c', 7_200_000)], NOW);
    expect(alert).toMatchObject({
      severity: 'warning',
      figures: { days: 1, accounts: 3, expiresAt: after(3_600_000).toISOString() },
      occurredAt: after(3_600_000 - DAY_MS),
    });
    const [calm] = credentialAlerts([dated('a', 3 * DAY_MS), dated('b', 2 * DAY_MS), dated('c', 4 * DAY_MS)], NOW);
    expect(calm).toMatchObject({ severity: 'notice', figures: { expiresAt: after(3 * DAY_MS).toISOString() } });
  });

  test('under a broken application is told as that: by its name, its reason and its date', () => {
    const application = own('微博开放平台应用', 'expiring', {
      accountId: null,
      expiresAt: after(2 * DAY_MS),
      unitPath: [],
    });
    const [alert, ...more] = credentialAlerts([own('a', 'refused'), application, own('b', 'expired')], NOW);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      cause: 'application:weibo:app:broken',
      kind: 'credential-expiring',
      severity: 'notice',
      subject: { label: '微博开放平台应用' },
      reason: 'expiring',
      figures: { accounts: 2, days: 7 },
      byUnit: { county: { accounts: 2 }, a: { accounts: 1 }, b: { accounts: 1 } },
    });
    for (const given of [{ applicationId: 'other' }, { platform: 'wechat' }])
      expect(told(own('a', 'refused', given), application)[0]).toMatch('credential:a');
  });
});

test('an alert ends by what became of the credential', () => {
  const alert = { cause: 'credential:a', noticedAt: NOW };
  const wanted = credentialAlerts([credential('x', 'refused')], NOW);
  const end = (state: CredentialState, grantedAt = after(-1), others = wanted) =>
    credentialAlertEnd(alert, { state, grantedAt }, others);
  expect(credentialAlertEnd(alert, null, wanted)).toBe('removed');
  expect(['working', 'untested'].map((state) => end(state as CredentialState))).toEqual(['accepted', 'accepted']);
  expect([end('untested', after(1)), end('refused', after(1)), end('untested', NOW)]).toEqual([
    'replaced',
    'replaced',
    'accepted',
  ]);
  // Still in trouble: another alert tells it now.
  for (const state of ['refused', 'expired', 'expiring'] as const) {
    expect(end(state)).toBe('folded');
    expect(end(state, after(-1), [])).toBe('accepted');
  }
  const application = { cause: 'application:weibo:app:refused', noticedAt: NOW };
  expect(credentialAlertEnd(application, null, [])).toBe('accepted');
});
