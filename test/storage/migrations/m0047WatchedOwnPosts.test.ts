import type { AccountId, OwnPostId } from '../../../src/domain/ids';
import type { Copy } from '../../../src/domain/ownPosts/ownPost';
import { DAY_MS } from '../../../src/domain/time/instant';
import { m0047WatchedOwnPosts } from '../../../src/storage/migrations/m0047WatchedOwnPosts';
import { ownPostOf } from '../ownPosts/ownPostSamples';
import { eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const LATER = new Date(NOW.getTime() + DAY_MS);

test('items whose copies were looked at without an end are looked at for a month from their last copy; drafts are not', async () => {
  const accountIds = [ids.id<AccountId>(), ids.id<AccountId>()] as const;
  const copyOf = (given: Partial<Copy>): Copy => ({
    ...{ accountId: accountIds[0], state: 'manual', reason: null, jobId: null, postId: null, url: null, seenAt: null },
    ...{ comparedHash: null, differences: [], goneAt: null, leftListAt: null, settled: null },
    ...given,
  });
  const published = ownPostOf({
    state: 'publishing',
    begunAt: NOW,
    copies: [copyOf({}), copyOf({ accountId: accountIds[1], state: 'seen', seenAt: LATER })],
  });
  const draft = ownPostOf();
  for (const one of [published, draft]) await storage.ownPosts.insert(one, eventOf('own-post'));
  const connection = await store.raw();
  const rows = connection.collection<{ _id: OwnPostId }>('own-posts');
  await rows.createIndex({ watched: 1, watchedUntilAt: -1, _id: 1 }, { name: 'own-posts-watching' });
  // As the version before wrote them.
  const former = { watch: true, sought: true, 'copies.0.goneAt': true, 'copies.0.settled': true } as const;
  await rows.updateMany({}, { $unset: former, $set: { watchedUntilAt: LATER } } as never);
  for (let run = 0; run < 2; run += 1) await m0047WatchedOwnPosts.up(connection);
  const month = { fromAt: LATER, toAt: new Date(LATER.getTime() + 30 * DAY_MS) };
  expect(await storage.ownPosts.byId(published.id, null)).toEqual({ ...published, watch: month });
  expect(await storage.ownPosts.byId(draft.id, null)).toEqual(draft);
  const watching = await storage.ownPosts.watching(accountIds[0], LATER);
  expect(watching.map(({ id, sought }) => [id, sought])).toEqual([[published.id, []]]);
  expect((await rows.indexes()).map(({ name }) => name)).not.toContain('own-posts-watching');
});
