import { asksForRank, wrongPhone, type LiaisonDuty, type Rank } from '../team/liaison';
import { changesOf, placeOf, type Complaints, type Planned, type PlannedRow } from './planning';
import type { WrittenRow } from './readRegister';
import type { ImportReach, Registered, RegisteredLiaison } from './registered';
import type { LiaisonOfFile } from './registerFile';
import type { UnitByName } from './unitNames';

/** Names a duty among those that hold: the unit, what they are to it, and who. */
export function liaisonRef({ unit, duty, name }: Pick<LiaisonOfFile, 'unit' | 'duty' | 'name'>): string {
  return `${unit} ${duty} ${name}`;
}

/**
 * What rows of the roster come to. Nobody is taken off it by a table: a duty ends on its own page, with its last day.
 */
export function planLiaisons(
  rows: readonly WrittenRow[],
  given: {
    readonly registered: Registered;
    readonly unitByName: UnitByName;
    readonly reach: ImportReach;
    readonly complaints: Complaints;
    /** Those whom the table lists. */
    readonly usernames: ReadonlySet<string>;
  },
): Planned<LiaisonOfFile> {
  const { registered, complaints, reach } = given;
  const stored = new Map(registered.liaisons.map((one) => [liaisonRef({ ...one, unit: one.unitKey }), one]));
  const known = new Set([...registered.people.filter(isReached).map(({ username }) => username), ...given.usernames]);
  const named = new Map<string, WrittenRow>();
  const planned: PlannedRow[] = [];
  const [added, changed]: [LiaisonOfFile[], LiaisonOfFile[]] = [[], []];
  for (const row of rows) {
    const { unit, duty, name, person } = row.values;
    for (const [field, value] of Object.entries({ unit, duty, name }))
      if (value === undefined) complaints.about(row, field, 'missing');
    if (unit === undefined || duty === undefined || name === undefined) continue;
    const found = given.unitByName(unit);
    if (!('key' in found)) {
      complaints.about(row, 'unit', found);
      continue;
    }
    const who = { unit: found.key, duty: duty as LiaisonDuty, name };
    const ref = liaisonRef(who);
    const earlier = named.get(ref);
    if (earlier !== undefined) {
      complaints.about(row, 'name', { code: 'given-twice', about: placeOf(earlier) });
      continue;
    }
    named.set(ref, row);
    if (person !== undefined && !known.has(person)) complaints.about(row, 'person', 'person-unknown');
    const before = stored.get(ref);
    const liaison = { ...who, ...stated(row, before, reach) };
    complain(row, liaison, { complaints, reach });
    const base = { kind: 'liaisons', sheet: row.sheet, row: row.row, name, ref } as const;
    if (before === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(liaison);
      continue;
    }
    const changes = changesOf(textsOf({ ...before, person: before.username }), textsOf(liaison));
    planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
    if (changes.length > 0) changed.push(liaison);
  }
  return { rows: planned, added, changed };
}

function isReached(one: { readonly isReached: boolean }): boolean {
  return one.isReached;
}

/** What a row says; a cell that is empty leaves what is stored. */
function stated(
  { values }: WrittenRow,
  before: RegisteredLiaison | undefined,
  { today }: ImportReach,
): Omit<LiaisonOfFile, 'unit' | 'duty' | 'name'> {
  return {
    post: values['post'] ?? before?.post ?? '',
    rank: (values['rank'] as Rank | undefined) ?? before?.rank ?? null,
    mobile: plainNumber(values['mobile']) ?? before?.mobile ?? null,
    officePhone: plainNumber(values['officePhone']) ?? before?.officePhone ?? null,
    person: values['person'] ?? before?.username ?? null,
    sinceOn: values['sinceOn'] ?? before?.sinceOn ?? today,
  };
}

/** Half-width, and a mobile number without what it is parted by. */
function plainNumber(text: string | undefined): string | undefined {
  const plain = text?.normalize('NFKC').trim();
  const joined = plain?.replace(/[\s-]/gu, '');
  return joined !== undefined && /^\+?1\d{10}$|^\+\d+$/u.test(joined) ? joined : plain;
}

function complain(
  row: WrittenRow,
  liaison: LiaisonOfFile,
  { complaints, reach }: { readonly complaints: Complaints; readonly reach: ImportReach },
): void {
  if (liaison.post === '') complaints.about(row, 'post', 'missing');
  if (asksForRank(liaison.duty) && liaison.rank === null) complaints.about(row, 'rank', 'missing');
  if (liaison.sinceOn > reach.today) complaints.about(row, 'sinceOn', 'date-later');
  const wrong = wrongPhone(liaison);
  if (wrong !== null) complaints.about(row, wrong, liaison[wrong] === null ? 'phone-missing' : 'phone-wrong');
}

function textsOf(row: Omit<LiaisonOfFile, 'unit' | 'duty' | 'name'>): Readonly<Record<string, string>> {
  const { post, rank, mobile, officePhone, person, sinceOn } = row;
  return {
    ...{ post, rank: rank ?? '', mobile: mobile ?? '', officePhone: officePhone ?? '' },
    ...{ person: person ?? '', sinceOn },
  };
}
