import type { MandateId, ObligationId, OwnPostId, PolicyId, PublishJobId, UnitId } from '../../domain/ids';
import type { JobSubject } from '../../domain/mandates/jobSubject';
import type { JobState, PublishJob } from '../../domain/mandates/mandate';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { leasePart, type StoredLease } from '../lease';
import { count, documentSchema, flag, instant, partSchema, text, textByKey, texts } from '../schemaParts';
import type { Row } from '../table';
import { draftFields } from './obligationRow';

/** `failures` are the job's errors: `errors` is a reserved name of the schema library. */
export interface PublishJobRow extends Row, Omit<PublishJob, 'id' | 'lease' | 'errors' | 'subject'>, WithOutbox {
  readonly _id: PublishJobId;
  /** Of a repost; null or absent: it publishes an own item. */
  readonly obligationId?: ObligationId | null;
  readonly mandateId?: MandateId | null;
  readonly policyId?: PolicyId | null;
  readonly policyVersion?: number | null;
  /** Of an own item; null or absent: it is a repost, as all were before there were own items. */
  readonly ownPostId?: OwnPostId | null;
  readonly contentHash?: string | null;
  /** The account's, for readers with a scope. */
  readonly unitPath: readonly UnitId[];
  readonly lease: StoredLease;
  readonly failures: PublishJob['errors'];
  /** In a state that somebody may have to work on: the claim reads these alone through its index. */
  readonly claimable: boolean;
}

const picturePart = partSchema({ fileId: text, name: text, alt: text, type: { type: String }, bytes: count });
/**
 * Its list of pictures stands in a part of its own: what lists are absent is stored as empty, and a repost has none.
 */
const jobDraftPart = partSchema({ ...draftFields, own: partSchema({ pictures: { type: [picturePart] } }) });

export const publishJobSchema = documentSchema({
  _id: text,
  obligationId: text,
  mandateId: text,
  accountId: text,
  unitPath: texts,
  policyId: text,
  policyVersion: count,
  ownPostId: text,
  contentHash: text,
  platform: text,
  key: text,
  draft: jobDraftPart,
  state: text,
  progress: textByKey,
  callMayHaveHappened: flag,
  attempt: count,
  dueAt: instant,
  dueBy: instant,
  lease: leasePart,
  receipt: partSchema({ platformIds: texts, url: text, acceptedAt: instant }),
  failures: { type: [partSchema({ at: instant, attempt: count, remedy: text, code: text, message: text })] },
  createdAt: instant,
  settledAt: instant,
  claimable: flag,
  outbox: outboxField,
});

const CLAIMABLE: readonly JobState[] = ['queued', 'confirming', 'waiting', 'running'];

export function isClaimable(state: JobState): boolean {
  return CLAIMABLE.includes(state);
}

export function readJob(row: PublishJobRow): PublishJob {
  const { token, owner, untilAt } = row.lease;
  return {
    id: row._id,
    subject: readSubject(row),
    accountId: row.accountId,
    platform: row.platform,
    key: row.key,
    draft: row.draft,
    state: row.state,
    progress: row.progress,
    callMayHaveHappened: row.callMayHaveHappened,
    attempt: row.attempt,
    dueAt: row.dueAt,
    dueBy: row.dueBy,
    lease: token === null || owner === null ? null : { token, owner, untilAt },
    receipt: row.receipt,
    errors: row.failures,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
  };
}

/** The subject as it is stored: the fields of its kind. */
export function subjectFields({ kind: _kind, ...fields }: JobSubject): Partial<PublishJobRow> {
  return fields;
}

function readSubject({
  _id,
  ownPostId,
  contentHash,
  obligationId,
  mandateId,
  policyId,
  policyVersion,
}: PublishJobRow): JobSubject {
  if (isKnown(ownPostId)) return { kind: 'own-post', ownPostId, contentHash: contentHash ?? '' };
  if (!isKnown(obligationId) || !isKnown(mandateId) || !isKnown(policyId) || !isKnown(policyVersion))
    throw new Error(`Publish job ${_id} says of nothing what it publishes.`);
  return { kind: 'repost', obligationId, mandateId, policyId, policyVersion };
}

function isKnown<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
