import type { Action, Principal, Role } from '../domain/people/role';
import { rightsOf } from '../domain/people/roleRights';
import type { ServiceDeps } from './settings';

/** What roles may do here, read once. */
export type RightsOfRoles = (role: Role) => readonly Action[];

export async function readRightsOfRoles({ storage }: Pick<ServiceDeps, 'storage'>): Promise<RightsOfRoles> {
  const rights = new Map((await storage.roles.list()).map((role) => [role.role, rightsOf(role)]));
  return (role) => rights.get(role) ?? rightsOf({ role, added: [], removed: [] });
}

/** Somebody who acts later, or has just signed in, with what their role may do here now. */
export async function withRightsOfRole(
  deps: Pick<ServiceDeps, 'storage'>,
  principal: Omit<Principal, 'actions'>,
): Promise<Principal> {
  return { ...principal, actions: (await readRightsOfRoles(deps))(principal.role) };
}
