export const sources = {
  title: '数据源', tab: '采集', intro: '看得到才谈得上判定。这里是每个平台和政策来源的采集情况。',
  platforms: { title: '平台', platform: '平台', accounts: '账号', lastHour: '近 1 小时看到', lastDay: '近 24 小时看到', lastSight: '最近看到', outcomes: '最近一次观测的结果' },
  policySources: { title: '政策来源', source: '来源', lastLook: '最近观测', lastSight: '最近看到', outcome: '结果', entries: '条目', none: '没有配置政策来源。' },
  incidents: { title: '采集事件', none: '没有采集事件。多个账号因同一原因失败时，在这里合并为一件。', reason: '原因', accounts: '受影响账号', opened: '开始', platform: '平台' },
  work: { title: '后台作业', task: '作业', started: '最近开始', ended: '最近结束', took: '用时', running: '进行中', catchUp: '补做', note: '备注', none: '还没有后台作业的记录。' },
  jobs: { title: '发布作业', none: '还没有发布作业。', filtered: '没有这一状态的发布作业。', state: '状态', attempt: '尝试次数', dueAt: '下次执行', dueBy: '到期', error: '最近的错', open: '转发责任', platform: '平台' },
  posts: (count: string) => `近 24 小时收到发文 ${count} 篇`,
};

export const signIn = {
  title: '登录', username: '用户名', password: '密码', submit: '登录', submitting: '正在登录', withLink: '正在用一次性链接登录', linkFailed: '一次性链接没有登录成功', needed: '请填写用户名和密码',
  useForm: '请用用户名和密码登录，或向管理员要一条新的链接。', expired: '登录已失效，请重新登录。',
};
