import { span, type PersonalSpan } from './personalSpan';

/** Family names of some nine in ten people; rarer ones are found by what is said before the name. */
const FAMILY = new Set([
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍翁隋甘景柏宁柯阮桂闵解柴华车冉房包单司',
]);
const TWO_FAMILY = /^(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|令狐|慕容|尉迟|公孙|长孙|夏侯|端木|百里|南宫)/;
const NOT_NAMES = new Set(
  '单位 方便 方法 方式 方案 高度 高新 高校 高中 金额 文件 文化 安全 安排 常委 常务 万元 关于 关注 管理 车辆 房屋 房产 包括 解决 解释 温馨 温州 江苏 江西 安徽 金华 常州 苏州 项目 严格 严重 石油 任务 任何 游客 宁波 宁夏 白天 马上 黄色 纪委 纪律 费用 程序 许可 许多 于是 余额 余杭 何时 武汉 申请 申报 申请人 申报人 施工 施行 章程 季度 关系 景区 甘肃 查询 查处 查明 卫生 司法 司机 房号 司机师傅 时间 安置 安置房 常住 常用 文号 白色 江干 金山 方向 华侨 石家庄 马鞍山 黄山 黄石 安庆 史料 管辖 解放 车主 车牌 包含 关键 金融 康复 温度 汤圆 易地 成员 高温 雷电 雷雨 龙头 盛夏 谢谢 谢绝 祝贺 左右'.split(
    ' ',
  ),
);
const LABELS =
  '居民身份证号码 居民身份证号 居民身份证 公民身份号码 身份证号码 身份证号 身份证件号 身份证 身份号码 证件号码 证件号 手机号码 手机号 手机 联系电话 联系方式 电话号码 家庭电话 电话 座机 银行卡号 银行卡 卡号 账号 帐号 账户 护照号码 护照号 护照 通行证号 通行证 车牌号码 车牌号 车牌 号牌 邮箱 微信号 微信 家庭住址 家庭地址 户籍地址 户籍地 居住地址 住址 现住址 现住 家住 租住 住在 居住在 地址 号码 持有 驾驶 本人 号 的 为 是 系 住 驾'.split(
    ' ',
  );
const ROLES =
  '姓名 联系人 申请人 当事人 户主 法定代表人 负责人 被告人 嫌疑人 投诉人 举报人 信访人 报名人 考生 学生 家长 监护人 患者 业主 居民 村民 市民 网民 网友 职工 员工 工人 干部 司机 驾驶员 车主 经办人 收件人 收款人 持卡人 户名 确诊病例 病例 密接者 密切接触者 群众 党员 老人 同学 男子 女子 配偶 妻子 丈夫 儿子 女儿'.split(
    ' ',
  );
const PLAIN =
  /^(?:男|女|[\u4e00-\u9fff]{1,3}族|[岁年月日生]|出生|月出生|年出生|日出生|日生|月生|先生|女士|同志|群众|党员|已婚|未婚)$/;
const PLACE_END = /[县市区镇乡村路街局委办厅部处科室院校站所队组号]$/;
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf·•〇]/;
const MAX_BACK = 48;
const MAX_TOKENS = 7;

/**
 * The names that stand beside personal numbers: before them (`张三，男，汉族，身份证号…`), or right after in brackets or after
 * a word that announces a name.
 */
export function namesBeside(text: string, numbers: readonly PersonalSpan[]): readonly PersonalSpan[] {
  return numbers.flatMap(({ from, to }) => [...nameBefore(text, from), ...nameAfter(text, to)]);
}

function nameBefore(text: string, at: number): readonly PersonalSpan[] {
  let end = at;
  // The nearest run that is more than a label may end in the name without anything between.
  let isNearest = true;
  for (let token = 0; token < MAX_TOKENS && at - end < MAX_BACK; token += 1) {
    while (end > 0 && at - end < MAX_BACK && !HAN.test(text[end - 1] ?? '')) {
      if (/[。！？!?]/.test(text[end - 1] ?? '')) return [];
      end -= 1;
    }
    let from = end;
    while (from > 0 && end - from < 24 && HAN.test(text[from - 1] ?? '')) from -= 1;
    if (from === end) return [];
    const run = text.slice(from, end);
    const announced = /[：: ]$/.test(text.slice(Math.max(0, from - 1), from))
      ? ROLES.find((role) => text.slice(Math.max(0, from - 8), from - 1).endsWith(role))
      : undefined;
    const name = nameIn(run, { isGlued: isNearest, isAnnounced: announced !== undefined });
    if (!LABELS.includes(run)) isNearest = false;
    if (name !== null) return [span(from + name.at, from + name.at + name.length, [1, 0])];
    end = from;
  }
  return [];
}

function nameAfter(text: string, at: number): readonly PersonalSpan[] {
  const after = text.slice(at, at + 16);
  const found =
    /^([\s，,、（(]{0,3}(?:姓名|联系人|户主|机主|车主)?[：:]?\s?)([\u4e00-\u9fff·]{2,8}?)(?=[\s，,。；;、）)]|$)/.exec(
      after,
    );
  if (found === null) return [];
  const [, lead = '', token = ''] = found;
  const isAnnounced = /姓名|联系人|户主|机主|车主/.test(lead);
  if (!isAnnounced && !/[（(]$/.test(lead.trim())) return [];
  const name = nameIn(token, { isGlued: false, isAnnounced });
  return name === null ? [] : [span(at + lead.length + name.at, at + lead.length + name.at + name.length, [1, 0])];
}

interface FoundName {
  readonly at: number;
  readonly length: number;
}

/** The name in a run of Chinese characters; null: there is none, or it is hidden already (某). */
function nameIn(
  run: string,
  { isGlued, isAnnounced }: { readonly isGlued: boolean; readonly isAnnounced: boolean },
): FoundName | null {
  let words = run;
  let hasLabel = isGlued;
  for (let turn = 0; turn < 3; turn += 1) {
    const label = LABELS.find((one) => words.endsWith(one));
    if (label === undefined) break;
    words = words.slice(0, -label.length);
    hasLabel = true;
  }
  words = words.replace(/(?:先生|女士|同志|老师|小姐|同学)$/, '');
  const role = ROLES.map((one) => ({ one, at: words.lastIndexOf(one) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.at + other.one.length - one.at - one.one.length)[0];
  const at = role === undefined ? 0 : role.at + role.one.length;
  const rest = words.slice(at);
  if (rest.includes('某') || PLAIN.test(rest)) return null;
  if ((role !== undefined || isAnnounced) && rest.length >= 2 && (rest.length <= 4 || rest.includes('·')))
    return { at, length: rest.length };
  if (isPersonName(rest)) return { at, length: rest.length };
  return hasLabel && rest.length > 3 ? nameAtEnd(rest, at) : null;
}

/** A name glued to what was said before it: `经查张三身份证号…`. */
function nameAtEnd(words: string, at: number): FoundName | null {
  const length = [4, 3, 2].find((chars) => {
    const end = words.slice(-chars);
    return end.length === chars && (chars < 4 || TWO_FAMILY.test(end)) && isPersonName(end);
  });
  return length === undefined ? null : { at: at + words.length - length, length };
}

/** Whether a word may be the name of a person: a usual family name and one or two characters more. */
export function isPersonName(word: string): boolean {
  if (word.includes('·') || word.includes('•')) return word.length >= 4 && word.length <= 16;
  if (NOT_NAMES.has(word) || PLACE_END.test(word)) return false;
  if (TWO_FAMILY.test(word)) return word.length >= 3 && word.length <= 4;
  return FAMILY.has(word[0] ?? '') && word.length >= 2 && word.length <= 3;
}
