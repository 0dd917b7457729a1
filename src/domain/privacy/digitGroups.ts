/** Digits that stand together, and where. */
export interface DigitGroup {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
}

/** Characters that people put between the parts of one number. */
const JOINS = /^(?:[ \-‐‑–—·.]|\) ?|\)-)$/;

/** Every run of digits of a text. */
export function digitGroups(text: string): readonly DigitGroup[] {
  return [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ from: index, to: index + digits.length, digits }));
}

/** The group at `index` alone, and with those that follow it as parts of the same number, at most five parts. */
export function joinedFrom(
  text: string,
  groups: readonly DigitGroup[],
  index: number,
): readonly (readonly DigitGroup[])[] {
  const joined: (readonly DigitGroup[])[] = [];
  const parts: DigitGroup[] = [];
  for (const group of groups.slice(index, index + 5)) {
    const before = parts.at(-1);
    if (before !== undefined && !JOINS.test(text.slice(before.to, group.from))) break;
    parts.push(group);
    joined.push([...parts]);
  }
  return joined;
}
