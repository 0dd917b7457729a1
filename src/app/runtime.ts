import { hash, randomBytes } from 'node:crypto';
import pino from 'pino';
import type { LogLevel } from '../config/environment';
import type { EventId } from '../domain/ids';
import type { Clock, Hasher, Ids, Log, Randomness } from '../ports/runtime';

/** The real clock, randomness, ids and log. Everything else in the product gets these handed in. */
export interface Runtime {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log: Log;
}

export function createRuntime(logLevel: LogLevel): Runtime {
  return {
    clock: { now: () => new Date() },
    random: { next: () => Math.random() },
    ids: createIds(),
    hasher: { sha256 },
    log: createLog(logLevel),
  };
}

function sha256(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex');
}

/**
 * 24 hexadecimal digits: four bytes of seconds, five of this process, three of a counter, so ids sort roughly by time.
 */
function createIds(): Ids {
  const processPart = randomBytes(5).toString('hex');
  let counter = randomBytes(3).readUIntBE(0, 3);
  const next = (): string => {
    counter = (counter + 1) % 0x1000000;
    const seconds = Math.floor(Date.now() / 1000)
      .toString(16)
      .padStart(8, '0');
    return `${seconds}${processPart}${counter.toString(16).padStart(6, '0')}`;
  };
  return {
    id: <T extends string>() => next() as T,
    eventId: () => next() as EventId,
    secret: () => randomBytes(24).toString('base64url'),
  };
}

/** JSON lines on standard error: standard output belongs to what the operator is told at the start. */
function createLog(level: LogLevel): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (event, fields) => logger.info({ ...fields, event }),
    warn: (event, fields) => logger.warn({ ...fields, event }),
    error: (event, error, fields) => logger.error({ ...fields, event, error: describe(error) }),
  };
}

/** Name, message and stack only: an error object may carry a request with its headers, and those carry credentials. */
function describe(error: unknown): string {
  if (error instanceof Error)
    return (error.stack ?? `${error.name}: ${error.message}`).replace(
      /([?&](?:access_token|secret|appsecret|token|key|sign)=)[^&\s]+/gi,
      '$1…',
    );
  return String(error);
}
