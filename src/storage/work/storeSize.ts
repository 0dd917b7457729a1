import type { Connection } from 'mongoose';
import type { StoreSample, StoreSize } from '../../domain/retention/diskEstimate';
import { civilIsoOf } from '../../domain/time/civil';
import type { StoreSizes } from '../../ports/retention';
import { batchSize } from '../checkInput';
import { count, documentSchema, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface StoreSampleRow extends Row, StoreSample {
  /** The civil hour: one sample each. */
  readonly _id: string;
}
export const storeSampleSchema = documentSchema({ _id: text, at: instant, documentBytes: count });
const HOUR_CHARS = 'YYYY-MM-DDTHH'.length;

export function createStoreSizes(connection: Connection, samples: Table<StoreSampleRow>): StoreSizes {
  return {
    now: async () => {
      if (connection.db === undefined) throw new Error('The store is not connected.');
      return readSize(await connection.db.command({ dbStats: 1 }));
    },
    note: async (at, { documentBytes }) => {
      await samples.insert({ _id: civilIsoOf(at).slice(0, HOUR_CHARS), at, documentBytes });
    },
    noted: async (limit) =>
      (await samples.many({}, { sort: { at: -1 }, limit: batchSize(limit) })).map(({ at, documentBytes }) => ({
        at,
        documentBytes,
      })),
  };
}

function readSize(stats: Readonly<Record<string, unknown>>): StoreSize {
  const figure = (name: string): number => (typeof stats[name] === 'number' ? stats[name] : 0);
  const [totalBytes, usedBytes] = [figure('fsTotalSize'), figure('fsUsedSize')];
  return {
    documentBytes: figure('dataSize'),
    storedBytes: figure('totalSize') || figure('storageSize') + figure('indexSize'),
    disk: totalBytes > 0 ? { totalBytes, freeBytes: Math.max(0, totalBytes - usedBytes) } : null,
  };
}
