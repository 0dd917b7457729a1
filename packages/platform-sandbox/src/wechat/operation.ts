import type { Exchange } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import type { World } from '../world/world';
import type { DraftBox } from './draftBox';
import { openDraftBox } from './draftBox';
import type { MediaShelf } from './mediaShelf';
import { openMediaShelf } from './mediaShelf';
import { openMassDesk } from './massDesk';
import type { MassDesk } from './massDesk';
import { openPublishDesk } from './publishDesk';
import type { PublishDesk } from './publishDesk';

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
  readonly media: MediaShelf;
  readonly drafts: DraftBox;
  readonly desk: PublishDesk;
  readonly mass: MassDesk;
  /** Drafts whose articles are public by now are gone; called before each look into the box. */
  clearUsedDrafts(actor: Actor): void;
}

export function openContentState(world: World): ContentState {
  const shared = { journal: world.journal, seed: world.seed, wechat: world.origins.wechat, now: world.now };
  const media = openMediaShelf(shared);
  const drafts = openDraftBox({ ...shared, isPermanentMedia: media.isPermanent });
  const desk = openPublishDesk({ journal: world.journal, posts: world.posts, drafts, now: world.now });
  const mass = openMassDesk(world, drafts);
  return {
    media,
    drafts,
    desk,
    mass,
    clearUsedDrafts(actor) {
      desk.clearPublishedDrafts(actor);
      mass.clearSentDrafts(actor);
    },
  };
}
