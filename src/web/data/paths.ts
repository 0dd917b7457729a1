import type { AlertKind, AlertSubject } from '../../domain/alerts/alert';
import { queryText } from './api';

type Parts = Parameters<typeof queryText>[0];

/**
 * Every address of the dashboard, made in one place: a number that clicks through and the page it leads to cannot
 * disagree.
 */
export const paths = {
  today: '/',
  signIn: '/sign-in',
  accounts: (filters: Parts = {}) => `/accounts${queryText(filters)}`,
  register: '/accounts/new',
  apply: `/accounts/new${queryText({ apply: 'true' })}`,
  /** Below the API, as a table. */
  coverageTable: (filters: Parts) => `/coverage/export${queryText(filters)}`,
  coverage: (filters: Parts = {}) => `/coverage${queryText(filters)}`,
  officialLists: '/official-lists',
  officialList: (id: string, filters: Parts = {}) => `/official-lists/${id}${queryText(filters)}`,
  /** Below the API, as a table. */
  officialListFile: (id: string) => `/official-lists/${id}/file`,
  officialListTable: (id: string) => `/official-lists/${id}/export`,
  onboarding: '/onboarding',
  onboardingPlan: (id: string, filters: Parts = {}) => `/onboarding/${id}${queryText(filters)}`,
  /** Below the API, as a table. */
  onboardingTable: (id: string, filters: Parts) => `/onboarding-plans/${id}/export${queryText(filters)}`,
  filingFindings: (filters: Parts = {}) => `/filing-findings${queryText(filters)}`,
  account: (id: string) => `/accounts/${id}`,
  sites: (filters: Parts = {}) => `/sites${queryText(filters)}`,
  site: (id: string, filters: Parts = {}) => `/sites/${id}${queryText(filters)}`,
  siteChecks: (filters: Parts = {}) => `/site-checks${queryText(filters)}`,
  siteCheck: (id: string, filters: Parts = {}) => `/site-checks/${id}${queryText(filters)}`,
  mandates: (filters: Parts = {}) => `/mandates${queryText(filters)}`,
  mandate: (id: string, filters: Parts = {}) => `/mandates/${id}${queryText(filters)}`,
  policies: (filters: Parts = {}) => `/policies${queryText(filters)}`,
  /** Those that wait for a person. */
  policiesAwaiting: `/policies${queryText({ awaitsPerson: 'true' })}`,
  policy: (id: string) => `/policies/${id}`,
  manualTasks: (filters: Parts = {}) => `/manual-tasks${queryText(filters)}`,
  rules: '/mandate-rules',
  obligation: (id: string) => `/obligations/${id}`,
  cases: (filters: Parts = {}) => `/cases${queryText(filters)}`,
  case: (id: string) => `/cases/${id}`,
  alerts: (filters: Parts = {}) => `/alerts${queryText(filters)}`,
  sources: '/sources',
  settings: '/settings',
  storage: '/storage',
  credentials: (filters: Parts = {}) => `/credentials${queryText(filters)}`,
  credential: (id: string) => `/credentials/${id}`,
  notify: '/notify',
  notifyMessages: (filters: Parts) => `/notify${queryText(filters)}`,
  notifyChannels: '/notify/channels',
  notifyRoutes: '/notify/routes',
  notifyLadders: '/notify/ladders',
  notifySubscriptions: '/notify/subscriptions',
  notifyRosters: '/notify/rosters',
  notifyDigests: '/notify/digests',
  reminders: (filters: Parts = {}) => `/reminders${queryText(filters)}`,
  notifySilences: (filters: Parts = {}) => `/notify/silences${queryText(filters)}`,
  people: '/people',
  roles: '/roles',
  handovers: '/handovers',
  handover: (id: string) => `/handovers/${id}`,
  me: '/me',
  units: '/units',
  imports: '/imports',
  import: (id: string) => `/imports/${id}`,
  unit: (id: string, filters: Parts = {}) => `/units/${id}${queryText(filters)}`,
  liaisons: (filters: Parts = {}) => `/liaisons${queryText(filters)}`,
  courses: (filters: Parts = {}) => `/courses${queryText(filters)}`,
  ownPosts: (filters: Parts = {}) => `/own-posts${queryText(filters)}`,
  ownWords: (filters: Parts = {}) => `/own-words${queryText(filters)}`,
  writeOwnPost: '/own-posts/new',
  ownPost: (id: string) => `/own-posts/${id}`,
  editOwnPost: (id: string) => `/own-posts/${id}/edit`,
  reviews: (filters: Parts = {}) => `/reviews${queryText(filters)}`,
  review: (id: string) => `/reviews/${id}`,
  reviewFlows: (filters: Parts = {}) => `/review-flows${queryText(filters)}`,
  submissions: (filters: Parts = {}) => `/submissions${queryText(filters)}`,
  submission: (id: string) => `/submissions/${id}`,
  duties: (filters: Parts = {}) => `/duties${queryText(filters)}`,
  duty: (id: string) => `/duties/${id}`,
  askedDuties: '/asked-duties',
  interactions: (filters: Parts = {}) => `/interactions${queryText(filters)}`,
  interaction: (id: string) => `/interactions/${id}`,
  surveyPlans: (filters: Parts = {}) => `/survey-plans${queryText(filters)}`,
  surveyPlan: (id: string) => `/survey-plans/${id}`,
  survey: (id: string, key: string) => `/survey-plans/${id}/items/${key}`,
  emergencies: (filters: Parts = {}) => `/emergencies${queryText(filters)}`,
  emergency: (id: string) => `/emergencies/${id}`,
  meetings: (filters: Parts = {}) => `/meetings${queryText(filters)}`,
  meeting: (id: string) => `/meetings/${id}`,
  dutyFigures: (filters: Parts = {}) => `/duty-figures${queryText(filters)}`,
  submissionStanding: (filters: Parts = {}) => `/submission-standing${queryText(filters)}`,
  submissionQuotas: '/submission-quotas',
  submissionAwards: (filters: Parts = {}) => `/submission-awards${queryText(filters)}`,
  training: '/training',
  jobs: (filters: Parts = {}) => `/publish-jobs${queryText(filters)}`,
} as const;

/** Where an alert leads: to where what it is about can be done, or to the most particular thing it names. */
export function alertPath({
  kind,
  subject,
  reason,
  figures,
}: {
  readonly kind: AlertKind;
  readonly subject: AlertSubject;
  readonly reason: string;
  readonly figures: Readonly<Record<string, string | number>>;
}): string | null {
  if (subject.obligationId !== undefined) return paths.obligation(subject.obligationId);
  if (subject.caseId !== undefined) return paths.case(subject.caseId);
  if (subject.mandateId !== undefined) return paths.mandate(subject.mandateId, GROUPS[kind] ?? {});
  if (subject.accountId !== undefined) return paths.account(subject.accountId);
  if (kind.startsWith(CREDENTIAL)) return paths.credentials({ state: kind.slice(CREDENTIAL.length) });
  if (kind === 'account-unknown')
    return paths.accounts({ verdict: 'unknown', platform: figures['platform'] ?? null, reason });
  if (kind === 'source-incident') return paths.sources;
  if (kind === 'site-warned' || kind === 'site-failing') return paths.siteCheck(String(figures['siteId']));
  if (figures['dutyId'] !== undefined) return paths.duty(String(figures['dutyId']));
  if (kind === 'survey-behind') return paths.surveyPlan(String(figures['planId']));
  if (kind === 'submissions-behind') return paths.submissionStanding({ month: figures['month'] ?? null });
  if (kind === 'storage-low' || kind === 'archive-unusable') return paths.storage;
  if (kind === 'channel-failing') return paths.notifyChannels;
  if (kind === 'receiver-failing') return paths.notifySubscriptions;
  if (subject.policyId !== undefined) return paths.policy(subject.policyId);
  // Told before alerts named the policy that has changed.
  if (kind === 'repost-outdated') return paths.policies();
  if (kind === 'policy-awaiting') return reason === 'known-policies' ? paths.rules : paths.policiesAwaiting;
  return null;
}

/** What stands before the state of a credential in the kind of its alert. */
const CREDENTIAL = 'credential-';

/** Which part of a mandate's accounts a folded alert counts. */
const GROUPS: Readonly<Partial<Record<AlertKind, Parts>>> = {
  'obligation-manual': { group: 'manual' },
  'obligation-reminder': { group: 'manual' },
  'obligation-overdue': { group: 'missed' },
};
