import { anyOf, wordList } from '../text/wordList';

/** Words that announce or hand on a document and change nothing about it. */
const ANNOUNCING = wordList(`
  转发微博 转发 转载 转 分享 扩散 周知
  权威发布 官方发布 授权发布 重磅发布 发布
  重磅消息 重磅 最新消息 最新政策 最新发布 最新
  快讯 速递 速看 收藏 关注 学习 重要 要闻 头条
  政策速递 政策文件 政策发布 政策 文件
  全文如下 全文来了 全文 原文 原标题 标题
  刚刚 今日 近日 日前
  正式印发 正式发布 正式 印发 公布 出台 下发 来了
  请看 详见 点击查看 点击 查看
  阅读原文 网页链接 链接 附全文 附
`);
export const ANNOUNCEMENT = new RegExp(`^${anyOf(ANNOUNCING)}+$`, 'u');

const ISSUING = wordList('印发 发布 公布 出台 转发 转载 下发');
/** An issuer and the verb of issuing: 国务院印发, 深圳市人民政府办公厅转发. */
export const ISSUED_BY = new RegExp(`^[\\p{Script=Han}]{0,20}${anyOf(ISSUING)}(?:了)?$`, 'u');

export const DATE = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日?$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}:\d{2}(?::\d{2})?$/u;

/** What the name of a site, an office or a section ends with. */
const PLACE_ENDINGS = wordList(`
  网 网站 在线 门户 发布
  日报 晚报 时报 新闻
  政府 办公厅 办公室 委员会 局 厅 委 部 中心
  频道 栏目 政策文件 政务公开 信息公开 要闻 通知公告
`);
/** A site's or office's name after a dash or bar, as pages put it into their title. */
export const SITE_NAME = new RegExp(`^[\\p{Script=Han}A-Za-z0-9]{2,30}${anyOf(PLACE_ENDINGS)}$`, 'u');

const NUMBERED_PART = '第[一二三四五六七八九十\\d]+[批号期次版]';
const EDITION = wordList('修订 修正 修改 年版 试行 暂行 草案 征求意见');
const EXPLAINING = wordList('解读 图解 一图 图读 读懂 问答 答记者问 评论');

/** Signs that what follows or precedes makes it another document, or a text about it. */
export const OTHER_DOCUMENT = new RegExp(
  anyOf([
    ...EDITION,
    ...EXPLAINING,
    ...wordList(`
      实施细则 方案 实施意见 实施办法
      贯彻 落实 根据 按照 依据 依照 学习贯彻
      废止 失效 补充 延期 续期 更正 勘误
      起草 说明 有关问题 相关问题 若干问题
    `),
    NUMBERED_PART,
  ]),
  'u',
);

const VIEWPOINTS = wordList('政策 权威 专家 全面');
/** A text under the bare title that begins so is about the document. */
export const ABOUT_IT = new RegExp(
  `^[\\s—–\\-|｜:：]*${anyOf(VIEWPOINTS)}?${anyOf([...EXPLAINING, ...wordList('修订 修正 征求意见 草案 补充')])}`,
  'u',
);

/** Signs of another edition of the same document. */
export const OTHER_EDITION = new RegExp(anyOf([...EDITION, NUMBERED_PART, '\\d{4}年']), 'u');
/** A year that is no date: another year's edition of a yearly document. */
export const OTHER_YEAR = /\d{4}年(?!\d{1,2}月)/u;
