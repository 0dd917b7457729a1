import { civilDateFrom } from '../time/civil';

/** GB 11643-1999: weights and check characters. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const FIRST_BIRTH_YEAR = 1900;
const LAST_BIRTH_YEAR = 2100;

/** A number that can be a citizen's: a day of birth that exists and a right check character. */
export function isCitizenId(number: string): boolean {
  const born = civilDateFrom(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
  const year = Number(number.slice(6, 10));
  if (born === null || year < FIRST_BIRTH_YEAR || year > LAST_BIRTH_YEAR) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17]?.toUpperCase();
}

/** Provinces that can begin the number (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[1]|8[1-3])/;

/** A number of the first generation (15 digits, no check character): a province and a day of birth in the 1900s. */
export function isFormerCitizenId(number: string): boolean {
  if (!/^\d{15}$/.test(number) || !PROVINCES.test(number)) return false;
  const [year, month, day] = [number.slice(6, 8), number.slice(8, 10), number.slice(10, 12)].map(Number);
  return civilDateFrom(1900 + (year ?? 0), month ?? 0, day ?? 0) !== null;
}
