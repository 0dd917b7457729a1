import type { MessageText } from '../../ports/notifier';
import { calledWords } from './words';

/** Of the room of a message, at most, for those it calls by name: what it tells comes before whom it calls. */
const LONGEST_SHARE = 0.25;

/** Whom a message calls. */
interface Calls {
  readonly named: readonly string[];
  /** What says how many they are; empty where all are named. */
  readonly rest: string;
}

/**
 * Those of many whom a message of this length names: the first of them. The group reads it all the same. `costOf`: what
 * the address of one adds to the message.
 */
export function callsWithin(
  addresses: readonly string[],
  {
    most,
    language,
    costOf,
  }: {
    readonly most: number;
    readonly language: MessageText['language'];
    readonly costOf: (address: string) => number;
  },
): Calls {
  const room = most * LONGEST_SHARE;
  const named: string[] = [];
  let taken = 0;
  for (const address of addresses) {
    taken += costOf(address);
    if (taken > room) return { named, rest: calledWords(language, addresses.length) };
    named.push(address);
  }
  return { named, rest: '' };
}
