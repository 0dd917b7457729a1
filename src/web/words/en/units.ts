import type { Words } from '../zh';

export const units: Words['units'] = {
  title: 'Units',
  menu: 'Unit tree',
  intro:
    'Who stands above whom decides who sees what; level, fields and region decide which documents bind a unit. The list itself comes from the import; when an office is reorganised its superior is changed here, and units below, accounts and history go along.',
  none: 'There is no unit in your scope.',
  columns: { name: 'Unit', level: 'Level', sectors: 'Fields', region: 'Region code', superior: 'Superior' },
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
    notifications: 'notifications',
    letters: 'letters of digests and reminders',
    reminders: 'reminders',
  },
  level: {
    national: 'Nation',
    province: 'Province',
    city: 'City',
    county: 'County',
    department: 'Department',
    town: 'Town, subdistrict',
    village: 'Village, community',
    other: 'Other',
  },
  change: {
    button: 'Change',
    title: (name) => `Change level, fields and region of "${name}"`,
    consequence:
      'It holds for documents that come. Mandates under way bind neither more nor fewer by it, unless ticked below. The ledger keeps it.',
    regionHint: '2, 4, 6, 9 or 12 digits, such as 330106; may be empty',
    regionWrong: 'Please give 2, 4, 6, 9 or 12 digits, or nothing.',
    done: (name) => `"${name}" was changed.`,
  },
  reach: {
    nothing: 'No mandate under way is touched.',
    reached:
      'These mandates under way would reach more accounts and websites. Those are not bound by themselves; tick what they are to repost, with limits from now:',
    channels: (title, count) => `${title} (${count})`,
    left: 'In these, units that would be reached no more still owe what they owe; take off in the mandate what need not be reposted:',
    open: (title, count) => `${title} (${count} open)`,
    known: 'For known policies that are no mandate yet, try the rules and decide there.',
    rules: 'To the rules',
  },
  moved: (name, superior) => `"${name}" is under "${superior}" now.`,
};
