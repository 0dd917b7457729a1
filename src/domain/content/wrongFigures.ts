import type { FoundPlace } from './contentHit';

/**
 * Units and signs that are never said twice in a row, with what should stand there; first what tells at once of nearly
 * every text that it has none of them.
 */
const DOUBLED: readonly (readonly [RegExp, RegExp, string])[] = [
  [/亿亿/, /(?<=\d\s?)亿亿/g, '亿'],
  [/万万/, /(?<=\d\s?)万万(?=[元人吨亩户名])/g, '万'],
  [/元元/, /(?<=[\d十百千万亿])元元(?![旦月宵件素气])/g, '元'],
  [/[%％][%％]/, /(?<=\d\s?)[%％]{2,}/g, '%'],
  [
    /(公里|千米|平方米|立方米|平方公里|公顷|公斤|千克|厘米|毫米|吨|亩|千瓦时|摄氏度|个百分点)\1/,
    /(?<=[\d十百千万亿]\s?)(公里|千米|平方米|立方米|平方公里|公顷|公斤|千克|厘米|毫米|吨|亩|千瓦时|摄氏度|个百分点)\1/g,
    '$1',
  ],
];
/** `百分之` and the sign say the same (GB/T 15835 writes one of them). */
const PERCENT = '百分之';
const PERCENT_TWICE = /百分之\s?(\d+(?:\.\d+)?)\s?[%％]/g;
/** Two points in one figure; a number of a chapter or a version has no unit behind it. */
const POINTS = /\d\.\d+\.\d/;
const TWO_POINTS = /(?<![\d.])\d+\.\d+\.\d+\s?(?:[%％]|[万亿](?=[元人吨亩户])|元(?![旦月宵素件]))/g;

/** Figures that cannot be meant as they stand: units doubled, percent said twice, two decimal points. */
export function wrongFigures(text: string): readonly FoundPlace[] {
  const found: FoundPlace[] = [];
  for (const [hint, pattern, right] of DOUBLED)
    if (hint.test(text))
      for (const { 0: words, 1: unit, index } of text.matchAll(pattern))
        found.push({ from: index, to: index + words.length, suggestion: right === '$1' ? (unit ?? null) : right });
  if (text.includes(PERCENT))
    for (const { 0: words, 1: figure, index } of text.matchAll(PERCENT_TWICE))
      found.push({ from: index, to: index + words.length, suggestion: `${figure}%` });
  if (POINTS.test(text))
    for (const { 0: words, index } of text.matchAll(TWO_POINTS))
      found.push({ from: index, to: index + words.length, suggestion: null });
  return found;
}
