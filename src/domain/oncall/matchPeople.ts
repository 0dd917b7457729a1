import type { PersonId, UnitId } from '../ids';
import type { CivilDate } from '../time/instant';
import type { TableProblem, TableProblemCode, WrittenDay, WrittenPeople } from './dutyTable';

/** Somebody a table may name. */
export interface Nameable {
  readonly id: PersonId;
  readonly username: string;
  readonly name: string;
  readonly unitId: UnitId | null;
  readonly disabled: boolean;
  readonly mobile: string | null;
}

/** A day of a table with the people it names. */
export interface NamedDay {
  readonly date: CivilDate;
  readonly personIds: readonly PersonId[];
  readonly leaderIds: readonly PersonId[];
}

/** Whom names are looked for among. */
export interface NameBook {
  readonly people: readonly Nameable[];
  /** Units by the `nameKey` of what people write; several units may have one name. */
  readonly unitNames: ReadonlyMap<string, ReadonlySet<UnitId>>;
  /** The unit of the roster and those below it; null: all. */
  readonly within: ReadonlySet<UnitId> | null;
  readonly unitId: UnitId | null;
}

/**
 * The people a table names: by account name, or by name within the unit of the roster, or of the unit that stands in
 * brackets after it: 张三（教育局）. A phone number tells people of one name apart. Nobody is guessed.
 */
export function matchPeople(
  days: readonly WrittenDay[],
  book: NameBook,
): { readonly days: readonly NamedDay[]; readonly problems: readonly TableProblem[] } {
  const problems: TableProblem[] = [];
  const byName = new Map<string, Nameable[]>();
  for (const person of book.people)
    for (const key of new Set([nameKey(person.name), nameKey(person.username)]))
      byName.set(key, [...(byName.get(key) ?? []), person]);
  const matched = days.map((day): NamedDay => {
    const { row, date } = day;
    const match = ({ column, names }: WrittenPeople, phone: string): readonly PersonId[] => {
      const found = names.flatMap((name) => {
        const whole = find(name, phone, { byName, book });
        if (typeof whole !== 'string') return [whole];
        const parts = name.split(/\s+/).map((part) => find(part, '', { byName, book }));
        const people = parts.filter((part) => typeof part !== 'string');
        if (parts.length > 1 && people.length === parts.length) return people;
        problems.push({ code: whole, row, column, value: name });
        return [];
      });
      return [...new Set(found.map(({ id }) => id))];
    };
    const isOne = day.people.names.length === 1;
    return { date, personIds: match(day.people, isOne ? day.phone : ''), leaderIds: match(day.leaders, '') };
  });
  return { days: matched, problems };
}

type NameProblem = Extract<TableProblemCode, `person-${string}`>;

function find(
  written: string,
  phone: string,
  { byName, book }: { readonly byName: ReadonlyMap<string, readonly Nameable[]>; readonly book: NameBook },
): Nameable | NameProblem {
  const [, name = '', bracket = ''] = /^([^（(]*)(?:[（(]([^)）]*)[)）])?/.exec(written) ?? [];
  const all = byName.get(nameKey(name)) ?? [];
  const byUsername = all.find(({ username }) => nameKey(username) === nameKey(name));
  if (byUsername !== undefined) return byUsername.disabled ? 'person-disabled' : byUsername;
  const units = book.unitNames.get(nameKey(bracket));
  const isPlaced = ({ unitId }: Nameable): boolean => {
    if (units !== undefined) return unitId !== null && units.has(unitId);
    return book.within === null || (unitId !== null && book.within.has(unitId));
  };
  if (all.length === 0) return 'person-unknown';
  const placed = all.filter(isPlaced);
  if (placed.length === 0) return 'person-elsewhere';
  const able = placed.filter(({ disabled }) => !disabled);
  if (able.length === 0) return 'person-disabled';
  const digits = phone === '' ? bracket.replace(/[^\d+]/g, '') : phone;
  const chosen = [
    able,
    able.filter(({ unitId }) => unitId === book.unitId),
    able.filter(({ mobile }) => digits !== '' && mobile === digits),
  ].find(({ length }) => length === 1);
  return chosen?.[0] ?? 'person-ambiguous';
}

/** What names are looked up by: blanks within a name mean nothing, nor do capitals. */
export function nameKey(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase();
}
