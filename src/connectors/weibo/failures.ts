import type { PlatformFailure } from '../../domain/errors';
import { HOUR_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import { after, row, waitMsOf } from '../outbound/failureTable';
import type { FailureRow } from '../outbound/failureTable';
import type { Blind } from '../outbound/readFailures';
import type { WeiboError } from './statusShape';

const BUSY = row('unreachable', 'retry-later', '平台繁忙或内部错误');
const OUR_CALL = row('unparsed', 'fix-configuration', '平台不接受该请求');
const TEXT = row('refused', 'fix-content', '平台不接受该内容');
const TARGET = row('refused', 'give-up', '目标不存在或无权操作');
const AUTHORISE = row('unauthorised', 're-authorise', '授权已失效，需账号管理员重新授权');
const EXPIRED: FailureRow = {
  ...row('unauthorised', 're-authorise', '授权已过期，需账号管理员重新授权'),
  expired: true,
};
const PERSON = row('refused', 'ask-a-person', '账号或应用受到平台限制');
const SAID_ALREADY = row('refused', 'reconcile', '平台称内容重复，可能已发出');

/**
 * Every documented error code and what to do about it (open.weibo.com/wiki/Error_code; the list is frozen since 2018).
 * The remedy is that of a read or of a write that was surely refused; codes in `BUSY` leave a write uncertain.
 */
const TABLE: Readonly<Record<number, FailureRow>> = {
  10001: BUSY,
  10002: BUSY,
  10003: BUSY,
  10009: BUSY,
  10010: BUSY,
  10011: BUSY,
  10004: row('refused', 'fix-configuration', '本机 IP 不被允许'),
  10005: row('unauthorised', 'fix-configuration', '应用没有该接口权限'),
  10014: row('unauthorised', 'fix-configuration', '应用没有该接口权限'),
  10006: OUR_CALL,
  10007: OUR_CALL,
  10008: OUR_CALL,
  10012: OUR_CALL,
  10016: OUR_CALL,
  10018: OUR_CALL,
  10020: OUR_CALL,
  10021: OUR_CALL,
  10017: row('unparsed', 'fix-configuration', '应用未绑定安全域名，或参数值不被接受'),
  10013: row('unauthorised', 'ask-a-person', '不是有效的微博用户'),
  10022: after('next-hour', row('rate-limited', 'retry-later', '本机 IP 的每小时额度已用完')),
  10023: after('next-day', row('rate-limited', 'retry-later', '该账号今日调用额度已用完')),
  10024: after('next-day', row('rate-limited', 'retry-later', '该账号此接口的额度已用完')),
  20001: OUR_CALL,
  20002: OUR_CALL,
  20009: OUR_CALL,
  20003: row('refused', 'ask-a-person', '账号不存在'),
  20005: TEXT,
  20006: TEXT,
  20007: TEXT,
  20008: TEXT,
  20012: TEXT,
  20013: TEXT,
  20049: TEXT,
  20014: PERSON,
  20015: PERSON,
  20022: PERSON,
  20031: PERSON,
  20033: PERSON,
  20016: after(HOUR_MS, row('rate-limited', 'retry-later', '发布过于频繁')),
  20017: SAID_ALREADY,
  20019: SAID_ALREADY,
  20111: SAID_ALREADY,
  20018: TEXT,
  20020: TEXT,
  20021: TEXT,
  21602: TEXT,
  20201: TARGET,
  20202: TARGET,
  20203: TARGET,
  20204: TARGET,
  20206: TARGET,
  20207: TARGET,
  20101: TARGET,
  20102: TARGET,
  20103: TARGET,
  20104: TARGET,
  20112: TARGET,
  20120: TARGET,
  20502: TARGET,
  21301: AUTHORISE,
  21314: AUTHORISE,
  21315: EXPIRED,
  21316: AUTHORISE,
  21317: AUTHORISE,
  21319: AUTHORISE,
  21325: AUTHORISE,
  21327: EXPIRED,
  21332: AUTHORISE,
  21321: row('unauthorised', 'ask-a-person', '应用未审核，授权用户数已满'),
  21335: row('unauthorised', 'fix-configuration', '授权不属于该账号：官方接口只能读取授权账号自己的微博'),
};

/**
 * One code has two causes, told apart by nothing but the platform's words (statuses/share): the text holds no link of a
 * bound domain.
 */
const NO_SAFE_LINK = {
  code: 10017,
  words: /text not find domain/i,
  row: row('refused', 'fix-content', '正文中没有安全域名下的链接'),
} as const;
const UNKNOWN = row('unparsed', 'ask-a-person', '未收录的平台错误码');
/** https://open.weibo.com/wiki/2/statuses/share: taken, shown one or two minutes later. */
export const ACCEPTED_WITH_DELAY = 20032;

/** Every code with a row of its own. */
export const KNOWN_CODES: readonly number[] = Object.keys(TABLE).map(Number);

/** How a read ends with this error. */
export function blindByCode(error: WeiboError, now: Instant): Blind {
  const found = rowOf(error);
  return { outcome: found.sight, failure: describe(error.code, found, now) };
}

/** What to do about a write answered with this error. Whatever may have been done must be reconciled first. */
export function writeFailureOf(error: WeiboError, now: Instant): PlatformFailure {
  const found = rowOf(error);
  const failure = describe(error.code, found, now);
  return found === BUSY || found === UNKNOWN ? { ...failure, remedy: 'reconcile' } : failure;
}

function rowOf({ code, words }: WeiboError): FailureRow {
  return code === NO_SAFE_LINK.code && NO_SAFE_LINK.words.test(words) ? NO_SAFE_LINK.row : (TABLE[code] ?? UNKNOWN);
}

function describe(code: number, found: FailureRow, now: Instant): PlatformFailure {
  return {
    remedy: found.remedy,
    code: `weibo-${code}`,
    message: `${found.words} (weibo ${code})`,
    retryAfterMs: waitMsOf(found, now),
    ...(found.expired === undefined ? {} : { expired: found.expired }),
  };
}
