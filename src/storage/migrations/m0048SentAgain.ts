import type { Connection } from 'mongoose';
import { BUILDING, type Migration } from './migration';

/** What came to an end, by when it did: counted by its channel from the index alone. */
const ENDED = { key: { state: 1, settledAt: 1, channelId: 1 } } as const;

/** Messages that somebody asked to be sent again and that nobody has taken yet, and lines for the ledger. */
const INDEXES = {
  notifications: [{ name: 'notifications-ended', ...ENDED }],
  letters: [{ name: 'letters-ended', ...ENDED }],
  messages: [
    {
      name: 'messages-asked-again',
      key: { desk: 1, askedAt: 1, _id: 1 },
      partialFilterExpression: { askedAt: { $gt: new Date(0) } },
    },
    {
      name: 'outbox-pending',
      key: { 'outbox.eventId': 1 },
      partialFilterExpression: { 'outbox.eventId': { $gt: '' } },
    },
  ],
} as const;

async function up(connection: Connection): Promise<void> {
  for (const [collection, indexes] of Object.entries(INDEXES))
    await connection
      .collection(collection)
      .createIndexes(indexes.map(({ key, ...index }) => ({ ...index, key: { ...key } })) as never, BUILDING);
}

export const m0048SentAgain: Migration = { version: 48, title: 'messages are sent again by hand', up };
