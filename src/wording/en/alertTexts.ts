import { counted } from '../counted';
import type { AlertFacts, alertTexts as zhTexts } from '../zh/alertTexts';

const dayText = (facts: AlertFacts): string =>
  facts.figures['days'] === undefined ? '' : ` for ${counted(facts.figures['days'], 'day')}`;
const accountsText = ({ figures }: AlertFacts, text: string): string =>
  figures['accounts'] === undefined || figures['accounts'] === '1' ? text : `${figures['accounts']} accounts: ${text}`;
const postsText = ({ figures }: AlertFacts, text: string): string =>
  figures['posts'] === undefined ? text : `${counted(figures['posts'], 'post')}: ${text}`;

const siteText = ({ reason, figures }: AlertFacts): string => {
  const hundredths = figures['hundredths'];
  if (hundredths !== undefined)
    return `${reason}: ${figures['failures'] ?? '0'} of ${figures['visits'] ?? '0'} visits (${(Number(hundredths) / 100).toFixed(2)}%)`;
  return figures['days'] === undefined ? reason : `${reason}: ${figures['days']} days`;
};

const dutyText = ({ reason, figures }: AlertFacts): string =>
  figures['dueBy'] === undefined ? reason : `${reason}; due by ${figures['dueBy']}`;

export const incidentText = (accounts: string, reason: string): string =>
  accounts === '0'
    ? `all seen again; over once it stays so (cause: ${reason})`
    : `${counted(accounts, 'account')} not visible for one cause: ${reason}`;

/** What alerts say: on pages, and in the messages that tell of them. */
export const alertTexts: typeof zhTexts = {
  sentence: {
    'account-warned': (facts) =>
      facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`,
    'account-silent': (facts) =>
      facts.figures['days'] === undefined ? facts.reason : `no update seen${dayText(facts)}`,
    'account-slow': (facts) => facts.reason,
    'account-improper': (facts) => postsText(facts, facts.figures['detail'] ?? facts.reason),
    'account-unknown': (facts) => accountsText(facts, facts.reason),
    'account-recovered': () => '',
    'credential-expired': (facts) => accountsText(facts, 'authorise again'),
    'credential-expiring': (facts) =>
      accountsText(
        facts,
        facts.figures['days'] === undefined ? facts.reason : `expires within ${counted(facts.figures['days'], 'day')}`,
      ),
    'credential-refused': (facts) => accountsText(facts, facts.reason),
    'credential-unopened': (facts) => accountsText(facts, 'restore SECRET_KEY or store it again'),
    'source-incident': (facts) =>
      facts.figures['accounts'] === undefined ? facts.reason : incidentText(facts.figures['accounts'], facts.reason),
    'source-recovered': () => '',
    'storage-low': ({ figures }) =>
      `less than ${figures['percent'] ?? ''} % of its disk is free; once it is full nothing new is recorded`,
    'archive-unusable': ({ figures }) =>
      figures['archive'] === 'unreachable'
        ? 'the folder of archive files lacks the file sealed last (not mounted, or of another machine); old entries stay in the database'
        : 'the folder of archive files cannot be written; old entries stay in the database: see to its rights and disk',
    'channel-failing': ({ reason }) => `its trial failed: ${reason}; set it right and send a test message`,
    'receiver-failing': ({ reason, figures }) =>
      figures['failure'] === undefined ? reason : `${reason} (${figures['failure']})`,
    'policy-seen': () => '',
    'policy-withdrawn': () => 'reposts not yet published are stopped; see to those that are out',
    'obligation-reminder': (facts) =>
      accountsText(
        facts,
        facts.figures['hours'] === undefined
          ? facts.reason
          : `less than ${facts.figures['hours']} h left to repost by hand`,
      ),
    'repost-unclear': (facts) => postsText(facts, facts.figures['detail'] ?? facts.reason),
    'repost-outdated': (facts) => accountsText(facts, facts.figures['detail'] ?? facts.reason),
    'mandate-review': ({ reason, figures }) =>
      figures['dueBy'] === undefined ? reason : `${reason}; to be reposted by ${figures['dueBy']}`,
    'policy-awaiting': ({ reason, figures }) =>
      [
        reason,
        figures['dueBy'] === undefined
          ? ''
          : `${figures['policies'] === '1' ? '' : 'the first '}to be reposted by ${figures['dueBy']} from publication`,
        figures['late'] === undefined || figures['late'] === '0' ? '' : `${figures['late']} past that time`,
      ]
        .filter((part) => part !== '')
        .join('; '),
    'mandate-progress': ({ figures }) => `${figures['done'] ?? '0'} of ${figures['total'] ?? '0'} reposted`,
    'mandate-issued': (facts) =>
      facts.figures['obligations'] === undefined ? '' : `concerns ${counted(facts.figures['obligations'], 'account')}`,
    'obligation-manual': (facts) => accountsText(facts, facts.reason),
    'obligation-fulfilled': (facts) => facts.reason,
    'obligation-overdue': (facts) => accountsText(facts, facts.reason),
    'mandate-complete': () => '',
    'mandate-withdrawn': (facts) => facts.figures['note'] ?? '',
    'case-opened': () => '',
    'case-moved': (facts) =>
      facts.figures['to'] === undefined ? facts.reason : `${facts.reason}, now ${facts.figures['to']}`,
    'case-closed': (facts) => facts.reason,
    'case-overdue': (facts) => facts.figures['to'] ?? facts.reason,
    'case-step': (facts) => facts.figures['to'] ?? facts.reason,
    'case-revived': () => 'to be looked into anew',
    'submissions-behind': ({ figures }) =>
      `${figures['sent'] ?? '0'} of ${figures['owed'] ?? ''} sent in this month, ${figures['missing'] ?? ''} missing; due by ${figures['dueBy'] ?? ''}`,
    'copies-differ': (facts) =>
      `differs from what was passed in ${counted(facts.figures['differences'] ?? '', 'place')}`,
    'copy-manual': (facts) => facts.reason,
    'duty-near': dutyText,
    'duty-overdue': dutyText,
    'duty-asked': dutyText,
    'survey-behind': ({ reason, figures }) =>
      `${reason}: ${figures['least'] ?? ''} owed in ${figures['year'] ?? ''}, ${figures['held'] ?? '0'} held, ${figures['ahead'] ?? '0'} planned`,
    'site-warned': siteText,
    'site-failing': siteText,
  },
  knownPolicies: (count, dueBy) =>
    `changed; nobody has decided on ${counted(count, 'known policy', 'known policies')}${dueBy === null ? '' : `, the first due ${dueBy}`}`,
  policies: (count) => counted(count, 'policy', 'policies'),
  ofOffice: 'All platforms',
  ofStorage: 'Storage of this system',
};
