import { Refusal, type ProblemCode } from '../../domain/errors';
import { PROBLEM_TABLE, type ProblemView } from '../../api/problems';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Seconds after which a refusal that passes by itself is worth another try, where nothing better is known. */
const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = {
  'locked-out': 60,
  'too-many-requests': 60,
  'not-ready': 5,
  'store-unavailable': 5,
  'store-full': 60,
};

/** A refusal made by this layer itself. Without a remedy of its own it gets the one of the table. */
export function refuse(
  code: ProblemCode,
  detail: string,
  more: { readonly field?: string; readonly remedy?: string } = {},
): Refusal {
  const remedy = more.remedy ?? PROBLEM_TABLE[code].remedy;
  return new Refusal(code, detail, more.field === undefined ? { remedy } : { remedy, field: more.field });
}

/** What the caller gets to read about a refusal. */
export function describeProblem(
  refusal: Refusal,
  request: { readonly requestId: string; readonly isRead: boolean },
): ProblemView & { readonly code: ProblemCode } {
  // Reading must not reveal that something exists elsewhere; an action on it is refused by name (it was named by the
  // caller).
  const hidden = refusal.code === 'out-of-scope' && request.isRead;
  const code: ProblemCode = hidden ? 'not-found' : refusal.code;
  const entry = PROBLEM_TABLE[code];
  return {
    type: `urn:gov-matrix:problem:${code}`,
    title: entry.title,
    status: entry.status,
    code,
    detail: hidden ? '没有找到。' : refusal.message,
    remedy: hidden || refusal.remedy === '' ? entry.remedy : refusal.remedy,
    ...(refusal.field === null || hidden ? {} : { field: refusal.field }),
    requestId: request.requestId,
  };
}

/** Seconds for `Retry-After`, or null where waiting does not help. */
export function retryAfterSeconds(code: ProblemCode): number | null {
  return RETRY_AFTER_S[code] ?? null;
}
