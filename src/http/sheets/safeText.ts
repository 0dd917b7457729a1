/** Signs that make a spreadsheet take a text for a formula, also behind blanks. */
const BEGINS_FORMULA = /^[\s]*[=+\-@\t\r]/u;

/**
 * A text as it may stand in a cell: one that a spreadsheet would run begins with an apostrophe, which shows and does
 * nothing. Our own reader leaves it out again.
 */
export function safeText(text: string): string {
  return BEGINS_FORMULA.test(text) ? `'${text}` : text;
}
