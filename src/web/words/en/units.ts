import type { Words } from '../zh';

export const units: Words['units'] = {
  title: 'Units',
  menu: 'Unit tree',
  intro:
    'Who stands above whom decides who sees what. The list itself comes from the import; when an office is reorganised its superior is changed here, and units below, accounts and history go along.',
  none: 'There is no unit in your scope.',
  columns: { name: 'Unit', superior: 'Superior' },
  top: '(none above)',
  button: 'Change superior',
  moveTitle: (name) => `Put "${name}" under another superior`,
  consequence:
    'The former superior sees nothing more of it at once; the new one sees all of it after that. The ledger keeps it, and it can be changed again.',
  superior: 'New superior',
  choose: 'Choose the new superior',
  takesAlong: (units, people) => `Goes along: ${units} units, ${people} people`,
  rows: {
    accounts: 'accounts',
    sites: 'sites',
    credentials: 'credentials',
    obligations: 'obligations',
    'publish-jobs': 'publish jobs',
    findings: 'findings',
    cases: 'cases',
    posts: 'posts',
    alerts: 'alerts',
    'alert-changes': 'changes of alerts',
  },
  moved: (name, superior) => `"${name}" is under "${superior}" now.`,
};
