import { ACTIONS, ROLES } from '../../domain/people/role';
import { isChanged, rightsOf, type RoleRights } from '../../domain/people/roleRights';
import type { Roles } from '../../ports/peopleStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkChoice } from '../checkInput';
import { createKnownRows } from '../knownRows';
import { count, documentSchema, text, texts } from '../schemaParts';
import type { Row, Table } from '../table';

export interface RoleRow extends Row, Omit<RoleRights, 'role'>, WithOutbox {
  readonly _id: RoleRights['role'];
}

export const roleSchema = documentSchema({
  _id: text,
  added: texts,
  removed: texts,
  version: count,
  outbox: outboxField,
});

/** What each role may do that is set up otherwise than the product has it. */
export type ChangedRights = ReadonlyMap<RoleRights['role'], ReturnType<typeof rightsOf>>;

export function createRoles(table: Table<RoleRow>): Roles {
  return {
    list: async () => {
      const rows = new Map(
        (await table.many({}, { sort: { _id: 1 }, limit: ROLES.length })).map((row) => [row._id, row]),
      );
      return ROLES.map((role) => readRole(rows.get(role)) ?? { role, added: [], removed: [], version: 1 });
    },
    put: async ({ role, added, removed, version }, event) => {
      const _id = checkChoice(role, ROLES, 'role');
      const fields = { added: [...added], removed: [...removed], version };
      if (await table.change({ _id, version: version - 1 }, { $set: fields, ...leaving([event]) })) return true;
      // A store that was filled from an export of an earlier version has no row of it yet.
      return version === 2 && (await table.insert({ _id, ...fields, outbox: outboxOf([event]) })) === 'inserted';
    },
  };
}

/** Read with every request that asks who somebody is, and made anew only where the store returns other bytes. */
export function createChangedRights(table: Table<RoleRow>): () => Promise<ChangedRights> {
  const known = createKnownRows<RoleRow>(ROLES.length);
  return async () => {
    const rows = await table.many({}, { sort: { _id: 1 }, limit: ROLES.length, without: ['outbox'], known });
    const changed = rows.flatMap((row) => readRole(row) ?? []).filter(isChanged);
    return new Map(changed.map((role) => [role.role, rightsOf(role)]));
  };
}

function readRole(row: RoleRow | undefined): RoleRights | null {
  if (row === undefined || !ROLES.includes(row._id)) return null;
  const known = (actions: RoleRights['added']): RoleRights['added'] => ACTIONS.filter((one) => actions.includes(one));
  return { role: row._id, added: known(row.added), removed: known(row.removed), version: row.version };
}
