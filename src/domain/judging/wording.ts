import { isCitizenId } from '../privacy/citizenId';
import { foldWidth, maskPersonalData } from '../privacy/maskPersonalData';
import type { RuleInForce } from './effectiveRules';
import type { Clause, WordingRule } from './rulePack';

export interface WordingHit {
  readonly ruleId: string;
  readonly clause: Clause;
  /**
   * The words around the hit; personal data in it is masked, because evidence must not leak what it accuses of leaking.
   */
  readonly excerpt: string;
}

interface Texts {
  readonly text: string;
  readonly masked: () => string;
}

const CONTEXT_CHARS = 12;
/**
 * 18 digits, the last may be X, not part of a longer number. Masked ones (`110101********1234`) do not fit the form.
 */
const CITIZEN_ID = /(?<![0-9A-Za-z])[1-8]\d{16}[0-9Xx](?![0-9A-Za-z])/g;
/**
 * What in the text breaks which wording rule; at most one hit per rule and place. Full-width digits and letters count
 * as plain ones.
 */
export function inspectWording(text: string, rules: readonly RuleInForce<WordingRule>[]): WordingHit[] {
  let masked: string | null = null;
  // Masked as a whole and then cut: a number that an excerpt cuts through is hidden all the same.
  const texts: Texts = { text, masked: () => (masked ??= maskPersonalData(text)) };
  return rules.flatMap(({ rule }) => {
    const { check, id, clause } = rule;
    const excerpts =
      check.by === 'citizen-id' ? findCitizenIds(texts) : check.phrases.flatMap((phrase) => findPhrase(texts, phrase));
    return excerpts.map((excerpt) => ({ ruleId: id, clause, excerpt }));
  });
}

function findPhrase({ text, masked }: Texts, phrase: string): string[] {
  const excerpts: string[] = [];
  if (phrase === '') return excerpts;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length))
    excerpts.push(around(masked(), at, phrase.length));
  return excerpts;
}

function findCitizenIds({ text, masked }: Texts): string[] {
  return [...foldWidth(text).matchAll(CITIZEN_ID)]
    .filter(([number]) => isCitizenId(number))
    .map(({ index }) => around(masked(), index, 18));
}

function around(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - CONTEXT_CHARS), at + length + CONTEXT_CHARS);
}
