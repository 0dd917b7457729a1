import type { mandates as zhMandates, obligation as zhObligation } from '../zh/mandates';
import { common } from './common';

export const mandates: typeof zhMandates = {
  title: 'Mandates',
  tabs: { mandates: 'Mandates', policies: 'Policies' },
  columns: { title: 'Policy', due: 'Due', progress: 'Progress', stage: 'Stage', next: 'Next' },
  empty: 'No mandates yet. A policy that meets the rules will be listed here by itself.',
  done: (done, total) => `${done} / ${total} done`, noObligations: 'not yet expanded to accounts',
  deadline: {
    published: (day, time) => `published ${day} ${time}`, publishedOn: (day) => `published ${day} (the source gives only a date)`, due: (day, time) => `due ${day} ${time}`, arrow: ' → ',
    spans: (days) => `across ${days} day${days === '1' ? '' : 's'} off`, remaining: (span) => `${common.span(span)} left`, overdue: (span) => `overdue by ${common.span(span)}`, provisional: 'provisional: the holidays of that year are not announced',
    workingDays: (n) => `limit ${n} working day${n === '1' ? '' : 's'}`, hours: (n) => `limit ${n} hour${n === '1' ? '' : 's'}`, countedTitle: 'How the deadline is counted', publishDay: 'day of publication, not counted', nth: (n) => `working day ${n}`, notCounted: 'not counted', lastDay: (time) => `due ${time}`, days: 'Days',
  },
  detail: {
    source: 'Original', rule: 'Rule', issued: 'Issued', stage: 'Review', obligations: 'By account', total: (count) => `${count} accounts`, docNumber: 'Document no.', issuer: 'Issuer', review: 'Pass review', reviewStep: (next) => `Pass to "${next}"`,
    awaiting: 'This mandate is under review; nothing is published before it is issued.', original: 'Original policy', published: 'Published',
  },
  obligations: { account: 'Account', unit: 'Unit', state: 'State', due: 'Due', evidence: 'Repost', reason: 'Note', none: 'No obligation matches.', onTime: 'in time', late: 'after the deadline' },
  policies: { title: 'Title', issuer: 'Issuer', docNumber: 'Document no.', published: 'Published', sources: 'Sources', decision: 'Mandated', undecided: 'not considered yet', none: 'No policies yet. See Sources for how the feeds are doing.', authority: 'Level', interprets: 'Interprets', withdrawn: { stated: 'Marked as repealed by its source', 'page-gone': 'Its page was taken down' },
    unlisted: 'no longer listed by its source' },
};

export const obligation: typeof zhObligation = {
  unproven: 'The account could not be seen at the deadline: not proven missed, please check by hand',
  title: 'Obligation', account: 'Account', unit: 'Unit', state: 'State', due: 'Due',
  manual: {
    title: 'Repost by hand', why: 'Why', how: 'Publish the following on the platform. It is settled by itself once the post is seen: no screenshot, no form.', headline: 'Title', text: 'Text', digest: 'Digest', sourceName: 'Source', sourceUrl: 'Link to the original', everything: 'Copy everything', confirm: 'It is out, look now', confirmed: 'A look is arranged; it settles once seen',
  },
  evidence: { title: 'Evidence of the repost', none: 'No repost seen yet.', post: 'Post', published: 'Published', firstSeen: 'First seen', basis: 'Recognised by', look: 'Look id', hash: 'Text fingerprint (SHA-256)' },
  job: {
    title: 'Publish job', none: 'No publish job.', state: 'State', attempt: 'Attempts', dueAt: 'Next run', receipt: 'Platform receipt', accepted: 'accepted', errors: 'Errors so far', retry: 'Retry publishing', retryDone: 'A retry is arranged', remedy: 'Remedy', submittedNote: 'Accepted by the platform. It is done once the public post has been seen.',
  },
  unclear: { title: 'Posts to be told apart', how: 'These posts look like the repost, but no rule is certain. Compare them with the original: accept what is the repost, leave what is not.', post: 'Post', accept: 'Accept as the repost', consequence: (account) => `This post of "${account}" will close the obligation; your reason and name go to the ledger.` },
  exempt: { button: 'Declare not applicable', title: 'Declare this obligation not applicable', consequence: (account) => `"${account}" will no longer count in this mandate.`, done: 'Declared not applicable' },
  history: { title: 'Ledger', none: 'Nothing recorded yet.', seq: 'No.', what: 'What', change: 'Change', reason: 'Reason', actor: 'By', time: 'Occurred', recorded: 'Recorded', hash: 'Chain value' },
};
