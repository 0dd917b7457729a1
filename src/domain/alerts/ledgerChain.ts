import type { EventId } from '../ids';
import type { LedgerDraft } from './alert';

/** What stands before the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * JSON that is the same for the same content whatever the order of keys or the store it came back from: keys sorted,
 * dates as ISO 8601 in UTC, `undefined` left out. Throws `TypeError` for what JSON cannot carry (functions, NaN,
 * invalid dates), because a silently changed value would make the chain unverifiable.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
      return JSON.stringify(value);
    case 'object':
      return canonicalObject(value);
    default:
      throw new TypeError(`a ${typeof value} has no canonical form`);
  }
}

function canonicalObject(value: object): string {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError('an invalid date has no canonical form');
    return JSON.stringify(value.toISOString());
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** The text whose SHA-256 is an entry's hash: the hash before it, then everything the entry says. */
export function ledgerText(
  seq: number,
  prevHash: string,
  ...[draft, eventId]: readonly [draft: LedgerDraft, eventId: EventId]
): string {
  const { kind, subject, from, to, reason, actor, data, occurredAt, recordedAt } = draft;
  return (
    prevHash + canonicalJson({ seq, eventId, kind, subject, from, to, reason, actor, data, occurredAt, recordedAt })
  );
}
