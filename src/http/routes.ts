import { accountDetailView, accountList, accountParams, accountsQuery, findingList, lookDue, lookList, postList } from './accounts/accountSchemas';
import { collectAccount, listAccountCases, listAccountObligations, listAccounts, listFindings, listLooks, listPlatforms, listPosts, showAccount } from './accounts/accountHandlers';
import { addAccount, addArticle, changeAccount, probeAccount } from './accounts/accountDeskHandlers';
import { accountBody, accountChangeBody, addedArticle, articleBody, probeBody, probeView } from './accounts/accountDeskSchemas';
import { platformList } from './accounts/platformSchemas';
import { acknowledgeAlert, listAlerts, listLedger } from './alerts/alertHandlers';
import { acknowledgement, alertList, alertParams, alertsQuery, ledgerList, ledgerQuery } from './alerts/alertSchemas';
import { listCases, showCase, takeCaseStep } from './cases/caseHandlers';
import { caseEventBody, caseList, caseParams, casesQuery, caseView } from './cases/caseSchemas';
import { listCredentials, removeCredential, saveAccountCredential, saveApplication, showCredential, startAuthorisation, testCredential } from './credentials/credentialHandlers';
import { accountCredentialBody, applicationBody, authorisationStart, authoriseBody, credentialDetailView, credentialList, credentialParams, credentialsQuery, credentialView, removalBody, testDue } from './credentials/credentialSchemas';
import { publicRoute, route, type Route } from './edge/route';
import { pageQuery } from './edge/inputSchemas';
import { listMandateObligations, listMandates, reviewMandate, showMandate } from './mandates/mandateHandlers';
import { mandateList, mandateParams, mandateView } from './mandates/mandateSchemas';
import { acceptRepost, confirmObligation, exemptObligation, listJobs, listObligations, retryJob, showObligation } from './mandates/obligationHandlers';
import { acceptBody, exemptBody, jobList, jobParams, jobsQuery, jobView, mandateObligationsQuery, obligationDetailView, obligationList, obligationParams, obligationsQuery } from './mandates/obligationSchemas';
import { listManualTasks, previewMandate, showEvidence, showForecast } from './mandates/publishingHandlers';
import { evidencePack, forecastView, manualTaskList, manualTasksQuery, platformPreviewList } from './mandates/publishingSchemas';
import { createRule, disableRule, listRules, previewRule, updateRule } from './mandates/ruleHandlers';
import { createRuleBody, disableRuleBody, previewRuleBody, ruleList, ruleParams, rulePreviewView, ruleView, updateRuleBody } from './mandates/ruleSchemas';
import { showSummary } from './overview/summaryHandlers';
import { summaryView } from './overview/summarySchemas';
import { listUnits, showMe, signIn, signInByLink, signOut } from './people/peopleHandlers';
import { meView, signInBody, signInLinkBody, unitList } from './people/peopleSchemas';
import { listPolicies, listPolicySources, showPolicy } from './policies/policyHandlers';
import { publishSimulatedPolicy, setFault, showTraining } from './training/trainingHandlers';
import { faultBody, policyDraftBody, publishedPolicy, trainingQuery, trainingView } from './training/trainingSchemas';
import { policiesQuery, policyList, policyParams, policySourceList, policyView } from './policies/policySchemas';

/** Everything that can be asked of `/api/v1`, one line each. The router and `/api/openapi.json` are both made from this table. */
export const ROUTES: readonly Route[] = [
  publicRoute({ method: 'post', path: '/sign-in', body: signInBody, answer: meView, handle: signIn, summary: 'Sign in with name and password; sets the session cookie' }),
  publicRoute({ method: 'post', path: '/sign-in/link', body: signInLinkBody, answer: meView, handle: signInByLink, summary: 'Sign in with a one-time link; sets the session cookie' }),
  route({ method: 'post', path: '/sign-out', access: 'signed-in', status: 204, handle: signOut, summary: 'End the session of the calling browser' }),
  route({ method: 'get', path: '/me', access: 'signed-in', answer: meView, handle: showMe, summary: 'Who is signed in and what they may do' }),
  route({ method: 'get', path: '/summary', access: 'read', answer: summaryView, handle: showSummary, summary: 'The operations page' }),
  route({ method: 'get', path: '/platforms', access: 'read', answer: platformList, handle: listPlatforms, summary: 'What accounts of each platform are described by' }),
  route({ method: 'get', path: '/units', access: 'read', answer: unitList, handle: listUnits, summary: 'Units of the reader\'s subtree' }),

  route({ method: 'get', path: '/accounts', access: 'read', query: accountsQuery, answer: accountList, handle: listAccounts, summary: 'Accounts, filtered' }),
  route({ method: 'get', path: '/accounts/:id', access: 'read', params: accountParams, answer: accountDetailView, handle: showAccount, summary: 'One account with its daily posts and open case' }),
  route({ method: 'get', path: '/accounts/:id/posts', access: 'read', params: accountParams, query: pageQuery, answer: postList, handle: listPosts, summary: 'Posts seen, newest first' }),
  route({ method: 'get', path: '/accounts/:id/looks', access: 'read', params: accountParams, query: pageQuery, answer: lookList, handle: listLooks, summary: 'Looks taken, newest first' }),
  route({ method: 'get', path: '/accounts/:id/findings', access: 'read', params: accountParams, query: pageQuery, answer: findingList, handle: listFindings, summary: 'Findings with clause and evidence' }),
  route({ method: 'get', path: '/accounts/:id/obligations', access: 'read', params: accountParams, query: pageQuery, answer: obligationList, handle: listAccountObligations, summary: 'What the account has to repost' }),
  route({ method: 'get', path: '/accounts/:id/cases', access: 'read', params: accountParams, query: pageQuery, answer: caseList, handle: listAccountCases, summary: 'Cases about the account' }),
  route({ method: 'post', path: '/accounts/:id/collect', access: 'account.collect', status: 202, params: accountParams, answer: lookDue, handle: collectAccount, summary: 'Look at the account now' }),

  route({ method: 'post', path: '/accounts', access: 'account.write', status: 201, body: accountBody, answer: accountDetailView, handle: addAccount, summary: 'Register an account; a credential with it needs `credentials.manage`' }),
  route({ method: 'patch', path: '/accounts/:id', access: 'account.write', params: accountParams, body: accountChangeBody, answer: accountDetailView, handle: changeAccount, summary: 'Change name, home, class or settings; settings are replaced as a whole' }),
  route({ method: 'post', path: '/accounts/probe', access: 'account.write', body: probeBody, answer: probeView, handle: probeAccount, summary: 'What a look at an account would see, before it is registered' }),
  route({ method: 'post', path: '/accounts/:id/articles', access: 'account.collect', params: accountParams, body: articleBody, answer: addedArticle, handle: addArticle, summary: 'Add an article by its address that the platform\'s lists leave out' }),
  route({ method: 'put', path: '/accounts/:id/credential', access: 'credentials.manage', params: accountParams, body: accountCredentialBody, answer: credentialView, handle: saveAccountCredential, summary: 'Store the account\'s secret; it is tested at once and never shown again' }),

  route({ method: 'get', path: '/credentials', access: 'read', query: credentialsQuery, answer: credentialList, handle: listCredentials, summary: 'Credentials without their secrets' }),
  route({ method: 'post', path: '/credentials/applications', access: 'credentials.manage', body: applicationBody, answer: credentialView, handle: saveApplication, summary: 'Store the secret of an application through which accounts grant access' }),
  route({ method: 'post', path: '/credentials/authorise', access: 'credentials.authorise', body: authoriseBody, answer: authorisationStart, handle: startAuthorisation, summary: 'Begin an authorisation on the platform\'s page; it comes back to /callbacks/authorised/{platform}' }),
  route({ method: 'get', path: '/credentials/:id', access: 'read', params: credentialParams, answer: credentialDetailView, handle: showCredential, summary: 'One credential with what depends on it' }),
  route({ method: 'post', path: '/credentials/:id/test', access: 'credentials.authorise', status: 202, params: credentialParams, answer: testDue, handle: testCredential, summary: 'Test it now, and give publishing another chance' }),
  route({ method: 'delete', path: '/credentials/:id', access: 'credentials.manage', status: 204, params: credentialParams, body: removalBody, handle: removeCredential, summary: 'Forget the secret, with a reason' }),

  route({ method: 'get', path: '/policies', access: 'read', query: policiesQuery, answer: policyList, handle: listPolicies, summary: 'Policies seen' }),
  route({ method: 'get', path: '/policies/:id', access: 'read', params: policyParams, answer: policyView, handle: showPolicy, summary: 'One policy with all places where it was seen' }),
  route({ method: 'get', path: '/policy-sources', access: 'read', answer: policySourceList, handle: listPolicySources, summary: 'Places where policies are looked for, and how that goes' }),

  route({ method: 'get', path: '/mandates', access: 'read', query: pageQuery, answer: mandateList, handle: listMandates, summary: 'Mandates with deadline and progress' }),
  route({ method: 'get', path: '/mandates/:id', access: 'read', params: mandateParams, answer: mandateView, handle: showMandate, summary: 'One mandate' }),
  route({ method: 'get', path: '/mandates/:id/obligations', access: 'read', params: mandateParams, query: mandateObligationsQuery, answer: obligationList, handle: listMandateObligations, summary: 'Obligations of a mandate' }),
  route({ method: 'get', path: '/mandates/:id/preview', access: 'read', params: mandateParams, answer: platformPreviewList, handle: previewMandate, summary: 'What each platform would get: an example with its measures, and who cannot be published to; before and after issue' }),
  route({ method: 'get', path: '/mandates/:id/evidence', access: 'read', params: mandateParams, query: pageQuery, answer: evidencePack, handle: showEvidence, summary: 'Evidence of a mandate, a page at a time, with how to check it' }),
  route({ method: 'post', path: '/mandates/:id/review', access: 'mandate.review', params: mandateParams, answer: mandateView, handle: reviewMandate, summary: 'Take the next review step' }),
  route({ method: 'get', path: '/mandate-rules', access: 'read', answer: ruleList, handle: listRules, summary: 'Mandate rules' }),
  route({ method: 'post', path: '/mandate-rules', access: 'rules.manage', body: createRuleBody, answer: ruleView, handle: createRule, summary: 'Add a mandate rule, with a reason' }),
  route({ method: 'post', path: '/mandate-rules/preview', access: 'rules.manage', query: pageQuery, body: previewRuleBody, answer: rulePreviewView, handle: previewRule, summary: 'Dry run: whom a rule would bind and why; stores nothing' }),
  route({ method: 'post', path: '/mandate-rules/:id', access: 'rules.manage', params: ruleParams, body: updateRuleBody, answer: ruleView, handle: updateRule, summary: 'Change a mandate rule at the revision that was read' }),
  route({ method: 'post', path: '/mandate-rules/:id/disabled', access: 'rules.manage', params: ruleParams, body: disableRuleBody, answer: ruleView, handle: disableRule, summary: 'Stop a rule from making mandates, or let it again' }),
  route({ method: 'get', path: '/forecast', access: 'read', answer: forecastView, handle: showForecast, summary: 'Which open obligations can be published in time within the quotas, and which cannot and why' }),
  route({ method: 'get', path: '/manual-tasks', access: 'read', query: manualTasksQuery, answer: manualTaskList, handle: listManualTasks, summary: 'Tasks by hand with everything to copy, nearest deadline first' }),
  route({ method: 'get', path: '/obligations', access: 'read', query: obligationsQuery, answer: obligationList, handle: listObligations, summary: 'Obligations, filtered' }),
  route({ method: 'get', path: '/obligations/:id', access: 'read', params: obligationParams, answer: obligationDetailView, handle: showObligation, summary: 'One obligation with text to copy, job and history' }),
  route({ method: 'post', path: '/obligations/:id/confirm', access: 'obligation.confirm-manual', status: 202, params: obligationParams, answer: lookDue, handle: confirmObligation, summary: 'Say that the manual repost is out; the account is looked at now' }),
  route({ method: 'post', path: '/obligations/:id/accept', access: 'obligation.exempt', params: obligationParams, body: acceptBody, answer: obligationDetailView, handle: acceptRepost, summary: 'Accept a post that is open as unclear as the repost, with a reason' }),
  route({ method: 'post', path: '/obligations/:id/exempt', access: 'obligation.exempt', params: obligationParams, body: exemptBody, answer: obligationDetailView, handle: exemptObligation, summary: 'Take the obligation off the account, with a reason' }),
  route({ method: 'get', path: '/publish-jobs', access: 'read', query: jobsQuery, answer: jobList, handle: listJobs, summary: 'Publish jobs' }),
  route({ method: 'post', path: '/publish-jobs/:id/retry', access: 'job.retry', params: jobParams, answer: jobView, handle: retryJob, summary: 'Try again by interface; reconciles first' }),

  route({ method: 'get', path: '/cases', access: 'read', query: casesQuery, answer: caseList, handle: listCases, summary: 'Cases, filtered' }),
  route({ method: 'get', path: '/cases/:id', access: 'read', params: caseParams, answer: caseView, handle: showCase, summary: 'One case with its steps and what comes next' }),
  route({ method: 'post', path: '/cases/:id/events', access: 'read', params: caseParams, body: caseEventBody, answer: caseView, handle: takeCaseStep, summary: 'Take a step of the case; the case table says who may' }),

  route({ method: 'get', path: '/alerts', access: 'read', query: alertsQuery, answer: alertList, handle: listAlerts, summary: 'Alerts: newest first, or ascending from `since`' }),
  route({ method: 'post', path: '/alerts/:id/ack', access: 'alert.acknowledge', params: alertParams, answer: acknowledgement, handle: acknowledgeAlert, summary: 'Acknowledge an alert' }),
  route({ method: 'get', path: '/ledger', access: 'read', query: ledgerQuery, answer: ledgerList, handle: listLedger, summary: 'The hash-chained ledger' }),

  route({ method: 'get', path: '/training', access: 'training.control', query: trainingQuery, answer: trainingView, handle: showTraining, summary: 'Simulated platforms only: what can be made to go wrong, and what is made to' }),
  route({ method: 'post', path: '/training/faults', access: 'training.control', body: faultBody, answer: trainingView, handle: setFault, summary: 'Simulated platforms only: switch a fault on or off' }),
  route({ method: 'post', path: '/training/policies', access: 'training.control', body: policyDraftBody, answer: publishedPolicy, handle: publishSimulatedPolicy, summary: 'Simulated platforms only: let the State Council publish a policy now' }),
];
