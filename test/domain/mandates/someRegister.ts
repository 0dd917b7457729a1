import fs from 'node:fs';
import path from 'node:path';
import type { Unit, UnitLevel } from '../../../src/domain/accounts/unit';
import type { PolicySourceId, UnitId } from '../../../src/domain/ids';
import type { Register } from '../../../src/domain/mandates/reach';
import type { PolicySource } from '../../../src/domain/policies/policy';
import { createSectorCatalogue, type SectorEntry } from '../../../src/domain/policies/sectors';

/** The fields of government as they are shipped. */
export const SECTORS = createSectorCatalogue(
  (
    JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../config/sectors.json'), 'utf8')) as {
      readonly sectors: readonly SectorEntry[];
    }
  ).sectors,
);

export interface PlannedUnit {
  readonly level: UnitLevel;
  readonly name?: string;
  readonly sectors?: readonly string[];
  readonly region?: string;
  /** Key of the unit above it, which stands before it. */
  readonly under?: string;
}

/** Units by key, each id its key. */
export function unitsOf(planned: Readonly<Record<string, PlannedUnit>>): ReadonlyMap<UnitId, Unit> {
  const units = new Map<UnitId, Unit>();
  for (const [key, { level, name = key, sectors = [], region = '', under }] of Object.entries(planned)) {
    const id = key as UnitId;
    const parent = under === undefined ? undefined : units.get(under as UnitId);
    const path = [...(parent?.path ?? []), id];
    units.set(id, { id, key, name, parentId: parent?.id ?? null, path, level, sectors, region });
  }
  return units;
}

/** A register of such units, and of sources by id with the key of the unit whose counterparts they are for. */
export function registerOf(
  planned: Readonly<Record<string, PlannedUnit>> = {},
  sources: Readonly<Record<string, string | null>> = {},
): Register {
  return {
    units: unitsOf(planned),
    sources: new Map(
      Object.entries(sources).map(([id, counterpartKey]) => [
        id as PolicySourceId,
        { id: id as PolicySourceId, counterpartKey } as PolicySource,
      ]),
    ),
    catalogue: SECTORS,
  };
}
