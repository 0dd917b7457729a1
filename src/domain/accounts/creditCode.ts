/** Why a text is no 统一社会信用代码. */
export type CreditCodeFault = 'length' | 'character' | 'check';

/** GB 32100-2015, table 1: figures and capital letters without I, O, S, V and Z; the place is the value. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const MODULUS = CHARACTERS.length;
/** The weight of the i-th character is 3^(i-1) mod 31 (GB 32100-2015, 4.6). */
const BASE = 3;

/** As it is written on the certificate: capital letters, no spaces, half-width. */
export function plainCreditCode(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

/**
 * What is wrong with a 统一社会信用代码 (GB 32100-2015): 18 characters of its own alphabet, the division code in digits, and
 * the last of them the check character over the others. Null: nothing. Expects what `plainCreditCode` gives.
 */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (code.length !== LENGTH) return 'length';
  const values = [...code].map((character) => CHARACTERS.indexOf(character));
  // Characters 3 to 8 are a code of GB/T 2260.
  if (values.includes(-1) || !/^..\d{6}/u.test(code)) return 'character';
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, -1)) {
    sum += value * weight;
    weight = (weight * BASE) % MODULUS;
  }
  return (MODULUS - (sum % MODULUS)) % MODULUS === values.at(-1) ? null : 'check';
}
