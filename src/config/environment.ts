import fs from 'node:fs';
import path from 'node:path';
import { webAddress } from './fileSchema';
import type { ProblemList } from './problems';

/** Every variable the product reads; `.env.example` lists the same ones (a test compares them). */
export const ENVIRONMENT = [
  'PORT',
  'HOST',
  'MONGODB_URI',
  'DATA_DIR',
  'LEDGER_ARCHIVE_DIR',
  'SANDBOX',
  'WEIBO_API_BASE',
  'WECHAT_API_BASE',
  'GOVCN_BASE',
  'BOOTSTRAP_TOKEN',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'MIGRATE_TO',
  'PUBLIC_URL',
  'CONFIG_FILE',
  'LOG_LEVEL',
] as const;
type Variable = (typeof ENVIRONMENT)[number];
/** In the data folder, where no other is named. */
export const LEDGER_ARCHIVE = 'ledger-archive';
const SECRETS: readonly Variable[] = [
  'MONGODB_URI',
  'BOOTSTRAP_TOKEN',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'MIGRATE_TO',
];

const SANDBOX_MODES = ['on', 'off', 'auto'] as const;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says, checked. */
export interface EnvironmentConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  /** Where old parts of the ledger go as files; null: they stay in the store. */
  readonly ledgerArchiveDir: string | null;
  /** `auto`: on while no real account has been registered. */
  readonly sandbox: (typeof SANDBOX_MODES)[number];
  readonly bases: { readonly weibo: string; readonly wechat: string; readonly govcn: string };
  readonly bootstrapToken: string | null;
  readonly secretKey: string | null;
  /** The key that was in force before, while not everything is sealed anew. */
  readonly secretKeyPrevious: string | null;
  /** Where `migrate` moves to: here it stands in no list of processes. */
  readonly migrateTo: string | null;
  /** The address browsers and platforms reach us by, where it is not the one we listen on. */
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
}

/**
 * Reads and checks every variable but `CONFIG_FILE`. Problems go to the list; what is returned is usable only where the
 * list holds no error.
 */
export function readEnvironment(environment: Environment, problems: ProblemList): EnvironmentConfig {
  const value = (name: Variable): string | null => readVariable(environment, name, problems);
  const base = (name: Variable, fallback: string): string => {
    const text = value(name) ?? fallback;
    if (!webAddress.safeParse(text).success) problems.error('env-base', name, 'expected an http or https address');
    return text.replace(/\/+$/, '');
  };
  const port = Number(value('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    problems.error('env-port', 'PORT', 'expected a port number from 0 to 65535');
  const sandbox = SANDBOX_MODES.find((mode) => mode === (value('SANDBOX') ?? 'auto'));
  if (sandbox === undefined) problems.error('env-sandbox', 'SANDBOX', 'expected on, off or auto');
  const logLevel = LOG_LEVELS.find((level) => level === (value('LOG_LEVEL') ?? 'info'));
  if (logLevel === undefined) problems.error('env-log-level', 'LOG_LEVEL', 'expected debug, info, warn or error');
  const publicUrl = value('PUBLIC_URL');
  if (publicUrl !== null && !webAddress.safeParse(publicUrl).success)
    problems.error(
      'env-public-url',
      'PUBLIC_URL',
      'expected an http or https address such as https://matrix.example.gov.cn',
    );
  const dataDir = path.resolve(value('DATA_DIR') ?? './data');
  const mongodbUri = value('MONGODB_URI');
  return {
    port,
    host: value('HOST') ?? '127.0.0.1',
    dataDir,
    mongodbUri,
    ledgerArchiveDir: archiveDir(value('LEDGER_ARCHIVE_DIR'), { dataDir, mongodbUri }),
    sandbox: sandbox ?? 'auto',
    bases: {
      weibo: base('WEIBO_API_BASE', 'https://api.weibo.com'),
      wechat: base('WECHAT_API_BASE', 'https://api.weixin.qq.com'),
      govcn: base('GOVCN_BASE', 'https://www.gov.cn'),
    },
    ...readSecrets(value, problems),
    migrateTo: value('MIGRATE_TO'),
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    logLevel: logLevel ?? 'info',
  };
}

/** Several machines share a MongoDB but not a folder, unless one is named. */
function archiveDir(
  named: string | null,
  { dataDir, mongodbUri }: Pick<EnvironmentConfig, 'dataDir' | 'mongodbUri'>,
): string | null {
  if (named !== null) return path.resolve(named);
  return mongodbUri === null ? path.join(dataDir, LEDGER_ARCHIVE) : null;
}

function readSecrets(
  value: (name: Variable) => string | null,
  problems: ProblemList,
): Pick<EnvironmentConfig, 'bootstrapToken' | 'secretKey' | 'secretKeyPrevious'> {
  const bootstrapToken = value('BOOTSTRAP_TOKEN');
  if (bootstrapToken !== null && bootstrapToken.length < 24)
    problems.error('env-bootstrap-token', 'BOOTSTRAP_TOKEN', 'expected at least 24 characters');
  const secretKey = value('SECRET_KEY');
  if (secretKey !== null && secretKey.length < 16)
    problems.error('env-secret-key', 'SECRET_KEY', 'expected at least 16 characters');
  const secretKeyPrevious = value('SECRET_KEY_PREVIOUS');
  if (secretKeyPrevious !== null && secretKeyPrevious === secretKey)
    problems.error(
      'env-secret-key-previous',
      'SECRET_KEY_PREVIOUS',
      'is the same as SECRET_KEY: set it to the key that was in force before',
    );
  return { bootstrapToken, secretKey, secretKeyPrevious };
}

/** A variable or its `_FILE` twin; both at once are an error, because nobody could say which one rules. */
export function readVariable(environment: Environment, name: Variable, problems: ProblemList): string | null {
  const direct = environment[name];
  const file = SECRETS.includes(name) ? environment[`${name}_FILE`] : undefined;
  if (direct !== undefined && direct !== '' && file !== undefined && file !== '') {
    problems.error('env-twice', name, `set ${name} or ${name}_FILE, not both`);
    return null;
  }
  if (file !== undefined && file !== '') {
    try {
      return fs.readFileSync(file, 'utf8').trim();
    } catch {
      problems.error('env-file', `${name}_FILE`, 'the file cannot be read');
      return null;
    }
  }
  return direct === undefined || direct === '' ? null : direct;
}
