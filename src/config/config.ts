import path from 'node:path';
import type { RegionNames } from '../domain/accounts/regionNames';
import type { ContentPack } from '../domain/content/contentPack';
import type { RulePack } from '../domain/judging/rulePack';
import type { ReviewFlow } from '../domain/reviews/review';
import type { SectorCatalogue } from '../domain/policies/sectors';
import { configDir, readConfigFiles } from './configFiles';
import { readContentPacks } from './contentPacks';
import { readEnvironment, readVariable, type Environment, type EnvironmentConfig } from './environment';
import type { FileConfig } from './fileSchema';
import { ConfigError, createProblemList, type ConfigProblem } from './problems';
import { readRegions } from './regions';
import { readReviewFlows } from './reviews';
import { readRulePacks } from './rulePacks';
import { readSectors } from './sectors';

/** All that is configured: files, environment and rule packs together, checked. */
export interface Config extends FileConfig, EnvironmentConfig {
  readonly rulePacks: readonly RulePack[];
  /** What the content of posts is checked by. */
  readonly contentPack: ContentPack;
  /** The fields of government work. */
  readonly sectors: SectorCatalogue;
  /** How each kind is reviewed where a unit has not said otherwise. */
  readonly reviewFlows: readonly ReviewFlow[];
  /** The names of places by GB/T 2260. */
  readonly regions: RegionNames;
  /** The folder of the official holiday notices. */
  readonly calendarDir: string;
  readonly warnings: readonly ConfigProblem[];
}

/**
 * Reads `config/default.json`, overlays `CONFIG_FILE` (whole top-level sections), the environment and the rule packs.
 * Throws `ConfigError` with every problem found; unknown keys are errors that name the nearest known key.
 */
export function loadConfig(environment: Environment): Config {
  const problems = createProblemList();
  const fileConfig = readConfigFiles(readVariable(environment, 'CONFIG_FILE', problems), problems);
  const rulePacks = readRulePacks(problems);
  const contentPack = readContentPacks(problems);
  const sectors = readSectors(problems);
  const reviewFlows = readReviewFlows(problems);
  const regions = readRegions(problems);
  const environmentConfig = readEnvironment(environment, problems);
  if (fileConfig === null || problems.all.some((problem) => problem.level === 'error'))
    throw new ConfigError(problems.all);
  return {
    ...fileConfig,
    ...environmentConfig,
    rulePacks,
    contentPack,
    sectors,
    reviewFlows,
    regions,
    calendarDir: path.join(configDir, 'calendar'),
    warnings: problems.all,
  };
}
