import type { DomainEvent } from '../domain/alerts/alert';
import type { OwnWord, OwnWordStanding } from '../domain/content/ownWord';
import type { OwnWordId, UnitId } from '../domain/ids';
import type { CivilDate } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

export interface OwnWordFilter {
  readonly standing?: OwnWordStanding;
  /** Those of this unit and below it. */
  readonly unitId?: UnitId;
}

export interface OwnWords {
  insert(entry: OwnWord, event: DomainEvent): Promise<void>;
  byId(id: OwnWordId, scope: Scope): Promise<OwnWord | null>;
  /** Compare-and-set on the version; the event stands in the same write. False: somebody else was faster. */
  move(expected: OwnWord, next: OwnWord, event: DomainEvent): Promise<boolean>;
  /** The findings it excuses have been dismissed. */
  markApplied(entry: Pick<OwnWord, 'id' | 'version'>): Promise<void>;
  /** Newest first; whether a day is over is asked of `today`. */
  list(filter: OwnWordFilter & { readonly today: CivilDate }, page: PageRequest, scope: Scope): Promise<Page<OwnWord>>;
  /** What holds on this day for something of these units: the unit it belongs to and those above. */
  inForce(unitIds: readonly UnitId[], today: CivilDate): Promise<readonly OwnWord[]>;
  /** What a unit has proposed or in force on this day, at most so many. */
  openOf(unitId: UnitId, today: CivilDate, limit: number): Promise<readonly OwnWord[]>;
  /** In force, with findings that may still be open. */
  unapplied(limit: number): Promise<readonly OwnWord[]>;
}
