/** How far back a label is looked for. */
const LABEL_CHARS = 24;
const BETWEEN = new Set([...' \t\u3000\r\n:：=＝-—+＋"“”\'‘’([【（']);
const CLAUSE_ENDS = new Set('，,。；;、\n|！？');
const FILLERS = ['号码', '号', '为', '是', '系', '名'];

/**
 * The words right before a place, without the colons, blanks, brackets and fillers between (`咨询电话（工作日）：` gives
 * `咨询电话`), back to the last sentence or clause. At most 24 characters.
 */
export function labelBefore(text: string, at: number): string {
  let end = at;
  for (let turn = 0; turn < 4; turn += 1) {
    while (end > 0 && BETWEEN.has(text[end - 1] ?? '')) end -= 1;
    const last = text[end - 1];
    if (last !== ')' && last !== '）' && last !== ']') break;
    const opened = Math.max(text.lastIndexOf('(', end), text.lastIndexOf('（', end), text.lastIndexOf('[', end));
    if (opened < 0 || end - opened > LABEL_CHARS) break;
    end = opened;
  }
  const words = text.slice(Math.max(0, end - LABEL_CHARS), end);
  let clause = words.length;
  while (clause > 0 && !CLAUSE_ENDS.has(words[clause - 1] ?? '')) clause -= 1;
  let label = words.slice(clause);
  for (const filler of FILLERS)
    if (label.endsWith(filler) && !/[编文案单批]号$/.test(label)) label = label.slice(0, -filler.length);
  return label;
}

/** What stands before a number that names a document, a licence or an organisation, never a person. */
const DOCUMENT_LABELS =
  /(?:文号|编号|备案|许可证|信用代码|机构代码|标识码|索引|订单|单号|案号|注册|证书|招标|项目|批准|条形码|序列|ISBN|代码|批号|学分|流水|发票|工商|统一社会信用代码|经营许可|受理)$/;

export function namesDocument(label: string): boolean {
  return DOCUMENT_LABELS.test(label);
}

/** What a line is for that an office opens to everybody. */
const PUBLIC_PURPOSE =
  /咨询|服务|热线|专线|投诉|举报|监督|值班|办公|传真|总机|客服|公开|便民|报警|火警|急救|预约|查询|受理|应急|救援|求助|报名|信访|窗口|前台|维权|抢修|抢险|报修|单位|意见|反馈|政务|官方|公众|征集|来访|会务|招考|招聘|[Ff]ax|FAX/;
const PRIVATE_PURPOSE = /家庭|住宅|本人|个人|私人|宅电|家长|户主|申请人|当事人|姓名/;
const ORGANISATION =
  /(?:局|委|办|厅|部|处|科|股|中心|政府|公司|医院|学校|大学|中学|小学|馆|所|站|院|庭|大队|支队|窗口|大厅|银行|协会|集团)$/;
const PHONE_WORDS = /(?:联系)?(?:电话|方式)$|[Tt][Ee][Ll]\.?$/;

/** Whether a label opens a line, mailbox or account to everybody: it says what it is for, or names the office. */
export function opensToPublic(label: string): boolean {
  if (PRIVATE_PURPOSE.test(label)) return false;
  return PUBLIC_PURPOSE.test(label) || ORGANISATION.test(label.replace(PHONE_WORDS, ''));
}

/** Whether an office or a firm is named right before the label, in the clause before it. */
export function organisationBefore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  const stated = /(?:户名|账户名称|开户名称|收款单位|收款人|单位名称)[：: ]{0,3}[^，,。；;\s]{2,40}/.exec(before);
  return stated !== null && ORGANISATION.test(stated[0]);
}
