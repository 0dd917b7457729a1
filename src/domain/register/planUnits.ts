import type { UnitLevel } from '../accounts/unit';
import { changesOf, placeOf, type Complaints, type Planned, type PlannedRow } from './planning';
import type { WrittenRow } from './readRegister';
import type { ImportReach, Registered, RegisteredUnit } from './registered';
import type { UnitOfFile } from './registerFile';
import { createUnitByName, type UnitByName } from './unitNames';

const MOST_KEY_CHARACTERS = 64;

interface Identified {
  readonly row: WrittenRow;
  readonly key: string;
  readonly name: string;
  readonly stored: RegisteredUnit | undefined;
}

/** What rows of units come to, parents first whatever their order, and how units are called from then on. */
export function planUnits(
  rows: readonly WrittenRow[],
  { registered, reach, complaints }: { registered: Registered; reach: ImportReach; complaints: Complaints },
): Planned<UnitOfFile> & { readonly unitByName: UnitByName } {
  const identified = identify(rows, { registered, complaints });
  const listed = identified.map(({ key, name, stored }) => ({ key, name, parentKey: stored?.parentKey ?? null }));
  const unitByName = createUnitByName(listed, registered);
  const parentOf = new Map(registered.units.map(({ key, parentKey }) => [key, parentKey]));
  const placed = identified.flatMap((one) => {
    const parent = parentFor(one, { unitByName, reach, complaints });
    if (parent === undefined) return [];
    parentOf.set(one.key, parent);
    return [{ ...one, parent }];
  });
  const planned: PlannedRow[] = [];
  const [added, changed]: [UnitOfFile[], UnitOfFile[]] = [[], []];
  for (const { row, key, name, parent, stored } of placed) {
    const { values } = row;
    if (standsUnderItself(key, parentOf)) complaints.about(row, 'parent', { code: 'unit-under-itself', about: name });
    const level = values['level'] ?? stored?.level;
    if (level === undefined) {
      complaints.about(row, 'level', 'missing');
      continue;
    }
    const unit: UnitOfFile = {
      ...{ key, name, parent, level: level as UnitLevel },
      ...(values['sectors'] === undefined ? {} : { sectors: values['sectors'].split(',') }),
      ...(values['region'] === undefined ? {} : { region: values['region'] }),
      ...(values['creditCode'] === undefined ? {} : { creditCode: values['creditCode'] }),
    };
    const base = { kind: 'units', sheet: row.sheet, row: row.row, name, ref: key } as const;
    if (stored === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(unit);
      continue;
    }
    const { sectors, region, creditCode } = stored;
    const changes = changesOf(
      {
        ...{ name: stored.name, parent: stored.parentKey ?? '', level: stored.level },
        ...{ sectors: sectors.join(','), region, creditCode: creditCode ?? '' },
      },
      { ...values, name, key: undefined, level, parent: values['parent'] === undefined ? undefined : (parent ?? '') },
    );
    planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
    if (changes.length > 0) changed.push(unit);
  }
  return { rows: planned, added: parentsFirst(added), changed, unitByName };
}

/** Each row with the unit it is about: by key, by credit code, or by its name under its superior. */
function identify(
  rows: readonly WrittenRow[],
  { registered, complaints }: { registered: Registered; complaints: Complaints },
): readonly Identified[] {
  const own = registered.units.filter(({ isReached }) => isReached);
  const byKey = new Map(own.map((unit) => [unit.key, unit]));
  const byCode = new Map(own.flatMap((unit) => (unit.creditCode === null ? [] : [[unit.creditCode, unit] as const])));
  const byName = new Map<string, RegisteredUnit[]>();
  for (const unit of own) byName.set(unit.name, [...(byName.get(unit.name) ?? []), unit]);
  const keysOfOthers = new Set(registered.units.flatMap(({ key, isReached }) => (isReached ? [] : [key])));
  const codesOfOthers = new Set(
    registered.units.flatMap(({ creditCode, isReached }) => (isReached ? [] : [creditCode])),
  );
  const named = new Map<string, WrittenRow>();
  const taken = new Set(registered.units.map(({ key }) => key));
  return rows.flatMap((row) => {
    const { values } = row;
    const { key: writtenKey, name, parent, creditCode } = values;
    if (writtenKey !== undefined && keysOfOthers.has(writtenKey)) {
      complaints.about(row, 'key', 'key-taken');
      return [];
    }
    if (creditCode !== undefined && codesOfOthers.has(creditCode)) {
      complaints.about(row, 'creditCode', 'credit-code-taken');
      return [];
    }
    if (name === undefined) {
      complaints.about(row, 'name', 'missing');
      return [];
    }
    const stored =
      (writtenKey === undefined ? undefined : byKey.get(writtenKey)) ??
      (creditCode === undefined ? undefined : byCode.get(creditCode)) ??
      (writtenKey === undefined ? byPlace(byName.get(name) ?? [], parent, byKey) : undefined);
    if (stored === 'ambiguous') {
      complaints.about(row, 'name', {
        code: 'unit-ambiguous',
        about: (byName.get(name) ?? []).map(({ key }) => key).join('、'),
      });
      return [];
    }
    if (stored?.isClosed === true) {
      complaints.about(row, 'name', { code: 'unit-closed', about: name });
      return [];
    }
    const holder = creditCode === undefined ? undefined : byCode.get(creditCode);
    if (holder !== undefined && stored !== undefined && holder.key !== stored.key)
      complaints.about(row, 'creditCode', { code: 'credit-code-taken', about: holder.name });
    const identity = stored?.key ?? writtenKey ?? creditCode ?? `${parent ?? ''}\n${name}`;
    const earlier = named.get(identity);
    if (earlier !== undefined) {
      complaints.about(row, writtenKey === undefined ? 'name' : 'key', {
        code: 'given-twice',
        about: placeOf(earlier),
      });
      return [];
    }
    named.set(identity, row);
    const key = stored?.key ?? writtenKey ?? newKey({ name, parent, creditCode }, taken);
    taken.add(key);
    return [{ row, key, name, stored }];
  });
}

/** Among units of one name the one under that superior; where none is named, the only one. */
function byPlace(
  named: readonly RegisteredUnit[],
  parent: string | undefined,
  byKey: ReadonlyMap<string, RegisteredUnit>,
): RegisteredUnit | 'ambiguous' | undefined {
  const open = named.filter(({ isClosed }) => !isClosed);
  if (parent === undefined) return open.length > 1 ? 'ambiguous' : (open[0] ?? named[0]);
  const under = open.filter(({ parentKey }) => parentKey === parent || byKey.get(parentKey ?? '')?.name === parent);
  return under.length > 1 ? 'ambiguous' : under[0];
}

/** The same for the same unit in every file: its credit code, its name, or its name behind its superior's. */
function newKey(
  unit: { readonly name: string; readonly parent: string | undefined; readonly creditCode: string | undefined },
  taken: ReadonlySet<string>,
): string {
  const { name, parent, creditCode } = unit;
  const candidates = [creditCode, name, `${parent ?? ''}/${name}`].flatMap((key) => (key === undefined ? [] : [key]));
  const free = candidates.find((key) => key.length <= MOST_KEY_CHARACTERS && !taken.has(key));
  if (free !== undefined) return free;
  const whole = `${parent ?? ''}/${name}`;
  for (let salt = 0; ; salt += 1) {
    const key = `${name.slice(0, MOST_KEY_CHARACTERS - 14)}~${digest(`${whole}#${salt}`)}`;
    if (!taken.has(key)) return key;
  }
}

/** FNV-1a over the code units, twice: short, and the same everywhere. */
function digest(text: string): string {
  const hash = (offset: number): number =>
    [...text].reduce((sum, sign) => Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0, offset);
  return `${hash(0x811c9dc5).toString(36)}${hash(0x01234567).toString(36)}`.slice(0, 13);
}

/**
 * Undefined: it cannot be told, which has been said. Where none is named a unit stays, and a new one is the reader's.
 */
function parentFor(
  { row, stored }: Identified,
  { unitByName, reach, complaints }: { unitByName: UnitByName; reach: ImportReach; complaints: Complaints },
): string | null | undefined {
  const { parent } = row.values;
  if (parent === undefined) return stored === undefined ? reach.unitKey : stored.parentKey;
  const found = unitByName(parent);
  if ('key' in found) return found.key;
  complaints.about(row, 'parent', found);
  return undefined;
}

function standsUnderItself(key: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = parentOf.get(key) ?? null; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
    if (at === key) return true;
    seen.add(at);
  }
  return false;
}

/** Whoever stands above another comes first; the order of the table otherwise. */
export function parentsFirst(units: readonly UnitOfFile[]): UnitOfFile[] {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const ordered = new Set<UnitOfFile>();
  const place = (unit: UnitOfFile, above: ReadonlySet<string>): void => {
    const parent = unit.parent === null || above.has(unit.parent) ? undefined : byKey.get(unit.parent);
    if (parent !== undefined && !ordered.has(parent)) place(parent, new Set([...above, unit.key]));
    ordered.add(unit);
  };
  for (const unit of units) place(unit, new Set([unit.key]));
  return [...ordered];
}
