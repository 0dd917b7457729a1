const DAY_MS = 86_400_000;

/** Days in a row as their first and last; the days are in order. */
export function dateRanges(days: readonly { readonly date: string }[]): readonly (readonly [string, string])[] {
  const ranges: [string, string][] = [];
  for (const { date } of days) {
    const last = ranges.at(-1);
    if (last !== undefined && Date.parse(date) - Date.parse(last[1]) === DAY_MS) last[1] = date;
    else ranges.push([date, date]);
  }
  return ranges;
}
