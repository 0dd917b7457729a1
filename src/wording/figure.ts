const THIN_SPACE = '\u2009';

/** `10482` → `10 482` (thin space); figures under ten thousand stay together. */
export function figure(value: number): string {
  const text = String(Math.trunc(value));
  return text.length <= 4 ? text : text.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}
