import type { LedgerEntry } from './alert';

/** A field before and after; null: not stated. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What a line of the ledger keeps of changed fields: each before and after. */
export function fieldData(changes: readonly FieldChange[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    changes.flatMap(({ field, from, to }) => [
      [`${field}From`, from],
      [`${field}To`, to],
    ]),
  );
}

/** What such a line says beside these fields. */
export function withoutFieldData(data: LedgerEntry['data'], fields: readonly string[]): LedgerEntry['data'] {
  const left = new Set(fields.flatMap((field) => [`${field}From`, `${field}To`]));
  return Object.fromEntries(Object.entries(data).filter(([key]) => !left.has(key)));
}

/** The changes of these fields that a line of the ledger keeps, in this order. */
export function changesIn(data: LedgerEntry['data'], fields: readonly string[]): readonly FieldChange[] {
  return fields.flatMap((field) =>
    `${field}To` in data ? [{ field, from: said(data[`${field}From`]), to: said(data[`${field}To`]) }] : [],
  );
}

const said = (value: LedgerEntry['data'][string] | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : String(value);
