import type { ReviewId } from '../../domain/ids';
import type { Review } from '../../domain/reviews/review';
import { barredPeople } from '../../domain/reviews/reviewPasses';
import { waitsFor } from '../../domain/reviews/takers';
import type { Instant } from '../../domain/time/instant';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { count, documentSchema, flag, instant, partSchema, text, texts } from '../schemaParts';
import type { Row } from '../table';

export interface ReviewRow extends Row, Omit<Review, 'id'>, WithOutbox {
  readonly _id: ReviewId;
  /** Looked up by those it waits for. */
  readonly waitsFor: readonly string[];
  /** Whether it waits for anybody: open, or returned to its author. */
  readonly waits: boolean;
  readonly barred: readonly string[];
  /** `dueBy`, and the end of time where there is none: sorted last. */
  readonly waitsBy: Instant;
}

const takersPart = partSchema({ actions: texts, people: texts, duties: texts, within: text });
export const flowFields = {
  kind: text,
  unitId: text,
  stages: { type: [partSchema({ key: text, title: text, titleEn: text, takers: takersPart })] },
  secrecy: partSchema({ before: text, takers: takersPart }),
  returnsTo: text,
  footNames: flag,
  clause: text,
  version: count,
} as const;
const personPart = partSchema({ id: text, name: text });

export const reviewSchema = documentSchema({
  _id: text,
  kind: text,
  subjectId: text,
  title: text,
  unitId: text,
  unitPath: texts,
  author: personPart,
  formerAuthors: texts,
  flow: partSchema(flowFields),
  state: text,
  passed: count,
  assigneeId: text,
  dueBy: instant,
  contentHash: text,
  secrecy: partSchema({
    ...{ result: text, by: text, name: text, at: instant },
    ...{ contentHash: text, classification: text, disclosure: text, insteadOf: personPart },
  }),
  steps: {
    type: [
      partSchema({
        ...{ step: text, stage: text, by: text, name: text },
        ...{ insteadOf: personPart, at: instant, words: text, contentHash: text },
      }),
    ],
  },
  openedAt: instant,
  version: count,
  carried: flag,
  waitsFor: texts,
  waits: flag,
  barred: texts,
  waitsBy: instant,
  outbox: outboxField,
});

/** The last instant a calendar of ours knows. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export function waitsBy(dueBy: Instant | null): Instant {
  return dueBy ?? NEVER;
}

/** What of a row is the review, with what it is looked up by. */
export function reviewFields(review: Review): Omit<ReviewRow, '_id' | 'outbox'> {
  const { id: _id, ...fields } = review;
  return {
    ...fields,
    waitsFor: waitsFor(review),
    waits: review.state === 'open' || review.state === 'returned',
    // What was returned waits for its author, who is barred from everything else.
    barred: review.state === 'returned' ? [] : barredPeople(review),
    waitsBy: waitsBy(review.dueBy),
  };
}

export function readReview({
  _id,
  outbox: _outbox,
  waitsFor: _waitsFor,
  waits: _waits,
  barred: _barred,
  waitsBy: _waitsBy,
  ...review
}: ReviewRow): Review {
  return { id: _id, ...review };
}
