import type { publishingCodes as zhCodes } from '../../zh/codes/publishing';

export const publishingCodes: typeof zhCodes = {
  jobState: {
    queued: 'Queued',
    running: 'Running',
    confirming: 'Confirming',
    waiting: 'Waiting to retry',
    submitted: 'Accepted by platform',
    published: 'Public',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  remedy: {
    'retry-later': 'Will be retried',
    reconcile: 'Check first whether it is public',
    'refresh-token': 'Refresh the token',
    're-authorise': 'Authorise again',
    'fix-content': 'Correct the content',
    'fix-configuration': 'Correct the configuration',
    'ask-a-person': 'A person must decide',
    'give-up': 'No further attempt',
  },
};
