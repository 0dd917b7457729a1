import { del, get, post, put, type Route } from './edge/route';
import * as ownWords from './content/ownWordEndpoints';
import * as duties from './duties/dutyEndpoints';
import * as files from './duties/unitFileEndpoints';
import * as interactions from './duties/interactionEndpoints';
import * as ownPosts from './ownPosts/ownPostEndpoints';
import * as reviews from './reviews/reviewEndpoints';
import * as quotas from './submissions/quotaEndpoints';
import * as siteChecks from './siteChecks/siteCheckEndpoints';
import * as submissions from './submissions/submissionEndpoints';

/**
 * What units write and others pass: own items, submissions, reviews, what is owed within a limit, and how websites stand. Part of the table
 * of routes.
 */
export const REVIEWED_ROUTES: readonly Route[] = [
  get('/own-posts', 'read', ownPosts.listOwnPosts),
  post('/own-posts', 'own-post.draft', ownPosts.draftOwnPost),
  post('/own-posts/preview', 'own-post.draft', ownPosts.previewDraft),
  get('/own-posts/:id', 'read', ownPosts.showOwnPost),
  put('/own-posts/:id', 'own-post.draft', ownPosts.editOwnPost),
  get('/own-posts/:id/preview', 'read', ownPosts.previewOwnPost),
  post('/own-posts/:id/submit', 'own-post.draft', ownPosts.submitOwnPost),
  post('/own-posts/:id/withdraw', 'read', ownPosts.withdrawOwnPost),
  post('/own-posts/:id/settle', 'finding.dismiss', ownPosts.settleOwnPost),
  get('/manual-tasks/own-posts', 'read', ownPosts.listHandCopies),
  post('/own-posts/:id/retry', 'job.retry', ownPosts.retryCopy),

  get('/own-words', 'read', ownWords.listOwnWords),
  post('/own-words', 'read', ownWords.proposeOwnWords),
  post('/own-words/:id/decision', 'rules.manage', ownWords.decideOwnWords),
  post('/own-words/:id/withdraw', 'read', ownWords.withdrawOwnWords),

  get('/reviews', 'read', reviews.listReviews),
  get('/review-count', 'read', reviews.countReviews),
  get('/reviews/:id', 'read', reviews.showReview),
  post('/reviews/:id/steps', 'read', reviews.takeReviewStep),
  post('/reviews/:id/secrecy', 'read', reviews.examineSecrecy),
  put('/reviews/:id/assignee', 'read', reviews.assignReview),
  put('/reviews/:id/takers', 'review.manage', reviews.nameTakers),
  get('/reviewers', 'read', reviews.listReviewers),
  get('/review-delegations', 'read', reviews.listDelegations),
  post('/review-delegations', 'read', reviews.addDelegation),
  del('/review-delegations/:id', 'read', reviews.endDelegation),
  get('/review-flows', 'read', reviews.listReviewFlows),
  put('/review-flows', 'review.manage', reviews.setReviewFlow),
  del('/review-flows', 'review.manage', reviews.withdrawReviewFlow),

  get('/duties', 'read', duties.listDuties),
  post('/duties', 'duty.write', duties.recordDuty),
  get('/duties/:id', 'read', duties.showDuty),
  post('/duties/:id/steps', 'read', duties.takeDutyStep),
  get('/asked-duties', 'read', duties.listAskedDuties),
  get('/interactions', 'read', interactions.listInteractions),
  post('/interactions', 'duty.receive', interactions.receiveInteractions),
  post('/interactions/sheet', 'duty.receive', interactions.receiveInteractionSheet),
  get('/interactions/:id', 'read', interactions.showInteraction),
  get('/interactions/:id/checks', 'read', interactions.checkAnswer),
  put('/interactions/:id/answer', 'duty.write', interactions.writeAnswer),
  post('/interactions/:id/submit', 'duty.write', interactions.handInAnswer),
  put('/interactions/:id/kind', 'duty.write', interactions.changeKind),
  post('/interactions/:id/set-aside', 'duty.decide', interactions.setInteractionAside),
  post('/interactions/:id/take-up', 'duty.decide', interactions.takeInteractionUp),
  put('/interactions/:id/link', 'duty.write', interactions.showAnswerLink),
  get('/duty-units', 'duty.write', duties.listDutyUnits),
  get('/duty-rules', 'read', duties.listDutyRules),
  get('/duty-figures', 'read', duties.showDutyFigures),
  get('/survey-plans', 'read', files.listSurveyPlans),
  post('/survey-plans', 'duty.write', files.openSurveyPlan),
  get('/survey-plans/:id', 'read', files.showSurveyPlan),
  post('/survey-plans/:id/items', 'duty.write', files.addSurvey),
  post('/survey-plans/:id/steps', 'read', files.takeSurveyStep),
  get('/survey-plans/:id/results', 'read', files.findSurveyResults),
  get('/emergencies', 'read', files.listEmergencies),
  post('/emergencies', 'duty.write', files.openEmergency),
  get('/emergencies/:id', 'read', files.showEmergency),
  put('/emergencies/:id/voices', 'duty.write', files.chooseVoices),
  get('/emergencies/:id/statements', 'read', files.listStatements),
  post('/emergencies/:id/statements', 'duty.write', files.enterStatement),
  post('/emergencies/:id/strike', 'duty.decide', files.strikeStatement),
  post('/emergencies/:id/calls', 'rules.manage', files.callForVoice),
  post('/emergencies/:id/close', 'duty.decide', files.closeEmergency),
  post('/emergencies/:id/reopen', 'duty.decide', files.reopenEmergency),
  get('/meetings', 'read', files.listMeetings),
  post('/meetings', 'duty.write', files.recordMeeting),
  get('/meetings/:id', 'read', files.showMeeting),
  put('/meetings/:id', 'duty.write', files.correctMeeting),
  post('/meetings/:id/decisions', 'duty.write', files.addDecision),

  get('/site-checks', 'read', siteChecks.listSiteChecks),
  get('/site-check-states', 'read', siteChecks.countSiteStates),
  get('/site-checks/:id', 'read', siteChecks.showSiteCheck),
  get('/site-checks/:id/visits', 'read', siteChecks.listSiteVisits),
  get('/site-checks/:id/links', 'read', siteChecks.listSiteLinks),

  get('/submissions', 'read', submissions.listSubmissions),
  post('/submissions', 'submission.write', submissions.beginSubmission),
  get('/submissions/:id', 'read', submissions.showSubmission),
  get('/submissions/:id/checks', 'read', submissions.checkSubmission),
  put('/submissions/:id', 'submission.write', submissions.writeSubmission),
  post('/submissions/:id/submit', 'submission.write', submissions.handInSubmission),
  post('/submissions/:id/withdraw', 'submission.write', submissions.withdrawSubmission),
  post('/submissions/:id/decision', 'submission.decide', submissions.decideSubmission),
  get('/units/:id/informants', 'read', submissions.listInformants),
  get('/submission-rules', 'read', submissions.showSubmissionRules),
  get('/submission-quotas', 'read', quotas.showQuotas),
  put('/submission-quotas', 'rules.manage', quotas.setQuota),
  get('/submission-standing', 'read', submissions.showStanding),
  get('/submission-standing/file', 'read', submissions.exportStanding),
  get('/submission-awards', 'submission.decide', submissions.listAwards),
  get('/submission-awards/file', 'submission.decide', submissions.exportAwards),
  put('/submission-awards/:id', 'submission.decide', submissions.decideAward),
];
