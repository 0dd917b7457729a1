import { credentialEvent, credentialExpiryEvent } from '../../../src/domain/alerts/credentialEvents';
import type { AccountId, CredentialId, UnitId } from '../../../src/domain/ids';
import { NOW } from '../policies/somePolicies';
import { checkForm, context } from './someEvent';

const credential = {
  id: 'c' as CredentialId,
  accountId: 'a' as AccountId,
  applicationId: 'app',
  platform: 'weibo',
  kind: 'weibo-user-token',
  label: '甲县发布',
  unitId: 'own' as UnitId,
  unitPath: ['own' as UnitId],
  expiresAt: null,
} as const;
const dependants = { accounts: 2, obligations: 5 };

test('a change of a credential says what it opens, and what hangs on it where that was asked', () => {
  const change = { ...context(NOW), credential, from: 'untested', to: 'working', reason: 'accepted' };
  const event = credentialEvent(change);
  checkForm(event);
  expect(event.ledger).toStrictEqual({
    kind: 'credential-changed',
    subject: 'credential:c',
    from: 'untested',
    to: 'working',
    reason: 'accepted',
    actor: 'system:judge',
    occurredAt: NOW,
    recordedAt: NOW,
    data: { platform: 'weibo', kind: 'weibo-user-token', accountId: 'a', applicationId: 'app' },
  });
  expect(credentialEvent({ ...change, note: '换发', dependants }).ledger.data).toEqual({
    ...event.ledger.data,
    note: '换发',
    accounts: 2,
    obligations: 5,
  });
});

test.each([
  [7, 'expires-within-7-days'],
  [1, 'expires-within-1-days'],
  [0, 'expired'],
])('over in %i days it is %s, with what hangs on it', (days, reason) => {
  const event = credentialExpiryEvent({
    ...context(NOW),
    credential,
    from: 'working',
    to: 'expiring',
    days,
    dependants,
  });
  expect(event.ledger).toMatchObject({
    subject: 'credential:c',
    from: 'working',
    to: 'expiring',
    reason,
    data: { accountId: 'a', accounts: 2, obligations: 5 },
  });
});
