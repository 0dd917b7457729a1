import { asRecord, asText } from '../reading/json';

/** A status's text, and whether the platform shows more of it elsewhere. */
export interface StatusText {
  readonly text: string;
  readonly isTruncated: boolean;
}

/** `…全文`, `...全文：http://m.weibo.cn/…`, `…展开`: where the platform cut a long text. A colon may be of either width. */
const CUT_TAIL =
  /(?:\.{2,6}|…{1,2}|\u200b)\s?(?:全文|展开(?:全文)?)\s?(?:[:：]\s?https?:\/\/(?:m\.)?weibo\.(?:cn|com)\/[!-~]{0,200})?\s?$/;
const LONGEST_TAIL = 300;
/** The platform counts no status longer. */
const LONGEST_STATUS = 40_000;

/**
 * The text of a status: the long one where the response carries it, else what the platform shows, freed of its "全文"
 * and marked as cut. A platform that says `isLongText` and gives no long text has cut it, however the text ends.
 */
export function readStatusText(record: Readonly<Record<string, unknown>>, tidy: (text: string) => string): StatusText {
  const long = asText(asRecord(record['longText'])?.['longTextContent']);
  if (long !== null) return { text: tidy(long.slice(0, LONGEST_STATUS)), isTruncated: false };
  const shown = tidy((asText(record['text']) ?? '').slice(0, LONGEST_STATUS)).trim();
  const tail = shown.slice(-LONGEST_TAIL);
  const cut = CUT_TAIL.exec(tail)?.[0] ?? '';
  return {
    text: cut === '' ? shown : `${shown.slice(0, shown.length - cut.length)}…`,
    isTruncated: cut !== '' || saysLonger(record),
  };
}

function saysLonger(record: Readonly<Record<string, unknown>>): boolean {
  return [record['isLongText'], record['truncated']].some((flag) => flag === true || flag === 1 || flag === '1');
}
