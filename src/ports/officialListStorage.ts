import type { DomainEvent } from '../domain/alerts/alert';
import type { OfficialListId, PersonId, UnitId } from '../domain/ids';
import type { OfficialList } from '../domain/register/officialList';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

/** Whose lists are seen: those handed in with what one sees; null: all. */
export type ListSight = { readonly readerUnitId: UnitId } | null;

/** What somebody has begun with a line of a comparison. */
export interface LineAct {
  /** Of the line. */
  readonly key: string;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  /** Null: it is not finished yet, or was left. */
  readonly doneAt: Instant | null;
}

/** Official lists that were handed in, what they say, and how they differ from the register. */
export interface OfficialLists {
  insert(list: OfficialList, event: DomainEvent): Promise<void>;
  /** Compare-and-set on the version it was read in. */
  change(list: OfficialList, event: DomainEvent): Promise<boolean>;
  /** A comparison that nobody goes on with; it counts the attempt. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<OfficialList | null>;
  /** Says how far it is, and keeps it until then. False: another process has it by now. */
  advance(
    id: OfficialListId,
    token: string,
    to: { readonly done: number; readonly untilAt: Instant },
  ): Promise<boolean>;
  /** Ends the comparison, with what was found or why it was given up. False: another process has it by now. */
  settle(
    of: { readonly id: OfficialListId; readonly token: string },
    to: Partial<Pick<OfficialList, 'counts' | 'comparedAt' | 'comparing'>>,
    event: DomainEvent,
  ): Promise<boolean>;
  byId(id: OfficialListId, sight: ListSight): Promise<OfficialList | null>;
  /** Newest first. */
  list(sight: ListSight, page: PageRequest): Promise<Page<OfficialList>>;
  /** Those of one source, seen alike, that no newer one has replaced. */
  standing(source: string, readerUnitId: UnitId | null): Promise<readonly OfficialList[]>;
  /** As it was put; null: it was not. */
  part<T>(id: OfficialListId, part: 'listed' | 'lines'): Promise<T | null>;
  putPart(id: OfficialListId, part: 'listed' | 'lines', value: unknown): Promise<void>;
  /**
   * `taken`: somebody has begun with this line already. One that was begun with before `leftBefore` and is not
   * finished is `taken-over`.
   */
  act(id: OfficialListId, act: LineAct, leftBefore: Instant): Promise<'begun' | 'taken-over' | 'taken'>;
  /** Of an act that nobody has taken over. */
  finishAct(id: OfficialListId, act: LineAct, doneAt: Instant): Promise<void>;
  /** Frees a line that was refused. */
  dropAct(id: OfficialListId, act: LineAct): Promise<void>;
  /** By the keys of the lines. */
  actsOf(id: OfficialListId, keys: readonly string[]): Promise<ReadonlyMap<string, LineAct>>;
}
