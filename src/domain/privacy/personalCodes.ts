import { labelBefore, opensToPublic } from './labels';
import { span, type PersonalSpan } from './personalSpan';

const PASSPORT = /^(?:[EGDSPHK]\d{8}|E[A-HJ-NP-Z]\d{7})$/i;
const TRAVEL_LABEL =
  /(?:护照|通行证|回乡证|台胞证|军官证|士官证|士兵证|警官证|居留证|居住证|驾驶证|学籍|社保|医保|证件|Passport|passport)$/;
const WECHAT_LABEL = /(?:微信|微 信|VX|vx|Vx|V信|v信|[Ww]e[Cc]hat|weixin|薇信)$/;
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9-])/g;
const SHORTEST_CODE = 5;
const MAIL_CHARACTER = /[A-Za-z0-9._%+-]/;
const HOST_CHARACTER = /[A-Za-z0-9.-]/;
const MAX_LOCAL = 64;
const MAX_HOST = 80;

/** Codes of letters and digits by which a person is known: passport and the like, WeChat id, number plate, e-mail. */
export function personalCodes(text: string): readonly PersonalSpan[] {
  return [...documentsAndNames(text), ...plates(text), ...mails(text)];
}

function documentsAndNames(text: string): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (const { 0: code, index } of text.matchAll(/[A-Za-z0-9_-]+/g)) {
    // What stands before is looked at last: nearly every figure of a text is too short to be a code.
    if (code.length < SHORTEST_CODE || code.length > 40) continue;
    const label = labelBefore(text, index);
    const to = index + code.length;
    if (PASSPORT.test(code) || (TRAVEL_LABEL.test(label) && /^[A-Za-z]{0,3}\d{5,14}$/.test(code))) {
      found.push(span(index, to, [1, 2]));
    } else if (WECHAT_LABEL.test(label) && !opensToPublic(label) && /^[A-Za-z][A-Za-z0-9_-]{4,19}$/.test(code)) {
      found.push(span(index, to, [1, 1]));
    } else {
      // The label in Latin letters may be glued to the name: "vx:…" is two codes, "微信vx_lisi88" is one.
      const glued = /^(?:vx|wx|VX|WX)[_-]?([A-Za-z][A-Za-z0-9_-]{5,19})$/.exec(code);
      if (glued !== null && /[信系加]$/.test(label)) found.push(span(index, to, [2, 1]));
    }
  }
  return found;
}

function plates(text: string): readonly PersonalSpan[] {
  return [...text.matchAll(PLATE)].flatMap(({ 0: plate, index }) =>
    /\d/.test(plate.slice(2)) ? [span(index, index + plate.length, [2, 1])] : [],
  );
}

/** Mailboxes of government (`gov.cn`) and those opened to the public stay; the domain of the others stays readable. */
function mails(text: string): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > 0 && at - from < MAX_LOCAL && MAIL_CHARACTER.test(text[from - 1] ?? '')) from -= 1;
    let to = at + 1;
    while (to < text.length && to - at < MAX_HOST && HOST_CHARACTER.test(text[to] ?? '')) to += 1;
    const host = text.slice(at + 1, to);
    if (from === at || !/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\.?$/.test(host)) continue;
    if (/(?:^|\.)gov\.cn\.?$/i.test(host) || opensToPublic(labelBefore(text, from))) continue;
    found.push(span(from, at, [at - from > 1 ? 1 : 0, 0]));
  }
  return found;
}
