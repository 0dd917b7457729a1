import type { Site } from '../domain/accounts/site';
import type { SiteClosingState } from '../domain/accounts/siteClosing';
import type { UnitHoldings } from '../domain/accounts/unitClosing';
import type { UnitMove } from '../domain/accounts/unitMove';
import type { Unit, UnitNature } from '../domain/accounts/unit';
import type { DomainEvent } from '../domain/alerts/alert';
import type { UnitRecord } from '../domain/alerts/unitEvents';
import type { PersonId, SiteId, UnitId, UnitMoveId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

export type { Site } from '../domain/accounts/site';
export type { Unit } from '../domain/accounts/unit';

export interface Units {
  /** Adds or changes by `key`; ids never change. What the unit was earlier stays. */
  upsert(unit: Unit): Promise<Unit>;
  /** Adds those whose key is not taken, in one round trip; leaves the others as they are. */
  addMissing(units: readonly Unit[], eventOf?: (unit: Unit) => DomainEvent): Promise<void>;
  /**
   * Changes level, sectors and region of the unit as it was read, and keeps what they were until `at`. False: somebody
   * else changed it meanwhile.
   */
  changeNature(
    expected: Unit,
    change: { readonly to: UnitNature; readonly at: Instant; readonly event: DomainEvent },
  ): Promise<boolean>;
  /** False: the key is taken, by whatever unit. */
  add(unit: Unit, event: DomainEvent): Promise<boolean>;
  /** Changes name and credit code of the unit as it was read. False: somebody else changed it meanwhile. */
  changeRecord(expected: Unit, to: UnitRecord, event: DomainEvent): Promise<boolean>;
  /** Closes the unit as it was read, or opens it again (null). False: somebody else changed it meanwhile. */
  setClosed(expected: Unit, closed: NonNullable<Unit['closed']> | null, event: DomainEvent): Promise<boolean>;
  byId(id: UnitId, scope: Scope): Promise<Unit | null>;
  list(scope: Scope): Promise<readonly Unit[]>;
}

export interface SiteFilter {
  /** The unit and everything below it. */ readonly unitId?: UnitId;
  /** Part of the name, taken literally. */ readonly q?: string;
  /** `none`: it is not being closed. */ readonly closing?: SiteClosingState | 'none';
}
/** What of a website is changed; what is absent stays. */
export type SiteNext = Pick<Site, 'name' | 'repostColumnId'> &
  Partial<Pick<Site, 'key' | 'homeUrl' | 'identifierCode' | 'unitId' | 'unitPath' | 'filing' | 'closing' | 'moved'>>;
export interface Sites {
  /**
   * Adds or changes by `key`; ids never change. What the site owes goes with it to another unit. Returns the site as it
   * is stored; the event is left only where something changed.
   */
  register(site: Site, event: (stored: Site) => DomainEvent): Promise<Site>;
  /**
   * Changes the site as it was read; what it still owes carries the new name and goes with it to another unit. False:
   * somebody else changed it meanwhile.
   */
  change(expected: Site, next: SiteNext, events: readonly DomainEvent[]): Promise<boolean>;
  /** Those that have this 网站标识码, of all units. */
  withIdentifier(code: string): Promise<readonly Site[]>;
  /** The sites, of all units, that have one of these names. */
  called(names: readonly string[]): Promise<readonly Site[]>;
  byId(id: SiteId, scope: Scope): Promise<Site | null>;
  /** Order is not kept; unknown ids are left out. */
  byIds(ids: readonly SiteId[]): Promise<readonly Site[]>;
  byKey(key: string): Promise<Site | null>;
  /** Order is not kept; unknown keys are left out. */
  byKeys(keys: readonly string[]): Promise<readonly Site[]>;
  /** Adds those whose key is not taken, in one round trip; leaves the others as they are. */
  addMissing(sites: readonly { readonly site: Site; readonly event: DomainEvent }[]): Promise<void>;
  list(filter: SiteFilter, page: PageRequest, scope: Scope): Promise<Page<Site>>;
  /** Those that were given to another unit and have not settled there, the earliest first. */
  moving(limit: number): Promise<readonly Site[]>;
  /** That it has settled, unless it was given away once more meanwhile. */
  settle(site: Pick<Site, 'id' | 'moved'>): Promise<void>;
}

/**
 * Moves of units. Everything may be repeated and interrupted: `start` is the one write that decides, and from it on the
 * former superior sees nothing of the unit.
 */
/** The ledger line of somebody who comes to the unit that theirs was merged into. */
export type PersonMerged = (
  person: { readonly id: PersonId; readonly sessionEpoch: number },
  units: { readonly from: UnitId; readonly into: UnitId },
) => DomainEvent;

/** The ledger line of a website or an account that comes to the unit that its own was merged into. */
export type BelongingMerged = (
  of: { readonly kind: 'site' | 'account'; readonly id: string; readonly name: string },
  units: { readonly from: UnitId; readonly into: UnitId },
) => DomainEvent;

export interface UnitMoves {
  /** One at a time. False: another is being carried out. */
  start(move: UnitMove, event: DomainEvent): Promise<boolean>;
  /** Moving and settling ones, oldest first. */
  unfinished(): Promise<readonly UnitMove[]>;
  /** What is to be done, in this order; each returns how many rows it changed, none where all is as it should be. */
  steps(
    move: UnitMove,
    merged: { readonly person: PersonMerged; readonly belonging: BelongingMerged },
  ): readonly { readonly name: string; readonly run: () => Promise<number> }[];
  /** moving → settling: the next move may begin. */
  settle(id: UnitMoveId, at: Instant): Promise<boolean>;
  finish(id: UnitMoveId): Promise<boolean>;
  /** How many rows of each kind belong to the unit and those below it. */
  counts(unitId: UnitId): Promise<Readonly<Record<string, number>>>;
  /** What keeps the unit from being closed, with everything below it. */
  holdings(unitId: UnitId): Promise<UnitHoldings>;
  /** How many things that are set up (channels, routes, silences, …) name the unit itself and stay so in a merge. */
  settings(unitId: UnitId): Promise<number>;
}
