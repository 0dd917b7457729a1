import * as accounts from './accounts/accountEndpoints';
import * as filings from './accounts/filingEndpoints';
import * as sites from './accounts/siteEndpoints';
import * as registration from './accounts/accountRegistrationEndpoints';
import * as alerts from './alerts/alertEndpoints';
import * as cases from './cases/caseEndpoints';
import * as credentials from './credentials/credentialEndpoints';
import * as findings from './judging/findingEndpoints';
import { FILING_ROUTES } from './filings/filingRoutes';
import * as files from './files/fileEndpoints';
import * as imports from './imports/importEndpoints';
import * as letters from './letters/letterEndpoints';
import * as mandates from './mandates/mandateEndpoints';
import * as obligations from './mandates/obligationEndpoints';
import * as publishing from './mandates/publishingEndpoints';
import * as rules from './mandates/ruleEndpoints';
import * as overview from './overview/summaryEndpoints';
import * as dryRuns from './notify/dryRunEndpoints';
import { MESSAGE_ROUTES } from './notify/messageRoutes';
import * as notify from './notify/notifyEndpoints';
import * as oncall from './oncall/oncallEndpoints';
import * as ladders from './oncall/ladderEndpoints';
import * as assignments from './people/assignmentEndpoints';
import * as handover from './people/handoverEndpoints';
import * as managePeople from './people/managePeopleEndpoints';
import * as people from './people/peopleEndpoints';
import * as reach from './people/reachEndpoints';
import * as roles from './people/roleEndpoints';
import * as sessions from './people/sessionEndpoints';
import * as units from './people/unitEndpoints';
import * as policies from './policies/policyEndpoints';
import * as storage from './retention/storageEndpoints';
import * as courses from './team/courseEndpoints';
import * as liaisons from './team/liaisonEndpoints';
import * as training from './training/trainingEndpoints';
import * as webhooks from './webhooks/webhookEndpoints';
import { del, get, patch, post, put, type Route } from './edge/route';
import { REVIEWED_ROUTES } from './reviewedRoutes';

/**
 * Everything that can be asked of `/api/v1`, one line each: method, path, who may call, what is asked. Input, response
 * and what each promises stand with the endpoint. The router and `/api/openapi.json` are both made from this table.
 */
export const ROUTES: readonly Route[] = [
  post('/sign-in', 'public', people.signIn),
  post('/sign-in/link', 'public', people.signInByLink),
  post('/sign-out', 'signed-in', people.signOut),
  get('/me', 'signed-in', people.showMe),
  patch('/me/addresses', 'signed-in', people.changeOwnAddresses),
  put('/me/assignment', 'signed-in', assignments.actAs),
  get('/me/password', 'signed-in', sessions.showOwnPassword),
  put('/me/password', 'signed-in', sessions.changeOwnPassword),
  get('/me/sessions', 'signed-in', sessions.listOwnSessions),
  del('/me/sessions/:sessionId', 'signed-in', sessions.endOwnSession),
  get('/summary', 'read', overview.showSummary),
  get('/storage', 'read', storage.showStorage),
  get('/storage/removals', 'read', storage.listRemovals),
  get('/platforms', 'read', accounts.listPlatforms),
  get('/units', 'read', people.listUnits),
  post('/units', 'people.manage', units.addUnit),
  get('/regions', 'read', units.listRegions),
  get('/units/:id', 'read', units.showUnit),
  get('/units/:id/history', 'read', units.listUnitHistory),
  patch('/units/:id', 'people.manage', reach.changeUnit),
  patch('/units/:id/record', 'people.manage', units.changeUnitRecord),
  post('/units/:id/close', 'people.manage', units.closeUnit),
  post('/units/:id/reopen', 'people.manage', units.reopenUnit),
  post('/units/:id/merge-preview', 'people.manage', units.previewUnitMerge),
  post('/units/:id/merge', 'people.manage', units.mergeUnit),
  post('/units/:id/change-preview', 'people.manage', reach.previewUnitChange),
  post('/units/:id/move-preview', 'people.manage', units.previewUnitMove),
  post('/units/:id/move', 'people.manage', units.moveUnit),
  get('/units/:id/liaisons', 'read', liaisons.listLiaisonsOfUnit),
  post('/units/:id/liaisons', 'team.manage', liaisons.addLiaison),
  get('/liaisons', 'read', liaisons.listLiaisons),
  get('/liaisons/gaps', 'read', liaisons.showLiaisonGaps),
  get('/liaisons/unfilled', 'read', liaisons.listUnfilled),
  patch('/liaisons/:id', 'team.manage', liaisons.changeLiaison),
  post('/liaisons/:id/end', 'team.manage', liaisons.endLiaison),
  get('/courses', 'read', courses.listCourses),
  get('/courses/totals', 'read', courses.listCourseTotals),
  post('/courses', 'team.manage', courses.addCourse),
  patch('/courses/:id', 'team.manage', courses.changeCourse),
  del('/courses/:id', 'team.manage', courses.removeCourse),
  ...FILING_ROUTES,
  get('/roles', 'people.manage', roles.listRoles),
  put('/roles', 'people.manage', roles.setRole),
  get('/role-history', 'people.manage', roles.listRoleHistory),
  get('/people', 'people.manage', managePeople.listPeople),
  post('/people', 'people.manage', managePeople.addPerson),
  patch('/people/:id', 'people.manage', managePeople.changePerson),
  post('/people/:id/disabled', 'people.manage', managePeople.disablePerson),
  put('/people/:id/addresses', 'signed-in', managePeople.setAddresses),
  post('/people/:id/sign-in-link', 'people.manage', managePeople.issueSignInLink),
  post('/people/:id/assignments', 'people.manage', assignments.assign),
  post('/people/:id/assignments/:assignmentId/end', 'people.manage', assignments.endAssignment),
  get('/people/:id/handover', 'people.manage', handover.previewHandover),
  post('/people/:id/handover', 'people.manage', handover.handOver),
  get('/handovers', 'people.manage', handover.listHandovers),
  get('/handovers/:id', 'people.manage', handover.showHandover),
  get('/people/:id/sessions', 'people.manage', sessions.listSessions),
  post('/people/:id/sessions/:sessionId/end', 'people.manage', sessions.endSession),
  post('/people/:id/sessions-end', 'people.manage', managePeople.endSessions),

  get('/files/:id', 'read', files.showFile),

  get('/imports', 'account.write', imports.listImports),
  post('/imports', 'account.write', imports.handIn),
  get('/imports/template', 'account.write', imports.showTemplate),
  get('/imports/:id', 'account.write', imports.showImport),
  get('/imports/:id/messages', 'account.write', imports.listImportMessages),
  get('/imports/:id/rows', 'account.write', imports.listImportRows),
  post('/imports/:id/apply', 'account.write', imports.applyImport),
  get('/imports/:id/undo', 'account.write', imports.showUndo),
  post('/imports/:id/undo', 'account.write', imports.undoImport),
  get('/register/export', 'account.write', imports.exportRegister),

  get('/accounts', 'read', accounts.listAccounts),
  get('/accounts/:id', 'read', accounts.showAccount),
  get('/accounts/:id/filing', 'read', filings.showFiling),
  patch('/accounts/:id/filing', 'account.write', filings.changeFiling),
  post('/accounts/:id/status', 'account.write', filings.takeAccountStep),
  get('/accounts/:id/history', 'read', filings.listAccountHistory),
  get('/accounts/:id/posts', 'read', accounts.listPosts),
  get('/accounts/:id/looks', 'read', accounts.listLooks),
  get('/accounts/:id/look-days', 'read', accounts.listLookDays),
  get('/accounts/:id/findings', 'read', accounts.listFindings),
  get('/accounts/:id/obligations', 'read', accounts.listAccountObligations),
  get('/accounts/:id/cases', 'read', accounts.listAccountCases),
  get('/sites', 'read', sites.listSites),
  post('/sites', 'account.write', sites.addSite),
  get('/sites/:id', 'read', sites.showSite),
  get('/sites/:id/history', 'read', sites.listSiteHistory),
  get('/sites/:id/obligations', 'read', sites.listSiteObligations),
  patch('/sites/:id', 'account.write', sites.changeSite),
  post('/sites/:id/status', 'account.write', sites.takeSiteStep),
  post('/sites/:id/change-preview', 'account.write', sites.previewSiteChange),
  post('/accounts/:id/collect', 'account.collect', accounts.collectAccount),

  post('/accounts', 'account.write', registration.addAccount),
  patch('/accounts/:id', 'account.write', registration.changeAccount),
  post('/accounts/probe', 'account.write', registration.probeAccount),
  post('/accounts/:id/articles', 'account.collect', registration.addArticle),
  put('/accounts/:id/credential', 'credentials.manage', credentials.saveAccountCredential),
  post('/findings/:id/dismiss', 'finding.dismiss', findings.dismissFinding),
  post('/findings/:id/take-back', 'finding.dismiss', findings.takeBackFinding),
  get('/credentials', 'read', credentials.listCredentials),
  post('/credentials/applications', 'credentials.manage', credentials.saveApplication),
  post('/credentials/authorise', 'credentials.authorise', credentials.startAuthorisation),
  get('/credentials/:id', 'read', credentials.showCredential),
  post('/credentials/:id/test', 'credentials.authorise', credentials.testCredential),
  del('/credentials/:id', 'credentials.manage', credentials.removeCredential),

  get('/policies', 'read', policies.listPolicies),
  get('/policies/:id', 'read', policies.showPolicy),
  post('/policies/:id/decision', 'mandate.review', policies.decidePolicy),
  get('/sectors', 'read', policies.listSectors),
  get('/policy-sources', 'read', policies.listPolicySources),
  patch('/policy-sources/:id', 'rules.manage', reach.changeCounterpart),
  post('/policy-sources/:id/change-preview', 'rules.manage', reach.previewCounterpart),

  get('/mandates', 'read', mandates.listMandates),
  get('/mandates/:id', 'read', mandates.showMandate),
  get('/mandates/:id/obligations', 'read', mandates.listMandateObligations),
  get('/mandates/:id/preview', 'read', publishing.previewMandate),
  get('/mandates/:id/evidence', 'read', publishing.showEvidence),
  post('/mandates/:id/review', 'mandate.review', mandates.reviewMandate),
  post('/mandates/:id/return', 'mandate.review', mandates.returnMandate),
  post('/mandates/:id/refuse', 'mandate.review', mandates.refuseMandate),
  post('/mandates/:id/withdraw', 'mandate.review', mandates.withdrawMandate),
  get('/mandate-rules', 'read', rules.listRules),
  post('/mandate-rules', 'rules.manage', rules.createRule),
  post('/mandate-rules/preview', 'rules.manage', rules.previewRule),
  post('/mandate-rules/:id', 'rules.manage', rules.updateRule),
  post('/mandate-rules/:id/apply', 'rules.manage', rules.applyRule),
  post('/mandate-rules/:id/disabled', 'rules.manage', rules.disableRule),
  get('/forecast', 'read', publishing.showForecast),
  get('/manual-tasks', 'read', publishing.listManualTasks),
  post('/manual-tasks/retry', 'job.retry', publishing.retryManualTasks),
  get('/obligations', 'read', obligations.listObligations),
  get('/obligations/:id', 'read', obligations.showObligation),
  post('/obligations/:id/confirm', 'obligation.confirm-manual', obligations.confirmObligation),
  post('/obligations/:id/take', 'obligation.confirm-manual', obligations.takeObligation),
  post('/obligations/:id/release', 'obligation.confirm-manual', obligations.releaseObligation),
  post('/obligations/:id/accept', 'obligation.exempt', obligations.acceptRepost),
  post('/obligations/:id/exempt', 'obligation.exempt', obligations.exemptObligation),
  get('/publish-jobs', 'read', obligations.listJobs),
  post('/publish-jobs/:id/retry', 'job.retry', obligations.retryJob),

  ...REVIEWED_ROUTES,

  get('/cases', 'read', cases.listCases),
  get('/cases/:id', 'read', cases.showCase),
  post('/cases/:id/events', 'read', cases.takeCaseStep),

  get('/alerts', 'read', alerts.listAlerts),
  post('/alerts/:id/ack', 'alert.acknowledge', alerts.acknowledgeAlert),
  post('/alerts/acknowledge', 'alert.acknowledge', alerts.acknowledgeAlerts),
  post('/alerts/assign', 'alert.acknowledge', alerts.assignAlerts),
  get('/alerts/assignees', 'alert.acknowledge', alerts.listAssignees),
  get('/alerts/groups', 'read', alerts.listAlertGroups),
  get('/alerts/:id/history', 'read', alerts.listAlertHistory),
  get('/alerts/:id/deliveries', 'read', notify.listDeliveries),
  get('/alerts/:id/letters', 'read', letters.listLettersOfAlert),
  get('/alerts/:id/escalations', 'read', ladders.listEscalations),
  get('/silences', 'read', notify.listSilences),
  post('/silences', 'alert.silence', notify.addSilence),
  post('/silences/dry-run', 'alert.silence', dryRuns.rehearseSilence),
  post('/silences/:id/end', 'alert.silence', notify.endSilence),
  get('/ledger', 'read', alerts.listLedger),
  get('/rosters', 'notify.manage', oncall.listRosters),
  post('/rosters', 'notify.manage', oncall.addRoster),
  put('/rosters/:id', 'notify.manage', oncall.changeRoster),
  del('/rosters/:id', 'notify.manage', oncall.removeRoster),
  get('/rosters/:id/on-duty', 'notify.manage', dryRuns.rehearseDuty),
  get('/rosters/:id/days', 'notify.manage', oncall.listDutyDays),
  put('/rosters/:id/days', 'notify.manage', oncall.setDutyDay),
  post('/rosters/:id/import-preview', 'notify.manage', oncall.previewImport),
  post('/rosters/:id/import', 'notify.manage', oncall.importDuty),
  post('/rosters/:id/rotation-preview', 'notify.manage', oncall.previewRotation),
  post('/rosters/:id/rotation', 'notify.manage', oncall.rotateDuty),
  get('/rosters/:id/template', 'notify.manage', oncall.showTemplate),
  get('/rosters/:id/substitutions', 'notify.manage', oncall.listSubstitutions),
  post('/rosters/:id/substitutions', 'notify.manage', oncall.addSubstitution),
  del('/substitutions/:id', 'notify.manage', oncall.removeSubstitution),
  get('/notify/kinds', 'notify.manage', notify.listKinds),
  get('/notify/channels', 'notify.manage', notify.listChannels),
  post('/notify/channels', 'notify.manage', notify.addChannel),
  put('/notify/channels/:id', 'notify.manage', notify.changeChannel),
  del('/notify/channels/:id', 'notify.manage', notify.removeChannel),
  post('/notify/channels/:id/test', 'notify.manage', notify.testChannel),
  get('/notify/channels/:id/dry-run', 'notify.manage', dryRuns.rehearseChannel),
  get('/notify/routes', 'notify.manage', notify.listRoutes),
  post('/notify/routes', 'notify.manage', notify.addRoute),
  post('/notify/routes/dry-run', 'notify.manage', dryRuns.rehearseRoute),
  put('/notify/routes/:id', 'notify.manage', notify.changeRoute),
  del('/notify/routes/:id', 'notify.manage', notify.removeRoute),
  post('/notify/dry-run', 'notify.manage', notify.dryRun),
  get('/notify/ladders', 'notify.manage', ladders.listLadders),
  post('/notify/ladders', 'notify.manage', ladders.addLadder),
  put('/notify/ladders/:id', 'notify.manage', ladders.changeLadder),
  del('/notify/ladders/:id', 'notify.manage', ladders.removeLadder),
  post('/notify/ladders/dry-run', 'notify.manage', ladders.rehearseLadder),
  ...MESSAGE_ROUTES,
  get('/subscriptions', 'notify.manage', webhooks.listSubscriptions),
  post('/subscriptions', 'notify.manage', webhooks.addSubscription),
  put('/subscriptions/:id', 'notify.manage', webhooks.changeSubscription),
  del('/subscriptions/:id', 'notify.manage', webhooks.removeSubscription),
  post('/subscriptions/:id/ping', 'notify.manage', webhooks.pingSubscription),
  post('/subscriptions/:id/redeliver', 'notify.manage', webhooks.redeliver),
  get('/subscriptions/:id/deliveries', 'notify.manage', webhooks.listWebhookDeliveries),
  get('/digests', 'notify.manage', letters.listDigests),
  post('/digests', 'notify.manage', letters.addDigest),
  post('/digests/preview', 'notify.manage', letters.previewDigest),
  put('/digests/:id', 'notify.manage', letters.changeDigest),
  del('/digests/:id', 'notify.manage', letters.removeDigest),
  get('/digests/:id/letters', 'notify.manage', letters.listDigestLetters),
  get('/reminders', 'read', letters.listReminders),
  post('/reminders', 'reminder.send', letters.remind),
  post('/reminders/preview', 'reminder.send', letters.previewReminder),
  get('/training', 'training.control', training.showTraining),
  post('/training/faults', 'training.control', training.setFault),
  post('/training/policies', 'training.control', training.publishSimulatedPolicy),
];
