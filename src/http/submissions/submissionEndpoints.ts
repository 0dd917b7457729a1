import { civilDateOf } from '../../domain/time/civil';
import { monthOf } from '../../domain/submissions/month';
import type { SubmissionFileView } from '../../api/submissions';
import type { SubmissionTable } from '../../services/index';
import { contentChecksView } from '../content/contentSchemas';
import { endpoint } from '../edge/endpoint';
import { safeText } from '../sheets/safeText';
import { writeWorkbook } from '../sheets/writeXlsx';
import {
  awardBody,
  awardDecidedView,
  awardList,
  beginBody,
  decisionBody,
  fileView,
  informantList,
  informantParams,
  monthQuery,
  rulesView,
  standingQuery,
  standingView,
  submissionDetailView,
  submissionList,
  submissionParams,
  submissionsQuery,
  submitBody,
  unitParams,
  withdrawBody,
  writeBody,
  yearQuery,
} from './submissionSchemas';

export const listSubmissions = endpoint({
  summary: 'Submissions of the caller’s units, those that came last first, and what the caller can do with each',
  query: submissionsQuery,
  answer: submissionList,
  handle({ services, principal, query: { cursor, limit, ...query } }) {
    return services.submissions.list(query, { cursor, limit }, principal);
  },
});

export const showSubmission = endpoint({
  summary: 'One submission with its text and its thread',
  params: submissionParams,
  answer: submissionDetailView,
  handle({ services, principal, params }) {
    return services.submissions.show(params.id, principal);
  },
});

export const beginSubmission = endpoint({
  summary: 'Begin a submission as a draft',
  status: 201,
  body: beginBody,
  answer: submissionDetailView,
  handle({ services, principal, body: { unitId, ...draft } }) {
    return services.submissions.begin(unitId, draft, principal);
  },
});

export const writeSubmission = endpoint({
  summary: 'Write a draft, or what was returned, otherwise; by its author',
  params: submissionParams,
  body: writeBody,
  answer: submissionDetailView,
  handle({ services, principal, params, body: { version, ...draft } }) {
    return services.submissions.write({ id: params.id, version }, draft, principal);
  },
});

export const checkSubmission = endpoint({
  summary: 'What the checks of the content find in a submission, with what should stand there',
  params: submissionParams,
  answer: contentChecksView,
  handle({ services, principal, params }) {
    return services.submissions.checks(params.id, principal);
  },
});

export const handInSubmission = endpoint({
  summary: 'Hand it in for the review of the unit; after the last stage it is with the office',
  params: submissionParams,
  body: submitBody,
  answer: submissionDetailView,
  handle({ services, principal, params, body }) {
    return services.submissions.submit({ id: params.id, version: body.version }, principal, body.overrides);
  },
});

export const withdrawSubmission = endpoint({
  summary: 'Take a submission back for good',
  params: submissionParams,
  body: withdrawBody,
  answer: submissionDetailView,
  handle({ services, principal, params, body: { version, reason } }) {
    return services.submissions.withdraw({ id: params.id, version }, reason, principal);
  },
});

export const decideSubmission = endpoint({
  summary: 'Adopt, return, decline, take up again or assess what came in; by the office',
  params: submissionParams,
  body: decisionBody,
  answer: submissionDetailView,
  handle({ services, principal, params, body: { version, ...decided } }) {
    return services.submissions.decide({ id: params.id, version }, decided, principal);
  },
});

export const listInformants = endpoint({
  summary: 'Who holds the duty of 信息员 of a unit now',
  params: unitParams,
  answer: informantList,
  handle({ services, principal, params }) {
    return services.submissions.informants(params.id, principal);
  },
});

export const showSubmissionRules = endpoint({
  summary: 'What units owe a month, by which clause, and by which criteria quality is told',
  answer: rulesView,
  handle({ services, principal }) {
    return services.submissions.rules(principal);
  },
});

export const showStanding = endpoint({
  summary: 'How the caller’s unit and those below it stand in a month; no unit beside it is shown',
  query: standingQuery,
  answer: standingView,
  handle({ services, principal, query: { month, order = 'tree' }, now }) {
    return services.submissions.standing(month ?? monthOf(now), order, principal);
  },
});

export const exportStanding = endpoint({
  summary: 'The standing of a month with what is counted in it, as a workbook',
  query: monthQuery,
  answer: fileView,
  async handle({ services, principal, query, now }) {
    return fileOf(await services.submissions.standingTable(query.month ?? monthOf(now), principal));
  },
});

export const listAwards = endpoint({
  summary: 'The 信息员 of a year, what the award of each rests on, and what the office decided',
  query: yearQuery,
  answer: awardList,
  handle({ services, principal, query, now }) {
    return services.submissions.awards(query.year ?? yearOf(now), principal);
  },
});

export const exportAwards = endpoint({
  summary: 'The list of a year as a workbook',
  query: yearQuery,
  answer: fileView,
  async handle({ services, principal, query, now }) {
    return fileOf(await services.submissions.awardTable(query.year ?? yearOf(now), principal));
  },
});

export const decideAward = endpoint({
  summary: 'Say whether a 信息员 is on the list of a year, and why',
  params: informantParams,
  body: awardBody,
  answer: awardDecidedView,
  handle({ services, principal, params, body: { year, version, ...decided } }) {
    return services.submissions.decideAward({ year, informant: params.id, version }, decided, principal);
  },
});

function yearOf(now: Date): number {
  return Number(civilDateOf(now).slice(0, 4));
}

/** No cell begins as a formula does (decision 35). */
function fileOf({ name, sheets }: SubmissionTable): SubmissionFileView {
  const safe = sheets.map(({ lines, ...sheet }) => ({
    ...sheet,
    lines: lines.map((cells) => cells.map((cell) => safeText(cell))),
  }));
  return { fileName: `${name}.xlsx`, content: writeWorkbook(safe).toString('base64') };
}
