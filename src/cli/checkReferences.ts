import { checkSites, type RegisteredSites } from './checkSites';
import type { ImportFile } from './importFileSchema';
import type { ImportProblem } from './importProblem';

/** A unit that is registered already, as far as an import can refer to it. */
export interface RegisteredUnit {
  readonly key: string;
  readonly parentKey: string | null;
  /** Absent: no. */
  readonly isClosed?: boolean;
}

/**
 * Checks everything a file refers to, in itself and in what is registered, before anything is written: units above,
 * units of accounts and people, and that no unit comes to stand under itself.
 */
export function checkReferences(
  file: ImportFile,
  registered: readonly RegisteredUnit[],
  sites: RegisteredSites,
): ImportProblem[] {
  const parentOf = new Map(registered.map(({ key, parentKey }) => [key, parentKey]));
  const inFile = new Set(file.units.map(({ key }) => key));
  const problems: ImportProblem[] = [];
  const closed = new Set(registered.flatMap(({ key, isClosed = false }) => (isClosed ? [key] : [])));
  const complainOfClosed = (unit: string | null, path: string): void => {
    if (unit !== null && closed.has(unit))
      problems.push({
        path,
        message: `单位 "${unit}" 已关闭；请从文件中删去，或先在单位页面恢复 (this unit is closed; a file does not open it again)`,
      });
  };
  file.units.forEach(({ key, parent }, index) => {
    complainOfClosed(key, `units.${index}.key`);
    complainOfClosed(parent, `units.${index}.parent`);
  });
  for (const list of ['accounts', 'people'] as const)
    file[list].forEach(({ unit }, index) => complainOfClosed(unit, `${list}.${index}.unit`));
  (file.sites ?? []).forEach(({ unit }, index) => complainOfClosed(unit, `sites.${index}.unit`));
  file.units.forEach(({ key, parent }, index) => {
    const path = `units.${index}.parent`;
    if (parent !== null && !parentOf.has(parent))
      problems.push({
        path,
        message: `上级单位 "${parent}" 尚未登记，也不在这一行之前；请把上级单位放在下级之前 (list a unit after the unit above it)`,
      });
    else if (parent !== null && standsUnder(parent, key, parentOf))
      problems.push({
        path,
        message: `上级单位 "${parent}" 目前在 "${key}" 之下；请先把 "${parent}" 移到别处 (a unit cannot stand under itself)`,
      });
    else parentOf.set(key, parent);
  });
  const missing = (unit: string): string =>
    `单位 "${unit}" 不在本文件中，也尚未登记；请改正单位代码或先登记该单位 (no such unit in this file or registered)`;
  for (const list of ['accounts', 'people'] as const)
    file[list].forEach(({ unit }, index) => {
      if (unit !== null && !parentOf.has(unit) && !inFile.has(unit))
        problems.push({ path: `${list}.${index}.unit`, message: missing(unit) });
    });
  const unitKeys = new Set([...parentOf.keys(), ...inFile]);
  return [...problems, ...checkSites(file, { unitKeys, sites })];
}

/** Whether going up from `key` reaches `above`. */
function standsUnder(key: string, above: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  for (let at: string | null = key; at !== null; at = parentOf.get(at) ?? null) if (at === above) return true;
  return false;
}
