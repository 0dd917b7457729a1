/** A minute of the day as `HH:MM`. */
export function timeOf(minute: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

/** The minute of the day that `HH:MM` means; null: none. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(time);
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2]);
}
