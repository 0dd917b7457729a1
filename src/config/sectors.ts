import path from 'node:path';
import { z } from 'zod';
import { SECTOR_KEY } from '../domain/accounts/unit';
import { createSectorCatalogue, type SectorCatalogue } from '../domain/policies/sectors';
import { configDir, readJson } from './configFiles';
import type { ProblemList } from './problems';

const sectorsSchema = z.strictObject({
  sectors: z
    .array(
      z.strictObject({
        key: z.string().regex(SECTOR_KEY),
        zh: z.string().min(1),
        en: z.string().min(1),
        ledBy: z.array(z.string().min(2)),
        names: z.array(z.string().min(2)).min(1),
      }),
    )
    .min(1)
    .refine((sectors) => new Set(sectors.map(({ key }) => key)).size === sectors.length, 'each key once'),
});

/** The fields of government work of `config/sectors.json`; a mistake is an error, because documents would bind nobody. */
export function readSectors(problems: ProblemList): SectorCatalogue {
  const read = sectorsSchema.safeParse(readJson(path.join(configDir, 'sectors.json'), problems));
  if (read.success) return createSectorCatalogue(read.data.sectors);
  for (const { path: at, message } of read.error.issues)
    problems.error('sectors', `sectors.json ${at.map(String).join('.')}`, message);
  return createSectorCatalogue([]);
}
