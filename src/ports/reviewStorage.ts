import type { DomainEvent } from '../domain/alerts/alert';
import type { DelegationId, PersonId, ReviewId, UnitId } from '../domain/ids';
import type { Delegation } from '../domain/reviews/delegation';
import type { Review, ReviewFlow, ReviewKind, ReviewState } from '../domain/reviews/review';
import type { CivilDate, Instant } from '../domain/time/instant';
import type { Kept } from './kept';
import type { Page, PageRequest, Scope } from './paging';

/** As what somebody acts: in their own name, or for one who delegated to them. */
export interface WaitingWay {
  /** What they can be waited for as (`capacityWords`). */
  readonly words: readonly string[];
  /** The root of the subtree they act in; null: everywhere. */
  readonly unitId: UnitId | null;
  /** Null: whatever is reviewed. */
  readonly kinds: readonly ReviewKind[] | null;
}

/** Those that wait in one of the ways, and not those this person is barred from. */
interface WaitingFor {
  readonly ways: readonly WaitingWay[];
  readonly personId: PersonId;
  /** What another one than these is named for waits for the others by its secrecy gate alone. */
  readonly assignees: readonly PersonId[];
}

export interface ReviewFilter {
  readonly state?: ReviewState;
  readonly kind?: ReviewKind;
  readonly unitId?: UnitId;
  /** Those that may wait for somebody. */
  readonly waitingFor?: WaitingFor;
}

export interface Reviews {
  /** One a subject. The other is returned where it has one already. */
  open(review: Review, event: DomainEvent): Promise<Review>;
  byId(id: ReviewId, scope: Scope): Promise<Review | null>;
  ofSubject(kind: ReviewKind, subjectId: string): Promise<Review | null>;
  /** Which of these subjects have a review. */
  withReview(kind: ReviewKind, subjectIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: Review, next: Review, event: DomainEvent): Promise<boolean>;
  /** Those whose subject does not know yet how its review stands, longest open first. */
  uncarried(limit: number): Promise<readonly Review[]>;
  /** The subject knows; nothing where the review has moved on since. */
  markCarried(review: Review): Promise<void>;
  /** The subject's deadline has changed. */
  setDue(kind: ReviewKind, subjectId: string, dueBy: Instant | null): Promise<void>;
  /** The open ones whose next stage is assigned to somebody. */
  assignedTo(personId: PersonId, scope: Scope): Promise<readonly Review[]>;
  /** Everybody whom the next stage of what waits is assigned to, each once. */
  assignees(): Promise<readonly PersonId[]>;
  /** Those under way that somebody has handed in, of these kinds. */
  authoredBy(personId: PersonId, kinds: readonly ReviewKind[], scope: Scope): Promise<readonly Review[]>;
  /** Those under way whose flow names somebody for a stage or the secrecy gate. */
  naming(personId: PersonId, scope: Scope): Promise<readonly Review[]>;
  /** Nearest deadline first; those without one last. */
  list(filter: ReviewFilter, page: PageRequest, scope: Scope): Promise<Page<Review>>;
}

/** Those that are not over on a day, the last to end first. */
export interface Delegations extends Omit<Kept<DelegationId, Delegation>, 'list'> {
  presentOn(day: CivilDate): Promise<readonly Delegation[]>;
  receivedBy(personId: PersonId, day: CivilDate): Promise<readonly Delegation[]>;
  givenBy(personId: PersonId, day: CivilDate): Promise<readonly Delegation[]>;
  /** False: its giver has given as many as one may have that are not over, be it by several at once. */
  insert(delegation: Delegation, event: DomainEvent): Promise<boolean>;
}

/** How units review otherwise than the configuration says. */
export interface ReviewFlows {
  /** Those that hold: neither of them was withdrawn. */
  list(): Promise<readonly ReviewFlow[]>;
  /**
   * Stores the flow of its kind and unit where that is still of the version before; 0: there is none, or it was
   * withdrawn, and goes on with the next version. Returns it as it is stored; null: somebody was faster.
   */
  put(flow: ReviewFlow, event: DomainEvent): Promise<ReviewFlow | null>;
  /** The flow holds no more; false: somebody was faster. */
  withdraw(flow: ReviewFlow, event: DomainEvent): Promise<boolean>;
}

export interface ReviewStorage {
  readonly reviews: Reviews;
  readonly delegations: Delegations;
  readonly reviewFlows: ReviewFlows;
}
