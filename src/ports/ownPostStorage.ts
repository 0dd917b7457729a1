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

/** What a look at an account needs to know of an item: where its copies stand, and not what it says. */
export interface WatchedOwnPost extends Pick<
  OwnPost,
  'id' | 'title' | 'link' | 'state' | 'begunAt' | 'createdAt' | 'copies' | 'version'
> {
  /** When all posts of an account were last looked through for its copy in vain; another state of a copy voids it. */
  readonly sought: readonly { readonly accountId: AccountId; readonly at: Instant }[];
}

/** An office's own items. */
export interface OwnPosts {
  insert(post: OwnPost, event: DomainEvent): Promise<void>;
  byId(id: OwnPostId, scope: Scope): Promise<OwnPost | null>;
  /** Newest first. */
  list(filter: OwnPostFilter, page: PageRequest, scope: Scope): Promise<Page<OwnPost>>;
  /** Those with a copy that a person has to publish, the oldest first; of a unit and those below it, or of all. */
  byHand(unitId: UnitId | null, page: PageRequest, scope: Scope): Promise<Page<OwnPost>>;
  /** Compare-and-set on the version; the events stand in the same write. False: it was changed meanwhile. */
  change(expected: OwnPost, next: OwnPost, events: readonly DomainEvent[]): Promise<boolean>;
  /** What somebody is the author of and can still change, of those within the scope. */
  openOf(authorId: PersonId, scope: Scope): Promise<readonly OwnPost[]>;
  /** Those whose publishing is to begin by now, or has begun and is not queued whole; the one due longest first. */
  due(now: Instant, limit: number): Promise<readonly OwnPost[]>;
  /** Those in review, or with a copy that is not seen yet or differs: what an interruption may have left behind. */
  open(page: PageRequest): Promise<Page<OwnPost>>;
  /** Those whose copy on this account is to be found among its posts, or compared with them; the latest first. */
  watching(accountId: AccountId, now: Instant): Promise<readonly WatchedOwnPost[]>;
  /** Keeps when its copies were last looked for in vain, unless it was changed meanwhile. */
  keepSought(of: Pick<WatchedOwnPost, 'id' | 'version' | 'sought'>): Promise<void>;
  /** Those whose time of being looked at is over; the one over longest first. */
  watchOver(now: Instant, limit: number): Promise<readonly OwnPost[]>;
}
