import type { frame as zhFrame } from '../zh/frame';

export const frame: typeof zhFrame = {
  product: 'gov-matrix',
  productFull: 'gov-matrix · government accounts watched',
  skip: 'Skip to content',
  nav: { today: 'Today', accounts: 'Accounts', mandates: 'Mandates', cases: 'Cases', alerts: 'Alerts', sources: 'Sources' },
  navLabel: 'Main navigation',
  collapse: 'Collapse navigation', expand: 'Expand navigation',
  scopeAll: 'All units', scopeLabel: 'Scope', scopePick: 'Show the accounts of a unit', scopeFilter: 'Filter units',
  scopeCounts: (units, accounts) => `${units} units · ${accounts} accounts`,
  search: 'Search accounts', searchHint: 'Press / to search accounts by name',
  sandbox: 'Demo', sandboxHint: 'No platform credential is configured; data come from simulated platforms',
  training: 'Training: make the simulated platforms fail',
  dataAsOf: (time) => `Data as of ${time}`, sequence: (seq) => `no. ${seq}`,
  connecting: 'Connecting', live: 'Live', late: 'Connection lost, reconnecting', expired: 'Data out of date',
  expiredBanner: (time) => `Data out of date: the live connection is lost. What you see is from ${time}, not from now. Reconnecting.`,
  display: 'Display', theme: 'Theme', themes: { light: 'Light', dark: 'Dark', system: 'System' },
  language: 'Language', languages: { zh: '中文', en: 'English' },
  density: 'Row height', densities: { comfortable: 'Comfortable', dense: 'Dense' },
  signOut: 'Sign out', person: 'Signed in as', version: (version) => `Version ${version}`,
  help: 'Keyboard shortcuts',
  shortcuts: {
    go: 'Go to', today: 'Today', accounts: 'Accounts', mandates: 'Mandates', cases: 'Cases', alerts: 'Alerts', sources: 'Sources',
    down: 'Next row', up: 'Previous row', enter: 'Open the selected row', search: 'Search', help: 'Show this sheet', twin: 'Switch chart and table', escape: 'Close what floats',
  },
  then: 'then',
};
