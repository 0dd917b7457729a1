import { counted } from '../../../wording/counted';
import type { today as zhToday } from '../zh/today';
import { incidentText } from '../../../wording/en/alertTexts';

export const today: typeof zhToday = {
  title: 'Today',
  tabs: { overview: 'Overview', alerts: 'Alerts' },
  mandates: {
    title: 'Must be reposted',
    open: (count) => `${count} not complete`,
    none: 'No policy has to be reposted now. New ones become mandates by themselves.',
    see: 'See the policies',
    completed: 'All done',
    progress: 'Repost progress',
  },
  breaching: {
    title: 'In breach within 48 hours',
    none: 'No account will be in breach within 48 hours.',
    account: 'Account',
    unit: 'Unit',
    lastPost: 'Last post',
    crosses: 'Crosses',
    why: 'Why',
    remind: 'Copy reminder',
    reminder: (facts) =>
      `[Update reminder] ${facts.unit}: "${facts.account}" last posted at ${facts.lastPost}. Without a post before ${facts.by} it will be in breach. Please post in time.`,
    more: (count) => `All ${count}`,
    never: 'no post seen',
  },
  verdicts: {
    title: 'Verdicts',
    unseen: 'Not visible',
    unseenHint: 'Not seen is not the same as silent; counted apart',
    accounts: (count) => counted(count, 'account'),
  },
  sourceHealth: {
    title: 'Health of our sources',
    hint: 'Whether we can see decides whether the verdicts above can be trusted',
    platform: 'Platform',
    lastSight: 'Last seen',
    lastHour: 'Seen in the last hour',
    lastDay: 'Seen in 24 hours',
    outcomes: 'Outcome of the latest look',
    noLooks: 'not looked yet',
    incidents: 'Incidents',
    noIncidents: 'No incidents',
    incident: (facts) => incidentText(facts.accounts, facts.reason),
    since: 'since',
    ownNetwork: 'Our own network',
    sources: 'Policy sources',
    budget: ({ platform, perDay, most }) =>
      `${platform}: ${perDay} calls an account and day; the most used today is ${most}`,
    lateness: (span) => `99% of the last hour's looks began within ${span} of their time`,
    postsLastDay: (count) => `${counted(count, 'post')} taken in during 24 hours`,
  },
  alerts: { title: 'Alerts', none: 'Nothing is wrong at present.', all: 'All alerts', open: 'open' },
};
