/**
 * A cell as a workbook keeps it. Whether a number is a date is for the column to say, not for its format: a number
 * stays the text it is stored as.
 */
export interface SheetCell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'error';
  /** It holds a formula, and `text` is the result that was stored with it; nothing is ever worked out. */
  readonly isFormula?: true;
}

/** `row` as people count them, from 1; cells from column A on, null where nothing is written. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly (SheetCell | null)[];
}

export interface Sheet {
  /** Of a CSV file the name of the file. */
  readonly name: string;
  /** Rows that hold nothing are left out. */
  readonly rows: readonly SheetRow[];
  /** Days are counted from 1904 on, as spreadsheets of early Macintosh computers do. */
  readonly countsFrom1904: boolean;
}

/** 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
