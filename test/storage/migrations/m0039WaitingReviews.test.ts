import type { PersonId, ReviewId } from '../../../src/domain/ids';
import { m0039WaitingReviews } from '../../../src/storage/migrations/m0039WaitingReviews';
import { reviewOf } from '../reviews/reviewSamples';
import { eventOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();

test('reviews that wait are found by those they wait for from now on; once is enough, and others stay', async () => {
  const author = { id: ids.id<PersonId>(), name: '撰' };
  const returned = reviewOf({ author, state: 'returned' });
  const named = reviewOf({ assigneeId: ids.id<PersonId>() });
  const over = reviewOf({ state: 'passed' });
  for (const one of [returned, named, over]) await storage.reviews.open(one, eventOf('review'));
  const rows = (await store.raw()).collection<{ _id: ReviewId; waitsFor: string[]; barred: string[] }>('reviews');
  // As the version before wrote them.
  await rows.updateMany({}, { $set: { waitsFor: ['person:old'], barred: [author.id] } });
  for (let run = 0; run < 2; run += 1) await m0039WaitingReviews.up(await store.raw());
  const of = async (id: ReviewId) => (await rows.findOne({ _id: id })) ?? { waitsFor: [], barred: [] };
  expect(await of(returned.id)).toMatchObject({ waitsFor: [`person:${author.id}`], barred: [] });
  expect((await of(named.id)).waitsFor).toEqual([`person:${named.assigneeId ?? ''}`, 'unit:review.take']);
  expect((await of(over.id)).waitsFor).toEqual(['person:old']);
});
