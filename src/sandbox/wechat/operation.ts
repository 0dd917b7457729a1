import type { Exchange } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import type { World } from '../world/world';
import type { DraftBox } from './draftBox';
import { openDraftBox } from './draftBox';
import type { MediaShelf } from './mediaShelf';
import { openMediaShelf } from './mediaShelf';
import { openPublishDesk } from './publishDesk';
import type { PublishDesk } from './publishDesk';

/** A call with a valid token. */
export interface Call { readonly exchange: Exchange; readonly actor: Actor }

/** One interface: what it does, and its allowance for a day. */
export interface Operation {
  readonly dailyCalls: number | null;
  /** Part of the 发布 family, which uncertified accounts have lost (48001). */
  readonly needsPublishRight: boolean;
  run(call: Call): Promise<RawJson | 'drop'> | RawJson | 'drop';
}

/** What the interfaces keep: materials, drafts and publishing tasks. */
export interface ContentState { readonly media: MediaShelf; readonly drafts: DraftBox; readonly desk: PublishDesk }

export function openContentState(world: World): ContentState {
  const shared = { journal: world.journal, seed: world.seed, wechat: world.origins.wechat, now: world.now };
  const media = openMediaShelf(shared);
  const drafts = openDraftBox({ ...shared, isPermanentMedia: media.isPermanent });
  return { media, drafts, desk: openPublishDesk({ journal: world.journal, posts: world.posts, drafts, now: world.now }) };
}
