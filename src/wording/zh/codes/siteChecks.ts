import type { InterpretationState, PairedBy, UnsureReason } from '../../../domain/siteChecks/interpretations';
import type { InterpretationForm } from '../../../domain/siteChecks/ownPolicies';
import type { PolicyAct } from '../../../domain/siteChecks/policyDecisions';
import type { LinkProblem } from '../../../domain/siteChecks/crawl';
import type { PageItem, PageItemState } from '../../../domain/siteChecks/pageItems';
import type { ProbeOutcome, ProbeReason } from '../../../domain/siteChecks/probe';
import type { SiteCheckKind, SiteReason, SiteState } from '../../../domain/siteChecks/siteVerdict';

const siteState: Record<SiteState, string> = { veto: '单项否决', warn: '预警', unknown: '不能判断', pass: '合格' };
const siteCheck: Record<SiteCheckKind, string> = {
  availability: '首页连通',
  home: '首页更新',
  columns: '栏目更新',
  interpretations: '政策解读',
};
const siteReason: Record<SiteReason, string> = {
  'failures-veto': '首页打不开的次数达到否决线',
  'failures-warn': '首页打不开的次数超过预警线',
  'failures-today': '加上今天，首页打不开的次数超过预警线',
  opens: '首页能正常打开',
  'too-few-visits': '有效访问的天数或次数不足，不能判断',
  'home-stale-veto': '首页长期未更新，达到否决线',
  'home-stale-warn': '首页较长时间未更新',
  'home-updated': '首页在更新',
  'home-watched-too-short': '首页没有日期，观察时间不足',
  'home-not-seen': '还没有读到首页内容',
  'stale-columns-veto': '动态要闻和通知政策类栏目不更新达到否决线',
  'should-update-veto': '应更新未更新的栏目达到否决线',
  'empty-columns-veto': '空白栏目达到否决线',
  'should-update-warn': '应更新未更新的栏目较多',
  'empty-columns-warn': '空白栏目较多',
  'columns-updated': '栏目更新未超限',
  'columns-not-seen': '有栏目采集不到，不能判断',
  'no-columns': '没有在监测的栏目',
  'interpretations-missing': '有本级政策文件到期没有解读',
  'interpretations-there': '本级政策文件都有解读或在期限内',
  'interpretations-not-seen': '有文件或解读没有读全，不能判断',
  'no-interpretation-column': '没有在监测的解读栏目，不能判断',
  'no-policy-column': '没有在监测的政策文件栏目',
};
const probeOutcome: Record<ProbeOutcome, string> = {
  open: '打开',
  slow: '超时',
  failed: '打不开',
  unknown: '不计入',
};
const probeReason: Record<ProbeReason, string> = {
  answered: '正常打开',
  'too-slow': '规定秒数内没有打开',
  'no-answer': '没有应答',
  'name-unresolved': '域名不能解析',
  'connection-refused': '拒绝连接',
  'connection-broken': '连接中断',
  'tls-failed': '证书无效或加密连接失败',
  'http-error': '返回错误页面',
  'redirects-endlessly': '反复跳转',
  'answer-malformed': '应答无法识别',
  'turned-away': '对方防火墙拒绝本系统访问',
  'not-called': '地址无效或指向内部网络，没有访问',
  'own-line': '本系统网络故障',
  'own-limit': '本系统没有访问成',
  'chain-unverified': '证书链不完整或签发机构未知，浏览器可能能打开',
  'many-at-once': '多数网站同时打不开，按本系统网络故障处理',
};

const pageItem: Record<PageItem, string> = {
  'meta-site-name': 'META 标签 SiteName',
  'meta-site-domain': 'META 标签 SiteDomain',
  'meta-site-id-code': 'META 标签 SiteIDCode（与登记的标识码一致）',
  'identifier-shown': '页面标明网站标识码',
  'report-errors': '“我为政府网站找错”入口',
  'search-box': '站内搜索框',
  'share-buttons': '一键分享',
  https: 'HTTPS',
  certificate: '证书有效期',
  ipv6: 'IPv6 地址',
  language: '页面语言标注',
  title: '页面标题',
  'image-texts': '图片替代文字',
  'field-labels': '输入框标签',
  'heading-order': '标题层级',
};
const pageItemState: Record<PageItemState, string> = {
  missing: '缺失',
  soon: '即将到期',
  unknown: '不能判断',
  there: '具备',
};

const linkProblem: Record<LinkProblem, string> = {
  'dark-link': '疑似暗链',
  'dead-inside': '站内死链',
  'dead-outside': '外部死链',
  'no-notice': '外链无提示',
  'foreign-host': '白名单外的外链',
};

const interpretationState: Record<InterpretationState, string> = {
  missing: '缺少解读',
  unknown: '不能判断',
  waiting: '期限内',
  excused: '核定免解读',
  paired: '已解读',
};
const pairedBy: Record<PairedBy, string> = {
  link: '互有链接',
  'doc-number': '写明文号',
  title: '写明文件名',
  person: '人工指定',
};
const unsureReason: Record<UnsureReason, string> = {
  whose: '标题和文号看不出是谁的文件',
  'policy-unread': '没有读到文件正文',
  'no-column': '没有在监测的解读栏目',
  'column-not-seen': '解读栏目没有采集完整',
  'interpretation-unread': '有解读没有读到正文',
};
const interpretationForm: Record<InterpretationForm, string> = {
  text: '文字',
  picture: '图解',
  video: '视频',
  unknown: '形式不明',
};
const policyAct: Record<PolicyAct, string> = { excuse: '核定免解读', name: '指定解读', revoke: '撤回' };

/** Words for the codes of the checks of websites. */
export const siteChecksCodes = {
  siteState,
  siteCheck,
  siteReason,
  probeOutcome,
  probeReason,
  pageItem,
  pageItemState,
  linkProblem,
  interpretationState,
  pairedBy,
  unsureReason,
  interpretationForm,
  policyAct,
};
