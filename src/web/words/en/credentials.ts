import { counted } from '../../../wording/counted';
import type { Words } from '../zh';

export const credentials: Words['credentials'] = {
  title: 'Credentials',
  intro:
    'When a credential ends or is refused, its account can neither be seen nor published to. How long each one lasts and who depends on it is shown here; the secret itself never is.',
  kind: {
    'weibo-user-token': 'Weibo authorisation',
    'wechat-app-secret': 'WeChat app secret',
    'wechat-component-grant': 'WeChat grant (component)',
    'portal-push-key': 'Portal push key',
    'weibo-application': 'Weibo application',
    'wechat-component': 'WeChat component',
  },
  state: {
    untested: 'Not tested',
    working: 'Works',
    expiring: 'Ends within 7 days',
    expired: 'Expired',
    refused: 'Refused by the platform',
    unopened: 'Cannot be opened',
  },
  test: { accepted: 'Accepted', refused: 'Refused', 'cannot-tell': 'Could not tell' },
  failure: {
    'state-unknown': 'This authorisation was used, has expired or was not begun here. Begin again.',
    'application-missing': 'The platform application is not registered; ask an administrator.',
    'platform-refused': 'The platform granted nothing.',
    'wrong-account':
      "Another account was authorised; nothing was stored. Authorise again as this account's administrator.",
    'account-unknown': 'The authorised account is not registered here.',
    busy: 'The system is busy; begin again later.',
  },
  columns: {
    label: 'Account or application',
    kind: 'Credential',
    state: 'State',
    expires: 'Ends',
    tested: 'Last test',
    granted: 'Registered',
  },
  filters: {
    platform: 'Platform',
    state: 'State',
    of: 'Belongs to',
    accounts: 'Accounts',
    applications: 'Applications',
    expiring: 'Ends',
    within: (days) => `within ${counted(days, 'day')}`,
  },
  noEnd: 'Does not end',
  empty: 'No credentials are registered yet.',
  filtered: 'No credential fits the filters.',
  none: 'Not tested',
  detail: {
    account: 'Account',
    application: 'Application id',
    grantedBy: (who) => `registered by ${who}`,
    nextTest: 'Next test',
    code: 'Code',
    dependants: 'Accounts that depend on it',
    dependantsLine: (accounts, obligations) =>
      `${counted(accounts, 'account')}, ${counted(obligations, 'open obligation')}`,
    noDependants: 'No account depends on it.',
    obligations: (count) => `${count} to repost`,
    more: (shown, all) => `${shown} of ${all} listed`,
    messages: 'Platform messages',
    flowing: 'Without a gap since',
    notFlowing:
      'Messages do not flow at present: mass-sent articles outside the list are not seen, verdicts may be "unknown".',
    lastMessage: 'Last message',
  },
  act: {
    test: 'Test now',
    tested: 'A test is due; its result will show here',
    authorise: 'Authorise on the platform',
    authorising: 'Fetching the address',
    authoriseHint:
      "Leads to the platform's own page, where the account's administrator consents; you come back here afterwards.",
  },
  returned: {
    granted: (account) => `"${account}" is authorised; the credential is stored and being tested.`,
    failed: 'Not authorised',
    see: 'See the account',
  },
  link: 'Credentials',
  none7: 'No credential ends within seven days',
};
