import { del, get, post, put, type Route } from './edge/route';
import * as duties from './duties/dutyEndpoints';
import * as interactions from './duties/interactionEndpoints';
import * as ownPosts from './ownPosts/ownPostEndpoints';
import * as reviews from './reviews/reviewEndpoints';
import * as quotas from './submissions/quotaEndpoints';
import * as submissions from './submissions/submissionEndpoints';

/**
 * What units write and others pass: own items, submissions, reviews, and what is owed within a limit. Part of the table
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
  put('/interactions/:id/answer', 'duty.write', interactions.writeAnswer),
  post('/interactions/:id/submit', 'duty.write', interactions.handInAnswer),
  put('/interactions/:id/kind', 'duty.write', interactions.changeKind),
  post('/interactions/:id/set-aside', 'duty.decide', interactions.setInteractionAside),
  post('/interactions/:id/take-up', 'duty.decide', interactions.takeInteractionUp),
  put('/interactions/:id/link', 'duty.write', interactions.showAnswerLink),
  get('/duty-units', 'duty.write', duties.listDutyUnits),
  get('/duty-rules', 'read', duties.listDutyRules),
  get('/duty-figures', 'read', duties.showDutyFigures),

  get('/submissions', 'read', submissions.listSubmissions),
  post('/submissions', 'submission.write', submissions.beginSubmission),
  get('/submissions/:id', 'read', submissions.showSubmission),
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
