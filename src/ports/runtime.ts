import type { EventId } from '../domain/ids';
import type { Instant } from '../domain/time/instant';

/** The only clock. One operation takes one `now`. */
export interface Clock {
  now(): Instant;
}

/** Random numbers in [0, 1). */
export interface Randomness {
  next(): number;
}

export interface Ids {
  /** 24 hexadecimal digits, roughly ordered by time. */
  id<T extends string>(): T;
  eventId(): EventId;
  /** Unguessable, URL-safe, at least 128 bits: lease tokens, session tokens, sign-in links. */
  secret(): string;
}

/** Slow, salted password hashing (scrypt). `verify` takes as long for a wrong password as for a right one. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

/** SHA-256 as lowercase hexadecimal, of a text in UTF-8 or of bytes; the domain has no crypto of its own. */
export interface Hasher {
  sha256(text: string | Uint8Array): string;
}

/** Structured log. Never hand it a credential; values are primitives on purpose. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
}
