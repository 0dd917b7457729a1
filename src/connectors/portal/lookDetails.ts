import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';

type End = readonly [outcome: Blind['outcome'], remedy: Blind['failure']['remedy'], words: string];

/**
 * What a look at a column can end with by the page itself, in one table: how it counts, who can mend it, and what to
 * tell the officer. Codes are stable; transport and HTTP have their own (`http-412`, `timeout`, …).
 */
const ENDS = {
  'profile-invalid': ['unparsed', 'fix-configuration', '读取方式的设置有误'],
  'feed-not-recognised': ['unparsed', 'fix-configuration', '返回的内容不是 RSS 或 Atom'],
  'list-selector-invalid': ['unparsed', 'fix-configuration', '列表选择器的写法有误'],
  'list-selector-matches-nothing': ['unparsed', 'fix-configuration', '列表选择器在页面上没有匹配：页面可能已改版'],
  'list-not-recognised': ['unparsed', 'fix-configuration', '页面上没有可识别的列表'],
  'list-dates-unreadable': ['unparsed', 'fix-configuration', '列表中的日期无法识别'],
  'page-nested-too-deeply': ['unparsed', 'fix-configuration', '页面嵌套过深，无法解析'],
  'page-soft-404': ['unparsed', 'fix-configuration', '页面称“不存在”，列表地址可能已变更'],
  'page-asks-login': ['unauthorised', 'fix-configuration', '页面要求登录，不是公开栏目'],
  'page-is-challenge': ['refused', 'ask-a-person', '网站以验证页面拒绝访问，已记录，不予绕过'],
  'jpage-without-records': ['unparsed', 'fix-configuration', '页面上没有大汉版通的数据记录，也没有可识别的列表'],
  'kaipu-not-recognised': ['unparsed', 'fix-configuration', '返回的内容不是开普云的列表'],
  'kaipu-empty-against-count': ['unparsed', 'ask-a-person', '列表为空，但接口称有文章'],
  'canary-missing': ['unparsed', 'ask-a-person', '列表中没有上次看到的文章：页面可能已改版，或读到了别的栏目'],
} as const satisfies Readonly<Record<string, End>>;

export type PortalDetail = keyof typeof ENDS;
/** Every such code with its sentence. */
export const PORTAL_DETAILS: Readonly<Record<PortalDetail, string>> = Object.fromEntries(
  Object.entries(ENDS).map(([code, [, , words]]) => [code, words]),
) as Record<PortalDetail, string>;

/** The blind end of a code; `more` says what exactly. */
export function endAs(code: PortalDetail, more = ''): Blind {
  const [outcome, remedy, words] = ENDS[code];
  return blind(outcome, { remedy, code, message: more === '' ? words : `${words}（${more}）` });
}
