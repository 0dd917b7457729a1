import type { OwnPostId } from '../../../src/domain/ids';
import { m0052CopiesByHand } from '../../../src/storage/migrations/m0052CopiesByHand';
import { handCopyOf, ownPostOf } from '../ownPosts/ownPostSamples';
import { eventOf, NOW } from '../samples';
import { useTestStore } from '../testStore';

const { store, storage } = useTestStore();

test('items of the version before are listed where a copy is to be made by hand, and only those', async () => {
  const [manual, seen, draft] = [
    ownPostOf({ state: 'publishing', begunAt: NOW, copies: [handCopyOf({ state: 'seen' }), handCopyOf()] }),
    ownPostOf({ state: 'published', begunAt: NOW, copies: [handCopyOf({ state: 'seen' })] }),
    ownPostOf(),
  ];
  for (const one of [manual, seen, draft]) await storage.ownPosts.insert(one, eventOf('own-post'));
  const connection = await store.raw();
  await connection.collection<{ _id: OwnPostId }>('own-posts').updateMany({}, { $unset: { byHand: true } });
  for (let run = 0; run < 2; run += 1) await m0052CopiesByHand.up(connection);
  const listed = await storage.ownPosts.byHand(null, { limit: 9, cursor: null }, null);
  expect(listed.items).toEqual([manual]);
});
