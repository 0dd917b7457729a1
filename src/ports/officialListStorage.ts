import type { DomainEvent } from '../domain/alerts/alert';
import type { OfficialListId, PersonId, UnitId } from '../domain/ids';
import type { OfficialList } from '../domain/register/officialList';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

/** Whose lists are seen: those handed in with what one sees; null: all. */
export type ListSight = { readonly readerUnitId: UnitId } | null;

/** What somebody has begun with a line of a comparison. */
export interface LineAct {
  readonly line: number;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
}

/** Official lists that were handed in, what they say, and how they differ from the register. */
export interface OfficialLists {
  insert(list: OfficialList, event: DomainEvent): Promise<void>;
  /** Compare-and-set on the version it was read in. */
  change(list: OfficialList, event: DomainEvent): Promise<boolean>;
  byId(id: OfficialListId, sight: ListSight): Promise<OfficialList | null>;
  /** Newest first. */
  list(sight: ListSight, page: PageRequest): Promise<Page<OfficialList>>;
  /** Those of one source, seen alike, that no newer one has replaced. */
  standing(source: string, readerUnitId: UnitId | null): Promise<readonly OfficialList[]>;
  /** As it was put; null: it was not. */
  part<T>(id: OfficialListId, part: 'listed' | 'lines'): Promise<T | null>;
  putPart(id: OfficialListId, part: 'listed' | 'lines', value: unknown): Promise<void>;
  /** False: somebody has begun with this line already. */
  act(id: OfficialListId, act: LineAct): Promise<boolean>;
  /** Frees a line that could not be begun with. */
  dropAct(id: OfficialListId, line: number): Promise<void>;
  actsOf(id: OfficialListId, lines: readonly number[]): Promise<ReadonlyMap<number, LineAct>>;
}
