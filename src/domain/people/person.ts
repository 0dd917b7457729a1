import type { UnitId } from '../ids';
import type { Role } from './role';

/** What a person signs in with: letters of any script, digits and `. _ - @`, beginning with a letter or digit. */
export const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,59}$/u;

/** What an administrator says of a person; what they sign in with stays. */
export interface PersonDescription {
  readonly name: string;
  readonly role: Role;
  /** The root of the subtree they see; null: everything. */
  readonly unitId: UnitId | null;
}

/** What of a person differs, as the ledger keeps it: each field as it was and as it is. */
export function describedDifferently(
  before: PersonDescription,
  after: PersonDescription,
): Readonly<Record<string, string | null>> {
  const fields = ['name', 'role', 'unitId'] as const;
  return Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .flatMap((field) => [
        [`${field}Before`, before[field]],
        [`${field}After`, after[field]],
      ]),
  );
}
