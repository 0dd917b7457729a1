import type { PasswordRule } from '../../../domain/people/passwordRules';
import type { Browser, System } from '../../../domain/people/seenFrom';

const rule: Record<PasswordRule['id'], (least: number) => string> = {
  length: (least) => `至少 ${least} 个字符`,
  classes: (least) => `大写字母、小写字母、数字、其他字符中至少 ${least} 类`,
  'no-username': () => '不包含用户名',
  another: () => '与现在的密码不同',
};
const browser: Record<Browser, string> = {
  wecom: '企业微信',
  wechat: '微信',
  dingtalk: '钉钉',
  edge: 'Edge',
  opera: 'Opera',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  other: '其他浏览器',
};
const system: Record<System, string> = {
  harmony: '鸿蒙',
  android: '安卓',
  ios: 'iOS',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  other: '其他系统',
};

/** One's own password, and where one is signed in. */
export const sessions = {
  title: '我的',
  addresses: '联系方式',
  password: {
    title: '密码',
    none: '您还没有密码，只能用登录链接登录。',
    intro: '修改后，其他设备上的登录立即失效，本浏览器保持登录。管理员看不到您的密码。',
    byLink: '您刚用链接登录，可以直接设置新密码，不需要现在的密码。',
    onlyByLink: '请管理员发一个重设密码的链接，用它登录后在这里设置。',
    present: '现在的密码',
    next: '新密码',
    again: '再输一遍新密码',
    differs: '两次输入的新密码不一样。',
    save: '修改密码',
    set: '设置密码',
    done: '密码已修改，其他设备上的登录已结束。',
    rules: '密码要求',
    source: '依据',
    rule,
  },
  list: {
    title: '登录记录',
    of: (name: string) => `「${name}」的登录记录`,
    button: '登录记录',
    intro: '现在能使用本系统的登录。最近使用时间精确到几分钟。不认识的，请结束它并修改密码。',
    ofIntro: '此人现在能使用本系统的登录。结束其中一个要写明理由，记入台账；本人可以重新登录。',
    none: '没有有效的登录。',
    where: '来自',
    seen: '最近使用',
    since: '登录时间',
    by: '方式',
    byWhat: { password: '密码', link: '登录链接' },
    unknown: '未知',
    here: '本浏览器',
    end: '结束',
    endTitle: (where: string) => `结束来自「${where}」的登录`,
    ended: '这个登录已结束。',
    browser,
    system,
    on: (browserName: string, systemName: string) => `${browserName}，${systemName}`,
  },
};
