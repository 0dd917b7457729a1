import type { Connection } from 'mongoose';
import type { Migration } from './migration';

/**
 * A decision about one 信息员 of a year reads what is credited to them, and how their units stood, not the year. A course
 * that another unit keeps the record of is found by the units whose people were there.
 */
async function up(connection: Connection): Promise<void> {
  const submissions = connection.collection('submissions');
  for (const [name, field] of [
    ['submissions-of-person', 'informant.personId'],
    ['submissions-of-liaison', 'informant.liaisonId'],
  ] as const)
    await submissions.createIndex({ [field]: 1, month: 1, _id: 1 }, { name });
  await connection
    .collection('submission-months')
    .createIndex({ ofUnitId: 1, month: 1, _id: 1 }, { name: 'submission-months-of-unit' });
  await connection
    .collection('courses')
    .createIndex({ 'attendees.unitId': 1, heldOn: -1, _id: -1 }, { name: 'courses-attended' });
}

export const m0060FoundByPeople: Migration = { version: 60, title: 'submissions and courses by people', up };
