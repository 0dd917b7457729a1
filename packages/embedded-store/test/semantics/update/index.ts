import type { UpdateCase } from '../cases';
import { arrays } from './arrays';
import { blockedPaths } from './blockedPaths';
import { fields } from './fields';
import { numbers } from './numbers';
import { pipelines } from './pipelines';
import { positions } from './positions';
import { upserts } from './upserts';

export const updateCases: readonly UpdateCase[] = [
  ...fields,
  ...numbers,
  ...arrays,
  ...blockedPaths,
  ...positions,
  ...upserts,
  ...pipelines,
];
