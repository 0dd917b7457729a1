import type { oncallCodes as zhCodes } from '../../zh/codes/oncall';

export const oncallCodes: typeof zhCodes = {
  dutySource: { import: 'From a table', hand: 'By hand', rotation: 'By turns' },
  holeReason: {
    'not-filled': 'Not filled',
    'nobody-named': 'Nobody on duty',
    'all-disabled': 'Everybody on duty is disabled',
    'roster-off': 'The roster is disabled',
  },
  tableProblem: {
    'no-header': 'No head was found: a column of dates (date) and one of people (on duty) are needed',
    'no-days': 'No days below the head',
    'too-many-days': 'Too many days: 367 at once at most',
    'date-unreadable': 'Not a date: write 2026-10-01',
    'date-without-year': 'A date without a year: write 2026-10-01',
    'date-twice': 'The day is there twice',
    'too-many-people': 'Too many people for one day: 20 at most',
    'person-unknown': 'There is no such person: check the name, or enter the account name',
    'person-elsewhere': 'Not of the unit of the roster: write name (unit)',
    'person-ambiguous': 'Several people have this name: enter the account name or the phone, or write name (unit)',
    'person-disabled': 'This person is disabled',
  },
};
