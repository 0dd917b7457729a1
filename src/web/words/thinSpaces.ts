const CJK = '\\u3400-\\u9fff\\u3001-\\u303f\\uff00-\\uffef';
const BETWEEN = new RegExp(`(?<=[${CJK}]) (?=[\\w+−%#$/(])|(?<=[\\w%)]) (?=[${CJK}])`, 'g');

/** Chinese beside Latin letters and figures stands with a thin space; dictionaries are typed with plain ones. */
export function thinSpaces(text: string): string {
  return text.replace(BETWEEN, '\u2009');
}

/** The same dictionary with thin spaces in every text, also in those that functions make. */
export function withThinSpaces<T extends object>(dictionary: T): T {
  const entries = Object.entries(dictionary).map(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [key, thinSpaces(value)];
    if (typeof value === 'function')
      return [
        key,
        (...args: readonly unknown[]) => thinSpaces((value as (...given: readonly unknown[]) => string)(...args)),
      ];
    if (Array.isArray(value)) return [key, value];
    return [key, withThinSpaces(value as object)];
  });
  return Object.fromEntries(entries) as T;
}
