import { anyOf, wordList } from '../text/wordList';

/** What 关于…的 ends with. */
const ABOUT_KINDS = wordList('通知 意见 决定 公告 通告 批复 函 报告 公示 规定 办法 措施');
const KINDS = wordList(`
  条例 办法 细则 规定
  规划 方案 规程 指引 目录
  意见 通知 通报 公告 公示 公报 令
  纲要 计划 要点 章程 预案
  决定 批复 复函
  规则 准则 守则 标准 规范 清单 指南
  报告 请示 答复 批示 贺信
`);
const DOCUMENT_TITLE = new RegExp(`关于.{2,}的${anyOf(ABOUT_KINDS)}|${anyOf(KINDS)}(?:[（(].{0,20}[)）])?$`, 'u');

/** Is this the title of a document itself, not the announcement of one? */
export function isDocumentTitle(title: string): boolean {
  return DOCUMENT_TITLE.test(title.trim());
}
