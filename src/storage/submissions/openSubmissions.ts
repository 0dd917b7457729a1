import type { Schema } from 'mongoose';
import type { Files } from '../../ports/fileStorage';
import type { Clock } from '../../ports/runtime';
import type { SubmissionStorage } from '../../ports/submissionStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import { awardDecisionSchema, createAwardDecisions, type AwardDecisionRow } from './awardDecisions';
import { createQuotaChanges, quotaChangeSchema, type QuotaChangeRow } from './quotaChanges';
import { createSubmissionMonths, type SubmissionMonthRow } from './submissionMonths';
import { submissionEnding } from './submissionEnding';
import type { SubmissionRow } from './submissionRow';
import { createSubmissions } from './submissions';

export { submissionMonthSchema, type SubmissionMonthRow } from './submissionMonths';
export { submissionSchema, type SubmissionRow } from './submissionRow';

/** Submissions, the months they count for and the list of the year: repositories, and tables that follow units. */
export function openSubmissions(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  {
    submissions,
    months,
    ...held
  }: {
    readonly submissions: Table<SubmissionRow>;
    readonly months: Table<SubmissionMonthRow>;
    readonly files: Files;
    readonly clock: Clock;
  },
): {
  readonly repositories: SubmissionStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  /** What goes when its time is over. */
  readonly endings: Readonly<Record<'submission-texts', Ending>>;
  readonly rescoped: Readonly<Record<'submissions' | 'submission-months', Table<FollowsAccount>>>;
} {
  const quotas = open<QuotaChangeRow>('quota-changes', quotaChangeSchema);
  const decisions = open<AwardDecisionRow>('award-decisions', awardDecisionSchema);
  return {
    repositories: {
      submissions: createSubmissions(submissions),
      submissionMonths: createSubmissionMonths(months),
      awardDecisions: createAwardDecisions(decisions),
      quotaChanges: createQuotaChanges(quotas),
    },
    sources: [submissions, decisions, quotas].map((table) => table as unknown as Table<Row & WithOutbox>),
    endings: { 'submission-texts': submissionEnding({ submissions, ...held }) },
    rescoped: {
      submissions: submissions as unknown as Table<FollowsAccount>,
      'submission-months': months as unknown as Table<FollowsAccount>,
    },
  };
}
