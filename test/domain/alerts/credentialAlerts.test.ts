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

test('an alert ends by what became of the credential', () => {
  const alert = { cause: 'credential:a', noticedAt: NOW };
  const end = (state: CredentialState, grantedAt = after(-1)) =>
    credentialAlertEnd(alert, { state, grantedAt }, credentialAlerts([credential('x', 'refused')], NOW));
  expect(credentialAlertEnd(alert, null, [])).toBe('removed');
  expect([end('working'), end('untested'), end('untested', after(1)), end('refused')]).toEqual([
    'accepted',
    'accepted',
    'replaced',
    'folded',
  ]);
});
