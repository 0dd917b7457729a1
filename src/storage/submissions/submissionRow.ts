import type { SubmissionId } from '../../domain/ids';
import type { Submission } from '../../domain/submissions/submission';
import type { Instant } from '../../domain/time/instant';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, stopOverridesPart, text, texts } from '../schemaParts';
import type { Row } from '../table';

export interface SubmissionRow extends Row, Omit<Submission, 'id'>, WithOutbox {
  readonly _id: SubmissionId;
  /** When it came to the office last, and before that when it was begun: the order of lists. */
  readonly shownAt: Instant;
  /** Whether it came to the office at some time. */
  readonly cameIn: boolean;
}

/** Of those that were stored before there were attachments, and of rows of a list, none are read. */
type StoredSubmission = Omit<SubmissionRow, 'attachments'> & { readonly attachments?: Submission['attachments'] };

const personPart = partSchema({ id: text, name: text });

export const submissionSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  author: personPart,
  informant: partSchema({ liaisonId: text, personId: text, name: text }),
  title: text,
  body: text,
  kind: text,
  section: text,
  attachments: { type: [partSchema({ fileId: text, name: text })] },
  isTextGone: flag,
  state: text,
  contentHash: text,
  overrides: stopOverridesPart,
  handedIn: flag,
  followed: count,
  createdAt: instant,
  sentAt: instant,
  sentHash: text,
  month: text,
  countsFor: text,
  adoption: partSchema({
    ...{ by: text, name: text, at: instant },
    uses: { type: [partSchema({ where: text, link: text })] },
    criteria: { type: [partSchema({ key: text, points: count, by: text, name: text, at: instant })] },
  }),
  thread: { type: [partSchema({ event: text, by: text, name: text, at: instant, reason: text, words: text })] },
  version: count,
  shownAt: instant,
  cameIn: flag,
  outbox: outboxField,
});

/** What of a row is the submission, with what it is looked up by. */
export function submissionFields(submission: Submission): Omit<SubmissionRow, '_id' | 'outbox'> {
  const { id: _id, ...fields } = submission;
  const { sentAt, createdAt } = submission;
  return { ...fields, shownAt: sentAt ?? createdAt, cameIn: sentAt !== null };
}

export function readSubmission({
  _id,
  outbox: _outbox,
  shownAt: _shownAt,
  cameIn: _cameIn,
  attachments,
  ...submission
}: StoredSubmission): Submission {
  return { id: _id, ...submission, attachments: attachments ?? [] };
}
