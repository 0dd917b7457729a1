/** How much is read of a table file, and how much of it may be there at all. */
export interface SheetLimits {
  /** Of all parts of a workbook together. */
  readonly mostUnpackedBytes: number;
  /** Of all sheets together; more refuse the file. */
  readonly mostRows: number;
  /** What stands to the right of them is not read. */
  readonly mostColumns: number;
  readonly mostSheets: number;
}

/** Of a cell; what is behind them is not read. The longest field of a register has some hundred. */
export const CELL_CHARACTERS = 2_000;

/** A table of a year of duty has some 100 KB, and at most a row a day with some around them. */
export const DUTY_LIMITS: SheetLimits = {
  mostUnpackedBytes: 4 * 1024 * 1024,
  mostRows: 2_000,
  mostColumns: 60,
  mostSheets: 1,
};

/** 20,000 accounts with their units and people; some 300 bytes a row of XML. */
export const REGISTER_LIMITS: SheetLimits = {
  mostUnpackedBytes: 48 * 1024 * 1024,
  mostRows: 25_000,
  mostColumns: 60,
  mostSheets: 20,
};
