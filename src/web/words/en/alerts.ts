import type { AlertFacts, alerts as zhAlerts } from '../zh/alerts';

const dayText = (facts: AlertFacts): string =>
  facts.figures['days'] === undefined ? '' : ` for ${facts.figures['days']} days`;

export const alerts: typeof zhAlerts = {
  title: 'Alerts',
  sentence: {
    'account-warned': (facts) =>
      facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`,
    'account-silent': (facts) =>
      facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`,
    'account-slow': (facts) => facts.reason,
    'account-improper': (facts) => facts.figures['detail'] ?? facts.reason,
    'account-unknown': (facts) => facts.reason,
    'account-recovered': () => '',
    'credential-expired': () => 'authorise again',
    'credential-expiring': (facts) =>
      facts.figures['days'] === undefined ? facts.reason : `expires within ${facts.figures['days']} days`,
    'credential-refused': (facts) => facts.reason,
    'source-incident': (facts) =>
      facts.figures['accounts'] === undefined
        ? facts.reason
        : `${facts.figures['accounts']} accounts not visible for one cause: ${facts.reason}`,
    'source-recovered': () => '',
    'policy-seen': () => '',
    'policy-withdrawn': () => 'reposts not yet published are stopped',
    'obligation-reminder': (facts) =>
      facts.figures['hours'] === undefined
        ? facts.reason
        : `less than ${facts.figures['hours']} h left to repost by hand`,
    'repost-unclear': (facts) => facts.figures['detail'] ?? facts.reason,
    'repost-outdated': (facts) => facts.figures['detail'] ?? facts.reason,
    'mandate-issued': (facts) =>
      facts.figures['obligations'] === undefined ? '' : `concerns ${facts.figures['obligations']} accounts`,
    'obligation-manual': (facts) => facts.reason,
    'obligation-fulfilled': (facts) => facts.reason,
    'obligation-overdue': () => 'no repost seen by the deadline',
    'mandate-complete': () => '',
    'mandate-withdrawn': (facts) => facts.figures['note'] ?? '',
    'case-opened': () => '',
    'case-moved': (facts) =>
      facts.figures['to'] === undefined ? facts.reason : `${facts.reason}, now ${facts.figures['to']}`,
    'case-closed': (facts) => facts.reason,
  },
  columns: { seq: 'No.', kind: 'Kind', subject: 'Subject', what: 'What', age: 'At', acknowledged: 'Acknowledged' },
  filters: {
    kind: 'Kind',
    severity: 'Severity',
    acknowledged: 'Acknowledged',
    unacknowledgedOnly: 'Not acknowledged',
    acknowledgedOnly: 'Acknowledged',
  },
  empty: { none: 'No alerts yet.', filtered: 'No alert matches the filters.' },
  acknowledge: 'Acknowledge',
  acknowledgeOne: (subject) => `Acknowledge alert: ${subject}`,
  fresh: (count) => `${count} new alerts`,
  showFresh: 'Back to the newest',
};
