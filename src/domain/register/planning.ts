import { REGISTER_COLUMNS, type RegisterKind } from './columns';
import type { WrittenRow } from './readRegister';
import type { SheetMessage } from './sheetFault';

/** What becomes of a row: something new, nothing, or what it would change. */
export interface PlannedRow {
  readonly kind: RegisterKind;
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  /** The unit's or site's key, the account's platform and id, the person's user name. */
  readonly ref: string;
  readonly outcome: 'new' | 'unchanged' | 'differs';
  readonly changes: readonly FieldChange[];
}
/** A field as it is and as the table has it. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface CellProblem {
  readonly code: SheetMessage['code'];
  /** What the message needs to name. */
  readonly about: string;
}

/** Takes messages about rows, each cell named once. */
export interface Complaints {
  readonly messages: SheetMessage[];
  /** Of a field whose cell is known to be wrong nothing more is said. */
  about(row: WrittenRow, field: string, fault: SheetMessage['code'] | CellProblem): void;
}

export function createComplaints(): Complaints {
  const messages: SheetMessage[] = [];
  return {
    messages,
    about: ({ kind, sheet, row, values, faulty, places }, field, fault) => {
      if (faulty.includes(field)) return;
      const { code, about } = typeof fault === 'string' ? { code: fault, about: '' } : fault;
      // What has no column in the sheet is named as the template does: else nobody knows what is missing.
      const usual = REGISTER_COLUMNS[kind].find((known) => known.field === field)?.header;
      const { column = '', header = usual ?? '' } = places[field] ?? {};
      messages.push({ code, kind, sheet, row, column, header, value: values[field] ?? '', about });
    },
  };
}

/** `表“账号”第 7 行`: where the same thing stands as well. */
export function placeOf({ sheet, row }: Pick<WrittenRow, 'sheet' | 'row'>): string {
  return `${sheet}!${row}`;
}

/** The fields that are stated and differ. */
export function changesOf(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string | undefined>>,
): readonly FieldChange[] {
  return Object.entries(after).flatMap(([field, stated]) =>
    stated === undefined || stated === (before[field] ?? '')
      ? []
      : [{ field, before: before[field] ?? '', after: stated }],
  );
}

/** Everything a kind of rows comes to. `added` and `changed` are what is registered. */
export interface Planned<Row> {
  readonly rows: readonly PlannedRow[];
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
}
