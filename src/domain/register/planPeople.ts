import type { Role } from '../people/role';
import { changesOf, placeOf, type Complaints, type Planned, type PlannedRow } from './planning';
import type { WrittenRow } from './readRegister';
import type { ImportReach, Registered, RegisteredPerson } from './registered';
import type { PersonOfFile } from './registerFile';
import type { UnitByName } from './unitNames';

/** What rows of people come to. They get no password: a new person signs in by a link. */
export function planPeople(
  rows: readonly WrittenRow[],
  given: {
    readonly registered: Registered;
    readonly unitByName: UnitByName;
    readonly reach: ImportReach;
    readonly complaints: Complaints;
  },
): Planned<PersonOfFile> {
  const { registered, unitByName, reach, complaints } = given;
  const stored = new Map(registered.people.map((person) => [person.username, person]));
  const named = new Map<string, WrittenRow>();
  const planned: PlannedRow[] = [];
  const [added, changed]: [PersonOfFile[], PersonOfFile[]] = [[], []];
  for (const row of rows) {
    const { username, name, role, unit } = row.values;
    for (const [field, value] of Object.entries({ username, name, role }))
      if (value === undefined) complaints.about(row, field, 'missing');
    if (username === undefined || name === undefined || role === undefined) continue;
    const earlier = named.get(username);
    if (earlier !== undefined) {
      complaints.about(row, 'username', { code: 'given-twice', about: placeOf(earlier) });
      continue;
    }
    named.set(username, row);
    const before = stored.get(username);
    if (before?.isReached === false) {
      complaints.about(row, 'username', 'exists-elsewhere');
      continue;
    }
    const found = unit === undefined ? { key: before?.unitKey ?? reach.unitKey } : unitByName(unit);
    if (!('key' in found)) {
      complaints.about(row, 'unit', found);
      continue;
    }
    if (found.key === null && role === 'officer') complaints.about(row, 'unit', 'officer-without-unit');
    const person: PersonOfFile = { username, name, role: role as Role, unit: found.key, password: null };
    const base = { kind: 'people', sheet: row.sheet, row: row.row, name, ref: username } as const;
    if (before === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(person);
      continue;
    }
    const changes = changesOf(
      { name: before.name, role: before.role, unit: before.unitKey ?? '' },
      { name, role, unit: unit === undefined ? undefined : (found.key ?? '') },
    );
    planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
    if (before.disabled) complaints.about(row, 'username', 'person-disabled');
    if (changes.length === 0) continue;
    changed.push(person);
    if (reach.updates && username === reach.username) complaints.about(row, 'username', 'own-row');
  }
  if (reach.updates && leavesNobody(registered.people, [...added, ...changed]))
    for (const { username } of changed) {
      const row = named.get(username);
      const before = stored.get(username);
      if (row !== undefined && before !== undefined && managesAll(before))
        complaints.about(row, 'role', 'last-administrator');
    }
  return { rows: planned, added, changed };
}

/** Whether nobody would manage the office any more who does now; whoever is shut out stays so. */
function leavesNobody(people: readonly RegisteredPerson[], listed: readonly PersonOfFile[]): boolean {
  const after = new Map<string, Pick<RegisteredPerson, 'role' | 'unitKey' | 'disabled'>>();
  for (const person of people) after.set(person.username, person);
  for (const { username, role, unit } of listed)
    after.set(username, { role, unitKey: unit, disabled: after.get(username)?.disabled ?? false });
  return people.some(managesAll) && ![...after.values()].some(managesAll);
}

function managesAll({ role, unitKey, disabled }: Pick<RegisteredPerson, 'role' | 'unitKey' | 'disabled'>): boolean {
  return role === 'administrator' && unitKey === null && !disabled;
}
