const BASE62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS_A_GROUP = 7;
const LETTERS_A_GROUP = 4;

/**
 * The short spelling of a post's number in web addresses: seven digits from the right make up to four letters in base
 * 62.
 */
export function bidOfMid(mid: string): string {
  let spelled = '';
  for (let end = mid.length; end > 0; end -= DIGITS_A_GROUP) {
    const group = toBase62(Number(mid.slice(Math.max(0, end - DIGITS_A_GROUP), end)));
    spelled = (end > DIGITS_A_GROUP ? group.padStart(LETTERS_A_GROUP, '0') : group) + spelled;
  }
  return spelled;
}

/** The post's number of a short spelling, or null for text that is none. */
export function midOfBid(bid: string): string | null {
  if (!/^[0-9a-zA-Z]{1,16}$/.test(bid)) return null;
  let digits = '';
  for (let end = bid.length; end > 0; end -= LETTERS_A_GROUP) {
    const group = [...bid.slice(Math.max(0, end - LETTERS_A_GROUP), end)].reduce(
      (sum, letter) => sum * 62 + BASE62.indexOf(letter),
      0,
    );
    digits = (end > LETTERS_A_GROUP ? String(group).padStart(DIGITS_A_GROUP, '0') : String(group)) + digits;
  }
  return digits;
}

function toBase62(value: number): string {
  let spelled = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) spelled = BASE62.charAt(rest % 62) + spelled;
  return spelled === '' ? '0' : spelled;
}
