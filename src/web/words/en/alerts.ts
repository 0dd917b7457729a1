import { alertTexts } from '../../../wording/en/alertTexts';
import type { alerts as zhAlerts } from '../zh/alerts';

export const alerts: typeof zhAlerts = {
  title: 'Alerts',
  ...alertTexts,
  columns: { seq: 'No.', kind: 'Kind', subject: 'Subject', what: 'What', age: 'Noticed', state: 'State' },
  filters: { kind: 'Kind', severity: 'Severity', state: 'State' },
  all: 'All',
  resolvedBy: (why) => `resolved by itself: ${why}`,
  empty: {
    none: 'No alerts.',
    open: 'No open alerts.',
    acknowledged: 'No acknowledged alert that still holds.',
    resolved: 'No alert has been resolved yet.',
    filtered: 'No alert matches the filters.',
  },
  acknowledge: 'Acknowledge',
  acknowledgeOne: (subject) => `Acknowledge alert: ${subject}`,
  acknowledgedBy: (name) => `acknowledged by ${name}`,
  fresh: (count) => `${count} alerts have changed`,
  showFresh: 'Back to the newest',
};
