import type { signIn as zhSignIn, sources as zhSources } from '../zh/sources';

export const sources: typeof zhSources = {
  tab: 'Collection',
  title: 'Sources', intro: 'Only what we can see can be judged. This is how collection from every platform and policy source is doing.',
  platforms: { title: 'Platforms', platform: 'Platform', accounts: 'Accounts', lastHour: 'Seen in the last hour', lastDay: 'Seen in 24 hours', lastSight: 'Last seen', outcomes: 'Outcome of the latest look' },
  policySources: { title: 'Policy sources', source: 'Source', lastLook: 'Latest look', lastSight: 'Last seen', outcome: 'Outcome', entries: 'Entries', none: 'No policy source is configured.' },
  incidents: { title: 'Incidents', none: 'No incidents. Many accounts failing for one cause are shown here as one.', reason: 'Cause', accounts: 'Accounts affected', opened: 'Since', platform: 'Platform' },
  work: { title: 'Background work', task: 'Task', started: 'Last started', ended: 'Last ended', took: 'Took', running: 'running', catchUp: 'caught up', note: 'Note', none: 'No background work recorded yet.' },
  jobs: { title: 'Publish jobs', none: 'No publish jobs yet.', filtered: 'No publish job is in this state.', state: 'State', attempt: 'Attempts', dueAt: 'Next run', dueBy: 'Due', error: 'Latest error', open: 'Obligation', platform: 'Platform' },
  posts: (count) => `${count} posts taken in during 24 hours`,
};

export const signIn: typeof zhSignIn = {
  title: 'Sign in', username: 'User name', password: 'Password', submit: 'Sign in', submitting: 'Signing in', withLink: 'Signing in with the one-time link', linkFailed: 'The one-time link did not sign you in', needed: 'Enter user name and password',
  useForm: 'Sign in with user name and password, or ask an administrator for a new link.', expired: 'Your session has ended. Please sign in again.',
};
