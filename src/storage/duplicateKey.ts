const DUPLICATE_KEY = 11000;
/** True for a write that broke a unique index, and for nothing else. */
export function isDuplicateKey(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== DUPLICATE_KEY) return false;
  if (!('writeErrors' in error) || !Array.isArray(error.writeErrors)) return true;
  return error.writeErrors.every(
    (one: unknown) => typeof one === 'object' && one !== null && 'code' in one && one.code === DUPLICATE_KEY,
  );
}

/** A duplicate key as a result instead of an error. */
export async function duplicateIsAnAnswer(write: Promise<unknown>): Promise<'inserted' | 'duplicate'> {
  try {
    await write;
    return 'inserted';
  } catch (error) {
    if (isDuplicateKey(error)) return 'duplicate';
    throw error;
  }
}
