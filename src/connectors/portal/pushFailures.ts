import type { PlatformFailure, Remedy } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { HttpResponse } from '../outbound/http';
import { readRetryAfterMs } from '../../domain/time/retryAfter';

/** Refusals of the push endpoint of a content system, by its own code, and what to do about each. */
const TABLE: Readonly<Record<number, { readonly remedy: Remedy; readonly words: string }>> = {
  40001: { remedy: 'fix-content', words: '推送内容不完整或超长' },
  40101: { remedy: 're-authorise', words: '推送签名不符，密钥可能已更换' },
  40102: { remedy: 'fix-configuration', words: '本机时钟与对方相差过大' },
  40103: { remedy: 're-authorise', words: '推送密钥无效' },
  40501: { remedy: 'fix-configuration', words: '推送地址不接受该请求' },
  // Something was taken under this key before: asking by the key tells what.
  40901: { remedy: 'reconcile', words: '该推送编号已用于其他内容' },
  42201: { remedy: 'fix-content', words: '内容未通过对方审核' },
  42901: { remedy: 'retry-later', words: '推送额度已用完' },
};
export const NO_SUCH_PUSH = 40400;
/** Every code with a row of its own. */
export const KNOWN_CODES: readonly number[] = Object.keys(TABLE).map(Number);

/**
 * What to do about a push, or a question about one, that was answered with a code other than 0, or with no code at all.
 */
export function pushFailureOf(code: number | null, response: HttpResponse, now: Instant): PlatformFailure {
  const found = code === null ? undefined : TABLE[code];
  return {
    remedy: found?.remedy ?? 'reconcile',
    code: code === null ? `portal-http-${response.status}` : `portal-${code}`,
    message: found === undefined ? `推送的应答无法识别 (HTTP ${response.status})` : `${found.words} (portal ${code})`,
    retryAfterMs: readRetryAfterMs(response.headers, now),
  };
}
