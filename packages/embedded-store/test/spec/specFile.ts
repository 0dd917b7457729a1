import fs from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

export type Json = Record<string, unknown>;

/** One operation of a unified test, as the files write it. */
export interface Operation {
  readonly name: string;
  readonly object: string;
  readonly arguments?: Json;
  readonly expectResult?: unknown;
  readonly expectError?: Json;
  readonly saveResultAsEntity?: string;
  readonly ignoreResultAndError?: boolean;
}

export interface SpecTest {
  readonly description: string;
  readonly runOnRequirements?: readonly Json[];
  readonly skipReason?: string;
  readonly operations: readonly Operation[];
  readonly expectEvents?: readonly {
    client: string;
    eventType?: string;
    ignoreExtraEvents?: boolean;
    events: readonly Json[];
  }[];
  readonly outcome?: readonly { collectionName: string; databaseName: string; documents: readonly Json[] }[];
}

export interface SpecFile {
  readonly description: string;
  readonly runOnRequirements?: readonly Json[];
  readonly createEntities?: readonly Json[];
  readonly initialData?: readonly { collectionName: string; databaseName: string; documents: readonly Json[] }[];
  readonly tests: readonly SpecTest[];
}

/** Reads every spec file of a folder, in order of their names. */
export function readSpecFiles(folder: string): SpecFile[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => EJSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as unknown as SpecFile);
}

/** The server this store presents itself as. */
const server = { version: '7.0.0', topology: 'single' };

/** Why a test does not apply to such a server, null when it does. */
export function inapplicable(file: SpecFile, test: SpecTest): string | null {
  if (test.skipReason !== undefined) return test.skipReason;
  for (const requirements of [file.runOnRequirements, test.runOnRequirements]) {
    if (requirements !== undefined && !requirements.some(isMet)) return `needs ${JSON.stringify(requirements)}`;
  }
  return null;
}

function isMet({ minServerVersion, maxServerVersion, topologies, auth }: Json): boolean {
  if (typeof minServerVersion === 'string' && compareVersions(server.version, minServerVersion) < 0) return false;
  if (typeof maxServerVersion === 'string' && compareVersions(server.version, maxServerVersion) > 0) return false;
  if (auth === true) return false;
  return !Array.isArray(topologies) || topologies.includes(server.topology);
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}
