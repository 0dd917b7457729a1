import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LEFT_TO_SEND } from '../domain/mandates/jobLease';
import { nearest } from '../domain/nearest';
import { fileSchema, RETIRED_KEYS, type FileConfig } from './fileSchema';
import type { ProblemList } from './problems';

/** The folder `config/` of the installation: defaults, rule packs, calendar notices. */
export const configDir = path.resolve(__dirname, '..', '..', 'config');

/** Reads a JSON file, with or without a byte order mark. Returns null, with a problem in the list, where it cannot. */
export function readJson(file: string, problems: ProblemList): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    problems.error(
      'file-unreadable',
      path.basename(file),
      cause instanceof SyntaxError ? `not valid JSON: ${cause.message}` : 'the file cannot be read',
    );
    return null;
  }
}

/**
 * The shipped defaults with the sections of an office's own file in their place. Returns null, with every mistake in
 * the list, where the result does not fit the schema.
 */
export function readConfigFiles(overlayFile: string | null, problems: ProblemList): FileConfig | null {
  const defaults = readJson(path.join(configDir, 'default.json'), problems);
  const overlay = overlayFile === null ? {} : readJson(path.resolve(overlayFile), problems);
  if (!isObject(defaults) || !isObject(overlay)) {
    if (overlay !== null && defaults !== null)
      problems.error('file-shape', overlayFile ?? 'default.json', 'expected a JSON object');
    return null;
  }
  const parsed = fileSchema.safeParse({ ...defaults, ...withoutRetiredKeys(overlay, problems) });
  if (parsed.success) {
    checkLeases(parsed.data, problems);
    return parsed.data;
  }
  for (const issue of parsed.error.issues) report(issue, problems);
  return null;
}

/** A busy process is given as long again to read what has arrived (connectors/outbound/callClock). */
export const LONGEST_CALL_IN_TIMEOUTS = 2;

/** A repost is sent while a quarter of its lease is left: a call that may take longer could be made again meanwhile. */
function checkLeases({ outbound, publishing }: FileConfig, problems: ProblemList): void {
  const { timeoutSeconds } = outbound;
  const longestSeconds = LONGEST_CALL_IN_TIMEOUTS * timeoutSeconds;
  if (longestSeconds <= publishing.leaseSeconds * LEFT_TO_SEND) return;
  problems.error(
    'call-outlives-lease',
    'outbound.timeoutSeconds',
    `${timeoutSeconds} is too long beside publishing.leaseSeconds ${publishing.leaseSeconds}, which must be ` +
      `${longestSeconds / LEFT_TO_SEND} or more: another process would take a repost over while it is being sent`,
  );
}

function withoutRetiredKeys(overlay: Record<string, unknown>, problems: ProblemList): Record<string, unknown> {
  const kept = { ...overlay };
  for (const retired of RETIRED_KEYS) {
    const [section = '', key] = retired.split('.');
    const value = kept[section];
    if (value === undefined || (key !== undefined && !(isObject(value) && key in value))) continue;
    problems.warning('retired-key', retired, 'was never read and can be removed');
    if (key === undefined) delete kept[section];
    else kept[section] = Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== key));
  }
  return kept;
}

function report(issue: z.core.$ZodIssue, problems: ProblemList): void {
  const where = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') {
    problems.error('invalid-value', where, issue.message);
    return;
  }
  const known = knownKeys(issue.path);
  for (const key of issue.keys) {
    const suggestion = nearest(key, known);
    problems.error(
      'unknown-key',
      where === '' ? key : `${where}.${key}`,
      suggestion === null
        ? `unknown key; known here: ${known.join(', ')}`
        : `unknown key, did you mean "${suggestion}"?`,
    );
  }
}

/** The keys the schema knows at a path, for the suggestion. Array positions are passed through. */
function knownKeys(at: readonly PropertyKey[]): string[] {
  let node: unknown = fileSchema;
  for (const step of at) {
    if (node instanceof z.ZodArray) node = typeof step === 'number' ? node.element : node;
    else if (node instanceof z.ZodObject) node = (node.shape as Record<string, unknown>)[String(step)];
  }
  return node instanceof z.ZodObject ? Object.keys(node.shape as object) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
