/** People who can sign in, and what an administrator does about them. */
export const people = {
  title: '人员',
  menu: '人员管理',
  intro: '能登录本系统的人。停用、结束登录和登录链接都要写明理由，记入台账；本系统不显示任何密码。人员名单由导入维护。',
  none: '您的管辖范围内还没有可管理的人员。',
  columns: { name: '姓名', role: '角色', unit: '管辖单位', state: '状态' },
  office: '全部单位',
  you: '您本人',
  noPassword: '没有密码，只能用登录链接登录',
  state: { active: '可登录', disabled: '已停用', locked: (until: string) => `连续输错密码，锁定至 ${until}` },
  disable: {
    button: '停用',
    title: (name: string) => `停用「${name}」`,
    consequence: '立即结束其全部登录，未用的登录链接作废，不能再登录。导入不会使其恢复，只有管理员可以重新启用。',
  },
  enable: {
    button: '启用',
    title: (name: string) => `启用「${name}」`,
    consequence: '可以重新登录。停用前的登录和链接不会恢复。',
  },
  end: {
    button: '结束登录',
    title: (name: string) => `结束「${name}」的全部登录`,
    consequence: '手机遗失、电脑未退出时使用：所有设备上的登录立即失效，未用的登录链接作废；本人可以重新登录。',
    done: (name: string) => `「${name}」的全部登录已结束。`,
  },
  link: {
    button: '登录链接',
    title: (name: string) => `为「${name}」生成一次性登录链接`,
    consequence:
      '忘记密码或被锁定时使用。谁持有链接谁就能以此人身份登录一次，请先电话核实，再当面或经可靠渠道交给本人。',
    made: (name: string) => `「${name}」的登录链接`,
    once: '链接只在这里显示一次，关闭后无法再看；只能用一次。',
    until: (time: string) => `${time} 前有效`,
    close: '已交给本人，关闭',
  },
};
