import { createAccountRegistration } from './accounts/accountRegistration';
import { createAnnounceCredential } from './accounts/announceCredential';
import { createCollectDue } from './accounts/collectDue';
import { createCollectNow } from './accounts/collectNow';
import { createInspectPosts } from './accounts/inspectPosts';
import { createJudgeAccount } from './accounts/judgeAccount';
import { createJudgeDue } from './accounts/judgeDue';
import { createLookAtAccount } from './accounts/lookAtAccount';
import { createPlanNextLook } from './accounts/planNextLook';
import { createProbe } from './accounts/probe';
import { createRecordLearnedPost } from './accounts/recordLearnedPost';
import { createRegisterAccounts } from './accounts/registerAccounts';
import { createRegisterUnits } from './accounts/registerUnits';
import { createAcknowledge } from './alerts/acknowledge';
import { createWatchIncidents } from './alerts/incidents';
import { createRelay } from './alerts/relay';
import { createActDue } from './cases/actDue';
import { createCloseRecovered, createFollowVerdict } from './cases/followVerdict';
import { createMoveStoredCase } from './cases/moveStoredCase';
import { createTakeCaseStep } from './cases/takeCaseStep';
import type { Services } from './contract';
import { createCredentialServices } from './credentials/createCredentialServices';
import { meteredConnectors } from './credentials/meteredConnectors';
import { createAcceptRepost } from './mandates/acceptRepost';
import { createAnnounceComplete } from './mandates/announceComplete';
import { createChangeObligation } from './mandates/changeObligation';
import { createCloseOutdated } from './mandates/closeOutdated';
import { createDraftRepost } from './mandates/draftRepost';
import { createFulfilObligation } from './mandates/fulfilObligation';
import { createHandleObligation } from './mandates/handleObligation';
import { createRecoverInterrupted } from './mandates/recoverInterrupted';
import { createNoticeOverdue } from './mandates/noticeOverdue';
import { createMatchNew, createObserveAccount } from './mandates/observeAccount';
import { createPublishDue } from './mandates/publishDue';
import { createManageRules } from './mandates/manageRules';
import { createPreviewPlatforms } from './mandates/previewMandate';
import { createPreviewRule } from './mandates/previewRule';
import { createPublishing } from './mandates/publishing';
import { createQueueReady } from './mandates/queueReady';
import { createRecomputeProvisional } from './mandates/recomputeProvisional';
import { createReleaseIssued } from './mandates/releaseIssued';
import { createRemindManual, withReminders } from './mandates/remindManual';
import { createReportRepost } from './mandates/reportRepost';
import { createReview } from './mandates/review';
import { createRunJob } from './mandates/runJob';
import { createStepObligation } from './mandates/stepObligation';
import { createBootstrap } from './people/bootstrap';
import { createListPeople, createRegisterPerson } from './people/register';
import { createAuthenticate, createSignOut } from './people/sessions';
import { createCreateLink, createSignInWithLink } from './people/signInLinks';
import { createSignInWithPassword } from './people/signInWithPassword';
import { createConsiderPolicies } from './policies/considerPolicies';
import { createExpandMandates } from './policies/expandMandates';
import { createFollowChanges } from './policies/followChanges';
import { createFollowDocuments } from './policies/followDocuments';
import { createLinkInterpretations } from './policies/linkInterpretations';
import { createWithdrawRepealed } from './policies/withdrawRepealed';
import { createIntake, createIntakeAll } from './policies/intake';
import { createIssueMandates } from './policies/issueMandates';
import { createReadDocuments } from './policies/readDocuments';
import { createRegisterRules, createRegisterSources } from './policies/registerSources';
import type { ServiceDeps } from './settings';
import { createTraining } from './training/trainingGround';
import { createViews } from './views/createViews';

export type * from './contract';
export type * from './workRun';
export type * from './accounts/contract';
export type * from './credentials/contract';
export type * from './mandates/contract';
export type * from './views/contract';
export type { ServiceDeps, ServiceSettings } from './settings';

/** Every use case of the product over the given storage and connectors. Holds no state that a restart could lose. */
export function createServices(given: ServiceDeps): Services {
  const deps: ServiceDeps = { ...given, connectors: meteredConnectors(given) };
  const changeObligation = createChangeObligation(deps);
  const stepObligation = createStepObligation(deps, changeObligation);
  const reportRepost = createReportRepost(deps);
  const fulfilObligation = createFulfilObligation(deps, stepObligation);
  const observeAccount = createObserveAccount(deps, { fulfilObligation, reportRepost });
  const moveStoredCase = createMoveStoredCase(deps);
  const closeRecovered = createCloseRecovered(deps, moveStoredCase);
  const judgeAccount = createJudgeAccount(deps, createFollowVerdict(deps, closeRecovered));
  const inspectPosts = createInspectPosts(deps);
  const recordLearnedPost = createRecordLearnedPost(deps, { inspectPosts, observeAccount, judgeAccount });
  const registerAccounts = createRegisterAccounts(deps);
  const lookAtAccount = createLookAtAccount(deps, {
    inspectPosts,
    observeAccount,
    judgeAccount,
    planNextLook: createPlanNextLook(deps),
    announceCredential: createAnnounceCredential(deps),
  });
  const draftRepost = createDraftRepost(deps);
  const intake = createIntake(deps, createReadDocuments(deps));
  return {
    accounts: {
      registerUnits: createRegisterUnits(deps),
      registerAccounts,
      collectDue: createCollectDue(deps, lookAtAccount),
      collectNow: createCollectNow(deps),
      judgeDue: createJudgeDue(deps, judgeAccount),
      probe: createProbe(given),
      ...createAccountRegistration(deps, { registerAccounts, recordLearnedPost }),
    },
    policies: {
      registerSources: createRegisterSources(deps),
      registerRules: createRegisterRules(deps),
      intake,
      intakeAll: createIntakeAll(deps, { intake, followDocuments: createFollowDocuments(deps) }),
      issueMandates: createIssueMandates(deps, {
        considerPolicies: createConsiderPolicies(deps, {
          linkInterpretations: createLinkInterpretations(deps),
          withdrawRepealed: createWithdrawRepealed(deps),
        }),
        closeOutdated: createCloseOutdated(deps),
        followChanges: createFollowChanges(deps, { stepObligation, reportRepost }),
        expandMandates: createExpandMandates(deps, {
          draftRepost,
          changeObligation,
          stepObligation,
          matchNew: createMatchNew(deps, fulfilObligation),
        }),
        releaseIssued: createReleaseIssued(deps, stepObligation),
      }),
    },
    mandates: {
      review: createReview(deps),
      queueReady: createQueueReady(deps, { draftRepost, stepObligation, observeAccount }),
      publishDue: createPublishDue(deps, createRunJob(deps, stepObligation)),
      recoverInterrupted: createRecoverInterrupted(deps, {
        stepObligation,
        announceComplete: createAnnounceComplete(deps),
      }),
      noticeOverdue: withReminders(
        createNoticeOverdue(deps, changeObligation),
        createRemindManual(deps, changeObligation),
      ),
      recomputeProvisional: createRecomputeProvisional(deps, changeObligation),
      acceptRepost: createAcceptRepost(deps, { fulfilObligation, reportRepost }),
      ...createHandleObligation(deps, stepObligation),
    },
    rules: { ...createManageRules(deps), preview: createPreviewRule(deps, createPreviewPlatforms(deps, draftRepost)) },
    publishing: createPublishing(deps, draftRepost),
    cases: {
      actDue: createActDue(deps, { moveStoredCase, closeRecovered }),
      takeCaseStep: createTakeCaseStep(deps, moveStoredCase),
    },
    alerts: {
      relay: createRelay(deps),
      acknowledge: createAcknowledge(deps),
      incidents: createWatchIncidents(deps),
      onHint: (listener) => deps.storage.alerts.onHint(listener),
    },
    people: {
      bootstrap: createBootstrap(deps),
      createLink: createCreateLink(deps),
      signInWithPassword: createSignInWithPassword(deps),
      signInWithLink: createSignInWithLink(deps),
      signOut: createSignOut(deps),
      authenticate: createAuthenticate(deps),
      register: createRegisterPerson(deps),
      list: createListPeople(deps),
    },
    training: createTraining(deps),
    credentials: createCredentialServices(deps, recordLearnedPost),
    views: createViews(deps),
  };
}
