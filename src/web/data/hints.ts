import type { AlertKind } from '../../domain/alerts/alert';
import type { ProgressTopic } from '../../api/events';

/** First part of every query key: what kind of list or page it holds. */
export type ListName =
  | 'me'
  | 'summary'
  | 'accounts'
  | 'account'
  | 'units'
  | 'filings'
  | 'imports'
  | 'mandates'
  | 'mandate'
  | 'obligations'
  | 'obligation'
  | 'policies'
  | 'cases'
  | 'case'
  | 'alerts'
  | 'training'
  | 'credentials'
  | 'rules'
  | 'people'
  | 'team'
  | 'notify'
  | 'reminders'
  | 'silences'
  | 'sectors'
  | 'storage'
  | 'reviews'
  | 'submissions'
  | 'own-posts'
  | 'own-words'
  | 'duties'
  | 'site-checks';

const ACCOUNT: readonly ListName[] = ['accounts', 'account'];
const CREDENTIAL: readonly ListName[] = ['credentials', ...ACCOUNT];
const MANDATE: readonly ListName[] = ['mandates', 'mandate', 'obligations', 'obligation', 'reviews'];
const CASE: readonly ListName[] = ['cases', 'case', 'account'];

const TOUCHED: Readonly<Record<AlertKind, readonly ListName[]>> = {
  'account-warned': ACCOUNT,
  'account-silent': ACCOUNT,
  'account-slow': ACCOUNT,
  'account-improper': ACCOUNT,
  'account-unknown': ACCOUNT,
  'account-recovered': [...ACCOUNT, ...CASE],
  'credential-expired': CREDENTIAL,
  'credential-expiring': CREDENTIAL,
  'credential-refused': CREDENTIAL,
  'credential-unopened': CREDENTIAL,
  'source-incident': ACCOUNT,
  'storage-low': ['storage'],
  'archive-unusable': ['storage'],
  'channel-failing': ['notify'],
  'receiver-failing': ['notify'],
  'source-recovered': ACCOUNT,
  'policy-seen': ['policies'],
  'policy-awaiting': ['policies', 'rules'],
  'policy-withdrawn': ['policies', ...MANDATE],
  'obligation-reminder': MANDATE,
  'repost-unclear': ACCOUNT,
  'repost-outdated': ACCOUNT,
  'mandate-issued': ['policies', ...MANDATE],
  'obligation-manual': MANDATE,
  'obligation-fulfilled': MANDATE,
  'obligation-overdue': MANDATE,
  'mandate-complete': MANDATE,
  'mandate-withdrawn': MANDATE,
  'case-opened': CASE,
  'case-moved': CASE,
  'case-closed': CASE,
  'mandate-review': MANDATE,
  'mandate-progress': MANDATE,
  'case-overdue': CASE,
  'case-step': CASE,
  'case-revived': CASE,
  'submissions-behind': ['submissions'],
  'copies-differ': ['own-posts'],
  'copy-manual': ['own-posts'],
  'duty-near': ['duties'],
  'duty-overdue': ['duties'],
  'duty-asked': ['duties'],
  'survey-behind': ['duties'],
  'site-warned': ['site-checks'],
  'site-failing': ['site-checks'],
};

/** Which lists an alert of this kind makes old. The summary and the alerts themselves always. */
export function listsTouchedBy(kind: AlertKind): readonly ListName[] {
  return ['summary', 'alerts', 'silences', ...TOUCHED[kind]];
}

const TOPICS: Readonly<Record<ProgressTopic, readonly ListName[]>> = {
  accounts: ACCOUNT,
  policies: ['policies'],
  mandates: MANDATE,
  cases: CASE,
  credentials: CREDENTIAL,
};

/** Which lists are old because something of these topics went on. */
export function listsOfTopics(topics: readonly ProgressTopic[]): readonly ListName[] {
  return ['summary', ...topics.flatMap((topic) => TOPICS[topic])];
}
