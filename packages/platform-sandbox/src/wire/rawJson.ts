/**
 * A JSON value whose whole numbers may be wider than a double: they are written digit by digit, as the platforms do.
 */
export type RawJson =
  string | number | bigint | boolean | null | readonly RawJson[] | { readonly [key: string]: RawJson };

/** JSON text; a bigint becomes bare digits. */
export function writeRawJson(value: RawJson): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeRawJson).join(',')}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${writeRawJson(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: RawJson): value is readonly RawJson[] {
  return Array.isArray(value);
}
