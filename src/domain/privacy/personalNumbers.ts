import { isCitizenId, isFormerCitizenId } from './citizenId';
import { digitGroups, joinedFrom, type DigitGroup } from './digitGroups';
import { labelBefore, namesDocument, opensToPublic, organisationBefore } from './labels';
import { span, type PersonalSpan } from './personalSpan';

const MOBILE = /^(?:0{0,2}86)?1[3-9]\d{9}$/;
const AREA_CODE = /^0(?:10|2\d|[3-9]\d{2})$/;
const AREA_AND_NUMBER = /^(0(?:10|2\d)|0[3-9]\d{2})([2-8]\d{6,7})$/;
const CARD_LABEL = /(?:银行卡|储蓄卡|卡|账|帐|账户|帐户|一卡通|公积金|存折|社保|社会保障|医保)$/;
const CITIZEN_LABEL = /(?:身份证|身份证件|身份|证件|公民身份)$/;
const PHONE_LABEL = /(?:电话|座机|固话|家庭电话|宅电|联系方式|[Tt][Ee][Ll]\.?)$/;
const QQ_LABEL = /(?:[Qq][Qq]|扣扣|企鹅)$/;
/** A figure, not a number of somebody: what is counted follows at once. */
const COUNTED = /^[元万亿人个吨户件条次%％㎡米年]/;
/** Of the shortest number that is somebody's: one of QQ. */
const FEWEST_DIGITS = 5;
/** How much of each stays readable. */
const KEPT = { citizen: [4, 4], former: [4, 2], card: [4, 4], qq: [1, 1] } as const;

interface Context {
  readonly text: string;
  readonly parts: readonly DigitGroup[];
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** What stands before it; asked for last, as it is found by going back through the text. */
  readonly label: () => string;
  /** The number before this one, close by, was a line opened to the public, and so is this one. */
  readonly followsPublic: boolean;
}
type Finder = (context: Context) => PersonalSpan | 'public' | null;

/** Numbers by which a person is known: identity, mobile and fixed telephone, bank card, QQ. On folded text. */
export function personalNumbers(text: string): readonly PersonalSpan[] {
  const groups = digitGroups(text);
  const found: PersonalSpan[] = [];
  let lastPublicTo = -1;
  for (let index = 0; index < groups.length;) {
    const match = firstMatch(text, joinedFrom(text, groups, index), lastPublicTo);
    if (match === null) {
      index += 1;
      continue;
    }
    if (match.is === 'public') lastPublicTo = match.to;
    else found.push(match.is);
    index += match.parts;
  }
  return found;
}

interface Match {
  readonly is: PersonalSpan | 'public';
  readonly to: number;
  readonly parts: number;
}

/** The shortest reading first: numbers that stand side by side with a blank between are two. */
function firstMatch(text: string, readings: readonly (readonly DigitGroup[])[], lastPublicTo: number): Match | null {
  let label: string | null = null;
  for (const parts of readings) {
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) continue;
    const digits = parts.map((part) => part.digits).join('');
    if (digits.length > 21) return null;
    if (digits.length < FEWEST_DIGITS) continue;
    const from = first.from;
    const withX = digits.length === 17 && /^[Xx](?![A-Za-z])/.test(text.slice(last.to, last.to + 2));
    const to = withX ? last.to + 1 : last.to;
    const followsPublic =
      lastPublicTo >= 0 && /^[\s、，,;；/或和及转（）()]{1,4}$/.test(text.slice(lastPublicTo, from));
    const context: Context = {
      text,
      parts,
      from,
      to,
      digits: withX ? `${digits}X` : digits,
      // All readings begin at the same place.
      label: () => (label ??= labelBefore(text, from)),
      followsPublic,
    };
    for (const find of FINDERS) {
      const is = find(context);
      if (is === null) continue;
      return { is, to: is === 'public' ? to : is.to, parts: parts.length };
    }
  }
  return null;
}

const citizen: Finder = ({ from, to, digits, label }) => {
  if (/^[1-8]\d{16}[\dX]$/.test(digits) && isCitizenId(digits)) return span(from, to, KEPT.citizen);
  if (/^\d{15,17}[\dX]?$/.test(digits) && CITIZEN_LABEL.test(label())) return span(from, to, KEPT.citizen);
  return isFormerCitizenId(digits) && !namesDocument(label()) ? span(from, to, KEPT.former) : null;
};

const mobile: Finder = (context) => {
  const { text, from, to, digits, parts } = context;
  if (!MOBILE.test(digits) || isOther(context)) return null;
  // Parts of a date or a range are not parts of a number: 138-1234-5678, 138 1234 5678, +86 138…
  const shape = parts.map((part) => part.digits.length).join(' ');
  if (!/^(?:(?:2|4) )?(?:11|3 4 4|3 8|7 4|4 4 3)$|^13$|^15$/.test(shape)) return null;
  if (/[_/.]/.test(text[from - 1] ?? '') || (isLetter(text[from - 1]) && isLetter(text[to]))) return null;
  return span(from, to, [digits.length - 8, 4]);
};

const landline: Finder = (context) => {
  const { parts, digits, from, to, label, followsPublic } = context;
  const [area, ...rest] = parts;
  if (area === undefined) return null;
  const local = rest.map((part) => part.digits).join('');
  const joined = AREA_AND_NUMBER.exec(digits);
  const isSplit = AREA_CODE.test(area.digits) && /^[2-8]\d{6,7}$/.test(local);
  const isWhole = rest.length === 0 && joined !== null;
  const isLocal = rest.length === 0 && /^[2-8]\d{6,7}$/.test(digits) && (followsPublic || PHONE_LABEL.test(label()));
  if ((!isSplit && !isWhole && !isLocal) || isOther(context)) return null;
  // The area code may stand in brackets of its own, with the label before them.
  if (followsPublic || opensToPublic(label())) return 'public';
  return span(from, to, [isLocal ? 0 : isSplit ? area.digits.length : (joined?.[1]?.length ?? 0), 2]);
};

const card: Finder = (context) => {
  const { text, parts, digits, from, to, label } = context;
  if (!/^\d{10,21}$/.test(digits)) return null;
  const shape = parts.map((part) => part.digits.length).join(' ');
  if (parts.length > 1 && !/^4 4 4 4(?: [1-3])?$|^6 (?:10|12|13)$/.test(shape)) return null;
  if (isOther(context) || organisationBefore(text, from)) return null;
  if (CARD_LABEL.test(label())) return span(from, to, KEPT.card);
  const isIssued = /^(?:62|4|5[1-5]|3[4-7]|60|9[5-9])\d{13,17}$/.test(digits) && digits.length >= 15;
  return isIssued && passesLuhn(digits) ? span(from, to, KEPT.card) : null;
};

const qq: Finder = ({ parts, digits, from, to, label }) =>
  parts.length === 1 && /^[1-9]\d{4,11}$/.test(digits) && QQ_LABEL.test(label()) && !opensToPublic(label())
    ? span(from, to, KEPT.qq)
    : null;

const FINDERS: readonly Finder[] = [citizen, qq, mobile, landline, card];

function isOther({ text, to, label }: Context): boolean {
  return COUNTED.test(text.slice(to, to + 1)) || namesDocument(label());
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z]/.test(character);
}

/** ISO/IEC 7812-1: every second digit from the right doubled, the sum of all digits ends in nought. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
