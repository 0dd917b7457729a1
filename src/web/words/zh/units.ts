/** The tree of units, and putting one under another superior. */
export const units = {
  title: '单位',
  menu: '单位层级',
  intro:
    '单位的上下级关系决定谁能看到什么。名单由导入维护；机构调整时在这里改上级，下属单位、账号和历史记录一并随之调整。',
  none: '您的管辖范围内没有单位。',
  columns: { name: '单位', superior: '上级' },
  top: '（无上级）',
  button: '调整上级',
  moveTitle: (name: string) => `调整「${name}」的上级`,
  consequence: '原上级立即不再看到该单位的任何内容；新上级随后看到全部内容。操作记入台账，可以再次调整。',
  superior: '新的上级',
  choose: '请选择新的上级单位',
  takesAlong: (units: string, people: string) => `随之调整：单位 ${units} 个，人员 ${people} 人`,
  rows: {
    accounts: '账号',
    sites: '站点',
    credentials: '凭证',
    obligations: '转载任务',
    'publish-jobs': '发布作业',
    findings: '问题',
    cases: '案件',
    posts: '发文',
    alerts: '告警',
    'alert-changes': '告警变化',
  } as Readonly<Record<string, string>>,
  moved: (name: string, superior: string) => `「${name}」已调整到「${superior}」之下。`,
};
