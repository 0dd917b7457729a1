import { BSON } from './library';
import { CommandError } from '../commandError';
import type { BsonDocument } from './valueOrder';

/** MongoDB's limit for one stored document. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** Encodes a document. `undefined` becomes null, as there is no missing value inside a BSON array. */
export function encodeDocument(document: BsonDocument): Uint8Array {
  return BSON.serialize(document, { ignoreUndefined: false, checkKeys: false });
}

/** Encodes a document that is to be stored; refuses it when it is larger than MongoDB allows. */
export function encodeStored(document: BsonDocument): Uint8Array {
  const bytes = encodeBounded(document);
  checkSize(bytes.length);
  return bytes;
}

/** The library encodes into a buffer of 17 MB and fails with a RangeError beyond it. */
function encodeBounded(document: BsonDocument): Uint8Array {
  try {
    return encodeDocument(document);
  } catch (error) {
    if (error instanceof RangeError || (error as Error).name === 'RangeError') checkSize(Infinity);
    throw error;
  }
}

/** Throws BSONObjectTooLarge for a document beyond the limit. */
export function checkSize(bytes: number): void {
  if (bytes > maxDocumentBytes) {
    throw new CommandError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes}, max size: ${maxDocumentBytes}`,
    );
  }
}
