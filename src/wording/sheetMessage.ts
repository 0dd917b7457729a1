import type { SheetMessage } from '../domain/register/sheetFault';

type Code = SheetMessage['code'];
type Words = Readonly<Record<Code, string>>;

/** What is wrong and what to do; `{}` stands for what the message names. */
const ZH: Words = {
  'no-rows': '没有可以导入的行：需要有“单位”“网站”“账号”或“人员”工作表，表头下至少一行',
  'column-missing': '缺少必需的列：{}；请补上这一列，或使用模板',
  missing: '缺少这一项，请补上',
  'too-long': '超过 {} 个字符，请缩短',
  'not-a-choice': '不在可选的值之内，请改为：{}',
  'date-unreadable': '不是日期，请写成 2026-03-01；不知道就留空',
  'date-without-year': '日期没有年份，请写成 2026-03-01',
  'digits-lost': 'Excel 已把长数字存成近似值，后面的位数已丢失；请把单元格设为文本格式，从原始资料重新填写完整号码',
  'formula-empty': '公式没有存下结果，导入时不计算公式；请复制后选择性粘贴为“值”',
  'cell-error': '单元格显示错误值，请改正',
  'url-unreadable': '不是网址，请以 http:// 或 https:// 开头填写完整',
  'credit-code-wrong': '不是统一社会信用代码，请对照登记证书逐位核对，或留空',
  'region-wrong': '不是行政区划代码，请填写 2、4、6、9 或 12 位数字，或留空',
  'identifier-wrong': '网站标识码为 10 位数字；开头的 0 可能已丢失，请按文本填写',
  'uid-wrong': '微博 UID 是一串数字，请填写账号主页地址中的数字，不要填昵称',
  'username-wrong': '用户名为 2 至 40 个小写字母、数字、点、下划线或连字符',
  'count-unreadable': '不是数目，请填写不带单位的整数',
  'phone-wrong': '不是电话号码，请核对',
  undated: '数目缺少统计日期，请补上，或把数目留空',
  uncounted: '有统计日期而没有数目，请补上，或把日期留空',
  'key-taken': '这个单位代码不能使用，请换一个，或留空',
  'given-twice': '与 {} 行重复，请删去一行',
  'unit-unknown': '没有登记这个单位，本文件中也没有；请改正名称，或先在“单位”表中列出。相近的有：{}',
  'unit-ambiguous': '有多个单位叫这个名称，请改填单位代码：{}',
  'unit-closed': '这个单位已关闭，请改为在用的单位，或先在单位页面恢复',
  'unit-under-itself': '上级单位在它自己之下，请改正',
  'name-taken': '已有网站叫这个名称，请改用别的名称',
  'credit-code-taken': '这个统一社会信用代码已由另一单位使用，请核对',
  'identifier-taken': '这个网站标识码已属于另一网站，请核对',
  'exists-elsewhere': '已由您管辖之外的单位登记，请核对；确属本单位的，请联系上级管理员',
  'site-unknown': '没有这个网站，请在“网站”表中列出，或留空',
  'site-of-portal-only': '只有网站栏目属于网站，请留空',
  'officer-without-unit': '信息员必须有所属单位，请填写',
  'own-row': '不能修改自己的姓名、角色和单位，请删去这一行，或请另一位管理员导入',
  'last-administrator': '至少要保留一位管理全部单位、未停用的管理员，请改正',
  'not-allowed': '您的角色不能导入这一类内容，请删去这个工作表，或联系管理员',
  'file-changed': '登记内容在核对之后有变化，请重新核对',
  'formula-result': '取自公式已存的结果，公式没有执行',
  'column-unknown': '不认识这一列，已略过',
  'column-twice': '与前面的列重复，只取前一列',
  'column-undated': '数目没有统计日期列，已略过',
  'sheet-skipped': '不是登记表，已略过',
  'person-disabled': '该人员已停用，导入后仍然停用；需要启用请到人员页面办理',
  'row-skipped': '不是登记内容，已略过',
};

const EN: Words = {
  'no-rows': 'Nothing to import: a sheet of units, websites, accounts or people with at least one row is needed',
  'column-missing': 'A needed column is missing: {}. Add it, or use the template',
  missing: 'Missing: fill it in',
  'too-long': 'Longer than {} characters: shorten it',
  'not-a-choice': 'Not one of the choices: {}',
  'date-unreadable': 'Not a date: write 2026-03-01, or leave it empty',
  'date-without-year': 'A date without a year: write 2026-03-01',
  'digits-lost':
    'Excel has rounded this long number and its last digits are lost: format the cell as text and type it again',
  'formula-empty': 'A formula without its stored result; formulas are never run: paste it as a value',
  'cell-error': 'The cell shows an error: correct it',
  'url-unreadable': 'Not a web address: begin with http:// or https://',
  'credit-code-wrong': 'Not a unified social credit code: compare it with the certificate, or leave it empty',
  'region-wrong': 'Not a division code: 2, 4, 6, 9 or 12 digits, or empty',
  'identifier-wrong': 'A site identifier has 10 digits; a leading 0 may be lost: type it as text',
  'uid-wrong': 'A Weibo UID is a row of digits: take it from the address of the account, not its nickname',
  'username-wrong': 'A user name has 2 to 40 of a-z 0-9 . _ -',
  'count-unreadable': 'Not a number: write a whole number without a unit',
  'phone-wrong': 'Not a telephone number: check it',
  undated: 'A count without the day it is of: add the day, or leave the count empty',
  uncounted: 'A day without its count: add the count, or leave the day empty',
  'key-taken': 'This unit key cannot be used: take another, or leave it empty',
  'given-twice': 'The same as row {}: remove one of them',
  'unit-unknown': 'No such unit, registered or in this file: correct the name, or list it as a unit first. Near it: {}',
  'unit-ambiguous': 'Several units have this name: write the key instead: {}',
  'unit-closed': 'This unit is closed: name one in use, or open it again first',
  'unit-under-itself': 'The superior stands below the unit itself: correct it',
  'name-taken': 'Another website has this name: use another',
  'credit-code-taken': 'Another unit has this credit code: check it',
  'identifier-taken': 'Another website has this identifier: check it',
  'exists-elsewhere': 'Registered for a unit you do not manage: check it, or ask the administrator above',
  'site-unknown': 'No such website: list it as one, or leave it empty',
  'site-of-portal-only': 'Only portal columns belong to a website: leave it empty',
  'officer-without-unit': 'An officer needs a unit: fill it in',
  'own-row': 'Nobody changes their own name, role or unit: remove this row, or let another administrator import it',
  'last-administrator': 'One administrator of the whole office who is not shut out has to stay: correct it',
  'not-allowed': 'Your role may not import these: remove the sheet, or ask an administrator',
  'file-changed': 'The register has changed since this was checked: check it again',
  'formula-result': 'The stored result of a formula was taken; the formula was not run',
  'column-unknown': 'Unknown column, passed over',
  'column-twice': 'The same as a column before it; that one counts',
  'column-undated': 'A count without a column for its day, passed over',
  'sheet-skipped': 'No table of the register, passed over',
  'person-disabled': 'Shut out, and stays so after the import: let them in again on their own page',
  'row-skipped': 'Not part of the table, passed over',
};

/** A sentence without what it would name is cut before it. */
const NAMES_NOTHING = /(?:[。.] ?)?[^。.，,：:;；]*[：:] ?\{\}$/u;

/** What is told of a cell, in one sentence. */
export function sheetMessageText({ code, about }: Pick<SheetMessage, 'code' | 'about'>, language: 'zh' | 'en'): string {
  const words = (language === 'zh' ? ZH : EN)[code];
  return about === '' ? words.replace(NAMES_NOTHING, '') : words.replace('{}', about);
}
