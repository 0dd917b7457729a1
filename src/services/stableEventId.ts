import type { EventId } from '../domain/ids';
import type { Hasher } from '../ports/runtime';

/** As long as the ids the store makes. */
const ID_LENGTH = 24;

/** The id of an event made from what it is about: announcing the same thing again is the same event, kept once. */
export function stableEventId(hasher: Hasher, about: string): EventId {
  return hasher.sha256(about).slice(0, ID_LENGTH) as EventId;
}
