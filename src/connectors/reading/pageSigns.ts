import { readHtml } from './htmlText';

/** What a page that is not what we came for says of itself. */
export type PageSign = 'page-soft-404' | 'page-asks-login' | 'page-is-challenge';

const LOOKED_AT = 200_000;
const SHORT_TEXT = 400;
const MISSING =
  /404|页面不存在|页面未找到|找不到(?:该|您|你)?.{0,12}页面|页面已(?:删除|被删除)|您访问的(?:页面|网页)|内容不存在/;
const PASSWORD = /<input\b[^>]{0,200}\btype\s*=\s*["']?password/i;
/** 瑞数 and the like answer with a page of script alone, now and then with status 200. */
const CHALLENGE = /\$_ts\b|_\$[a-z]{2}\s*=|cdn-cgi\/challenge|安全验证|请开启JavaScript并刷新|人机验证/i;

/**
 * What a page that shows no list is, where it says so: a missing page with status 200, a log-in, a challenge. Null: it
 * does not say. Asked only about pages without rows: a list may well speak of log-ins.
 */
export function signOf(html: string): PageSign | null {
  const head = html.slice(0, LOOKED_AT);
  const title = /<title[^>]{0,100}>([^<]{0,200})/i.exec(head)?.[1] ?? '';
  const text = readHtml(head, null).text;
  if (CHALLENGE.test(head) && text.length < SHORT_TEXT) return 'page-is-challenge';
  if (PASSWORD.test(head)) return 'page-asks-login';
  return MISSING.test(title) || (text.length < SHORT_TEXT && MISSING.test(text)) ? 'page-soft-404' : null;
}
