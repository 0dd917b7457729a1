import type { AccountId, PostId } from '../../src/domain/ids';
import type { Post } from '../../src/domain/accounts/post';
import type { Posts } from '../../src/ports/storage';
import { readPostFacts } from '../../src/services/accounts/keepPosts';
import { after, newPostOf, NOW } from '../storage/samples';

const ID = 'a'.repeat(24) as AccountId;
const post = (digit: string, countedAt: Date, more: Partial<Post> = {}): Post => ({
  ...newPostOf(digit).observed,
  id: digit.repeat(24) as PostId,
  accountId: ID,
  platform: 'portal',
  countedAt,
  standing: 'counted',
  firstSeenAt: NOW,
  textHash: digit,
  ...more,
});

/** What is stored of the account; `read` counts how often the newest post was asked for. */
function storeOf(stored: readonly Post[]) {
  const asked = { read: 0 };
  const posts: Pick<Posts, 'counted' | 'newest'> = {
    counted: () => Promise.resolve(stored.map(({ id, countedAt }) => ({ id, countedAt }))),
    newest: () => {
      asked.read += 1;
      return Promise.resolve(stored.at(-1) ?? null);
    },
  };
  const facts = (seen: readonly Post[]) => readPostFacts({ posts: posts as Posts }, ID, { at: NOW, seen });
  return { asked, facts };
}

test('the newest post is the one just seen, and read only where it is not among those', async () => {
  const [old, newest] = [post('1', after(-2_000)), post('2', after(-1_000))];
  const { asked, facts } = storeOf([old, newest]);
  expect(await facts([newest, old])).toEqual({ newest, countedAts: [old.countedAt, newest.countedAt] });
  expect(asked.read).toBe(0);
  expect((await facts([old])).newest).toEqual(newest);
  expect(asked.read).toBe(1);
});

test('of a post that was seen twice, before and after its date was corrected, the one that is stored counts', async () => {
  const stored = post('2', after(-1_000));
  const { asked, facts } = storeOf([stored]);
  const before = post('2', after(-9_000));
  expect((await facts([before, stored, before])).newest).toEqual(stored);
  expect((await facts([before])).newest).toEqual(stored);
  expect((await facts([post('2', stored.countedAt, { standing: 'future-dated' })])).newest).toEqual(stored);
  expect(asked.read).toBe(2);
});

test('of an account without posts there is no newest one', async () => {
  expect(await storeOf([]).facts([])).toEqual({ newest: null, countedAts: [] });
});
