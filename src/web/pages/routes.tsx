import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { NotFoundPage } from './notFoundPage';
import { TodayPage } from './today/todayPage';

// 今日 comes with the first load; every other page when it is first opened.
const AccountsPage = lazy(() => import('./accounts/accountsPage'));
const RegisterPage = lazy(() => import('./accounts/registerPage'));
const AccountPage = lazy(() => import('./accounts/accountPage'));
const FilingFindingsPage = lazy(() => import('./filingFindings/filingFindingsPage'));
const CoveragePage = lazy(() => import('./filingFindings/coveragePage'));
const OnboardingPage = lazy(() => import('./onboarding/onboardingPage'));
const OnboardingPlanPage = lazy(() => import('./onboarding/onboardingPlanPage'));
const OfficialListsPage = lazy(() => import('./officialLists/officialListsPage'));
const OfficialListPage = lazy(() => import('./officialLists/officialListPage'));
const SitesPage = lazy(() => import('./sites/sitesPage'));
const SitePage = lazy(() => import('./sites/sitePage'));
const MandatesPage = lazy(() => import('./mandates/mandatesPage'));
const MandatePage = lazy(() => import('./mandates/mandatePage'));
const PoliciesPage = lazy(() => import('./policies/policiesPage'));
const PolicyPage = lazy(() => import('./policies/policyPage'));
const ObligationPage = lazy(() => import('./obligations/obligationPage'));
const CasesPage = lazy(() => import('./cases/casesPage'));
const CasePage = lazy(() => import('./cases/casePage'));
const AlertsPage = lazy(() => import('./alerts/alertsPage'));
const SourcesPage = lazy(() => import('./sources/sourcesPage'));
const JobsPage = lazy(() => import('./sources/jobsPage'));
const StoragePage = lazy(() => import('./sources/storagePage'));
const CredentialsPage = lazy(() => import('./credentials/credentialsPage'));
const CredentialPage = lazy(() => import('./credentials/credentialPage'));
const ManualTasksPage = lazy(() => import('./manual/manualTasksPage'));
const RulesPage = lazy(() => import('./rules/rulesPage'));
const MePage = lazy(() => import('./me/mePage'));
const PeoplePage = lazy(() => import('./people/peoplePage'));
const HandoversPage = lazy(() => import('./people/handoversPage'));
const HandoverPage = lazy(() => import('./people/handoverPage'));
const MessagesPage = lazy(() => import('./notifications/messagesPage'));
const ChannelsPage = lazy(() => import('./notifications/channelsPage'));
const LaddersPage = lazy(() => import('./notifications/laddersPage'));
const SubscriptionsPage = lazy(() => import('./notifications/subscriptionsPage'));
const NotifyRoutesPage = lazy(() => import('./notifications/routesPage'));
const RostersPage = lazy(() => import('./notifications/rosters/rostersPage'));
const DigestsPage = lazy(() => import('./notifications/digestsPage'));
const RemindersPage = lazy(() => import('./reminders/remindersPage'));
const SilencesPage = lazy(() => import('./notifications/silencesPage'));
const UnitsPage = lazy(() => import('./units/unitsPage'));
const UnitPage = lazy(() => import('./units/unitPage'));
const SubmissionsPage = lazy(() => import('./submissions/submissionsPage'));
const SubmissionPage = lazy(() => import('./submissions/submissionPage'));
const StandingPage = lazy(() => import('./submissions/standingPage'));
const AwardsPage = lazy(() => import('./submissions/awardsPage'));
const LiaisonsPage = lazy(() => import('./team/liaisonsPage'));
const CoursesPage = lazy(() => import('./team/coursesPage'));
const OwnPostsPage = lazy(() => import('./ownPosts/ownPostsPage'));
const OwnPostPage = lazy(() => import('./ownPosts/ownPostPage'));
const EditOwnPostPage = lazy(() => import('./ownPosts/editOwnPostPage'));
const ReviewsPage = lazy(() => import('./reviews/reviewsPage'));
const ReviewPage = lazy(() => import('./reviews/reviewPage'));
const FlowsPage = lazy(() => import('./reviews/flowsPage'));
const ImportsPage = lazy(() => import('./imports/importsPage'));
const ImportPage = lazy(() => import('./imports/importPage'));
const SettingsPage = lazy(() => import('./settings/settingsPage'));
const TrainingPage = lazy(() => import('./training/trainingPage'));
export { SignInPage as SignIn } from './signIn/signInPage';

/** Every page and its address, on one screen. The addresses themselves are made in `data/paths`. */
export const PAGE_ROUTES = (
  <>
    <Route index element={<TodayPage />} />
    <Route path="accounts" element={<AccountsPage />} />
    <Route path="accounts/new" element={<RegisterPage />} />
    <Route path="accounts/:id" element={<AccountPage />} />
    <Route path="filing-findings" element={<FilingFindingsPage />} />
    <Route path="coverage" element={<CoveragePage />} />
    <Route path="onboarding" element={<OnboardingPage />} />
    <Route path="onboarding/:id" element={<OnboardingPlanPage />} />
    <Route path="official-lists" element={<OfficialListsPage />} />
    <Route path="official-lists/:id" element={<OfficialListPage />} />
    <Route path="sites" element={<SitesPage />} />
    <Route path="sites/:id" element={<SitePage />} />
    <Route path="mandates" element={<MandatesPage />} />
    <Route path="mandates/:id" element={<MandatePage />} />
    <Route path="policies" element={<PoliciesPage />} />
    <Route path="policies/:id" element={<PolicyPage />} />
    <Route path="manual-tasks" element={<ManualTasksPage />} />
    <Route path="mandate-rules" element={<RulesPage />} />
    <Route path="obligations/:id" element={<ObligationPage />} />
    <Route path="cases" element={<CasesPage />} />
    <Route path="cases/:id" element={<CasePage />} />
    <Route path="alerts" element={<AlertsPage />} />
    <Route path="publish-jobs" element={<JobsPage />} />
    <Route path="sources" element={<SourcesPage />} />
    <Route path="storage" element={<StoragePage />} />
    <Route path="credentials" element={<CredentialsPage />} />
    <Route path="credentials/:id" element={<CredentialPage />} />
    <Route path="notify" element={<MessagesPage />} />
    <Route path="notify/channels" element={<ChannelsPage />} />
    <Route path="notify/routes" element={<NotifyRoutesPage />} />
    <Route path="notify/ladders" element={<LaddersPage />} />
    <Route path="notify/digests" element={<DigestsPage />} />
    <Route path="reminders" element={<RemindersPage />} />
    <Route path="notify/subscriptions" element={<SubscriptionsPage />} />
    <Route path="notify/rosters" element={<RostersPage />} />
    <Route path="notify/silences" element={<SilencesPage />} />
    <Route path="me" element={<MePage />} />
    <Route path="people" element={<PeoplePage />} />
    <Route path="handovers" element={<HandoversPage />} />
    <Route path="handovers/:id" element={<HandoverPage />} />
    <Route path="units" element={<UnitsPage />} />
    <Route path="units/:id" element={<UnitPage />} />
    <Route path="liaisons" element={<LiaisonsPage />} />
    <Route path="courses" element={<CoursesPage />} />
    <Route path="own-posts" element={<OwnPostsPage />} />
    <Route path="own-posts/new" element={<EditOwnPostPage />} />
    <Route path="own-posts/:id" element={<OwnPostPage />} />
    <Route path="own-posts/:id/edit" element={<EditOwnPostPage />} />
    <Route path="reviews" element={<ReviewsPage />} />
    <Route path="reviews/:id" element={<ReviewPage />} />
    <Route path="review-flows" element={<FlowsPage />} />
    <Route path="submissions" element={<SubmissionsPage />} />
    <Route path="submissions/:id" element={<SubmissionPage />} />
    <Route path="submission-standing" element={<StandingPage />} />
    <Route path="submission-awards" element={<AwardsPage />} />
    <Route path="imports" element={<ImportsPage />} />
    <Route path="imports/:id" element={<ImportPage />} />
    <Route path="settings" element={<SettingsPage />} />
    <Route path="training" element={<TrainingPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </>
);
