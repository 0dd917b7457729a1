import type { ContentKind } from '../../../domain/content/contentHit';
import type { FindingKind, FindingState, VerdictKind, VerdictReason } from '../../../domain/judging/verdict';

const verdict: Record<VerdictKind | 'improper' | 'unjudged', string> = {
  fine: '正常',
  warned: '预警',
  slow: '更新慢',
  silent: '不发声',
  improper: '乱发声',
  unknown: '未知',
  exempt: '不考核',
  unjudged: '未判定',
};
const verdictReason: Record<VerdictReason, string> = {
  'recent-post': '近期有更新',
  'nothing-due': '没有适用的规则',
  'finding-dismissed': '问题经人工撤销，不计',
  'silence-approaching': '未见更新，接近上限',
  'silence-breach': '未见更新，达到上限',
  'silence-dormant': '长期未更新（睡眠）',
  'silence-zombie': '长期未更新（僵尸）',
  'too-few-posts': '发文数量不足',
  'gap-too-long': '两次发文间隔过长',
  'never-looked': '还没有采集过',
  'no-feed': '没有订阅源，只凭补登的链接',
  'first-look-failed': '首次采集未成功，将再次采集',
  'no-sight-yet': '采集均未成功',
  'proof-too-old': '最近一次成功采集距今过久，不能确认现状',
  'coverage-partial': '平台只列出部分发文（微信列表不含群发），采集不到不等于没有发',
  'not-yet-proven': '采集止于上限之前，尚不能确认',
  'account-cancelled': '账号已注销',
  'account-not-open': '账号尚未启用',
};
const findingKind: Record<FindingKind, string> = {
  silent: '不发声',
  slow: '更新慢',
  improper: '乱发声',
  'altered-repost': '转载有改动',
  'unclear-repost': '转载待辨认',
  'outdated-repost': '转载已过时',
  'future-dated': '日期在未来',
};
const findingState: Record<FindingState, string> = { open: '未消除', closed: '已消除', dismissed: '已撤销' };
const contentKind: Record<ContentKind, string> = {
  'impossible-date': '日期不存在或与星期不符',
  figure: '数字或单位有误',
  'unpaired-mark': '括号、引号或书名号不成对',
  'nested-mark': '书名号内应用单书名号',
  'document-number': '文号写法不规范',
  'doubled-word': '重复用字',
  'wrong-character': '疑似错别字',
  'word-form': '宜用推荐词形',
  'outdated-name': '机构名称已变更',
  'repealed-law': '引用的法规已废止',
  'prescribed-wording': '宜用规定的表述',
  'mark-use': '标点用法',
  'altered-title': '文件标题与原文不一致',
  'personal-data': '含有个人信息',
  'minor-name': '含有未成年人姓名',
  commercial: '商业推广或链接',
  'foreign-link': '白名单以外的链接',
};
const findingDetail: Record<string, string> = {
  ...contentKind,
  wording: '用语或个人信息',
  'title-changed': '标题有改动',
  'figures-changed': '数字、日期或文号有改动',
  'edition-added': '标题附加了版本',
  'body-adapted': '正文有改编，请人工辨认',
  'body-differs': '标题相同而正文不同，请人工辨认',
  'title-missing': '正文相同而标题不符，请人工辨认',
  excerpt: '只有正文片段，请人工辨认',
  'about-it': '标题是对原文的介绍，请人工辨认',
  'other-title': '链接指向原文而标题不是原文的，请人工辨认',
  'policy-changed': '原文已修改',
  'policy-withdrawn': '原文已撤回',
  'replaced-by-newer': '已有新的转载',
  'post-gone': '已删除',
  'policy-restored': '原文恢复有效',
  'accepted-by-person': '人工认定为转载',
};

/** Words for the codes of verdicts and findings. */
export const judgingCodes = { verdict, verdictReason, findingKind, findingState, contentKind, findingDetail };
