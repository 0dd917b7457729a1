import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/** Every index of files; those of their bytes are what the driver would make with the first of them. */
const FILE_INDEXES = {
  files: [
    { name: 'files-unheld', key: { unheldSinceAt: 1 } },
    { name: 'files-of-content', key: { contentId: 1 } },
    { name: 'files-of-person', key: { 'by.personId': 1, uploadedAt: 1 } },
    { name: 'files-by-upload', key: { uploadedAt: 1 } },
  ],
  'file-contents': [
    { name: 'content-of-hash', key: { sha256: 1 }, unique: true, partialFilterExpression: { state: 'whole' } },
    { name: 'contents-unused', key: { unusedSinceAt: 1 } },
  ],
  'file-bytes.files': [{ name: 'filename_1_uploadDate_1', key: { filename: 1, uploadDate: 1 } }],
  'file-bytes.chunks': [{ name: 'files_id_1_n_1', key: { files_id: 1, n: 1 }, unique: true }],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(FILE_INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never);
}

export const m0043Files: Migration = { version: 43, title: 'files', up };
