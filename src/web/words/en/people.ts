import type { Words } from '../zh';

export const people: Words['people'] = {
  title: 'People',
  menu: 'Manage people',
  intro:
    'Who can sign in. Shutting out, ending sessions and sign-in links need a reason, which the ledger keeps; no password is ever shown. Of people in the import file the file counts: importing it again sets their name, role and unit, and with --disable-missing-people shuts out whom it does not list.',
  none: 'There is nobody in your scope to manage.',
  columns: { name: 'Name', role: 'Role', unit: 'Unit', state: 'State' },
  office: 'The whole office',
  you: 'you',
  noPassword: 'no password: signs in by link only',
  state: {
    active: 'Can sign in',
    disabled: 'Shut out',
    locked: (until) => `Locked until ${until} after wrong passwords`,
  },
  form: {
    addTitle: 'Add a person',
    changeTitle: (name) => `Change "${name}"`,
    add: 'Add',
    change: 'Change',
    addIntro: 'A one-time sign-in link is made at once: hand it over in person or by a channel you trust.',
    changeIntro: 'Another role or unit ends every session at once; another name alone does not.',
    username: 'User name',
    usernameHint: '2 to 40 lowercase letters, digits, dots, underscores or hyphens; it cannot be changed afterwards.',
    name: 'Name',
    role: 'Role',
    roleHint: {
      administrator: 'Manages people, rules, notifications and credentials; approves shutdowns.',
      operator: 'Reviews reposts, reminds, carries cases on, registers accounts.',
      officer: 'Officer of a unit: does the tasks of the unit and those below it.',
      viewer: 'May only look.',
    },
    unit: 'Unit',
    chooseUnit: 'Choose a unit',
    unitHint: 'Sees this unit and everything below it.',
    added: (name) => `"${name}" has been added.`,
    changed: (name) => `"${name}" has been changed.`,
  },
  assignments: {
    button: 'Units',
    title: (name) => `Units that "${name}" acts for`,
    intro:
      'Somebody on secondment or with a second post can act for further units, once each. Only one is acted for at a time, switched in the menu at the top right; what is seen and may be done is that of the one. Alerts and notifications reach them for each of their units.',
    first: 'Belongs to',
    further: (unit, role) => `also ${unit} · ${role}`,
    guest: 'Belongs elsewhere and acts for a unit of yours',
    none: 'There is no further unit.',
    end: 'End',
    endTitle: (unit) => `End acting for "${unit}"`,
    endConsequence: 'Sessions opened for it end at once; sign-in for their other units stays possible.',
    add: 'Add a unit',
  },
  disable: {
    button: 'Shut out',
    title: (name) => `Shut "${name}" out`,
    consequence:
      'Every session ends at once, unused links open nothing, and no sign-in is possible. No import undoes it; only an administrator does.',
  },
  enable: {
    button: 'Let in',
    title: (name) => `Let "${name}" in again`,
    consequence: 'Sign-in is possible again. Sessions and links of before do not come back.',
  },
  end: {
    button: 'End sessions',
    title: (name) => `End every session of "${name}"`,
    consequence:
      'For a lost telephone or a computer left behind: sessions on all devices end at once and unused links open nothing; the person may sign in again.',
    done: (name) => `Every session of "${name}" has ended.`,
  },
  link: {
    button: 'Sign-in link',
    title: (name) => `Make a one-time sign-in link for "${name}"`,
    consequence:
      'For a forgotten password or a locked name. Whoever holds the link signs in as this person, once: make sure who asks, and hand it over in person or by a channel you trust.',
    made: (name) => `Sign-in link of "${name}"`,
    once: 'The link is shown here once and cannot be seen again; it works once.',
    until: (time) => `valid until ${time}`,
    close: 'Handed over, close',
    forPassword: 'To set a new password: the link leads there after signing in',
    forPasswordHint: 'They set it themselves; no administrator knows it.',
  },
};
