/** Manual tasks, forecast, previews, rules and the evidence pack. */
export const publishing = {
  manual: {
    title: '人工任务', intro: '没有接口、没有凭证或平台不受理的账号，需要人工发布。每项任务的标题、正文、链接和图片都在一处，发布后系统看到即自动结清，不需要截图。',
    none: '没有需要人工发布的任务。', filtered: '这个单位没有需要人工发布的任务。', unit: '单位', columns: { task: '任务', account: '账号', reason: '原因', due: '到期' }, copyAll: '全部复制', openTask: '打开任务', overdue: '已逾期',
    pictures: (count: string) => `图片 ${count} 张`,
  },
  forecast: {
    title: '发布预测', allInTime: (count: string) => `待接口发布的 ${count} 项都能按时完成。`, nothing: '没有等待接口发布的转载。', late: (late: string, open: string) => `${open} 项中有 ${late} 项不能按时：`,
    reason: (facts: { readonly platform: string; readonly accounts: string; readonly spent: string; readonly at: string }) => `${facts.platform} ${facts.accounts} 个账号：${facts.spent}，最早 ${facts.at}`, byHand: (count: string) => `另有 ${count} 项人工任务`,
    spent: { 'posts-per-hour': '本小时发文次数已用完', 'posts-per-day': '当日发布次数已用完', 'mass-sends-per-day': '当日群发已用完', 'mass-sends-per-month': '本月群发已用完', 'calls-per-day': '当日接口调用已用完' } as Record<string, string>,
  },
  preview: {
    title: '各平台的样子', intro: '签发前后都可以看：每个平台发出去是什么样，长度离上限还有多少。', accounts: (can: string, all: string) => `${all} 个账号中 ${can} 个可由接口发布`, example: (account: string) => `以「${account}」为例`, noExample: '没有可作示例的账号。', cannot: '不能生成',
    measure: { 'counted-characters': '计数字符', 'title-characters': '标题字数', 'digest-characters': '摘要字数', 'body-characters': '正文字数', 'body-bytes': '正文字节', pictures: '图片' } as Record<string, string>, none: '这一任务没有涉及的平台。',
  },
  evidence: { title: '证据', download: '导出全部证据（一个文件）', how: '每个账号一行：链接、标题、时间、正文指纹与相似度、首次看到、观测编号和台账记录；文件末尾有校验值。', similarity: '正文相似度' },
  rules: {
    tab: '规则', title: '必转规则', intro: '哪些机关、哪些主题的政策，哪些账号必须转载，多久之内。保存前先试算，看它会约束谁。', none: '还没有必转规则。', add: '新增规则',
    columns: { title: '规则', authorities: '机关', platforms: '平台', limit: '时限', review: '审核', state: '状态' }, active: '生效', disabled: '已停用', disable: '停用', enable: '启用', edit: '修改',
    fields: { key: '标识（英文）', title: '名称', authorities: '机关层级', topicWords: '主题词（标题含任一即适用，空格分开；不填为全部）', platforms: '平台', regions: '地区（空格分开；不填为全部）', limitDays: '时限（工作日）', review: '审核', effectiveFrom: '生效日', clause: '依据条款', newVersions: '政策修改后', interpretations: '解读文章也必转' },
    review: { 'pre-approved': '来源可信，直接签发', staged: '初审、审核、签发' } as Record<'pre-approved' | 'staged', string>, newVersions: { ignore: '已转的不变', review: '新版本送审后重转' } as Record<'ignore' | 'review', string>,
    hours: (count: string) => `${count} 小时`, days: (count: string) => `${count} 个工作日`, preview: '试算', save: '保存', topics: (words: string) => `主题：${words}`, anyTopic: '全部主题',
    result: { title: '试算结果', policies: '最近的政策', decision: '是否必转', bound: (count: string) => `约束 ${count} 个账号`, left: '不约束', reasons: { platform: '平台不在范围', region: '地区不在范围', 'not-active': '账号已停更或注销' } as Record<string, string>, accounts: '受约束的账号', none: '没有账号受约束。', noPolicies: '还没有收录政策。', stored: '试算不保存任何内容。' },
    disableTitle: (rule: string) => `停用「${rule}」`, enableTitle: (rule: string) => `启用「${rule}」`, disableConsequence: '以后收录的政策不再按它列为必转；已签发的任务不变。', enableConsequence: '以后收录的政策重新按它研判。', saveTitle: (rule: string) => `保存「${rule}」`, saveConsequence: '对以后收录的政策生效；已签发的任务和时限不变。',
  },
};
