import type { AccountId, OwnPostId, PersonId, UnitId } from '../../../src/domain/ids';
import type { Copy, OwnPost } from '../../../src/domain/ownPosts/ownPost';
import { NOW } from '../samples';
import { ids } from '../testStore';

/** A copy that a person has to publish. */
export function handCopyOf(given: Partial<Copy> = {}): Copy {
  return {
    ...{ accountId: ids.id<AccountId>(), state: 'manual', reason: 'no-api', jobId: null, postId: null, url: null },
    ...{ seenAt: null, comparedHash: null, differences: [], goneAt: null, leftListAt: null, settled: null },
    ...given,
  };
}

/** One complete item: a draft of a unit. */
export function ownPostOf(given: Partial<OwnPost> = {}): OwnPost {
  const unitId = given.unitId ?? ids.id<UnitId>();
  return {
    id: ids.id<OwnPostId>(),
    unitId,
    unitPath: [unitId],
    ...{ title: '防汛提示', body: '请注意防汛。', summary: '', link: 'https://county.example/1' },
    ...{ pictures: [], attachments: [] },
    channels: [{ accountId: ids.id<AccountId>(), title: null, text: '一句话' }],
    state: 'draft',
    scheduledFor: null,
    author: { id: ids.id<PersonId>(), name: '李四' },
    formerAuthors: [],
    ...{ reviewId: null, reviewVersion: 0, contentHash: 'ab', checks: null, passedAt: null, begunAt: null },
    copies: [],
    watch: null,
    createdAt: NOW,
    changedAt: NOW,
    version: 1,
    ...given,
  };
}
