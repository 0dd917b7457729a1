import type { Connection } from 'mongoose';
import { UNIT_LEVELS } from '../../domain/accounts/unit';
import type { Migration } from './migration';

/** Units carry sectors and a region, none at first. A level that is not of the closed list becomes `other`. */
async function up(connection: Connection): Promise<void> {
  const units = connection.collection('units');
  await units.updateMany({ level: { $nin: [...UNIT_LEVELS] } }, { $set: { level: 'other' } });
  await units.updateMany({ sectors: { $exists: false } }, { $set: { sectors: [] } });
  await units.updateMany({ region: { $exists: false } }, { $set: { region: '' } });
}

export const m0008UnitNature: Migration = { version: 8, title: 'units with sectors and a region', up };
