import type { Schema } from 'mongoose';
import type { LadderStorage } from '../../ports/ladderStorage';
import type { NamesUnit } from '../accounts/unitBelongings';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createEscalations, escalationSchema, type EscalationRow } from './escalations';
import { createLadders, ladderSchema, type LadderRow } from './ladders';

/** Opens what escalation needs: its repositories, and the tables that leave events. */
export function openLadders(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly repositories: LadderStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly escalations: Table<EscalationRow>;
  readonly namesUnit: NamesUnit;
} {
  const ladders = open<LadderRow>('escalation-ladders', ladderSchema);
  const escalations = open<EscalationRow>('escalations', escalationSchema);
  return {
    repositories: { ladders: createLadders(ladders), escalations: createEscalations(escalations) },
    sources: [ladders, escalations].map((table) => table as unknown as Table<Row & WithOutbox>),
    escalations,
    namesUnit: { table: ladders as unknown as NamesUnit['table'], field: 'match.unitId' },
  };
}
