import { platformWords } from '../../../domain/accounts/platforms';
import type { FilingFindingState } from '../../../domain/filings/filingFinding';
import type { FilingFindingKind } from '../../../domain/filings/findingKinds';

const names = platformWords('names', 'zh');
const namesOf = (platforms: string): string =>
  platforms
    .split(',')
    .map((platform) => names[platform as keyof typeof names])
    .join('、');

type Facts = Readonly<Record<string, string>>;

const kind: Record<FilingFindingKind, string> = {
  unfiled: '在用而没有备案',
  revived: '注销后又出现',
  reported: '发现未登记的账号',
  'not-in-list': '不在官方清单中',
  duplicate: '同一平台有几个账号',
  'name-differs': '各平台名称不一致',
  'certification-ending': '认证快到期',
  'certification-ended': '认证已到期',
  'contract-ended': '运维合同已到期',
  'no-account': '县级以上单位没有账号',
  'lacks-platform': '部门缺少微博或微信',
  'onboarding-late': '逾期未入驻',
};
const state: Record<FilingFindingState, string> = { open: '待处理', accepted: '已说明', settled: '已解决' };
/** What was found, with what it goes back to. */
const found: Record<FilingFindingKind, (facts: Facts) => string> = {
  unfiled: () => '登记的备案号和备案日期都是空的。',
  revived: () => '账号注销后又在平台上出现，没有重新备案。',
  reported: ({ reportedBy = '', externalId = '', note = '' }) =>
    `${reportedBy}反映${externalId === '' ? '' : `，平台编号 ${externalId}`}${note === '' ? '' : `：${note}`}`,
  'not-in-list': ({ list = '' }) => `没有列在「${list}」中。`,
  duplicate: ({ count = '', names = '' }) => `共 ${count} 个：${names}`,
  'name-differs': ({ names = '' }) => `现有名称：${names}`,
  'certification-ending': ({ certifiedUntil = '' }) => `认证有效期至 ${certifiedUntil}。`,
  'certification-ended': ({ certifiedUntil = '' }) => `认证有效期到 ${certifiedUntil} 为止。`,
  'contract-ended': ({ contractor = '', contractEndsOn = '' }) => `与${contractor}的合同到 ${contractEndsOn} 为止。`,
  'no-account': () => '没有在用的政务新媒体账号。',
  'lacks-platform': ({ lacking = '' }) => `缺少${namesOf(lacking)}。`,
  'onboarding-late': ({ plan = '', step = '', dueBy = '' }) =>
    `「${plan}」${step === 'basic' ? '基本进驻' : '全部进驻'}，期限 ${dueBy}，没有入驻的记录。`,
};
const remedy: Record<FilingFindingKind, string> = {
  unfiled: '向主管单位备案后，在账号的备案页填写备案号或备案日期。',
  revived: '重新备案，或再次注销。',
  reported: '核实是谁的账号：是本单位的登记备案，不是的说明原因。',
  'not-in-list': '向上级补报，或注销账号。',
  duplicate: '合并或注销多余的账号；分工不同的说明原因。',
  'name-differs': '办理更名，使各平台一致；有原因的说明。',
  'certification-ending': '在到期前向平台办理续期，再修改备案信息。',
  'certification-ended': '向平台重新认证，再修改备案信息。',
  'contract-ended': '续签后修改合同到期日；已停止委托的清空承办单位。',
  'no-account': '申请开设账号，或说明原因。',
  'lacks-platform': '申请开设，或说明原因（如上级已统一开设）。',
  'onboarding-late': '入驻后在「入驻」页登记日期和依据；不能入驻的说明原因。',
};

/** 备案问题: what is wrong with what is filed of accounts. */
export const filingFindings = {
  title: '备案问题',
  intro: '按备案信息自动核对。改正后自动消失；确有原因的，写明理由和期限，到期再次列出。',
  kind,
  state,
  found,
  remedy,
  coverage: {
    title: '覆盖',
    intro: '按文件要求，各单位有没有开设在用的账号。所属层级没有登记的部门单独列出，不计为缺少。',
    requirement: {
      'no-account': '县级以上单位开设账号',
      'lacks-platform': '部门开通微博和微信',
      'one-per-platform': '同一平台一个账号',
    },
    state: { met: '已覆盖', missing: '缺少', several: '同一平台多个', accepted: '已说明原因', unknown: '层级不明' },
    countOf: (count: string, of: string) => `${of} ${count} 个单位`,
    filters: { requirement: '要求', state: '情况' },
    columns: { unit: '单位', requirement: '要求', state: '情况', lacking: '缺少的平台', accounts: '在用账号' },
    explain: '说明原因',
    off: '本单位不作要求（配置 coverage）',
    severalOn: (platforms: string) => `${platforms}有多个`,
    exported: '导出表格',
    none: '没有单位受这些要求约束。',
    noneFiltered: '没有符合条件的单位。',
  },
  counts: '按类别',
  countOf: (count: string) => `${count} 个待处理`,
  acceptedOf: (count: string) => `${count} 个已说明`,
  clause: (source: string, text: string) => `${source}：${text}`,
  filters: { kind: '类别', state: '状态', unit: '单位', account: '账号' },
  columns: { select: '选择', what: '问题', unit: '单位', state: '状态', since: '发现时间', act: '办理' },
  accounts: '有关账号',
  none: '没有发现备案问题。账号或备案信息变动后会自动核对。',
  noneFiltered: '没有符合条件的问题。',
  selectOne: (label: string, what: string) => `选择「${label}」${what}`,
  accept: '说明原因',
  acceptSelected: (count: string) => `说明所选 ${count} 个的原因`,
  acceptTitle: (count: string) => `说明 ${count} 个问题的原因`,
  acceptConsequence: '到期之前不再列为待处理；情况有变时会重新列出。理由记入台账。',
  until: '期限（最后一天）',
  acceptedSome: (done: string, left: string) => `已说明 ${done} 个，${left} 个没有办成（已解决或刚被改动）。`,
  acceptedBy: ({ name, reason, until }: { readonly name: string; readonly reason: string; readonly until: string }) =>
    `${name}：${reason}（至 ${until}）`,
  takeBack: '收回',
  takeBackTitle: (label: string) => `收回对「${label}」的说明`,
  takeBackConsequence: '问题重新列为待处理。',
  report: {
    button: '反映未登记的账号',
    title: '反映未登记的账号',
    intro: '发现以本单位名义开设、这里没有登记的账号，在此填写。登记后自动消失。',
    name: '账号名称',
    externalId: '平台编号（可不填）',
    homeUrl: '主页地址（可不填）',
    note: '在哪里发现',
    submit: '提交',
    done: (name: string) => `已记录「${name}」。`,
  },
  onAccount: '这个账号的备案问题',
  noneOfAccount: '没有备案问题。',
  ofUnit: (count: string) => `备案问题 ${count} 个`,
};
