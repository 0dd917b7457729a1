import { labelBefore } from './labels';
import { span, type PersonalSpan } from './personalSpan';

const HOME_LABEL =
  /家庭住址|家庭地址|现住址|现住地址|户籍地址|户籍所在地|户籍地|户籍|居住地址|居住地|住址|住所地|收货地址|身份证地址|家住|现住|居住在|居住于|住在|租住在|租住|住(?![宅房建院户])/;
const OFFICE_LABEL =
  /办公地址|办公地点|办理地点|受理地点|邮寄地址|通讯地址|通信地址|单位地址|报名地点|领取地点|会议地点|地点|窗口|注册地址|经营地址|企业住所/;
const STOPS = /[，,。；;！？!?\n\r\t（）()【】|"“”、：:]/;
const TOWN = /[省市区县旗镇乡盟州]|街道|办事处/g;
const MAX_ADDRESS = 60;
/** Two parts that only a dwelling has together: a house and a door in it, or a village and a group or number in it. */
const DWELLING =
  /\d{1,4}(?:号楼|号院|幢|栋|座|号|弄)[ -]?(?:[0-9一二三四五六七八九十]{1,3}(?:号楼|幢|栋|单元|门)[ -]?){0,2}\d{1,4}(?:室|户|号|房)|[0-9一二三四五六七八九十]{1,3}单元[ -]?\d{1,4}(?:室|户|号|房)?|(?:村|屯|庄|寨|堡|坪|湾|沟)[0-9一二三四五六七八九十]{1,3}(?:组|队|社)(?:[0-9]{1,4}号)?|(?:村|屯|庄)\d{1,4}号/g;

/**
 * Where somebody lives, from below the town on. A street and a house number alone is a place, not a dwelling, unless it
 * is said that somebody lives there; the address of an office stays.
 */
export function personalAddresses(text: string): readonly PersonalSpan[] {
  return [...named(text), ...dwellings(text)];
}

function named(text: string): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (const { 0: label, index } of text.matchAll(new RegExp(HOME_LABEL, 'g'))) {
    const from =
      index + label.length + (/^[：: 为是于在]{0,4}/.exec(text.slice(index + label.length))?.[0].length ?? 0);
    const address = upToStop(text, from);
    const below = belowTown(address);
    if (label === '住' && !/\d/.test(address)) continue;
    if (/[\u4e00-\u9fff]/.test(address.slice(below)) && /\d|[村路街巷弄里园苑组]/.test(address.slice(below)))
      found.push(span(from + below, from + address.length, [0, 0]));
  }
  return found;
}

function dwellings(text: string): readonly PersonalSpan[] {
  const found: PersonalSpan[] = [];
  for (const { 0: core, index } of text.matchAll(DWELLING)) {
    let from = index;
    while (from > 0 && index - from < MAX_ADDRESS / 2 && !STOPS.test(text[from - 1] ?? '') && text[from - 1] !== ' ')
      from -= 1;
    const before = text.slice(Math.max(0, from - 16), index);
    if (OFFICE_LABEL.test(before) || /地址$/.test(labelBefore(text, from))) continue;
    const below = belowTown(text.slice(from, index));
    found.push(span(from + below, index + core.length, [0, 0]));
  }
  return found;
}

function upToStop(text: string, from: number): string {
  const rest = text.slice(from, from + MAX_ADDRESS);
  const stop = rest.search(STOPS);
  return stop < 0 ? rest : rest.slice(0, stop);
}

/** Where the part below the last town, street office or district begins. A 小区 is no district. */
function belowTown(address: string): number {
  let end = 0;
  for (const { 0: unit, index } of address.matchAll(TOWN)) {
    const before = address[index - 1];
    if ((unit === '区' && (before === '小' || before === '社' || before === '园')) || index === 0) continue;
    end = index + unit.length;
  }
  return end;
}
