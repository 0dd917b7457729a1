import { createHash } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { canonicalJson } from '../../domain/alerts/ledgerChain';
import type { ReviewId } from '../../domain/ids';
import type { Mandate, ReviewStage } from '../../domain/mandates/mandate';
import { reviewedContent, reviewOfMandate, stageOf, threadOf } from '../../domain/mandates/mandateReview';
import type { ReviewFlow } from '../../domain/reviews/review';
import { isDuplicateKey } from '../duplicateKey';
import { reviewFields } from '../reviews/reviewRow';
import type { Migration } from './migration';

const PENDING = {
  name: 'outbox-pending',
  key: { 'outbox.eventId': 1 },
  partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
} as const;

/** Mandates that wait for a step of their review are looked for with every issuing tick. */
export const STAGE_INDEX = { name: 'mandates-by-stage', key: { stage: 1, issuedAt: 1, _id: 1 } } as const;

/** Every index of reviews, by collection. */
const REVIEW_INDEXES = {
  reviews: [
    { name: 'review-of-subject', key: { kind: 1, subjectId: 1 }, unique: true },
    { name: 'reviews-waiting', key: { waits: 1, waitsBy: 1, _id: 1 } },
    { name: 'reviews-by-kind', key: { kind: 1, waitsBy: 1, _id: 1 } },
    { name: 'reviews-by-state', key: { state: 1, waitsBy: 1, _id: 1 } },
    { name: 'reviews-of-subtree', key: { unitPath: 1, waitsBy: 1, _id: 1 } },
    { name: 'reviews-all', key: { waitsBy: 1, _id: 1 } },
    {
      name: 'reviews-uncarried',
      key: { carried: 1, openedAt: 1, _id: 1 },
      partialFilterExpression: { carried: false },
    },
    PENDING,
  ],
  'review-delegations': [{ name: 'delegations-present', key: { removedAt: 1, toDate: -1, _id: -1 } }, PENDING],
  'review-flows': [PENDING],
  mandates: [STAGE_INDEX],
} as const;

/** 初审 → 审核 → 签发 as mandates were reviewed until now. */
const takers = { actions: ['mandate.review'], people: [], within: 'office' } as const;
const FLOW: ReviewFlow = {
  kind: 'mandate',
  unitId: null,
  stages: [
    { key: 'first-review', title: '初审', titleEn: 'First review', takers },
    { key: 'second-review', title: '审核', titleEn: 'Second review', takers },
    { key: 'issue', title: '签发', titleEn: 'Issue', takers },
  ],
  secrecy: null,
  returnsTo: 'previous',
  footNames: false,
  clause: '初审、审核、审发三审制度',
  version: 0,
};

type StoredMandate = Omit<Mandate, 'id'> & { readonly _id: Mandate['id'] };
const AT_ONCE = 500;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(REVIEW_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
  let after: string | null = null;
  for (;;) {
    const rows: readonly StoredMandate[] = (await connection
      .collection('mandates')
      .find(after === null ? {} : ({ _id: { $gt: after } } as never), { sort: { _id: 1 }, limit: AT_ONCE })
      .toArray()) as never;
    for (const row of rows) await moveReview(connection, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return;
    after = last._id;
  }
}

/**
 * A review for a mandate that people reviewed or are to review; what a rule issued has none until somebody withdraws
 * it. One a mandate, whoever runs this how often; what it says is compared with what the mandate said.
 */
async function moveReview(connection: Connection, { _id, ...row }: StoredMandate): Promise<void> {
  const mandate = { id: _id, ...row } as Mandate;
  const people = mandate.reviews.filter(({ by }) => by !== 'rule');
  if (people.length === 0 && mandate.stage === 'issued') return;
  const reviews = connection.collection('reviews');
  if ((await reviews.findOne({ kind: 'mandate', subjectId: _id })) !== null) return;
  const contentHash = createHash('sha256')
    .update(canonicalJson(reviewedContent(mandate)))
    .digest('hex');
  const id = new mongoose.Types.ObjectId().toHexString() as ReviewId;
  const review = reviewOfMandate(mandate, { id, flow: FLOW, contentHash });
  const thread = (entries: Mandate['reviews']): string =>
    canonicalJson(entries.map(({ stage, by, at, reason }) => ({ stage: stage as ReviewStage, by, at, reason })));
  if (stageOf(review) !== mandate.stage || thread(threadOf(review)) !== thread(mandate.reviews))
    throw new Error(`The review of mandate ${_id} would not say what the mandate says; nothing of it was moved.`);
  // Another process that runs this beside us may have been faster.
  await reviews.insertOne({ _id: id, ...reviewFields(review), outbox: [] } as never).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
}

export const m0034Reviews: Migration = { version: 34, title: 'one review for everything', up };
