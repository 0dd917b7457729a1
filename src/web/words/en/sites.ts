import type { Words } from '../zh';

export const sites: Words['sites'] = {
  title: 'Websites',
  intro:
    'A website is one site; its columns are collected as accounts. It owes each repost once: published into its repost column, done by a post in any.',
  columns: {
    name: 'Website',
    unit: 'Unit',
    address: 'Address, identifier',
    columns: 'Columns',
    repost: 'Repost column',
    owed: 'Open reposts',
    verdicts: 'Verdicts of columns',
  },
  noCode: 'no identifier registered',
  elsewhere: 'outside your units',
  filter: { unit: 'Unit', q: 'Name contains', search: 'Search websites by name', anyUnit: 'All units' },
  empty: {
    office:
      'There is no website yet. Columns that are registered are grouped into websites by unit and address; an import file may name websites as well.',
    unit: 'There is no website within your units. Columns that are registered are grouped into websites by unit and address.',
    filtered: 'No website matches the filters.',
  },
  open: { label: 'Repost tasks', value: 'open', all: 'All tasks', none: 'This website has no open repost task.' },
  history: {
    title: 'History',
    none: 'Nothing has been changed yet.',
    at: 'When',
    what: 'Change',
    by: 'By',
    why: 'Reason',
    system: 'system (import)',
    nothing: '(nothing)',
    reason: {
      registered: 'Registered',
      changed: 'Changed by an import',
      renamed: 'Renamed',
      'repost-column-chosen': 'Another repost column',
      'unit-merged': 'Units merged',
      'filing-changed': 'Filing changed',
    },
    field: {
      name: 'Name',
      unit: 'Sponsor',
      homeUrl: 'Address',
      identifierCode: 'Identifier',
      repostColumn: 'Repost column',
    },
  },
  change: {
    button: 'Change website',
    title: (name) => `Change the website "${name}"`,
    consequence:
      'Reposts go into the chosen column from now on; what is done stays as it is. A policy is published once a website. The ledger keeps the change.',
    name: 'Name',
    column: 'Repost column',
    noColumn: 'None in particular: the first that software can publish to',
    option: (name, note) => `${name} (${note})`,
    cannotPublish: 'not by interface',
    byHand: 'People publish into this column from now on',
    same: 'The repost column stays the same.',
    goesTo: (from, to) => `Repost column: ${from} → ${to}`,
    nobody: 'none',
    owesNothing: 'This website has no open repost now.',
    moves: (count) =>
      `${count} that have called no platform yet go into the new column; queued ones change over before they are published, nothing is published twice.`,
    stays: (count) =>
      `${count} that were or may have been handed to the platform are checked in the former column and not published again.`,
    byHandTasks: (count) => `${count} manual tasks name the new column; a post in any other column does them as well.`,
    becomesManual:
      'Software cannot publish to the new column: what is not published yet and all later reposts become manual tasks.',
    done: 'The website was changed.',
  },
};
