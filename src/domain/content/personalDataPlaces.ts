import { isCitizenId } from '../privacy/citizenId';
import { foldWidth, maskPersonalData } from '../privacy/maskPersonalData';
import type { FoundPlace } from './contentHit';

/** Five signs after the letter, or six of a new energy vehicle: five figures and a letter before or behind them. */
const PLATE = /^[\u4e00-\u9fff][A-Z](?:[A-Z0-9]{5}|[A-HJK][A-Z0-9]\d{4}|\d{5}[A-HJK])$/;
/** A figure that counts houses, or stands behind the name of a street or a quarter. */
const DWELLING = /\d[A-Z]?(?:号|栋|幢|楼|层|室|单元|户|弄|组|座|门|院|社|队)|(?:区|园|苑|村|路|街|道|巷|里|坊|庄)\d/;
/** What is certain enough to say it; the rest stays masked wherever it is shown, without a word. */
const FORMS: readonly ((digits: string) => boolean)[] = [
  (code) => /^\d{17}[\dXx]$/.test(code) && isCitizenId(code.toUpperCase()),
  (code) => /^\d{16,19}$/.test(code) && isLuhn(code),
  (code) => /^1[3-9]\d{9}$/.test(code),
  (code) => /^0\d{9,11}$/.test(code),
  (code) => PLATE.test(code),
  (code) => /[\u4e00-\u9fff]{2}/.test(code) && DWELLING.test(code) && code.length >= 4,
];
const BETWEEN = /[\s()·•.\-–—]/;

/**
 * Identity numbers (with their check character), bank cards (Luhn), telephones, number plates and dwellings below the
 * town that stand open, each with the form in which it may be published (138****1234).
 */
export function personalDataPlaces(text: string): readonly FoundPlace[] {
  const masked = maskPersonalData(text);
  if (masked === text.slice(0, masked.length)) return [];
  const folded = foldWidth(text);
  return hiddenRuns(text, masked).flatMap(({ from, to }) => {
    const place = wholeOf(folded, masked, { from, to });
    const code = folded.slice(place.from, place.to).replace(new RegExp(BETWEEN, 'g'), '');
    if (!FORMS.some((fits) => fits(code))) return [];
    return [{ ...place, suggestion: masked.slice(place.from, place.to) }];
  });
}

interface Run {
  readonly from: number;
  readonly to: number;
}

function hiddenRuns(text: string, masked: string): readonly Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < masked.length; at += 1) {
    if (text.charCodeAt(at) === masked.charCodeAt(at)) continue;
    const last = runs.at(-1);
    const isBeside = last !== undefined && [...text.slice(last.to, at)].every((sign) => BETWEEN.test(sign));
    if (last !== undefined && isBeside) runs[runs.length - 1] = { from: last.from, to: at + 1 };
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}

/** With the digits and letters beside it that stay readable, and the character before a number plate. */
function wholeOf(text: string, masked: string, { from, to }: Run): Run {
  let [start, end] = [from, to];
  const belongs = (sign: string | undefined, next: string | undefined): boolean =>
    /[0-9A-Za-z]/.test(sign ?? '') || (BETWEEN.test(sign ?? '') && /\d/.test(next ?? ''));
  while (start > 0 && belongs(text[start - 1], text[start - 2])) start -= 1;
  while (end < text.length && belongs(text[end], text[end + 1])) end += 1;
  if (/^[A-Z]/.test(text.slice(start, end)) && /[\u4e00-\u9fff]/.test(masked[start - 1] ?? '')) start -= 1;
  return { from: start, to: end };
}

/** The check of the numbers of bank cards (GB/T 17552, ISO/IEC 7812-1 annex B). */
function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
