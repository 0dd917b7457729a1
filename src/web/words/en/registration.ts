import { platformWords } from '../../../domain/accounts/platforms';
import type { Words } from '../zh';

export const registration: Words['registration'] = {
  title: 'Register an account',
  intro: 'Fill this in and look once before saving: you see exactly what the system would see.',
  apply: {
    link: 'Apply for an account',
    title: 'Apply for an account',
    intro:
      'For an account that is not on the platform yet. Approving, filing and activating are done on its filing page; filing asks for its ID and home page, from which on it is looked at.',
    save: 'Apply',
    pending: 'Applications to be approved',
  },
  link: 'Register an account',
  change: {
    button: 'Reading settings',
    title: (name: string) => `Change how “${name}” is read`,
    consequence:
      'It is looked at with the new settings at once and judged anew; posts seen before stay. Credentials are replaced on their page, names are changed by a document in the filing.',
    save: 'Save settings',
  },
  fields: {
    platform: 'Platform',
    unit: 'Unit',
    name: 'Name',
    externalId: 'Platform id',
    homeUrl: 'Home page',
    columnClass: 'Class',
    openedOn: 'Opened on (optional)',
    settings: 'Reading and publishing',
    credential: 'Credential (stored sealed, never shown again)',
  },
  externalIdHint: platformWords('identity', 'en'),
  optional: 'optional',
  pick: 'Choose',
  probe: 'Look once',
  probing: 'Reading the platform',
  save: 'Register',
  saved: (name) => `"${name}" is registered`,
  result: {
    title: 'What a look sees',
    items: (count) => `${count} items`,
    firstTen: 'The first ten',
    coverage: 'List',
    complete: 'Complete since',
    notComplete: 'Not proven complete',
    what: 'How it was read',
    warnings: 'Note',
    pinned: 'pinned',
    none: 'No items.',
    remedy: 'Remedy',
  },
  warning: {
    'not-seen': 'Nothing was seen: once registered the account is "unknown" until it can be seen.',
    'list-leaves-posts-out': "This platform's list leaves posts out: what is not seen may still have been published.",
    'order-not-proven': 'The list is not in order of time, or not proven complete: only what is seen can be judged.',
    'future-dated': 'Some posts are dated in the future and do not count.',
    'days-only': 'The source gives days without hours; the bound that favours the account is used.',
    'without-title': 'Some items have no title.',
  },
  article: {
    title: 'Add an article',
    how: "Mass-sent articles stand in no list. Paste the address: the system reads the article, checks that it is this account's, and counts it.",
    howElsewhere:
      'This platform shows nobody its lists. Paste the address of a post: the system reads the page, checks title, time and publisher, and counts it.',
    url: 'Address of the article',
    submit: 'Read and count',
    done: (title) => `"${title}" is counted`,
    already: (title) => `"${title}" was counted before`,
  },
};
