import type { DigestOutcome } from '../../../domain/letters/digest';
import type { DigestKind } from '../../../domain/letters/digestPlan';
import type { ReminderOutcome, ReminderSubjectKind } from '../../../domain/letters/reminder';

const PICKED = {
  alerts: (count: string) => `${count} 条告警`,
  accounts: (count: string) => `${count} 个账号`,
  mandates: (count: string) => `${count} 件任务`,
  cases: (count: string) => `${count} 个案件`,
};

/** What is told beside alerts: digests on working days, and reminders of units. */
export const letters = {
  inMessage: '摘要或催办，单独成一条',
  digests: {
    intro: '工作日按时发送：早上说今天要办什么、下班后出了什么问题，晚上说还有什么没办结。没有内容时不发送。',
    none: '还没有摘要计划。添加一个计划，选择渠道和对象。',
    columns: { name: '名称', when: '时间', to: '对象', act: '操作' },
    kind: { morning: '晨间提要', evening: '晚间未办结' } satisfies Record<DigestKind, string>,
    at: (time: string) => `工作日 ${time}`,
    whole: '各人可查看的范围',
    add: '添加计划',
    edit: '修改',
    editOne: (name: string) => `修改计划「${name}」`,
    remove: '删除',
    removeOne: (name: string) => `删除计划「${name}」`,
    off: '已停用',
    save: '保存计划',
    fields: { name: '名称', kind: '内容', time: '时间（工作日）', channel: '渠道', unit: '范围', disabled: '停用' },
    preview: '预览',
    previewOne: (name: string) => `预览「${name}」`,
    previewIntro: '如果现在发送：',
    nobody: '没有符合条件的对象。',
    more: (count: string) => `另有 ${count} 个对象`,
    outcome: {
      sends: '会发送',
      'nothing-to-say': '没有内容，不发送',
      'out-of-scope': '不在其可查看的范围，不发送',
      'no-address': '没有此渠道的地址',
      'shut-out': '人员已停用',
      'channel-disabled': '渠道已停用',
    } satisfies Record<DigestOutcome, string>,
    sent: '最近发送',
    noneSent: '还没有发送过。',
    sentColumns: { on: '日期', to: '对象', title: '标题', state: '状态' },
    close: '关闭',
  },
  /** In the history of an alert. */
  ofAlert: {
    title: '催办和提要',
    kind: { morning: '晨间提要', evening: '晚间未办结', reminder: '催办' },
    by: (name: string) => `（${name}）`,
  },
  reminders: {
    title: '催办记录',
    link: '催办记录',
    intro: '按单位列出每次催办和送达情况。不要求回执、打卡或截图。',
    none: '还没有催办过。可在告警、任务、案件和账号列表中选择后催办。',
    noneFiltered: '没有对这一事项催办过。',
    columns: { unit: '单位', subject: '事项', text: '内容', at: '时间', state: '送达' },
    filters: { mandateId: '任务', caseId: '案件', unitId: '单位' },
    this: '当前事项',
    by: (name: string) => name,
    button: '催办',
    buttonOf: (kind: keyof typeof PICKED, count: string) => `催办所选 ${PICKED[kind](count)}`,
    most: (most: string) => `一次最多选 ${most} 项，请减少所选。`,
    pick: (name: string) => `选择 ${name}`,
    pickColumn: '选择',
    /** What was reminded of; of what was picked from a list, how much of it the unit had. */
    about: (kind: ReminderSubjectKind, label: string, count: string) =>
      kind in PICKED ? PICKED[kind as keyof typeof PICKED](count) : label,
    dialog: (label: string) => `催办：${label}`,
    tooLong: (over: string, most: string) => `超出 ${over} 个字，最多 ${most} 个字，请删减后再发送。`,
    rule: (most: string) => `同一单位同一事项一天最多催办 ${most} 次（减负）。`,
    text: '催办内容',
    units: '单位',
    unitColumns: { unit: '单位', count: '未办', ways: '送达方式', outcome: '结果' },
    send: (count: string) => `催办 ${count} 个单位`,
    sent: '已提交。送达情况见催办记录。',
    close: '关闭',
    way: (recipient: string, channel: string) => (recipient === channel ? channel : `${recipient}（${channel}）`),
    today: (count: string) => `今天已催 ${count} 次`,
    outcome: {
      reminds: '立即发送',
      waits: '夜间不打扰，早上发送',
      'no-way': '无法送达：该单位没有群，人员也没有联系方式',
      'enough-today': '今天已达次数上限',
      'sent-before': '已发送',
    } satisfies Record<ReminderOutcome, string>,
    done: { reminds: '已发送', waits: '早上发送' },
  },
};
