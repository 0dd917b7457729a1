import type { DomainEvent } from '../domain/alerts/alert';

/** What administrators set up, one version after the other; what is removed stays for the ledger and is not listed. */
export interface Kept<Id, Thing> {
  list(): Promise<readonly Thing[]>;
  byId(id: Id): Promise<Thing | null>;
  /** Replaces the thing if it is still of `thing.version`, which then rises. */
  change(thing: Thing, event: DomainEvent): Promise<boolean>;
  remove(id: Id, version: number, event: DomainEvent): Promise<boolean>;
}
