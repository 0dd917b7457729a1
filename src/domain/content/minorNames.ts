import { isPersonName } from '../privacy/personalNames';
import type { FoundPlace } from './contentHit';

/** An age below eighteen right beside a name: `王小明（8岁）`, `李某某，男，12岁`. */
const AGE_AFTER =
  /([\u4e00-\u9fff]{2,4})[（(，,、\s]{1,2}(?:[男女][，,、\s]{0,2})?(?:今年|年仅|现年)?(\d{1,2})\s?周?岁/g;
/** Longer first: `王小明` before `小明`. */
const NAME_CHARS = [3, 2] as const;
const MAJORITY = 18;

/**
 * Names of people under eighteen with their age beside them (未成年人保护法第四条、第一百零三条), to be published with the
 * family name alone (王某某).
 */
export function minorNames(text: string): readonly FoundPlace[] {
  if (!text.includes('岁')) return [];
  return [...text.matchAll(AGE_AFTER)].flatMap(({ 1: before = '', 2: age, index }) => {
    if (Number(age) >= MAJORITY || before.includes('某')) return [];
    const name = NAME_CHARS.map((chars) => before.slice(-chars)).find(
      (word) => word.length >= 2 && isPersonName(word) && (before.length === word.length || !isPersonName(before)),
    );
    if (name === undefined) return [];
    const to = index + before.length;
    const hidden = '某'.repeat(name.length - 1);
    return [{ from: to - name.length, to, suggestion: `${name.slice(0, 1)}${hidden}` }];
  });
}
