import { personalAddresses } from './personalAddresses';
import { personalCodes } from './personalCodes';
import { namesBeside } from './personalNames';
import { personalNumbers } from './personalNumbers';

/** The longest text that is gone through; what is longer is cut before it is kept anywhere. */
const MAX_CHARS = 200_000;
/** What stands between the parts of a number stays, so that one sees what kind it was. */
const BETWEEN = /[\s()·•.\-–—]/;

/**
 * The text with everything in it hidden by which a person can be told or reached: identity numbers (18 and 15 digits),
 * passports and the like, mobile and fixed telephones, bank cards, where somebody lives below the town, number plates,
 * e-mail, QQ and WeChat names, and the names beside such numbers (个人信息保护法第四条、第二十八条). Lines, mailboxes and
 * accounts that an office opens to the public (12345, 咨询电话, 传真, gov.cn), document numbers and the codes of
 * organisations stay.
 *
 * Places stay what they were: the result is as long as the text. Masking what is masked changes nothing. What is in
 * doubt is hidden, for the link to the post stands beside every excerpt. The work grows with the length, not faster.
 */
export function maskPersonalData(text: string): string {
  const whole = text.slice(0, MAX_CHARS);
  const folded = foldWidth(whole);
  const numbers = [...personalNumbers(folded), ...personalCodes(folded), ...personalAddresses(folded)];
  const spans = [...numbers, ...namesBeside(folded, numbers)];
  if (spans.length === 0) return whole;
  const characters = whole.split('');
  for (const { from, to, keepHead, keepTail } of spans) {
    const places = Array.from({ length: to - from }, (_, place) => from + place).filter(
      (at) => !BETWEEN.test(folded[at] ?? ''),
    );
    for (const at of places.slice(keepHead, places.length - keepTail)) characters[at] = '*';
  }
  return characters.join('');
}

/** Only characters that stand alone are folded, so that places in the folded text are places in the original. */
export function foldWidth(text: string): string {
  return text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF08\uFF09\uFF0D\uFF0E\uFF20\uFF3F]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}
