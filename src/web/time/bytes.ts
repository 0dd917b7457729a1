const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];
const STEP = 1_024;

/** `7516192768` → `7.0 GB`; whole below ten of a unit's smallest. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
