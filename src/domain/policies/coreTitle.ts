import { normaliseTitle } from './normaliseTitle';
import { withoutWithdrawalMark } from './withdrawal';

/** `中华人民共和国国务院令（第841号） 国务院关于…的规定`: the order that promulgates, before the document's own title. */
const PROMULGATION = /^[\p{Script=Han}]{1,24}令\s{0,4}[（(]\s{0,4}第\s{0,4}\d{1,5}\s{0,4}号\s{0,4}[）)]\s{1,20}(?=\S)/u;
const MIN_TITLE_CHARS = 5;
/** The longest real title has 180 characters; each blank of a longer text would be tried as the end of the title. */
const MAX_TITLE_CHARS = 600;

/**
 * The document's own title. The State Council's gazette prints the order before it, or the attached document's name
 * after it (`国务院关于印发《某规划》的通知 某规划`); the document is the same that was published without them.
 */
export function coreTitle(title: string): string {
  const trimmed = withoutWithdrawalMark(title).trim();
  if (trimmed.length > MAX_TITLE_CHARS) return trimmed;
  const own = trimmed.replace(PROMULGATION, '');
  const core = normaliseTitle(own).length >= MIN_TITLE_CHARS ? own : trimmed;
  for (const { index } of core.matchAll(/\s+/gu)) {
    const repeated = normaliseTitle(core.slice(index));
    if (repeated.length >= MIN_TITLE_CHARS && normaliseTitle(core.slice(0, index)).includes(repeated))
      return core.slice(0, index);
  }
  return core;
}

/** Is this a reprint in a gazette, which comes out days or weeks after the document? */
export function isGazette(url: string | null): boolean {
  return url !== null && /\/gongbao\//iu.test(url);
}
