import type { UnitId } from '../ids';
import type { Role } from './role';

/** What a person signs in with, on the page as in an import file: nobody is added whom a file cannot list. */
export const USERNAME = /^[a-z0-9._-]{2,40}$/;

/** An office has so many people at most: all of them are read at once. */
export const MOST_PEOPLE = 5_000;

/** Whether somebody can manage the people of the whole office; without one nobody could let anybody in again. */
export function managesOffice(person: PersonDescription & { readonly disabled: boolean }): boolean {
  return person.role === 'administrator' && person.unitId === null && !person.disabled;
}

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
