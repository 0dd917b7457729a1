import type { HandoverKind, HandoverObstacle } from '../../../domain/people/handover';

const kind: Record<HandoverKind, string> = {
  alert: '指派给他的告警',
  task: '已接手的人工转载',
  liaison: '单位职责',
  'duty-day': '值班日',
  substitution: '替班',
  route: '通知路由',
  ladder: '升级阶梯',
  digest: '摘要',
  review: '指派给他的审核',
  delegation: '审核委托',
};
const why: Record<HandoverObstacle, string> = {
  office: '涉及全部单位的设置',
  unseen: '接手人看不到该单位',
  'not-permitted': '接手人的角色无权办理',
  disabled: '接手人已停用',
  failed: '写入失败，请再交接一次',
  changed: '交接期间有变动，请再交接一次',
};

/** A leaver's open things and their hand-over. */
export const handover = {
  title: '工作交接',
  button: '交接',
  menu: '交接记录',
  of: (name: string) => `「${name}」的工作交接`,
  intro: '把此人名下未办结的事项一次交给接手人，留下交接记录。其录入的凭证属于账号，不随人走。',
  nothing: '此人名下没有未办结的事项；仍可留下交接记录并停用。',
  nothingHeld: '交接时名下没有未办结的事项。',
  kind,
  why,
  count: (kindName: string, count: number) => `${kindName} ${count} 项`,
  stays: '其中有些涉及全部单位的设置，您不能转交，会留在记录的“未能交接”里。',
  to: '接手人',
  chooseTo: '请选择接手人',
  disables: '交接后停用此人',
  liaisonNote:
    '单位职责：原任今天截止，接手人今天开始；职级和电话请在名册里核对。审核委托随交接结束；接手人不能审的，指派取消。',
  done: (name: string) => `「${name}」的工作已交接。`,
  records: '交接记录',
  recordsIntro: '谁把什么交给了谁、由谁办理、为什么。记录不删除。',
  none: '还没有交接记录。',
  columns: { when: '时间', from: '移交人', to: '接手人', by: '经办人', why: '理由', what: '事项', left: '未能交接' },
  things: (count: number) => `${count} 项`,
  moving: '办理中',
  print: '打印交接单',
  sheet: '工作交接单',
  disabled: '移交人已停用',
  back: '交接记录',
  item: '事项',
  name: '名称',
  state: '结果',
  given: '已移交',
  kept: '未能移交',
  sign: '移交人签字：　　　　　　接手人签字：　　　　　　监交人签字：　　　　　　',
};
