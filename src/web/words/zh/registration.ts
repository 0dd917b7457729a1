import { platformWords } from '../../../domain/accounts/platforms';
import type { ProbeWarning } from '../../../api/accounts';

const warning: Record<ProbeWarning, string> = {
  'not-seen': '没有采集到内容，登记后会判为“未知”，直到采集到为止。',
  'list-leaves-posts-out': '这个平台的列表不包含全部发文，采集不到不等于没有发。',
  'order-not-proven': '列表没有按时间排列，或无法确认列全，只能判断采集到的部分。',
  'future-dated': '有发文的时间在将来，不会计入。',
  'days-only': '来源只有日期，没有时刻；判定时取对账号有利的一端。',
  'without-title': '有条目没有标题。',
};

/** Registering an account by hand, looking before saving, and adding an article the lists leave out. */
export const registration = {
  title: '登记账号',
  intro: '填好之后先“试读一次”，确认系统实际能采集到什么，再登记。',
  link: '登记账号',
  apply: {
    link: '申请开设',
    title: '申请开设账号',
    intro:
      '平台上还没有的账号在此申请。批准、登记备案、启用在账号的备案页办理；备案时填写平台编号和主页，从此开始采集。',
    save: '提交申请',
    pending: '待批准的申请',
  },
  change: {
    button: '采集设置',
    title: (name: string) => `修改「${name}」的采集设置`,
    consequence: '保存后立即按新设置采集并重新判定，已采集的发文不变。凭证在凭证页更换，名称凭文件在备案中变更。',
    save: '保存设置',
  },
  fields: {
    platform: '平台',
    unit: '单位',
    name: '名称',
    externalId: '平台编号',
    homeUrl: '主页地址',
    columnClass: '类别',
    openedOn: '开通日期（可不填）',
    settings: '读取与发布设置',
    credential: '凭证（加密保存，不再显示）',
  },
  externalIdHint: platformWords('identity', 'zh'),
  optional: '可不填',
  pick: '请选择',
  probe: '试读一次',
  probing: '正在读取平台',
  save: '登记',
  saved: (name: string) => `已登记「${name}」`,
  result: {
    title: '试读结果',
    items: (count: string) => `读到 ${count} 条`,
    firstTen: '前十条',
    coverage: '采集范围',
    complete: '数据完整起始时间',
    notComplete: '不能确认列全',
    what: '读取方式',
    warnings: '请注意',
    pinned: '置顶',
    none: '没有读到条目。',
    remedy: '处理',
  },
  warning,
  article: {
    title: '补登文章',
    how: '群发的文章不在平台的列表里。粘贴文章地址，系统读取原文，核对是否属于本账号后计入。',
    howElsewhere: '这个平台不开放列表。粘贴作品的网页地址，系统读取页面，核对标题、时间和发布者后计入。',
    url: '文章地址',
    submit: '读取并计入',
    done: (title: string) => `已计入「${title}」`,
    already: (title: string) => `「${title}」此前已计入`,
  },
};
