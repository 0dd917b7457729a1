import type { Person } from '../ports/storage';
import type { ImportFile } from './importFileSchema';

/** Who can sign in though the file does not list them. A file without people says nothing about anybody. */
export function unlistedPeople({ people }: ImportFile, registered: readonly Person[]): readonly string[] {
  if (people.length === 0) return [];
  const listed = new Set(people.map(({ username }) => username));
  return registered
    .filter(({ username, disabled }) => !disabled && !listed.has(username))
    .map(({ username }) => username);
}

/** Whether somebody the file lists can still manage everybody: an administrator of the whole office, not disabled. */
export function listsAdministrator({ people }: ImportFile, registered: readonly Person[]): boolean {
  const disabled = new Set(registered.filter((person) => person.disabled).map(({ username }) => username));
  return people.some(
    ({ username, role, unit }) => role === 'administrator' && unit === null && !disabled.has(username),
  );
}
