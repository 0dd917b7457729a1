import type { Registered, RegisteredUnit } from './registered';
import type { SheetFaultCode } from './sheetFault';

/** What a table calls a unit, looked up among those it lists and those that are registered. */
export type UnitByName = (
  text: string,
) => { readonly key: string } | { readonly code: SheetFaultCode; readonly about: string };

interface Named {
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
}

const MOST_NAMED = 5;

/**
 * By key, else by full name. A name that several have is refused with what tells them apart: nobody guesses whose
 * account it is. Units that are not the reader's are not there.
 */
export function createUnitByName(listed: readonly Named[], { units }: Registered): UnitByName {
  const own = units.filter(({ isReached }) => isReached);
  const all = new Map<string, Named & Partial<Pick<RegisteredUnit, 'isClosed'>>>(own.map((unit) => [unit.key, unit]));
  for (const unit of listed) all.set(unit.key, { ...all.get(unit.key), ...unit });
  const named = new Map<string, (Named & Partial<Pick<RegisteredUnit, 'isClosed'>>)[]>();
  for (const unit of all.values()) named.set(unit.name, [...(named.get(unit.name) ?? []), unit]);
  return (text) => {
    const called = named.get(text) ?? [];
    const open = called.filter(({ isClosed = false }) => !isClosed);
    const meant = all.get(text) ?? (open.length === 1 ? open[0] : undefined);
    if (meant !== undefined && meant.isClosed !== true) return { key: meant.key };
    if (open.length > 1) {
      const places = open.slice(0, MOST_NAMED).map(({ key, parentKey }) => {
        const above = parentKey === null ? undefined : all.get(parentKey)?.name;
        return above === undefined ? key : `${key}（${above}）`;
      });
      return { code: 'unit-ambiguous', about: places.join('、') };
    }
    if (meant !== undefined || called.length > 0) return { code: 'unit-closed', about: text };
    return { code: 'unit-unknown', about: nearestOf(text, named) };
  };
}

/** A registered name that holds what is written, or is held by it: 区教育局 for 西湖区教育局. */
function nearestOf(text: string, named: ReadonlyMap<string, unknown>): string {
  if (text.length < 2) return '';
  const near: string[] = [];
  for (const name of named.keys())
    if (name.includes(text) || (name.length > 1 && text.includes(name))) {
      near.push(name);
      if (near.length === MOST_NAMED) break;
    }
  return near.join('、');
}
