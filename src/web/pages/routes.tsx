import { lazy, type ComponentType } from 'react';
import { Route } from 'react-router-dom';
import { NotFoundPage } from './notFoundPage';
import { TodayPage } from './today/todayPage';

/** 今日 comes with the first load; every other page when it is first opened, and the texts of pages beside the first. */
function page(load: () => Promise<{ readonly default: ComponentType }>): ComponentType {
  return lazy(async () => {
    const [{ default: Page }, { withPageWords }] = await Promise.all([load(), import('../words/pageWords')]);
    return { default: withPageWords(Page) };
  });
}

const AccountsPage = page(() => import('./accounts/accountsPage'));
const RegisterPage = page(() => import('./accounts/registerPage'));
const AccountPage = page(() => import('./accounts/accountPage'));
const FilingFindingsPage = page(() => import('./filingFindings/filingFindingsPage'));
const CoveragePage = page(() => import('./filingFindings/coveragePage'));
const OnboardingPage = page(() => import('./onboarding/onboardingPage'));
const OnboardingPlanPage = page(() => import('./onboarding/onboardingPlanPage'));
const OfficialListsPage = page(() => import('./officialLists/officialListsPage'));
const OfficialListPage = page(() => import('./officialLists/officialListPage'));
const SitesPage = page(() => import('./sites/sitesPage'));
const SitePage = page(() => import('./sites/sitePage'));
const SiteChecksPage = page(() => import('./siteChecks/siteChecksPage'));
const SiteCheckPage = page(() => import('./siteChecks/siteCheckPage'));
const MandatesPage = page(() => import('./mandates/mandatesPage'));
const MandatePage = page(() => import('./mandates/mandatePage'));
const PoliciesPage = page(() => import('./policies/policiesPage'));
const PolicyPage = page(() => import('./policies/policyPage'));
const ObligationPage = page(() => import('./obligations/obligationPage'));
const CasesPage = page(() => import('./cases/casesPage'));
const CasePage = page(() => import('./cases/casePage'));
const AlertsPage = page(() => import('./alerts/alertsPage'));
const SourcesPage = page(() => import('./sources/sourcesPage'));
const JobsPage = page(() => import('./sources/jobsPage'));
const StoragePage = page(() => import('./sources/storagePage'));
const CredentialsPage = page(() => import('./credentials/credentialsPage'));
const CredentialPage = page(() => import('./credentials/credentialPage'));
const ManualTasksPage = page(() => import('./manual/manualTasksPage'));
const RulesPage = page(() => import('./rules/rulesPage'));
const MePage = page(() => import('./me/mePage'));
const PeoplePage = page(() => import('./people/peoplePage'));
const RolesPage = page(() => import('./people/rolesPage'));
const HandoversPage = page(() => import('./people/handoversPage'));
const HandoverPage = page(() => import('./people/handoverPage'));
const MessagesPage = page(() => import('./notifications/messagesPage'));
const ChannelsPage = page(() => import('./notifications/channelsPage'));
const LaddersPage = page(() => import('./notifications/laddersPage'));
const SubscriptionsPage = page(() => import('./notifications/subscriptionsPage'));
const NotifyRoutesPage = page(() => import('./notifications/routesPage'));
const RostersPage = page(() => import('./notifications/rosters/rostersPage'));
const DigestsPage = page(() => import('./notifications/digestsPage'));
const RemindersPage = page(() => import('./reminders/remindersPage'));
const SilencesPage = page(() => import('./notifications/silencesPage'));
const UnitsPage = page(() => import('./units/unitsPage'));
const UnitPage = page(() => import('./units/unitPage'));
const DutiesPage = page(() => import('./duties/dutiesPage'));
const DutyPage = page(() => import('./duties/dutyPage'));
const AskedDutiesPage = page(() => import('./duties/askedDutiesPage'));
const DutyFiguresPage = page(() => import('./duties/dutyFiguresPage'));
const InteractionsPage = page(() => import('./duties/interactionsPage'));
const InteractionPage = page(() => import('./duties/interactionPage'));
const SurveyPlansPage = page(() => import('./duties/files/surveyPlansPage'));
const SurveyPlanPage = page(() => import('./duties/files/surveyPlanPage'));
const SurveyPage = page(() => import('./duties/files/surveyPage'));
const EmergenciesPage = page(() => import('./duties/files/emergenciesPage'));
const EmergencyPage = page(() => import('./duties/files/emergencyPage'));
const MeetingsPage = page(() => import('./duties/files/meetingsPage'));
const MeetingPage = page(() => import('./duties/files/meetingPage'));
const SubmissionsPage = page(() => import('./submissions/submissionsPage'));
const SubmissionPage = page(() => import('./submissions/submissionPage'));
const StandingPage = page(() => import('./submissions/standingPage'));
const QuotasPage = page(() => import('./submissions/quotasPage'));
const AwardsPage = page(() => import('./submissions/awardsPage'));
const LiaisonsPage = page(() => import('./team/liaisonsPage'));
const CoursesPage = page(() => import('./team/coursesPage'));
const OwnPostsPage = page(() => import('./ownPosts/ownPostsPage'));
const OwnPostPage = page(() => import('./ownPosts/ownPostPage'));
const EditOwnPostPage = page(() => import('./ownPosts/editOwnPostPage'));
const OwnWordsPage = page(() => import('./ownWords/ownWordsPage'));
const ReviewsPage = page(() => import('./reviews/reviewsPage'));
const ReviewPage = page(() => import('./reviews/reviewPage'));
const FlowsPage = page(() => import('./reviews/flowsPage'));
const ImportsPage = page(() => import('./imports/importsPage'));
const ImportPage = page(() => import('./imports/importPage'));
const SettingsPage = page(() => import('./settings/settingsPage'));
const TrainingPage = page(() => import('./training/trainingPage'));
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
    <Route path="site-checks" element={<SiteChecksPage />} />
    <Route path="site-checks/:id" element={<SiteCheckPage />} />
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
    <Route path="roles" element={<RolesPage />} />
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
    <Route path="own-words" element={<OwnWordsPage />} />
    <Route path="reviews" element={<ReviewsPage />} />
    <Route path="reviews/:id" element={<ReviewPage />} />
    <Route path="review-flows" element={<FlowsPage />} />
    <Route path="duties" element={<DutiesPage />} />
    <Route path="duties/:id" element={<DutyPage />} />
    <Route path="asked-duties" element={<AskedDutiesPage />} />
    <Route path="duty-figures" element={<DutyFiguresPage />} />
    <Route path="interactions" element={<InteractionsPage />} />
    <Route path="interactions/:id" element={<InteractionPage />} />
    <Route path="survey-plans" element={<SurveyPlansPage />} />
    <Route path="survey-plans/:id" element={<SurveyPlanPage />} />
    <Route path="survey-plans/:id/items/:key" element={<SurveyPage />} />
    <Route path="emergencies" element={<EmergenciesPage />} />
    <Route path="emergencies/:id" element={<EmergencyPage />} />
    <Route path="meetings" element={<MeetingsPage />} />
    <Route path="meetings/:id" element={<MeetingPage />} />
    <Route path="submissions" element={<SubmissionsPage />} />
    <Route path="submissions/:id" element={<SubmissionPage />} />
    <Route path="submission-standing" element={<StandingPage />} />
    <Route path="submission-quotas" element={<QuotasPage />} />
    <Route path="submission-awards" element={<AwardsPage />} />
    <Route path="imports" element={<ImportsPage />} />
    <Route path="imports/:id" element={<ImportPage />} />
    <Route path="settings" element={<SettingsPage />} />
    <Route path="training" element={<TrainingPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </>
);
