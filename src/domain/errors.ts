/**
 * What to do next about a failure (invariant 10). One table per platform maps vendor codes to these; never by
 * text.
 * `reconcile`: the outcome of a write is not known, look read-only before anything else.
 */
export const REMEDIES = [
  'retry-later',
  'reconcile',
  'refresh-token',
  're-authorise',
  'fix-content',
  'fix-configuration',
  'ask-a-person',
  'give-up',
] as const;
export type Remedy = (typeof REMEDIES)[number];

export interface PlatformFailure {
  readonly remedy: Remedy;
  /** Stable code such as `weibo-10023`, `wechat-45009`, `http-503`, `timeout`. */
  readonly code: string;
  /** For people and logs; never contains a secret. */
  readonly message: string;
  /** Earliest sensible next try, in milliseconds from the response; null where the platform did not say. */
  readonly retryAfterMs: number | null;
  /** The credential is refused because its time is over. */
  readonly expired?: true;
  /** The call that was to make something public was surely not sent. */
  readonly notSent?: true;
}

/** Codes of `application/problem+json`; stable, documented in the OpenAPI. */
export const PROBLEM_CODES = [
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
  'invalid-input',
  'unknown-field',
  'invalid-id',
  'not-signed-in',
  'sign-in-failed',
  'locked-out',
  'link-used-or-expired',
  'forbidden',
  'out-of-scope',
  'not-found',
  'method-not-allowed',
  'conflict',
  'history-changed',
  'unsupported-version',
  'self-approval',
  'too-many-requests',
  'not-ready',
  'store-unavailable',
  'store-full',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Raised by services for refusals a person can act on; http/ turns it into problem+json. */
export class Refusal extends Error {
  readonly remedy: string;
  /** The field at fault, where one is. */
  readonly field: string | null;
  constructor(
    readonly code: ProblemCode,
    message: string,
    advice: { readonly remedy: string; readonly field?: string },
  ) {
    super(message);
    this.name = 'Refusal';
    this.remedy = advice.remedy;
    this.field = advice.field ?? null;
  }
}
