import type { Schema } from 'mongoose';
import type { Storage } from '../../ports/storage';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { createHandovers, handoverSchema, type HandoverRow } from './handovers';
import { createPeople, personSchema, type PersonRow } from './people';
import { createChangedRights, createRoles, roleSchema, type RoleRow } from './roles';
import { createSessions, sessionSchema, type SessionRow } from './sessions';

/** Opens who can sign in: their repositories, their tables for those who need more of them, and what leaves events. */
export function openPeople(open: <D extends Row>(name: string, schema: Schema) => Table<D>): {
  readonly repositories: Pick<Storage, 'people' | 'sessions' | 'handovers' | 'roles'>;
  readonly persons: Table<PersonRow>;
  readonly sessions: Table<SessionRow>;
  readonly sources: readonly Table<Row & WithOutbox>[];
} {
  const persons = open<PersonRow>('people', personSchema);
  const sessions = open<SessionRow>('sessions', sessionSchema);
  const handovers = open<HandoverRow>('handovers', handoverSchema);
  const roles = open<RoleRow>('roles', roleSchema);
  return {
    repositories: {
      people: createPeople(persons),
      sessions: createSessions(sessions, persons, createChangedRights(roles)),
      roles: createRoles(roles),
      handovers: createHandovers(handovers),
    },
    persons,
    sessions,
    sources: [persons, handovers, roles].map((table) => table as unknown as Table<Row & WithOutbox>),
  };
}
