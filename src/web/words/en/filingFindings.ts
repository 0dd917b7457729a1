import { platformWords } from '../../../domain/accounts/platforms';
import type { Words } from '../zh';

const names = platformWords('names', 'en');
const namesOf = (platforms: string): string =>
  platforms
    .split(',')
    .map((platform) => names[platform as keyof typeof names])
    .join(', ');

/** 备案问题: what is wrong with what is filed of accounts. */
export const filingFindings: Words['filingFindings'] = {
  title: 'Filing findings',
  intro:
    'Found from what is filed. They go when it is mended; where there is a reason, state it with a last day, and they are listed again after that.',
  kind: {
    unfiled: 'In use without a filing',
    revived: 'Back after it was cancelled',
    reported: 'Seen, and registered nowhere',
    'not-in-list': 'Not in the official list',
    duplicate: 'Several accounts on one platform',
    'name-differs': 'Names differ between platforms',
    'certification-ending': 'Certification about to end',
    'certification-ended': 'Certification has ended',
    'contract-ended': 'Contract of the contractor has ended',
    'no-account': 'No account from county level up',
    'lacks-platform': 'Department lacks Weibo or WeChat',
    'onboarding-late': 'Has not joined by its date',
  },
  state: { open: 'Open', accepted: 'Explained', settled: 'Settled' },
  found: {
    unfiled: () => 'Neither a filing number nor a day of filing is stated.',
    revived: () => 'It was cancelled, is on the platform again, and has not been filed anew.',
    reported: ({ reportedBy = '', externalId = '', note = '' }) =>
      `Reported by ${reportedBy}${externalId === '' ? '' : `, ID ${externalId}`}${note === '' ? '' : `: ${note}`}`,
    'not-in-list': ({ list = '' }) => `Not listed in “${list}”.`,
    duplicate: ({ count = '', names = '' }) => `${count} of them: ${names}`,
    'name-differs': ({ names = '' }) => `Names in use: ${names}`,
    'certification-ending': ({ certifiedUntil = '' }) => `Certified until ${certifiedUntil}.`,
    'certification-ended': ({ certifiedUntil = '' }) => `Was certified until ${certifiedUntil}.`,
    'contract-ended': ({ contractor = '', contractEndsOn = '' }) =>
      `The contract with ${contractor} ended on ${contractEndsOn}.`,
    'no-account': () => 'It has no account in use.',
    'lacks-platform': ({ lacking = '' }) => `Lacking: ${namesOf(lacking)}.`,
    'onboarding-late': ({ plan = '', step = '', dueBy = '' }) =>
      `“${plan}”, ${step === 'basic' ? 'first step' : 'second step'}, by ${dueBy}: nobody has recorded that it has joined.`,
  },
  remedy: {
    unfiled: 'File it with the supervising body, then enter the number or the day on its filing page.',
    revived: 'File it anew, or cancel it again.',
    reported: 'Find out whose it is: register and file it if it is yours, explain it if not.',
    'not-in-list': 'Have it added by your superior, or cancel it.',
    duplicate: 'Merge or cancel those too many; explain it where they serve different ends.',
    'name-differs': 'Rename so that they agree, or explain why not.',
    'certification-ending': 'Renew it with the platform before it ends, then change the filing.',
    'certification-ended': 'Have it certified again, then change the filing.',
    'contract-ended': 'Enter the new last day, or clear the contractor if there is none any more.',
    'onboarding-late': 'Record the day and the document once it has joined; explain it where it cannot.',
    'no-account': 'Apply for an account, or explain why not.',
    'lacks-platform': 'Apply for it, or explain why not (such as one account for all).',
  },
  coverage: {
    title: 'Coverage',
    intro:
      'Which units have the accounts in use that a text demands. Departments of which nobody knows whose they are stand apart, and are not counted as lacking.',
    requirement: {
      'no-account': 'An account from county level up',
      'lacks-platform': 'Weibo and WeChat of departments',
      'one-per-platform': 'One account a platform',
    },
    state: {
      ...{ met: 'Met', missing: 'Lacking', several: 'Several on one platform' },
      ...{ accepted: 'Explained', unknown: 'Level unknown' },
    },
    countOf: (count, of) => `${of}: ${count} units`,
    filters: { requirement: 'Requirement', state: 'State' },
    columns: { unit: 'Unit', requirement: 'Requirement', state: 'State', lacking: 'Lacking', accounts: 'In use' },
    explain: 'Explain',
    off: 'not asked of the units of this office (configuration `coverage`)',
    severalOn: (platforms) => `several on ${platforms}`,
    exported: 'Export table',
    none: 'No unit is bound by these requirements.',
    noneFiltered: 'No unit matches these filters.',
  },
  counts: 'By kind',
  countOf: (count) => `${count} open`,
  acceptedOf: (count) => `${count} explained`,
  clause: (source, text) => `${source}: ${text}`,
  filters: { kind: 'Kind', state: 'State', unit: 'Unit', account: 'Account' },
  columns: { select: 'Select', what: 'Finding', unit: 'Unit', state: 'State', since: 'Noticed', act: 'Act' },
  accounts: 'Accounts',
  none: 'Nothing is wrong with what is filed. Whenever it changes it is checked again.',
  noneFiltered: 'Nothing matches these filters.',
  selectOne: (label, what) => `Select “${label}”, ${what}`,
  accept: 'Explain',
  acceptSelected: (count) => `Explain the ${count} selected`,
  acceptTitle: (count) => `Explain ${count} findings`,
  acceptConsequence:
    'They are not open until that day has passed, or until what they rest on changes. The reason is kept in the ledger.',
  until: 'Last day',
  acceptedSome: (done, left) => `${done} explained; ${left} were not (settled, or just changed).`,
  acceptedBy: ({ name, reason, until }) => `${name}: ${reason} (until ${until})`,
  takeBack: 'Take back',
  takeBackTitle: (label) => `Take back the explanation of “${label}”`,
  takeBackConsequence: 'The finding is open again.',
  report: {
    button: 'Report an account',
    title: 'Report an account that is not registered',
    intro: 'An account in the name of a unit that is not registered here. It goes when it is registered.',
    name: 'Name of the account',
    externalId: 'ID on the platform (optional)',
    homeUrl: 'Home page (optional)',
    note: 'Where it was found',
    submit: 'Report',
    done: (name) => `“${name}” was noted.`,
  },
  onAccount: 'Filing findings of this account',
  noneOfAccount: 'Nothing is wrong with what is filed.',
  ofUnit: (count) => `${count} filing findings`,
};
