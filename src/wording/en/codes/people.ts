import type { peopleCodes as zhCodes } from '../../zh/codes/people';

export const peopleCodes: typeof zhCodes = {
  role: {
    administrator: 'Administrator',
    operator: 'Operator',
    officer: 'Unit officer',
    viewer: 'Viewer',
    system: 'System',
  },
  action: {
    read: 'Read',
    'account.collect': 'Look now',
    'account.write': 'Maintain accounts',
    'alert.acknowledge': 'Acknowledge alerts',
    'alert.silence': 'Silence alerts',
    'obligation.confirm-manual': 'Confirm manual reposts',
    'obligation.exempt': 'Declare not applicable',
    'mandate.review': 'Review mandates',
    'case.remind': 'Remind',
    'case.propose': 'Propose shutdown',
    'case.approve': 'Approve shutdown',
    'case.execute': 'Carry out shutdown',
    'case.dismiss': 'Dismiss cases',
    'finding.dismiss': 'Dismiss findings',
    'people.manage': 'Manage people',
    'job.retry': 'Retry publishing',
    'training.control': 'Training',
    'rules.manage': 'Maintain mandate rules',
    'notify.manage': 'Maintain notifications',
    'credentials.manage': 'Manage credentials',
    'credentials.authorise': 'Start an authorisation',
  },
};
