import type { CivilDate } from '../../../src/domain/time/instant';
import type { RegisteredUnit } from '../../../src/domain/register/registered';
import type { ImportReach, Registered } from '../../../src/domain/register/registered';
import { planRegister, type RegisterPlan } from '../../../src/domain/register/planRegister';
import { readRegister } from '../../../src/domain/register/readRegister';
import type { Sheet, SheetCell } from '../../../src/domain/register/sheet';

type Written = string | number | SheetCell | null;

/** A sheet as a workbook would keep it: rows from 1, numbers as numbers. */
export function sheetOf(name: string, lines: readonly (readonly Written[])[], countsFrom1904 = false): Sheet {
  const rows = lines.map((line, index) => ({ row: index + 1, cells: line.map(cellOf) }));
  return { name, countsFrom1904, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)) };
}

function cellOf(written: Written): SheetCell | null {
  if (written === null || written === '') return null;
  if (typeof written === 'object') return written;
  return { text: String(written), kind: typeof written === 'number' ? 'number' : 'text' };
}

export const OFFICE: ImportReach = {
  ...{ unitKey: null, managesPeople: true, writesAccounts: true, keepsRoster: true, today: '2026-11-30' as CivilDate },
  ...{ username: null, updates: true },
};
export const SECTORS = [
  { key: 'education', name: '教育' },
  { key: 'health', name: '卫生健康' },
];
const NOTHING: Registered = { units: [], sites: [], accounts: [], people: [], liaisons: [] };

export const unit = (over: Partial<RegisteredUnit> & { readonly key: string }): RegisteredUnit => ({
  ...{ name: over.key, parentKey: null, level: 'department', sectors: [], region: '', creditCode: null },
  ...{ isClosed: false, isReached: true },
  ...over,
});

export function plan(
  sheets: readonly Sheet[],
  registered: Partial<Registered> = {},
  reach: ImportReach = OFFICE,
): RegisterPlan {
  return planRegister(readRegister(sheets, { sectors: SECTORS }), { ...NOTHING, ...registered }, reach);
}

/** `单位!B3 missing`: each message by its place. */
export function told({ messages }: Pick<RegisterPlan, 'messages'>): readonly string[] {
  return messages.map(({ sheet, column, row, code, about }) => `${sheet}!${column}${row} ${code} ${about}`.trim());
}
