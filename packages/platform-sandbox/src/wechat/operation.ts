import type { Exchange } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import type { World } from '../world/world';
import type { Drafts } from './drafts';
import { openDrafts } from './drafts';
import type { MediaStore } from './mediaStore';
import { openMediaStore } from './mediaStore';
import { openMassSending } from './massSending';
import type { MassSending } from './massSending';
import { openPublishTasks } from './publishTasks';
import type { PublishTasks } from './publishTasks';

/** A call with a valid token. */
export interface Call {
  readonly exchange: Exchange;
  readonly actor: Actor;
}

/** One interface: what it does, and its allowance for a day. */
export interface Operation {
  readonly dailyCalls: number | null;
  /** Calls of one account a minute; the platform's usual figure where absent. */
  readonly callsAMinute?: number;
  /** Part of the 发布 family, which uncertified accounts have lost (48001). */
  readonly needsPublishRight: boolean;
  run(call: Call): Promise<RawJson | 'drop'> | RawJson | 'drop';
}

/** What the interfaces keep: materials, drafts, publishing tasks and 群发 jobs. */
export interface ContentState {
  readonly media: MediaStore;
  readonly drafts: Drafts;
  readonly publishTasks: PublishTasks;
  readonly mass: MassSending;
  /** Drafts whose articles are public by now are gone; called before each look into the box. */
  clearUsedDrafts(actor: Actor): void;
}

export function openContentState(world: World): ContentState {
  const shared = { journal: world.journal, seed: world.seed, wechat: world.origins.wechat, now: world.now };
  const media = openMediaStore(shared);
  const drafts = openDrafts({ ...shared, isPermanentMedia: media.isPermanent });
  const publishTasks = openPublishTasks({ journal: world.journal, posts: world.posts, drafts, now: world.now });
  const mass = openMassSending(world, drafts);
  return {
    media,
    drafts,
    publishTasks,
    mass,
    clearUsedDrafts(actor) {
      publishTasks.clearPublishedDrafts(actor);
      mass.clearSentDrafts(actor);
    },
  };
}
