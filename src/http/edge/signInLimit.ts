import type { RequestHandler } from 'express';
import { MemoryStore, rateLimit } from 'express-rate-limit';
import { refuse } from './problem';

export interface SignInLimit {
  readonly handler: RequestHandler;
  close(): void;
}

/**
 * Bounds failed sign-ins per address (IPv6: per /56), against guessing over many names; guessing one name is stopped by
 * the lock-out of the people service. Successful ones do not count: a whole office may share an address.
 */
export function createSignInLimit(limit: { readonly attempts: number; readonly windowMs: number }): SignInLimit {
  const store = new MemoryStore();
  const handler = rateLimit({
    windowMs: limit.windowMs,
    limit: limit.attempts,
    store,
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    // Which proxies to trust is our configuration's decision; the library would only print its doubts to the console.
    validate: false,
    handler: (_request, response, next) => {
      response.setHeader('Retry-After', String(Math.ceil(limit.windowMs / 1000)));
      next(refuse('too-many-requests', '登录尝试过于频繁。'));
    },
  });
  return { handler, close: () => store.shutdown() };
}
