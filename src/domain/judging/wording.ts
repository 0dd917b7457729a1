import { civilDateFrom } from '../time/civil';
import type { RuleInForce } from './effectiveRules';
import type { Clause, WordingRule } from './rulePack';

export interface WordingHit {
  readonly ruleId: string;
  readonly clause: Clause;
  /**
   * The words around the hit; an identity number in it is masked, because evidence must not leak what it accuses of
   * leaking.
   */
  readonly excerpt: string;
}

const CONTEXT_CHARS = 12;
/**
 * 18 digits, the last may be X, not part of a longer number. Masked ones (`110101********1234`) do not fit the form.
 */
const CITIZEN_ID = /(?<![0-9A-Za-z])[1-8]\d{16}[0-9Xx](?![0-9A-Za-z])/g;
/** GB 11643-1999: weights and check characters. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const FIRST_BIRTH_YEAR = 1900;
const LAST_BIRTH_YEAR = 2100;

/**
 * What in the text breaks which wording rule; at most one hit per rule and place. Full-width digits and letters count
 * as plain ones.
 */
export function inspectWording(text: string, rules: readonly RuleInForce<WordingRule>[]): WordingHit[] {
  return rules.flatMap(({ rule }) => {
    const { check, id, clause } = rule;
    const excerpts =
      check.by === 'citizen-id' ? findCitizenIds(text) : check.phrases.flatMap((phrase) => findPhrase(text, phrase));
    return excerpts.map((excerpt) => ({ ruleId: id, clause, excerpt }));
  });
}

function findPhrase(text: string, phrase: string): string[] {
  const excerpts: string[] = [];
  if (phrase === '') return excerpts;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length))
    excerpts.push(around(text, at, phrase.length));
  return excerpts;
}

function findCitizenIds(text: string): string[] {
  // Only characters that stand alone are folded, so that places in the folded text are places in the original.
  const folded = text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  const masked = folded.replace(CITIZEN_ID, (number) =>
    isCitizenId(number) ? `${number.slice(0, 4)}${'*'.repeat(10)}${number.slice(-4)}` : number,
  );
  return [...folded.matchAll(CITIZEN_ID)]
    .filter(([number]) => isCitizenId(number))
    .map(({ index }) => around(masked, index, 18));
}

/** A number that can be a citizen's: a day of birth that exists and a right check character. */
export function isCitizenId(number: string): boolean {
  const born = civilDateFrom(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
  const year = Number(number.slice(6, 10));
  if (born === null || year < FIRST_BIRTH_YEAR || year > LAST_BIRTH_YEAR) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17]?.toUpperCase();
}

function around(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - CONTEXT_CHARS), at + length + CONTEXT_CHARS);
}
