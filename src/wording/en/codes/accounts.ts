import { platformWords } from '../../../domain/accounts/platforms';
import type { accountsCodes as zhCodes } from '../../zh/codes/accounts';

export const accountsCodes: typeof zhCodes = {
  platform: platformWords('names', 'en'),
  accountStatus: {
    applied: 'Applied for',
    approved: 'Approved',
    filed: 'Filed, not in use',
    active: 'Active',
    stopped: 'Stopped',
    cancelled: 'Cancelled',
    revived: 'Found again',
  },
  columnClass: { account: 'Account', news: 'News column', notices: 'Notices and policy column', other: 'Other column' },
  noPublishReason: {
    'no-api': 'The platform has no interface for publishing',
    'no-credential': 'No credential configured',
    'no-permission': 'No permission to publish',
    'credential-expired': 'Credential expired',
    'credential-refused': 'Credential refused by the platform',
    'credential-unopened': 'Credential cannot be opened',
  },
  outcome: {
    items: 'Posts seen',
    'proven-empty': 'Proven empty',
    unparsed: 'Page not understood',
    refused: 'Refused by platform',
    unreachable: 'Unreachable',
    unauthorised: 'Not authorised',
    'rate-limited': 'Rate limited',
  },
  coverage: { full: 'Full', partial: 'Partial' },
  standing: { counted: 'Counted', 'future-dated': 'Dated in the future, not counted' },
};
