import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { nearest } from '../domain/nearest';
import { AUTHORITIES, POLICY_SOURCE_KINDS } from '../domain/policies/policy';
import { PLATFORMS } from '../domain/accounts/account';
import { checkRulePack } from '../domain/judging/readRulePack';
import type { RulePack } from '../domain/judging/rulePack';

/** One thing wrong with the configuration: a stable id, where, what, and what to do. */
export interface ConfigProblem {
  readonly id: string;
  readonly path: string;
  readonly message: string;
  readonly level: 'error' | 'warning';
}

/** All problems at once, so that one run of `check-config` is enough to mend a file. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => `${problem.id} ${problem.path}: ${problem.message}`).join('\n'));
    this.name = 'ConfigError';
  }
}

const limit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(60) }),
  z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(24 * 60),
  }),
]);
const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-22');
const origin = z.url({ protocol: /^https?$/ });
const minutes = z
  .number()
  .positive()
  .max(24 * 60);
const seconds = z
  .int()
  .min(1)
  .max(24 * 3600);

const fileSchema = z.strictObject({
  office: z.strictObject({ name: z.string().min(1), region: z.string() }),
  looks: z.strictObject({
    intervalMinutes: z.strictObject({ weibo: minutes, wechat: minutes, portal: minutes }),
    concurrency: z.int().min(1).max(64),
    timeoutSeconds: seconds,
    leaseSeconds: seconds,
  }),
  publishing: z.strictObject({ concurrency: z.int().min(1).max(32), timeoutSeconds: seconds, leaseSeconds: seconds }),
  policies: z.strictObject({
    intervalSeconds: seconds,
    sources: z.array(
      z.strictObject({
        key: z.string().min(1),
        kind: z.enum(POLICY_SOURCE_KINDS),
        title: z.string().min(1),
        authority: z.enum(AUTHORITIES),
        url: origin,
        whitelisted: z.boolean(),
        settings: z.record(z.string(), z.string()).exactOptional(),
      }),
    ),
  }),
  mandateRules: z.array(
    z.strictObject({
      key: z.string().min(1),
      title: z.string().min(1),
      authorities: z.array(z.enum(AUTHORITIES)).min(1),
      topicWords: z.array(z.string().min(1)),
      platforms: z.array(z.enum(PLATFORMS)).min(1),
      regions: z.array(z.string()),
      limit,
      limitByPlatform: z.strictObject({ weibo: limit.optional(), wechat: limit.optional(), portal: limit.optional() }),
      review: z.enum(['pre-approved', 'staged']),
      effectiveFrom: z.union([z.literal('first-start'), civilDate]),
      clause: z.string().min(1),
    }),
  ),
  cases: z.strictObject({ rectificationWorkingDays: z.int().min(1).max(60), watchDays: z.int().min(1).max(3650) }),
  deadline: z.strictObject({ cutOffHour: z.int().min(1).max(24) }),
  signIn: z.strictObject({
    lockAfterFailures: z.int().min(1).max(100),
    lockMinutes: minutes,
    sessionHours: z
      .number()
      .positive()
      .max(24 * 31),
    linkMinutes: minutes,
  }),
  outbound: z.strictObject({
    timeoutSeconds: seconds,
    maxMegabytes: z.number().positive().max(512),
    perHost: z.int().min(1).max(64),
    allowedPrivateOrigins: z.array(origin),
  }),
  server: z.strictObject({ secureCookies: z.boolean(), trustProxyHops: z.int().min(0).max(10) }),
});
export type FileConfig = z.infer<typeof fileSchema>;

export interface Config extends FileConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  /** `auto`: on while no account has a credential and no platform base is configured. */
  readonly sandbox: 'on' | 'off' | 'auto';
  readonly bases: { readonly weibo: string; readonly wechat: string; readonly govcn: string };
  readonly bootstrapToken: string | null;
  readonly secretKey: string | null;
  /** The key that was in force before, while not everything is sealed anew. */
  readonly secretKeyPrevious: string | null;
  /** The address browsers and platforms reach us by, where it is not the one we listen on. */
  readonly publicUrl: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly rulePacks: readonly RulePack[];
  readonly calendarDir: string;
  readonly warnings: readonly ConfigProblem[];
}

/** Every variable the product reads; `.env.example` lists the same ones (a test compares them). */
export const ENVIRONMENT = [
  'PORT',
  'HOST',
  'MONGODB_URI',
  'DATA_DIR',
  'SANDBOX',
  'WEIBO_API_BASE',
  'WECHAT_API_BASE',
  'GOVCN_BASE',
  'BOOTSTRAP_TOKEN',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'PUBLIC_URL',
  'CONFIG_FILE',
  'LOG_LEVEL',
] as const;
const SECRETS: readonly string[] = ['MONGODB_URI', 'BOOTSTRAP_TOKEN', 'SECRET_KEY', 'SECRET_KEY_PREVIOUS'];
export type Environment = Readonly<Record<string, string | undefined>>;

const configDir = path.resolve(__dirname, '..', '..', 'config');

/**
 * Reads `config/default.json`, overlays `CONFIG_FILE` (whole top-level sections), the environment and the rule packs.
 * Throws `ConfigError` with every problem found; unknown keys are errors that name the nearest known key.
 */
export function loadConfig(environment: Environment): Config {
  const problems: ConfigProblem[] = [];
  const value = (name: (typeof ENVIRONMENT)[number]): string | null => readVariable(environment, name, problems);
  const fileConfig = readFiles(value('CONFIG_FILE'), problems);
  const rulePacks = readRulePacks(problems);
  const port = Number(value('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    problems.push(error('env-port', 'PORT', 'expected a port number from 0 to 65535'));
  const sandbox = value('SANDBOX') ?? 'auto';
  if (!['on', 'off', 'auto'].includes(sandbox))
    problems.push(error('env-sandbox', 'SANDBOX', 'expected on, off or auto'));
  const logLevel = value('LOG_LEVEL') ?? 'info';
  if (!['debug', 'info', 'warn', 'error'].includes(logLevel))
    problems.push(error('env-log-level', 'LOG_LEVEL', 'expected debug, info, warn or error'));
  const base = (name: 'WEIBO_API_BASE' | 'WECHAT_API_BASE' | 'GOVCN_BASE', fallback: string): string => {
    const text = value(name) ?? fallback;
    if (!origin.safeParse(text).success) problems.push(error('env-base', name, 'expected an http or https address'));
    return text.replace(/\/+$/, '');
  };
  const bases = {
    weibo: base('WEIBO_API_BASE', 'https://api.weibo.com'),
    wechat: base('WECHAT_API_BASE', 'https://api.weixin.qq.com'),
    govcn: base('GOVCN_BASE', 'https://www.gov.cn'),
  };
  const bootstrapToken = value('BOOTSTRAP_TOKEN');
  if (bootstrapToken !== null && bootstrapToken.length < 24)
    problems.push(error('env-bootstrap-token', 'BOOTSTRAP_TOKEN', 'expected at least 24 characters'));
  const secretKey = value('SECRET_KEY');
  if (secretKey !== null && secretKey.length < 16)
    problems.push(error('env-secret-key', 'SECRET_KEY', 'expected at least 16 characters'));
  const secretKeyPrevious = value('SECRET_KEY_PREVIOUS');
  if (secretKeyPrevious !== null && secretKeyPrevious === secretKey)
    problems.push(
      error(
        'env-secret-key-previous',
        'SECRET_KEY_PREVIOUS',
        'is the same as SECRET_KEY: set it to the key that was in force before',
      ),
    );
  const publicUrl = value('PUBLIC_URL');
  if (publicUrl !== null && !origin.safeParse(publicUrl).success)
    problems.push(
      error('env-public-url', 'PUBLIC_URL', 'expected an http or https address such as https://matrix.example.gov.cn'),
    );
  if (problems.some((problem) => problem.level === 'error') || fileConfig === null) throw new ConfigError(problems);
  return {
    ...fileConfig,
    port,
    host: value('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(value('DATA_DIR') ?? './data'),
    mongodbUri: value('MONGODB_URI'),
    sandbox: sandbox as Config['sandbox'],
    bases,
    bootstrapToken,
    secretKey,
    secretKeyPrevious,
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    logLevel: logLevel as Config['logLevel'],
    rulePacks,
    calendarDir: path.join(configDir, 'calendar'),
    warnings: problems,
  };
}

function error(id: string, where: string, message: string): ConfigProblem {
  return { id: `config.${id}`, path: where, message, level: 'error' };
}

/** A variable or its `_FILE` twin; both at once are an error, because nobody could say which one rules. */
function readVariable(environment: Environment, name: string, problems: ConfigProblem[]): string | null {
  const direct = environment[name];
  const file = SECRETS.includes(name) ? environment[`${name}_FILE`] : undefined;
  if (direct !== undefined && direct !== '' && file !== undefined && file !== '') {
    if (!problems.some((problem) => problem.path === name))
      problems.push(error('env-twice', name, `set ${name} or ${name}_FILE, not both`));
    return null;
  }
  if (file !== undefined && file !== '') {
    try {
      return fs.readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(error('env-file', `${name}_FILE`, 'the file cannot be read'));
      return null;
    }
  }
  return direct === undefined || direct === '' ? null : direct;
}

function readJson(file: string, problems: ConfigProblem[]): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    problems.push(
      error(
        'file-unreadable',
        path.basename(file),
        cause instanceof SyntaxError ? `not valid JSON: ${cause.message}` : 'the file cannot be read',
      ),
    );
    return null;
  }
}

function readFiles(overlayFile: string | null, problems: ConfigProblem[]): FileConfig | null {
  const defaults = readJson(path.join(configDir, 'default.json'), problems);
  const overlay = overlayFile === null ? {} : readJson(path.resolve(overlayFile), problems);
  if (!isObject(defaults) || !isObject(overlay)) {
    if (overlay !== null && defaults !== null)
      problems.push(error('file-shape', overlayFile ?? 'default.json', 'expected a JSON object'));
    return null;
  }
  const parsed = fileSchema.safeParse({ ...defaults, ...overlay });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.push(...describeIssue(issue));
  return null;
}

function describeIssue(issue: z.core.$ZodIssue): ConfigProblem[] {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const suggestion = nearest(key, known);
      return error(
        'unknown-key',
        where === '' ? key : `${where}.${key}`,
        suggestion === null
          ? `unknown key; known here: ${known.join(', ')}`
          : `unknown key, did you mean "${suggestion}"?`,
      );
    });
  }
  return [error('invalid-value', where, issue.message)];
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

function readRulePacks(problems: ConfigProblem[]): RulePack[] {
  const folder = path.join(configDir, 'rules');
  const packs: RulePack[] = [];
  for (const name of fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
    : []) {
    const checked = checkRulePack(readJson(path.join(folder, name), problems));
    if ('pack' in checked) packs.push(checked.pack);
    else
      problems.push(
        ...checked.problems.map((problem) => error('rule-pack', `rules/${name} ${problem.path}`, problem.message)),
      );
  }
  if (packs.length === 0)
    problems.push(error('no-rule-pack', 'config/rules', 'no usable rule pack: without one nothing can be judged'));
  return packs;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
