import type { Words } from '../zh';

export const publishing: Words['publishing'] = {
  manual: {
    title: 'Manual tasks', intro: 'Accounts without an interface or credential, or refused by the platform, are published to by hand. Title, text, link and pictures of each task stand in one place; once the post is seen the task closes by itself. No screenshots.',
    none: 'Nothing has to be published by hand.', filtered: 'Nothing has to be published by hand for this unit.', unit: 'Unit', columns: { task: 'Task', account: 'Account', reason: 'Reason', due: 'Due' }, copyAll: 'Copy all', openTask: 'Open task', overdue: 'Overdue',
    pictures: (count) => `${count} pictures`,
  },
  forecast: {
    title: 'Forecast', allInTime: (count) => `All ${count} reposts that wait for an interface can be made in time.`, nothing: 'No repost waits for an interface.', late: (late, open) => `${late} of ${open} cannot be made in time:`,
    reason: ({ platform, accounts, spent, at }) => `${platform}, ${accounts} accounts: ${spent}; ${at} at the earliest`, byHand: (count) => `${count} more are manual tasks`,
    spent: { 'posts-per-hour': 'posts of this hour are spent', 'posts-per-day': 'publishing of the day is spent', 'mass-sends-per-day': 'mass sends of the day are spent', 'mass-sends-per-month': 'mass sends of the month are spent', 'calls-per-day': 'calls of the day are spent' },
  },
  preview: {
    title: 'How it looks on each platform', intro: 'Before and after issue: what goes out on each platform, and how far it is from the limits.', accounts: (can, all) => `${can} of ${all} accounts can be published to`, example: (account) => `Example: "${account}"`, noExample: 'No account to show as an example.', cannot: 'Cannot be made',
    measure: { 'counted-characters': 'Counted characters', 'title-characters': 'Title', 'digest-characters': 'Digest', 'body-characters': 'Body characters', 'body-bytes': 'Body bytes', pictures: 'Pictures' }, none: 'No platform is concerned.',
  },
  evidence: { title: 'Evidence', download: 'Export all evidence (one file)', how: 'One line an account: link, title, time, hash and similarity of the text, first seen, look and ledger entries; the file ends with its check value.', similarity: 'Similarity of the text' },
  rules: {
    tab: 'Rules', title: 'Mandate rules', intro: 'Policies of which authorities and topics, reposted by which accounts, within what time. Try a rule before saving it: see whom it would bind.', none: 'No mandate rules yet.', add: 'Add a rule',
    columns: { title: 'Rule', authorities: 'Authorities', platforms: 'Platforms', limit: 'Limit', review: 'Review', state: 'State' }, active: 'In force', disabled: 'Stopped', disable: 'Stop', enable: 'Put in force', edit: 'Change',
    fields: { key: 'Key', title: 'Name', authorities: 'Authorities', topicWords: 'Topic words (any of them in the title; separated by spaces; empty: every topic)', platforms: 'Platforms', regions: 'Regions (separated by spaces; empty: all)', limitDays: 'Limit (working days)', review: 'Review', effectiveFrom: 'In force from', clause: 'Clause', newVersions: 'When a policy changes', interpretations: 'Interpretations are mandated too' },
    review: { 'pre-approved': 'Trusted source, issued at once', staged: 'First review, second review, issue' }, newVersions: { ignore: 'What was reposted stands', review: 'The new version is reviewed and reposted' },
    hours: (count) => `${count} hours`, days: (count) => `${count} working days`, preview: 'Try', save: 'Save', topics: (words) => `Topics: ${words}`, anyTopic: 'Every topic',
    result: { title: 'What it would do', policies: 'Recent policies', decision: 'Mandated?', bound: (count) => `Binds ${count} accounts`, left: 'Left out', reasons: { platform: 'other platform', region: 'other region', 'not-active': 'stopped or cancelled' }, accounts: 'Accounts bound', none: 'No account would be bound.', noPolicies: 'No policies yet.', stored: 'Nothing is stored by a trial.' },
    disableTitle: (rule) => `Stop "${rule}"`, enableTitle: (rule) => `Put "${rule}" in force`, disableConsequence: 'Policies taken in from now on are not mandated by it; issued mandates stay.', enableConsequence: 'Policies taken in from now on are put before it again.', saveTitle: (rule) => `Save "${rule}"`, saveConsequence: 'Counts for policies taken in from now on; issued mandates and their deadlines stay.',
  },
};
