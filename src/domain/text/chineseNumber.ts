const DIGITS: ReadonlyMap<string, number> = new Map([
  ['〇', 0],
  ...[...'零一二三四五六七八九'].map((digit, value): [string, number] => [digit, value]),
]);
const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
]);

/** What a number up to 9,999 in Chinese numerals is: 八百四十三, 十二, and digit by digit 二〇二六. Null for anything else. */
export function readChineseNumber(text: string): number | null {
  const characters = [...text];
  if (characters.length === 0 || characters.length > 9) return null;
  if (characters.every((character) => DIGITS.has(character)))
    return Number(characters.map((character) => DIGITS.get(character)).join(''));
  let total = 0;
  let digit: number | null = null;
  let lastUnit = 10_000;
  for (const character of characters) {
    const unit = UNITS.get(character);
    if (unit === undefined) {
      const value = DIGITS.get(character);
      if (value === undefined || (digit !== null && digit !== 0)) return null;
      digit = value;
      continue;
    }
    if (unit >= lastUnit) return null;
    // 十二 begins with the unit itself.
    total += (digit === null || digit === 0 ? 1 : digit) * unit;
    lastUnit = unit;
    digit = null;
  }
  return total + (digit ?? 0);
}
