import path from 'node:path';
import { z } from 'zod';
import { createRegionNames, type RegionNames } from '../domain/accounts/regionNames';
import { configDir, readJson } from './configFiles';
import type { ProblemList } from './problems';

const regionsSchema = z.strictObject({
  source: z.string().min(1),
  regions: z.record(z.string().regex(/^(?:\d{2}|\d{4}|\d{6})$/), z.string().min(1)),
});

/** The names of places by GB/T 2260, of `config/regions.json`: a place that changed its name is changed there. */
export function readRegions(problems: ProblemList): RegionNames {
  const read = regionsSchema.safeParse(readJson(path.join(configDir, 'regions.json'), problems));
  if (read.success) return createRegionNames(read.data.regions);
  for (const { path: at, message } of read.error.issues)
    problems.error('regions', `regions.json ${at.map(String).join('.')}`, message);
  return createRegionNames({});
}
