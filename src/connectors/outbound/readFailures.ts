import type { LookOutcome } from '../../domain/accounts/look';
import type { PlatformFailure, Remedy } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { HttpResponse } from './http';
import { failureOfFault, lookOutcomeOf } from './faults';
import type { HttpFault } from './faults';
import { describeUrl } from './redact';
import { readRetryAfterMs } from '../../domain/time/retryAfter';

/** A read that ended without sight, and what to do about it. */
export interface Blind {
  readonly outcome: Exclude<LookOutcome, 'items' | 'proven-empty'>;
  readonly failure: PlatformFailure;
}

/** A blind end that a connector decides by itself, without a hint when to come back. */
export function blind(
  outcome: Blind['outcome'],
  failure: { readonly remedy: Remedy; readonly code: string; readonly message: string },
): Blind {
  return { outcome, failure: { retryAfterMs: null, ...failure } };
}

/** A read that got no answer. */
export function blindByFault(fault: HttpFault): Blind {
  return { outcome: lookOutcomeOf(fault), failure: failureOfFault(fault, 'read') };
}

/**
 * Statuses with which firewalls and challenge pages turn a reader away. They are recorded and left alone, never
 * defeated.
 */
const REFUSALS: ReadonlySet<number> = new Set([202, 403, 412, 418, 432, 451, 521]);

/**
 * What an HTTP status alone says about a read; null for 200, whose body has to be looked at.
 * Refused (the other side turns us away), unreachable (it is down), and "answered, but not with what we came for" are
 * kept apart: only people can mend the first and the last.
 */
export function blindByStatus(response: HttpResponse, now: Instant): Blind | null {
  const { status } = response;
  if (status === 200) return null;
  const retryAfterMs = readRetryAfterMs(response.headers, now);
  const end = (outcome: Blind['outcome'], remedy: Remedy, words: string): Blind => ({
    outcome,
    failure: {
      remedy,
      code: `http-${status}`,
      message: `${words} (HTTP ${status}, ${describeUrl(response.url)})`,
      retryAfterMs,
    },
  });
  if (status === 401 || status === 407) return end('unauthorised', 're-authorise', '对方要求登录');
  if (status === 429) return end('rate-limited', 'retry-later', '访问过于频繁');
  if (REFUSALS.has(status)) return end('refused', 'ask-a-person', '对方拒绝访问');
  if (status === 408 || status >= 500) return end('unreachable', 'retry-later', '对方服务暂不可用');
  return end('unparsed', 'fix-configuration', '应答不是所需内容，地址可能已变更');
}
