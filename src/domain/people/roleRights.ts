import { PERMISSIONS } from './permissions';
import { ACTIONS, type Action, type Role } from './role';

/**
 * What an office has otherwise than the product: what a role may do beyond that, and what it may not. Kept as the
 * difference, so that what a later version adds to a role is added here as well.
 */
export interface RoleRights {
  readonly role: Role;
  readonly added: readonly Action[];
  readonly removed: readonly Action[];
  /** Counts its changes. */
  readonly version: number;
}

/** Without it nobody could let anybody in again: it does all, always. */
export const FIXED_ROLE: Role = 'administrator';
/** Whoever manages people can sign in as any of them: that is no right to be given beside others. */
const ADMINISTRATORS_ALONE: readonly Action[] = ['people.manage'];
/** Who may not look may do nothing else. */
const NEEDED: Action = 'read';

/** What a role may do here. Of what this version does not know nothing is left. */
export function rightsOf({ role, added, removed }: Omit<RoleRights, 'version'>): readonly Action[] {
  if (role === FIXED_ROLE) return ACTIONS;
  const [gets, loses] = [new Set<Action>([...PERMISSIONS[role], ...added]), new Set(removed)];
  return ACTIONS.filter((action) => (gets.has(action) && !loses.has(action)) || action === NEEDED);
}

/** Whether anything of a role is set up otherwise than the product has it. */
export function isChanged({ added, removed }: RoleRights): boolean {
  return added.length + removed.length > 0;
}

export type RoleProblem = 'fixed' | 'read-missing' | 'administrators-alone' | 'not-held' | 'unchanged';

/** A role that may do just this from now on, or why it may not. Nobody gives what they may not do themselves. */
export function withRights(
  before: RoleRights,
  actions: readonly Action[],
  held: readonly Action[],
): RoleRights | { readonly problem: RoleProblem } {
  const { role, version } = before;
  if (role === FIXED_ROLE) return { problem: 'fixed' };
  if (!actions.includes(NEEDED)) return { problem: 'read-missing' };
  const present = rightsOf(before);
  const given = actions.filter((action) => !present.includes(action));
  if (given.some((action) => ADMINISTRATORS_ALONE.includes(action))) return { problem: 'administrators-alone' };
  if (given.some((action) => !held.includes(action))) return { problem: 'not-held' };
  if (given.length === 0 && present.every((action) => actions.includes(action))) return { problem: 'unchanged' };
  return {
    role,
    added: ACTIONS.filter((action) => actions.includes(action) && !PERMISSIONS[role].includes(action)),
    removed: PERMISSIONS[role].filter((action) => !actions.includes(action)),
    version: version + 1,
  };
}
