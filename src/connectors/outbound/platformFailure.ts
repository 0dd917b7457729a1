import type { PlatformFailure, Remedy } from '../../domain/errors';

/** A failure that a connector decides by itself, without a hint when to come back. */
export function platformFailure(remedy: Remedy, code: string, message: string): PlatformFailure {
  return { remedy, code, message, retryAfterMs: null };
}

/** The same, as the result of a step that ends by it. */
export function failed(remedy: Remedy, code: string, message: string): { readonly failure: PlatformFailure } {
  return { failure: platformFailure(remedy, code, message) };
}
