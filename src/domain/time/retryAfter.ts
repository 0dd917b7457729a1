import type { Instant } from './instant';

const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Reads `Retry-After` in both its forms (seconds, or an HTTP date: RFC 9110 §10.2.3), in milliseconds from the answer.
 * A date is measured from the answer's own `Date`, else from `now`. Null when absent or unreadable; at most one day.
 */
export function readRetryAfterMs(headers: Readonly<Record<string, string>>, now: Instant): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_WAIT_MS);
  const until = readHttpDate(value);
  if (until === null) return null;
  const from = readHttpDate(headers['date'] ?? '') ?? now.getTime();
  return Math.min(Math.max(until - from, 0), LONGEST_WAIT_MS);
}

/** HTTP dates name GMT; anything without a zone is refused rather than read in this machine's zone. */
function readHttpDate(text: string): number | null {
  if (!/\bGMT$/i.test(text.trim())) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
