import type { PlatformFailure } from '../../domain/errors';
import { HOUR_MS, MINUTE_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import { after, row, waitMsOf } from '../outbound/failureTable';
import type { FailureRow } from '../outbound/failureTable';
import type { Blind } from '../outbound/readFailures';

const BUSY = row('unreachable', 'retry-later', '平台繁忙');
const OUR_CALL = row('unparsed', 'fix-configuration', '平台不接受该请求');
const TEXT = row('refused', 'fix-content', '平台不接受该内容');
const TOKEN = row('unauthorised', 'refresh-token', '接口令牌失效');
const SECRET = row('unauthorised', 'fix-configuration', 'AppID 或 AppSecret 不正确、被冻结');
const ADDRESS = row('refused', 'fix-configuration', '本机 IP 不在公众号的 IP 白名单内');
const ADMINISTRATOR = after(10 * MINUTE_MS, row('unauthorised', 'ask-a-person', '等待公众号管理员确认'));
const PERSON = row('refused', 'ask-a-person', '需在公众平台网页上人工处理');
const TICKET = after(10 * MINUTE_MS, row('unauthorised', 'retry-later', '第三方平台票据失效，等待平台下一次推送'));
const COMPONENT = row('unauthorised', 'fix-configuration', '第三方平台的 AppID 或 AppSecret 不正确');
const CODE_USED = row('unauthorised', 're-authorise', '授权码无效或已过期，请重新发起授权');
const NO_DATA_YET = after(HOUR_MS, row('unparsed', 'retry-later', '统计数据尚未生成'));
const COMMENT = row('refused', 'give-up', '留言不存在、已删除或不允许该操作');
const RIGHT = row('unauthorised', 'fix-configuration', '账号没有该接口权限（发布接口须为已认证账号）');

/**
 * Every error code this product can meet and what to do about it (developers.weixin.qq.com, 全局返回码; freepublish and
 * draft pages). HTTP is 200 for all of them.
 */
const TABLE: Readonly<Record<number, FailureRow>> = {
  [-1]: BUSY,
  40001: TOKEN,
  40014: TOKEN,
  42001: TOKEN,
  40002: OUR_CALL,
  40097: OUR_CALL,
  41001: OUR_CALL,
  41002: OUR_CALL,
  41004: OUR_CALL,
  41005: OUR_CALL,
  43002: OUR_CALL,
  47001: OUR_CALL,
  40066: OUR_CALL,
  40013: SECRET,
  40125: SECRET,
  40243: SECRET,
  40164: ADDRESS,
  45035: ADDRESS,
  61004: ADDRESS,
  40005: TEXT,
  40007: TEXT,
  40009: TEXT,
  40033: TEXT,
  44003: TEXT,
  44004: TEXT,
  45002: TEXT,
  45003: TEXT,
  45004: TEXT,
  45005: TEXT,
  45110: TEXT,
  45166: TEXT,
  42007: row('unauthorised', 're-authorise', '账号修改过密码，授权已失效'),
  // 第三方平台. What other tables print for 61004 (api 功能未授权) is not what the platform says: it names the address to be
  // registered.
  61003: row('unauthorised', 're-authorise', '账号未授权给本平台'),
  61007: row('unauthorised', 're-authorise', '授权缺少所需权限集'),
  61023: row('unauthorised', 're-authorise', '授权的刷新令牌失效'),
  61005: TICKET,
  61006: TICKET,
  40091: TICKET,
  61009: CODE_USED,
  61010: CODE_USED,
  61011: COMPONENT,
  40094: COMPONENT,
  61014: OUR_CALL,
  61015: OUR_CALL,
  61024: OUR_CALL,
  42006: row('unauthorised', 'refresh-token', '第三方平台的接口令牌过期'),
  45009: after('next-day', row('rate-limited', 'retry-later', '该接口今日调用额度已用完')),
  45028: after('next-day', row('rate-limited', 'retry-later', '群发次数已用完')),
  48006: row('rate-limited', 'ask-a-person', '本月清零次数已用完'),
  // The same key was used before: the first call was taken, and the answer carries its number.
  45065: row('refused', 'reconcile', '相同 clientmsgid 已受理'),
  45066: after(MINUTE_MS, row('rate-limited', 'reconcile', '相同 clientmsgid 重试过快')),
  45067: OUR_CALL,
  45047: row('refused', 'give-up', '客服消息条数超限'),
  45011: after(MINUTE_MS, row('rate-limited', 'retry-later', '调用过于频繁')),
  48001: RIGHT,
  48008: RIGHT,
  48015: RIGHT,
  88000: RIGHT,
  48003: row('refused', 'ask-a-person', '管理员尚未同意群发协议'),
  48004: row('refused', 'ask-a-person', '接口被平台封禁'),
  50001: row('unauthorised', 'ask-a-person', '账号未授权或受限'),
  50002: row('unauthorised', 'ask-a-person', '账号未授权或受限'),
  50004: row('refused', 'ask-a-person', '账号被处罚'),
  50007: row('refused', 'ask-a-person', '账号被冻结'),
  53500: row('refused', 'ask-a-person', '账号被禁止发布'),
  53501: after(10 * MINUTE_MS, row('rate-limited', 'retry-later', '发布过于频繁')),
  53502: row('unparsed', 'give-up', '发布任务编号无效'),
  53503: PERSON,
  53504: PERSON,
  53505: PERSON,
  53600: row('refused', 'give-up', '文章不存在'),
  61500: OUR_CALL,
  61501: OUR_CALL,
  61503: NO_DATA_YET,
  88001: COMMENT,
  88002: COMMENT,
  88003: COMMENT,
  88004: COMMENT,
  88005: COMMENT,
  88007: COMMENT,
  88008: COMMENT,
  88009: COMMENT,
  88011: COMMENT,
  88010: OUR_CALL,
  89501: ADMINISTRATOR,
  89502: ADMINISTRATOR,
  89503: ADMINISTRATOR,
  89504: ADMINISTRATOR,
  89505: ADMINISTRATOR,
  89506: { ...ADMINISTRATOR, words: '公众号管理员已拒绝，24 小时后方可再试', wait: 24 * HOUR_MS },
  89507: { ...ADMINISTRATOR, words: '公众号管理员已拒绝，1 小时后方可再试', wait: HOUR_MS },
};
const UNKNOWN = row('unparsed', 'ask-a-person', '未收录的平台错误码');

/**
 * Codes upon which a token is renewed and the call repeated, once. The same set that other clients of the platform use.
 */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40001, 40014, 42001]);
/** Codes upon which the component's own token is renewed. 40001 stands for either kind. */
export const COMPONENT_TOKEN_CODES: ReadonlySet<number> = new Set([40001, 40014, 42001, 42006]);
/** Codes that say the component's ticket is no longer good. */
export const TICKET_CODES: ReadonlySet<number> = new Set([61005, 61006, 40091]);
export const REFRESH_TOKEN_INVALID = 61023;
/** Every code with a row of its own. */
export const KNOWN_CODES: readonly number[] = Object.keys(TABLE).map(Number);
/** The platform took the token and refused the right: the credential is sound. */
export const RIGHT_CODES: ReadonlySet<number> = new Set([48001, 48008, 48015, 88000]);
export const MEDIA_INVALID = 40007;
export const PUBLISH_ID_INVALID = 53502;

/** What the platform said: its code, and its own words, of which only the parts named below are ever repeated. */
export interface WechatError {
  readonly code: number;
  readonly errmsg: string;
}

/** How a read ends with this error. */
export function blindByError(error: WechatError, now: Instant): Blind {
  const found = TABLE[error.code] ?? UNKNOWN;
  return { outcome: found.sight, failure: describe(error, found, now) };
}

/** The token endpoint's own 40001 is a wrong secret, which no refreshing mends. */
export function blindByTokenEndpoint(error: WechatError, now: Instant): Blind {
  const found = TOKEN_CODES.has(error.code) ? SECRET : (TABLE[error.code] ?? UNKNOWN);
  return { outcome: found.sight, failure: describe(error, found, now) };
}

/** Whether the publishing call, refused with this code, may have had its effect: then it must be reconciled first. */
export function mayBePublic(code: number): boolean {
  const found = TABLE[code] ?? UNKNOWN;
  // An unknown draft may be one that was used up: by an earlier call of ours whose answer was lost.
  return found === BUSY || found === UNKNOWN || code === MEDIA_INVALID;
}

/** The vendor's support asks for the rid; the operator needs the address that is to be put on the whitelist. */
function hintsOf(errmsg: string): string {
  const rid = /\brid: ([0-9a-f-]{8,64})/.exec(errmsg)?.[1];
  const ip = /\b(?:invalid ip|requestIP:) ?(\d{1,3}(?:\.\d{1,3}){3})\b/i.exec(errmsg)?.[1];
  return `${ip === undefined ? '' : ` ip ${ip}`}${rid === undefined ? '' : ` rid ${rid}`}`;
}

function describe({ code, errmsg }: WechatError, found: FailureRow, now: Instant): PlatformFailure {
  return {
    remedy: found.remedy,
    code: `wechat-${code}`,
    message: `${found.words} (wechat ${code}${hintsOf(errmsg)})`,
    retryAfterMs: waitMsOf(found, now),
  };
}
