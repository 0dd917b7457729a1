import type { Connection } from 'mongoose';
import type { Migration } from './migration';

export const PERSON_SESSIONS_INDEX = { name: 'sessions-of-person' } as const;

/** Sessions opened before say neither from where nor by what they were opened; they are shown without. */
async function up(connection: Connection): Promise<void> {
  await connection
    .collection('sessions')
    .createIndex({ personId: 1, kind: 1, createdAt: -1, _id: 1 }, PERSON_SESSIONS_INDEX);
}

export const m0033PersonSessions: Migration = { version: 33, title: 'sessions by person', up };
