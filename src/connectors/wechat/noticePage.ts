import type { CheerioAPI } from 'cheerio';
import { isElement, textWithin } from '../reading/elementText';

/** What stands in an article's place. The platform returns HTTP 200 for all of these. */
export type Notice = 'deleted' | 'check' | 'unreadable';

/** A message in the platform's own form, or one of its older blocks for the same. */
const MESSAGE =
  '.weui-msg, .weui_msg, .weui-msg__title, .mesg-block, .page_msg, .global_error_msg, .icon_warn, .weui-icon-warn, #js_err, .text_area.warn';
const PLATFORM_TITLE = /^(?:微信公众平台|微信|公众平台安全助手)?$/;
/** A person is asked to prove to be one, or to come again: the article may well stand. */
const ASKS =
  /环境异常|完成验证|去验证|验证码|安全验证|操作频繁|访问(?:过于)?频繁|稍后|稍候|重试|系统(?:繁忙|出错|错误)|网络(?:异常|错误|繁忙)|正在审核|审核中/;
const VERIFIES = '#js_verify, [href*="secitptpage"], [action*="verify"], [src*="captcha"], .verify_btn';
const LONGEST_NOTICE = 2_000;
/** A page with more words than this is no notice. */
const MOST_WORDS = 400;

/**
 * What a page without an article is, by how it is made and not by its sentences, of which new ones occur: a message in the
 * platform's form says that the article is gone, except where it asks the reader to verify or to come again.
 */
export function readNotice($: CheerioAPI): Notice {
  const page = $('body').toArray().find(isElement) ?? $.root().toArray()[0];
  const text = page === undefined ? '' : textWithin(page, LONGEST_NOTICE).replace(/\s+/g, '');
  if ($(VERIFIES).length > 0 || ASKS.test(text)) return 'check';
  // A page of scripts alone shows nothing to anybody who runs none.
  if (text === '') return 'check';
  const [title] = $('title').toArray();
  const isPlatforms = PLATFORM_TITLE.test(isElement(title) ? textWithin(title, 100).trim() : '');
  return text.length <= MOST_WORDS && ($(MESSAGE).length > 0 || isPlatforms) ? 'deleted' : 'unreadable';
}
