import type { cases as zhCases } from '../zh/cases';

export const cases: typeof zhCases = {
  title: 'Cases',
  columns: { account: 'Account', unit: 'Unit', state: 'State', occurred: 'Crossed', next: 'Next step', by: 'By', due: 'Due', closed: 'Closed' },
  filters: { open: 'Show', openOnly: 'Open', closedOnly: 'Closed', state: 'State' },
  empty: { none: 'No cases. One is opened by itself when an account crosses its limit.', filtered: 'No case matches the filters.' },
  path: 'Course of the case',
  opened: 'Opened', occurred: 'Limit crossed', rectifyBy: 'Rectify by', closedAt: 'Closed', closeReason: 'Close reason', verdict: 'Verdict of the account', noStep: 'No further step',
  steps: { title: 'History', from: 'From', to: 'To', event: 'Event', actor: 'By', note: 'Note', occurred: 'Occurred', recorded: 'Recorded', none: 'Just opened; nothing has happened since.' },
  next: { title: 'Next steps', by: (who) => `by ${who}`, dueBy: (when) => `due ${when}`, system: 'The system does it when due', none: 'The case is closed; there is no next step.', notYou: 'Not yours to take now', take: 'Take' },
  act: {
    title: (event, account) => `${event}: ${account}`,
    consequence: {
      remind: 'Reminds the unit; the case becomes "reminded".', 'order-rectification': 'Orders rectification, due in 10 working days.', 'deadline-passed': '', 'posts-seen': '',
      'propose-shutdown': 'Another administrator must approve the proposal. You cannot approve your own.', 'propose-integration': 'Another administrator must approve, and the successor account must be named.', approve: 'Approval starts announcement, archiving, cancelling and filing.', reject: 'Sends the case back to rectification.',
      announce: 'Confirms that the shutdown was announced.', archive: 'Confirms that the content is archived.', 'cancel-on-platform': 'Confirms that the account is cancelled on the platform. Until then its duty to publish lasts.', file: 'Confirms that it was filed.', integrate: 'Confirms that it was merged into its successor.', 'watch-ended': '', revived: 'The account is active again after its cancellation; the case starts anew.', dismiss: 'Dismisses the case; only for our own mistakes.',
    },
    button: (event, account) => `${event}: "${account}"`, done: (event) => `Done: ${event}`, successor: 'Id of the successor account', successorNeeded: 'Give the id of the successor account (24 digits)',
  },
  counts: (count) => `${count} open`,
};
