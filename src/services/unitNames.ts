import type { UnitId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';
import type { Unit } from '../ports/storage';
import type { ServiceDeps } from './settings';

const KEEP_MS = 10_000;

export interface UnitDirectory {
  readonly nameOf: (id: UnitId) => string;
  readonly units: readonly Unit[];
}

/** The names of all units, read at most every ten seconds: every list shows them and they hardly ever change. */
export function createUnitNames({ storage }: Pick<ServiceDeps, 'storage'>): (now: Instant) => Promise<UnitDirectory> {
  let kept: { readonly at: Instant; readonly directory: Promise<UnitDirectory> } | null = null;
  const read = async (): Promise<UnitDirectory> => {
    const units = await storage.units.list(null);
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    return { units, nameOf: (id) => names.get(id) ?? '' };
  };
  return (now) => {
    if (kept === null || now.getTime() - kept.at.getTime() >= KEEP_MS || now.getTime() < kept.at.getTime()) {
      const directory = read();
      kept = { at: now, directory };
      directory.catch(() => {
        kept = null;
      });
    }
    return kept.directory;
  };
}

/** How many units a reader sees: their own and everything below. */
export function countUnits(directory: UnitDirectory, scope: UnitId | null): number {
  return scope === null ? directory.units.length : directory.units.filter((unit) => unit.path.includes(scope)).length;
}
