import type { ownWords as zh } from '../zh/ownWords';

/** The same in English. */
export const ownWords: typeof zh = {
  title: 'Own words',
  intro:
    'Words that a check finds wrong and the unit uses as they are. They hold once somebody else approves them, up to their last day.',
  toDecide: (count) => `Own words waiting for your decision: ${count}`,
  state: {
    proposed: 'Proposed',
    'in-force': 'In force',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    revoked: 'Revoked',
    expired: 'Expired',
  },
  event: { propose: 'Propose', approve: 'Approve', refuse: 'Refuse', withdraw: 'Withdraw', revoke: 'Revoke' },
  consequence: {
    approve:
      'Drafts, submissions, answers and posts of the unit and those below it are not told of these words any more; open findings that rest on them alone are dismissed.',
    refuse: 'The check goes on telling of these words.',
    withdraw: 'The check goes on telling of these words.',
    revoke: 'What is checked from now on is told of these words again; dismissed findings stay dismissed.',
  },
  none: 'No words proposed yet. They are proposed from the checks of a draft, or where an improper finding is dismissed.',
  noneFiltered: 'No such words.',
  filters: { state: 'State', unit: 'Unit' },
  columns: {
    words: 'Words',
    unit: 'Unit',
    state: 'State',
    lastOn: 'Last day',
    proposed: 'Proposed',
    step: 'Step',
  },
  belowToo: 'and below',
  history: 'History',
  stepTitle: (step, words) => `${step} “${words}”`,
  propose: {
    button: 'Stop telling…',
    of: (words) => `Stop telling of “${words}”…`,
    title: (words) => `Stop telling of “${words}”`,
    consequence: 'Somebody with the right to decides; until it is approved the check goes on telling.',
    submit: 'Propose',
    unit: 'Unit',
    lastOn: 'Last day',
    done: 'Proposed; it waits for its decision.',
    seen: 'See own words',
    beside: 'Propose it as words of the unit as well',
    besideHint: 'Once approved, the same words are no finding any more.',
  },
  override: {
    button: 'Hand in anyway…',
    title: 'Hand in anyway',
    consequence:
      'What the check stops goes to the review as it is. The reasons stand in the ledger and before the reviewers; with another text it has to be said anew.',
    submit: 'Hand in',
    reasonFor: (words) => `Why “${words}” is handed in anyway`,
    handedIn: 'Stopped by a check and handed in anyway',
    line: (words) => `“${words}” handed in anyway`,
  },
};
