import type { DomainEvent } from '../domain/alerts/alert';
import type { AccountId, OwnPostId, PersonId, UnitId } from '../domain/ids';
import type { OwnPost, OwnPostState } from '../domain/ownPosts/ownPost';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

export interface OwnPostFilter {
  readonly state?: OwnPostState;
  readonly unitId?: UnitId;
  readonly authorId?: PersonId;
  /** A part of the title. */
  readonly q?: string;
}

/** An office's own items. */
export interface OwnPosts {
  insert(post: OwnPost, event: DomainEvent): Promise<void>;
  byId(id: OwnPostId, scope: Scope): Promise<OwnPost | null>;
  /** Newest first. */
  list(filter: OwnPostFilter, page: PageRequest, scope: Scope): Promise<Page<OwnPost>>;
  /** Compare-and-set on the version; the events stand in the same write. False: it was changed meanwhile. */
  change(expected: OwnPost, next: OwnPost, events: readonly DomainEvent[]): Promise<boolean>;
  /** Those whose publishing is to begin by now, or has begun and is not queued whole; the one due longest first. */
  due(now: Instant, limit: number): Promise<readonly OwnPost[]>;
  /** Those in review, or with a copy that is not seen yet or differs: what an interruption may have left behind. */
  open(page: PageRequest): Promise<Page<OwnPost>>;
  /** Those with a copy on this account that is to be found among its posts, or is compared with them still. */
  watching(accountId: AccountId, now: Instant): Promise<readonly OwnPost[]>;
}
