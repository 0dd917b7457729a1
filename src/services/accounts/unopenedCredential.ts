import type { Collected } from '../../ports/connectors';

const UNOPENED = 'credential-unopened';

/**
 * What a look saw without the credential that is stored and that no key of ours opens: where it was refused for want of
 * one, that is the reason, and no fault of the account's.
 */
export function seenWithoutCredential(collected: Collected): Collected {
  if (collected.outcome !== 'unauthorised') return collected;
  return {
    ...collected,
    detail: UNOPENED,
    failure: {
      remedy: 'fix-configuration',
      code: UNOPENED,
      message: 'The stored credential cannot be opened with the keys at hand.',
      retryAfterMs: collected.failure?.retryAfterMs ?? null,
    },
  };
}
