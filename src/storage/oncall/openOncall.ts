import type { Schema } from 'mongoose';
import type { Storage } from '../../ports/storage';
import type { NamesUnit } from '../accounts/unitBelongings';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createDutyDays, dutyDaySchema, type DutyDayRow } from './dutyDays';
import { createDutyRosters, dutyRosterSchema, type DutyRosterRow } from './rosters';
import { createSubstitutions, substitutionSchema, type SubstitutionRow } from './substitutions';

export type OncallStorage = Pick<Storage, 'dutyRosters' | 'dutyDays' | 'substitutions'>;

/** Opens who is on duty: its repositories, and the tables that leave events. */
export function openOncall(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly repositories: OncallStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly namesUnit: NamesUnit;
} {
  const rosters = open<DutyRosterRow>('duty-rosters', dutyRosterSchema);
  const days = open<DutyDayRow>('duty-days', dutyDaySchema);
  const substitutions = open<SubstitutionRow>('duty-substitutions', substitutionSchema);
  return {
    repositories: {
      dutyRosters: createDutyRosters(rosters),
      dutyDays: createDutyDays(days),
      substitutions: createSubstitutions(substitutions),
    },
    sources: [rosters, days, substitutions].map((table) => table as unknown as Table<Row & WithOutbox>),
    namesUnit: { table: rosters as unknown as NamesUnit['table'], field: 'unitId', goesAlong: true },
  };
}
