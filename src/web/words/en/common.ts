import type { Span } from '../../time/span';
import type { common as zhCommon } from '../zh/common';

const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function span({ days, hours, minutes }: Span): string {
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : 'under 1 min';
}

export const common: typeof zhCommon = {
  span,
  weekday: (day) => WEEKDAYS[day] ?? '',
  ago: (length) => `${span(length)} ago`,
  within: (length) => `in ${span(length)}`,
  never: 'never', none: 'none', all: 'All', colon: ': ', comma: ', ', stop: '. ',
  countOf: (part, whole) => `${part} / ${whole}`,
  copy: 'Copy', copied: 'Copied', copyFailed: 'The browser does not allow copying; select the text by hand',
  open: 'Open', close: 'Close', cancel: 'Cancel', retry: 'Try again', refresh: 'Read again', back: 'Back',
  newWindow: 'opens a new window',
  reason: 'Reason', reasonNeeded: 'Please give a reason', submit: 'Submit', submitting: 'Submitting',
  details: 'Details', openPage: 'Open as a page',
  systemActor: (task) => `System · ${task}`, personActor: (id) => `Person ${id}`,
  loading: 'Reading',
  table: {
    next: 'Next page', previous: 'Previous page', first: 'First page', more: 'more follow', end: 'end of the list',
    shown: (count) => `${count} on this page`, asOf: (time) => `Data as of ${time}`, clear: 'Clear filters', filteredOut: 'Nothing matches the filters.', any: 'Any',
    removeFilter: (name) => `Remove filter: ${name}`,
  },
  failure: {
    title: (what) => `Could not read: ${what}`, nothingLost: 'No data was lost.', nothingChanged: 'Nothing was changed.', perhapsChanged: 'Whether it took effect is not known; read again before you decide.', actionTitle: (what) => `"${what}" was not completed`,
    code: 'Code', requestId: 'Request id', network: 'The server cannot be reached', networkRemedy: 'Check the network; the page goes on by itself once it is back.',
    timeout: 'The server did not answer within 15 seconds', timeoutRemedy: 'Try again later.', unreadable: 'The answer of the server cannot be read', unreadableRemedy: 'Try again; if it stays, give the code to an administrator.',
    forbiddenEmpty: 'You may not see what is here.', crashed: 'This page failed', crashedRemedy: 'You can load it again; other pages are not affected.',
    notFoundTitle: 'There is no such page', notFoundRemedy: 'The address may be wrong, or the content is no longer in your scope.',
  },
  pageNames: { account: 'account', accounts: 'accounts', posts: 'posts', looks: 'looks', findings: 'findings', mandates: 'mandates', mandate: 'mandate', obligations: 'obligations', obligation: 'obligation', policies: 'policies', jobs: 'publish jobs', cases: 'cases', case: 'case', alerts: 'alerts', summary: 'today', units: 'units', credentials: 'credentials', credential: 'credential' },
};
