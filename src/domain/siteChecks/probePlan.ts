import { addCivilDays, civilDateOf, startOfCivilDate } from '../time/civil';
import { DAY_MS, type CivilDate, type Instant } from '../time/instant';

/** One planned visit: which of its day, and when. */
export interface PlannedProbe {
  readonly on: CivilDate;
  /** From 0, in the order of the day; names the visit for good. */
  readonly slot: number;
  readonly at: Instant;
}

/** Of its share of the day a visit falls into this part: two in a row never come at once. */
const JITTER = 0.8;

/** The visits of one civil day: one in each equal share of it, at a time nobody can guess and everybody can repeat. */
export function probesOf(seed: string, on: CivilDate, visitsADay: number): readonly PlannedProbe[] {
  const startMs = startOfCivilDate(on).getTime();
  const shareMs = DAY_MS / visitsADay;
  return Array.from({ length: visitsADay }, (_, slot) => ({
    on,
    slot,
    at: new Date(Math.floor(startMs + (slot + JITTER * fractionOf(`${seed} ${on} ${slot}`)) * shareMs)),
  }));
}

/** The first visit after an instant. What was missed meanwhile is not made up for: a visit is of its own time. */
export function nextProbe(seed: string, after: Instant, visitsADay: number): PlannedProbe {
  const today = civilDateOf(after);
  const tomorrow = addCivilDays(today, 1);
  const planned = [...probesOf(seed, today, visitsADay), ...probesOf(seed, tomorrow, visitsADay)];
  const next = planned.find(({ at }) => at > after);
  if (next === undefined) throw new RangeError('a day has visits');
  return next;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A text as a number in [0, 1): FNV-1a with a finish that spreads neighbours. */
function fractionOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
