import type { FoundPlace } from './contentHit';

/**
 * The code of an organ, a year in some bracket, the number. GB/T 9704—2012 7.2.5: 年份应标全称，用六角括号“〔〕”括入；发文顺序号
 * 不加“第”字，不编虚位（即1不编为01），在阿拉伯数字后加“号”字。 A court's case number has its year first and is none.
 */
const NUMBER =
  /([\u4e00-\u9fff]{1,12}[发函办字规文令电明])\s?([〔[［(（【〈])\s?((?:19|20)\d{2})\s?([〕\]］)）】〉])\s?(第\s?)?(0*)(\d{1,5})\s?号/g;

/** A year in brackets: without one there is no number, and texts are gone through for it much faster. */
const YEAR_IN_BRACKETS = /[〔[［(（【〈]\s?(?:19|20)\d{2}\s?[〕\]］)）】〉]/;

/** Numbers of documents written otherwise than the standard says, and how it writes them. */
export function documentNumbers(text: string): readonly FoundPlace[] {
  if (!YEAR_IN_BRACKETS.test(text)) return [];
  return [...text.matchAll(NUMBER)].flatMap(({ 0: words, 1: organ = '', index, ...parts }) => {
    const [year, order] = [parts[3], parts[7]];
    const from = index + organ.length;
    const suggestion = `〔${year}〕${order}号`;
    const written = words.slice(organ.length);
    const isStandard = written.replace(/\s/g, '') === suggestion;
    return isStandard ? [] : [{ from, to: index + words.length, suggestion }];
  });
}
