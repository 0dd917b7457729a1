/** A line of a terminal that the next one replaces. */
export interface ProgressLine {
  readonly show: (line: string) => void;
  /** Takes the line away, so that what is said next stands alone. */
  readonly clear: () => void;
}

const BACK_TO_AN_EMPTY_LINE = '\r\u001B[2K';

export function createProgressLine(write: (text: string) => void): ProgressLine {
  let isShown = false;
  return {
    show: (line) => {
      isShown = true;
      write(`${BACK_TO_AN_EMPTY_LINE}${line}`);
    },
    clear: () => {
      if (isShown) write(BACK_TO_AN_EMPTY_LINE);
      isShown = false;
    },
  };
}
