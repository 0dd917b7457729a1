import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';

/** The entry of `writeErrors` for one failed statement. Errors that are not a statement's own end the command. */
export function writeErrorOf(error: unknown, index: number): BsonDocument {
  if (!(error instanceof CommandError) || error.codeName === 'OutOfDiskSpace') throw error;
  return { index, code: error.code, ...error.details, errmsg: error.message };
}

/** Adds the failures to a reply, if there are any. */
export function withWriteErrors(reply: BsonDocument, writeErrors: readonly BsonDocument[]): BsonDocument {
  return writeErrors.length === 0 ? reply : { ...reply, writeErrors };
}

/**
 * Runs statements one after another. An ordered list stops at its first failure; an unordered one goes on.
 * @param run performs the statement at an index and takes note of its result itself.
 */
export async function runStatements(
  count: number,
  ordered: boolean,
  run: (index: number) => Promise<void>,
): Promise<BsonDocument[]> {
  const errors: BsonDocument[] = [];
  for (let i = 0; i < count; i++) {
    try {
      await run(i);
    } catch (error) {
      errors.push(writeErrorOf(error, i));
      if (ordered) break;
    }
  }
  return errors;
}
