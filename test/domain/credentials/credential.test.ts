import {
  accountCredentialKind,
  APPLICATION_ID_KEY,
  applicationKind,
  CREDENTIAL_KINDS,
  isApplicationKind,
} from '../../../src/domain/credentials/credential';
import { credentialOf } from '../../../src/domain/credentials/credentialOf';
import type { AccountId } from '../../../src/domain/ids';

test('the kind of a secret is told by what it is made of', () => {
  expect([
    accountCredentialKind('weibo', {}),
    accountCredentialKind('portal', {}),
    accountCredentialKind('wechat', { appSecret: 's' }),
    accountCredentialKind('wechat', { authorizerRefreshToken: 'r' }),
    accountCredentialKind('wechat', { appSecret: 's', authorizerRefreshToken: 'r' }),
    accountCredentialKind('wechat', {}),
    accountCredentialKind('wechat', { appSecret: '', authorizerRefreshToken: '' }),
  ]).toEqual([
    'weibo-user-token',
    'portal-push-key',
    'wechat-app-secret',
    'wechat-component-grant',
    'wechat-app-secret',
    'wechat-app-secret',
    'wechat-app-secret',
  ]);
});

test('applications are of Weibo and WeChat, and their kinds are theirs alone', () => {
  expect([applicationKind('weibo'), applicationKind('wechat'), applicationKind('portal')]).toEqual([
    'weibo-application',
    'wechat-component',
    null,
  ]);
  expect(CREDENTIAL_KINDS.filter(isApplicationKind)).toEqual(['weibo-application', 'wechat-component']);
  expect(APPLICATION_ID_KEY).toEqual({ weibo: 'appKey', wechat: 'componentAppId' });
});

test("an account's credential carries the account's own id", () => {
  expect(credentialOf('account' as AccountId)).toBe('account');
});
