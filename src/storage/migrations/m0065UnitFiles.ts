import type { Connection } from 'mongoose';
import type { Migration } from './migration';

const PENDING = { partialFilterExpression: { 'outbox.eventId': { $gt: '' } }, name: 'outbox-pending' } as const;

/**
 * Surveys by year, events and meetings are listed by their day, whatever else is asked of them; messages whose texts
 * have had their time are found without looking at those that have lost theirs.
 */
async function up(connection: Connection): Promise<void> {
  const byDay = { on: -1, _id: -1 } as const;
  for (const name of ['survey-plans', 'emergencies', 'meetings']) {
    const files = connection.collection(name);
    await files.createIndex(byDay, { name: `${name}-by-day` });
    await files.createIndex({ unitPath: 1, ...byDay }, { name: `${name}-of-subtree` });
    await files.createIndex({ state: 1, ...byDay }, { name: `${name}-by-state` });
    await files.createIndex({ kind: 1, ...byDay }, { name: `${name}-by-kind` });
    await files.createIndex({ isTold: 1, _id: 1 }, { name: `${name}-untold` });
    await files.createIndex({ isWatched: 1, _id: 1 }, { name: `${name}-watched` });
    await files.createIndex({ 'outbox.eventId': 1 }, PENDING);
  }
  const interactions = connection.collection('interactions');
  await interactions.createIndex({ isTextGone: 1, endedAt: 1 }, { name: 'interactions-with-text' });
  const over = { state: { $in: ['answered', 'not-valid'] } };
  for await (const { _id, answeredAt, thread } of interactions.find(over, { projection: { answeredAt: 1, thread: 1 } }))
    await interactions.updateOne(
      { _id },
      { $set: { endedAt: (answeredAt as Date | null) ?? (thread as { at: Date }[]).at(-1)?.at ?? null } },
    );
}

export const m0065UnitFiles: Migration = { version: 65, title: 'surveys, events and meetings', up };
