import type { Schema } from 'mongoose';
import type { Storage } from '../../ports/storage';
import type { NamesUnit } from '../accounts/unitBelongings';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createDigestPlans, digestPlanSchema, type DigestPlanRow } from './digestPlans';
import { createLetters, type LetterRow } from './letters';
import { createReminders, type ReminderRow } from './reminders';

/** Opens what digests and reminders need: their repositories, and the tables that leave events. */
export function openLetters(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { letters, reminders }: { readonly letters: Table<LetterRow>; readonly reminders: Table<ReminderRow> },
): {
  readonly repositories: Pick<Storage, 'digestPlans' | 'letters' | 'reminders'>;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly namesUnit: NamesUnit;
} {
  const plans = open<DigestPlanRow>('digest-plans', digestPlanSchema);
  return {
    repositories: {
      digestPlans: createDigestPlans(plans),
      letters: createLetters(letters),
      reminders: createReminders(reminders),
    },
    sources: [plans, reminders].map((table) => table as unknown as Table<Row & WithOutbox>),
    namesUnit: { table: plans as unknown as NamesUnit['table'], field: 'unitId' },
  };
}
