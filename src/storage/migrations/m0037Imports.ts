import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Every index of imports, by collection. Those under way are few at any time. */
const IMPORT_INDEXES = {
  imports: [
    { name: 'imports-newest', key: { uploadedAt: -1, _id: -1 } },
    { name: 'imports-of-person', key: { 'by.personId': 1, readerUnitId: 1, uploadedAt: -1, _id: -1 } },
    { name: 'imports-by-state', key: { state: 1, uploadedAt: 1, _id: 1 } },
    {
      name: 'outbox-pending',
      key: { 'outbox.eventId': 1 },
      partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
    },
  ],
  'import-parts': [{ name: 'parts-of-import', key: { importId: 1, part: 1, place: 1 } }],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(IMPORT_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0037Imports: Migration = { version: 37, title: 'imports of the register', up };
