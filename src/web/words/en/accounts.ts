import type { accounts as zhAccounts } from '../zh/accounts';
import { common } from './common';

export const accounts: typeof zhAccounts = {
  title: 'Accounts',
  columns: { name: 'Name', platform: 'Platform', unit: 'Unit', verdict: 'Verdict', lastPost: 'Last post', lastSight: 'Last seen', lastLook: 'Latest look', nextLook: 'Next look' },
  filters: { platform: 'Platform', verdict: 'Verdict', unit: 'Unit', q: 'Name contains', outcome: 'Look outcome', breaching: 'Limit', within: (hours) => `in breach within ${hours} hours` },
  empty: { none: 'No account is registered yet.', noneRemedy: 'Ask an administrator to import accounts.', filtered: 'No account matches the filters.' },
  verdictBecause: { silence: (proven) => `No update for ${common.span(proven)}`, neverSeen: 'never seen so far' },
  proof: {
    title: 'Grounds', rule: 'Rule', clause: 'Clause', facts: 'Facts used', pack: 'Rule pack', packLine: (id, version) => `${id} · version ${version}`,
    lastPost: 'Last post', lastSight: 'Last seen', proven: 'Proven silence', crossed: 'Limit crossed', breach: 'Will cross', judged: 'Judged', completeFrom: 'Complete since', coverage: 'Platform list', noClause: 'No clause applies',
    sightLook: 'Look id', lastPostLink: 'Link of the last post', notProven: 'not proven', blind: (count) => `${count} looks in a row saw nothing`, noPost: 'no post since complete', explain: 'How it was judged',
  },
  detail: {
    home: 'Home page', externalId: 'Platform id', status: 'Status', columnClass: 'Class', noPublish: 'Publishing by interface', canPublish: 'possible', nextLook: 'Next look', lastLook: 'Latest look', opened: 'First seen',
    collect: 'Look now', collecting: 'A look is arranged; the result will show shortly',
  },
  chart: {
    title: 'Posts a day (60 days)', table: 'Show as table', chart: 'Show as chart', date: 'Date', kind: 'Kind of day', count: 'Posts', dayOff: 'Day off', madeUp: 'Make-up working day', empty: 'No daily record yet.', loading: 'Loading the chart',
    summary: (facts) => `${facts.posts} posts in ${facts.days} days, none on ${facts.quiet} of them`, unknownDays: 'Days before the record began are left out; that does not mean nothing was posted.',
  },
  tabs: { posts: 'Posts', looks: 'Looks', findings: 'Findings' },
  posts: { title: 'Title', published: 'Published', firstSeen: 'First seen', standing: 'Counts', dayOnly: 'the source gives only a date', none: 'No post seen yet.', untitled: '(no title)' },
  looks: { started: 'At', outcome: 'Outcome', detail: 'Detail', items: 'Items', fresh: 'New', took: 'Took', coverage: 'List', none: 'Never looked at.', seconds: (seconds) => `${seconds} s` },
  findings: { kind: 'Finding', state: 'State', occurred: 'Occurred', noticed: 'Noticed', closed: 'Closed', detail: 'Detail', none: 'No findings.' },
  openCase: 'Case', noCase: 'No case',
};
