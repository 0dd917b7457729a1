import { createAccountServices } from './accounts/createAccountServices';
import { createAlertServices } from './alerts/createAlertServices';
import { createCaseServices, createCaseSteps } from './cases/createCaseServices';
import type { Services } from './contract';
import { createOwnWordServices } from './content/createOwnWordServices';
import { createCredentialServices } from './credentials/createCredentialServices';
import { meteredConnectors } from './credentials/meteredConnectors';
import { createApplyRule } from './mandates/rules/applyRule';
import { createEmergencyServices } from './duties/emergencies/createEmergencyServices';
import { createMeetingServices } from './duties/meetings/createMeetingServices';
import { createSurveyServices } from './duties/surveys/createSurveyServices';
import { createInteractionServices } from './duties/interactions/createInteractionServices';
import { createDutyServices } from './duties/createDutyServices';
import { createFileServices } from './files/createFileServices';
import { createFindingServices } from './judging/createFindingServices';
import { createDismissFindingOf, createDismissWhole } from './judging/dismissFinding';
import { createFilingServices } from './filings/createFilingServices';
import { createNotInList } from './filings/notInList';
import { createOfficialListServices } from './officialLists/createOfficialListServices';
import { createOnboardingServices } from './onboarding/createOnboardingServices';
import { createImportServices } from './imports/createImportServices';
import { createLetterServices } from './letters/createLetterServices';
import { createMandateServices } from './mandates/createMandateServices';
import { createNotifyServices } from './notify/createNotifyServices';
import { createNotifySteps } from './notify/createNotifySteps';
import { createOncallServices } from './oncall/createOncallServices';
import { createOwnPostServices } from './ownPosts/createOwnPostServices';
import { createPeopleServices } from './people/createPeopleServices';
import { createPeopleInUse } from './people/inUse';
import { createPolicyServices } from './policies/createPolicyServices';
import { createReviewServices } from './reviews/createReviewServices';
import { createReviewSteps } from './reviews/createReviewSteps';
import type { ServiceDeps } from './settings';
import { createSiteCheckServices } from './siteChecks/createSiteCheckServices';
import { createSubmissionServices } from './submissions/createSubmissionServices';
import { createTeamServices } from './team/createTeamServices';
import { createRegisterRoster } from './team/registerRoster';
import { createTraining } from './training/trainingGround';
import { createUpkeep } from './upkeep/createUpkeep';
import { createViews } from './views/createViews';
import { createWebhookServices } from './webhooks/createWebhookServices';

export type * from './contract';
export type * from './registrations';
export type * from './workRun';
export type * from './accounts/contract';
export type * from './alerts/contract';
export type * from './cases/contract';
export type * from './content/contract';
export type * from './credentials/contract';
export type * from './filings/contract';
export type * from './duties/contract';
export type * from './duties/interactions/contract';
export type * from './duties/surveys/contract';
export type * from './duties/emergencies/contract';
export type * from './duties/meetings/contract';
export type * from './files/contract';
export type * from './imports/contract';
export type * from './judging/contract';
export type * from './letters/contract';
export type * from './mandates/contract';
export type * from './mandates/reach/contract';
export type * from './notify/contract';
export type * from './oncall/contract';
export type * from './ownPosts/contract';
export type * from './people/contract';
export type * from './policies/contract';
export type * from './reviews/contract';
export type * from './siteChecks/contract';
export type * from './submissions/contract';
export type * from './team/contract';
export type * from './training/contract';
export type * from './upkeep/contract';
export type * from './views/contract';
export type * from './webhooks/contract';
export { LEAST_LEASE_LEFT, type ServiceDeps, type ServiceSettings } from './settings';

/**
 * Every use case of the product over the given storage and connectors. Holds no state that a restart could lose. The
 * only place that knows more than one subject: what one does for another is handed in here.
 */
export function createServices(given: ServiceDeps): Services {
  const deps: ServiceDeps = { ...given, connectors: meteredConnectors(given) };
  const policies = createPolicyServices(deps);
  const reviewSteps = createReviewSteps(deps);
  const ownPosts = createOwnPostServices(deps, reviewSteps);
  const { mandates, rules, reach, publishing, observeAccount, reviewed } = createMandateServices(deps, {
    ...policies,
    ...reviewSteps,
    subjects: [ownPosts.subject],
  });
  const dismissFindingOf = createDismissFindingOf(deps);
  const cases = createCaseSteps(deps, dismissFindingOf);
  const accounts = createAccountServices(deps, {
    observeAccount: async (seen, now) => {
      const observed = await observeAccount(seen, now);
      const copies = await ownPosts.observeOwnPosts(seen, now);
      return { ...observed, copies };
    },
    followVerdict: cases.followVerdict,
    unmetered: given.connectors,
  });
  const dismissWhole = createDismissWhole(deps, { ...cases, judgeAccount: accounts.judgeAccount });
  const ownWords = createOwnWordServices(deps, dismissWhole);
  const people = createPeopleServices(deps);
  const submissions = createSubmissionServices(deps, reviewSteps);
  const duties = createDutyServices(deps);
  const interactions = createInteractionServices(deps, { steps: reviewSteps, duties });
  const shutdowns = createCaseServices(deps, { dismissFindingOf, judgeAccount: accounts.judgeAccount, reviewSteps });
  return {
    accounts: accounts.services,
    policies: policies.services,
    mandates,
    rules,
    reach,
    publishing,
    cases: shutdowns.services,
    alerts: createAlertServices(deps),
    notify: createNotifyServices(deps),
    oncall: createOncallServices(deps, createNotifySteps(deps)),
    letters: createLetterServices(deps),
    filings: createFilingServices(deps),
    onboarding: createOnboardingServices(deps),
    officialLists: createOfficialListServices(deps, { ...accounts.services, ...createNotInList(deps) }),
    files: createFileServices(deps),
    imports: createImportServices(deps, {
      accounts: accounts.services,
      people: { ...people, inUse: createPeopleInUse(deps) },
      team: { registerRoster: createRegisterRoster(deps) },
    }),
    people,
    ownPosts: ownPosts.services,
    team: createTeamServices(deps),
    training: createTraining(deps),
    credentials: createCredentialServices(deps, accounts.recordLearnedPost),
    upkeep: createUpkeep(deps),
    findings: createFindingServices(deps, {
      ...{ ...cases, ...ownWords, judgeAccount: accounts.judgeAccount, dismissWhole },
    }),
    ownWords: ownWords.services,
    reviews: createReviewServices(deps, reviewSteps, [
      ...[reviewed, submissions.reviewed, ownPosts.reviewed, interactions.reviewed, shutdowns.reviewed],
    ]),
    ...{ duties, interactions: interactions.services, surveys: createSurveyServices(deps) },
    ...{
      emergencies: createEmergencyServices(deps, createApplyRule(deps, { answers: false })),
      meetings: createMeetingServices(deps),
    },
    siteChecks: createSiteCheckServices(deps),
    submissions: submissions.services,
    views: createViews(deps),
    webhooks: createWebhookServices(deps),
  };
}
