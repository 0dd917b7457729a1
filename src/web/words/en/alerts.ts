import type { AlertFacts, alerts as zhAlerts } from '../zh/alerts';

const dayText = (facts: AlertFacts): string => (facts.figures['days'] === undefined ? '' : ` for ${facts.figures['days']} days`);

export const alerts: typeof zhAlerts = {
  title: 'Alerts',
  sentence: {
    'account-warned': (facts) => (facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`),
    'account-silent': (facts) => (facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`),
    'account-slow': (facts) => facts.reason,
    'account-improper': (facts) => facts.figures['detail'] ?? facts.reason,
    'account-unknown': (facts) => facts.reason,
    'account-recovered': () => '',
    'credential-expired': () => 'authorise again',
    'source-incident': (facts) => (facts.figures['accounts'] === undefined ? facts.reason : `${facts.figures['accounts']} accounts not visible for one cause: ${facts.reason}`),
    'source-recovered': () => '',
    'policy-seen': () => '',
    'mandate-issued': (facts) => (facts.figures['obligations'] === undefined ? '' : `concerns ${facts.figures['obligations']} accounts`),
    'obligation-manual': (facts) => facts.reason,
    'obligation-fulfilled': (facts) => facts.reason,
    'obligation-overdue': () => 'no repost seen by the deadline',
    'mandate-complete': () => '',
    'case-opened': () => '',
    'case-moved': (facts) => (facts.figures['to'] === undefined ? facts.reason : `${facts.reason}, now ${facts.figures['to']}`),
    'case-closed': (facts) => facts.reason,
  },
  columns: { seq: 'No.', kind: 'Kind', subject: 'Subject', what: 'What', age: 'At', acknowledged: 'Acknowledged' },
  filters: { kind: 'Kind', severity: 'Severity', acknowledged: 'Acknowledged', unacknowledgedOnly: 'Not acknowledged', acknowledgedOnly: 'Acknowledged' },
  empty: { none: 'No alerts yet.', filtered: 'No alert matches the filters.' },
  acknowledge: 'Acknowledge', acknowledgeOne: (subject) => `Acknowledge alert: ${subject}`,
  fresh: (count) => `${count} new alerts`, showFresh: 'Back to the newest',
};
