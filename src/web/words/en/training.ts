import type { Words } from '../zh';

export const training: Words['training'] = {
  title: 'Training',
  intro:
    'These platforms are simulated. Make them fail and see how the system and the duty officer cope; nothing real is touched, and every switch is kept in the ledger.',
  active: {
    title: 'Faults that are on',
    none: 'No faults: every simulated platform works.',
    target: 'Target',
    fault: 'Fault',
    since: 'Since',
    until: 'Ends',
    byHand: 'When ended by hand',
    end: 'End fault',
  },
  start: {
    title: 'Make something fail',
    target: 'Target',
    search: 'Find by account name',
    searchHint: 'Part of an account name',
    fault: 'Fault',
    pickTarget: 'Choose a target',
    pickFault: 'Choose a fault',
    duration: 'For',
    durations: { none: 'Until ended by hand', minutes: (count) => `${count} minutes` },
    submit: 'Start fault',
    effect: 'Effect',
    more: (shown, total) => `${shown} of ${total} listed; narrow the search`,
    noMatch: 'No account or platform of that name.',
  },
  policy: {
    title: 'Publish a policy',
    how: 'Let the simulated State Council site publish a policy now, and see it become a mandate, be published and be closed by observation. What the State Council issues binds every account, what a ministry issues those of its field alone, and what nobody can place waits for a person.',
    issuer: 'Issuer',
    heading: 'Title (invented where empty)',
    submit: 'Publish now',
    done: (title) => `"${title}" is published and will be taken in within seconds.`,
    see: 'See the mandates',
    seePolicies: 'See the policies',
  },
  failed: 'Training',
  page: 'Training',
};
