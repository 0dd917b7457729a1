import mongoose, { type Connection, type mongo } from 'mongoose';
import { tellingRoom } from '../outOfRoom';

/** Where contents are kept in parts: the store's own way of keeping what is larger than a document (GridFS). */
const FILE_BYTES = 'file-bytes';

export interface FileBytes {
  put(contentId: string, bytes: Uint8Array): Promise<void>;
  /** Null: nothing is there, or not all of it. */
  read(contentId: string): Promise<Uint8Array | null>;
  /** Whatever is there, be it all of it or some parts. */
  remove(contentId: string): Promise<void>;
}

/** A document below its largest size, and small enough to be moved many at a time. */
const PART_BYTES = 256 * 1024;

/** The parts come first and the record that makes them one content last: what was killed half-way cannot be read. */
export function createFileBytes(connection: Connection): FileBytes {
  const bucket = (): mongo.GridFSBucket =>
    new mongoose.mongo.GridFSBucket(connection.getClient().db(connection.name), {
      bucketName: FILE_BYTES,
      chunkSizeBytes: PART_BYTES,
    });
  const idOf = (contentId: string): mongo.ObjectId => new mongoose.mongo.ObjectId(contentId);
  return {
    put: tellingRoom(async (contentId: string, bytes: Uint8Array) => {
      await new Promise<void>((resolve, reject) => {
        const stream = bucket().openUploadStreamWithId(idOf(contentId), contentId);
        stream.once('finish', () => {
          resolve();
        });
        stream.once('error', reject);
        stream.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      });
    }),
    read: async (contentId) => {
      const parts: Buffer[] = [];
      try {
        for await (const part of bucket().openDownloadStream(idOf(contentId))) parts.push(part as Buffer);
      } catch (error) {
        // No record of it, or a part that is missing or has another length. What the network does is no such fault.
        if (error instanceof mongoose.mongo.MongoRuntimeError) return null;
        throw error;
      }
      return Buffer.concat(parts);
    },
    remove: async (contentId) => {
      try {
        await bucket().delete(idOf(contentId));
      } catch (error) {
        // The parts are gone then as well: only the record was not there.
        if (!(error instanceof mongoose.mongo.MongoRuntimeError)) throw error;
      }
    },
  };
}
