import type { PersonId } from '../../../src/domain/ids';
import type { Mandate, ReviewStage } from '../../../src/domain/mandates/mandate';
import { stageOf, threadOf } from '../../../src/domain/mandates/mandateReview';
import { m0034Reviews } from '../../../src/storage/migrations/m0034Reviews';
import { mandateOf } from '../mandateSamples';
import { after, eventOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

const [first, second] = [ids.id<PersonId>(), ids.id<PersonId>()];
const pass = (stage: ReviewStage, by: PersonId | 'rule', name?: string): Mandate['reviews'][number] => ({
  ...{ stage, by, at: after(1) },
  ...(name === undefined ? {} : { step: 'approve', name }),
});
const against = (stage: ReviewStage, step: 'return' | 'refuse' | 'withdraw'): Mandate['reviews'][number] => ({
  ...{ stage, step, by: second, name: '乙', at: after(2), reason: '依据不足' },
});

/** Mandates as versions before wrote them, by what was done to them. */
const STORED: Readonly<Record<string, Pick<Mandate, 'stage' | 'reviews'>>> = {
  草稿: { stage: 'drafted', reviews: [] },
  一审: { stage: 'first-review', reviews: [pass('first-review', first, '甲')] },
  旧一审: { stage: 'first-review', reviews: [pass('first-review', first)] },
  退回: { stage: 'drafted', reviews: [pass('first-review', first, '甲'), against('drafted', 'return')] },
  签发: {
    stage: 'issued',
    reviews: [pass('first-review', first), pass('second-review', second), pass('issued', ids.id<PersonId>())],
  },
  退稿: { stage: 'refused', reviews: [pass('first-review', first, '甲'), against('refused', 'refuse')] },
  规则: { stage: 'issued', reviews: [pass('issued', 'rule')] },
  撤回: { stage: 'withdrawn', reviews: [pass('issued', 'rule'), against('withdrawn', 'withdraw')] },
};

async function writeAll(): Promise<readonly Mandate[]> {
  const mandates = Object.entries(STORED).map(([title, given]) => mandateOf({ title, ...given }));
  for (const mandate of mandates) await storage.mandates.insert(mandate, eventOf('mandate'));
  return mandates;
}
const reviewOf = ({ id }: Mandate) => storage.reviews.ofSubject('mandate', id);

test('mandates that people reviewed or are to review get a review that says the same; once is enough', async () => {
  const mandates = await writeAll();
  const seen: unknown[] = [];
  for (let run = 0; run < 2; run += 1) {
    await m0034Reviews.up(await store.raw());
    for (const mandate of mandates) {
      const review = await reviewOf(mandate);
      if (mandate.title === '规则') expect(review).toBeNull();
      else if (review === null) throw new Error(`${mandate.title} has no review`);
      else {
        expect([mandate.title, stageOf(review)]).toEqual([mandate.title, mandate.stage]);
        const bare = ({ stage, by, at, reason }: Mandate['reviews'][number]) => ({ stage, by, at, reason });
        expect(threadOf(review).map(bare)).toEqual(mandate.reviews.map(bare));
        expect(review).toMatchObject({ title: mandate.title, dueBy: mandate.dueBy, unitPath: [], carried: true });
        expect(review.contentHash).toMatch(/^[0-9a-f]{64}$/);
      }
      seen.push(review?.id ?? null);
    }
  }
  expect(seen.slice(mandates.length)).toEqual(seen.slice(0, mandates.length));
});

test('begun again after it was killed half-way, and beside another, it leaves one review each', async () => {
  const mandates = await writeAll();
  await m0034Reviews.up(await store.raw());
  // As a run leaves it that was killed before the second half.
  const reviews = (await store.raw()).collection('reviews');
  for (const { id } of mandates.slice(4)) await reviews.deleteOne({ kind: 'mandate', subjectId: id });
  const connection = await store.raw();
  await Promise.all([m0034Reviews.up(connection), m0034Reviews.up(connection)]);
  expect(await reviews.countDocuments({})).toBe(mandates.length - 1);
});
