import type { AlertId, DigestPlanId, LetterId, MessageId, NotifyChannelId, PersonId, ReminderId, UnitId } from '../ids';
import { ADDRESS_MARK, fallsBackToGroups, namesOf } from '../notify/calledTogether';
import { maySee, readersOf, type NotifyChannel, type PersonAddresses, type Reader } from '../notify/channel';
import type { NotificationState } from '../notify/notification';
import { fallbackOf } from '../notify/whoIsTold';
import type { CivilDate, Instant } from '../time/instant';
import { calledByOne, type Called, type LetterWay } from './calledByOne';

/** `morning` and `evening` are digests made by a plan; a `reminder` (催办) was asked for by a person. */
export const LETTER_KINDS = ['morning', 'evening', 'reminder'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** As many as can be picked at once. */
export const MOST_ALERTS_OF_LETTER = 500;

/**
 * Something that is told to one recipient once and by itself: no alert's transition, and folded with nothing. Its
 * states are those of notifications; `over` with the reason `nothing-to-say` is a digest that would have been empty.
 */
export interface Letter {
  readonly id: LetterId;
  readonly kind: LetterKind;
  /** The plan a digest was made by; null of reminders. */
  readonly planId: DigestPlanId | null;
  /** The reminder it carries to one of its recipients; null of digests. */
  readonly reminderId: ReminderId | null;
  /** The civil day it belongs to. */
  readonly on: CivilDate;
  readonly desk: string;
  readonly channelId: NotifyChannelId;
  /** Null: whoever reads the channel. */
  readonly personId: PersonId | null;
  readonly recipient: string;
  /** Everybody whom it calls in the group; null: nobody, or the person it is for. */
  readonly to: string | null;
  /**
   * Who these are: where it is not delivered each is told apart, if that is how a fallback tells them; whom a fallback
   * has taken it calls no more.
   */
  readonly calledIds: readonly PersonId[];
  /** The unit whose figures it holds and those above it, root first; empty: the whole office's. */
  readonly unitPath: readonly UnitId[];
  /** Alerts it tells of, or reminds of; at most `MOST_ALERTS_OF_LETTER`. */
  readonly alertIds: readonly AlertId[];
  /** What is to be said, as JSON. */
  readonly content: string;
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly queuedAt: Instant;
  /** Not sent before. */
  readonly waitsUntilAt: Instant;
  readonly messageId: MessageId | null;
  /** Channels that could not deliver it, the first first. */
  readonly fellFrom: readonly NotifyChannelId[];
  readonly settledAt: Instant | null;
}

/** Somebody a letter is for. */
type LetterPerson = NonNullable<LetterWay['person']> & Reader & { readonly addresses: PersonAddresses };

/**
 * Ways by which a letter can go that its channel could not deliver: for each whom it is for the first fallback where
 * they have an address and everybody who reads there may see what it holds. `isAll`: nobody is left who has none.
 */
export function letterFallbacks(
  letter: Pick<Letter, 'channelId' | 'fellFrom' | 'unitPath' | 'personId' | 'calledIds'>,
  { channels, people }: { readonly channels: readonly NotifyChannel[]; readonly people: readonly LetterPerson[] },
): { readonly ways: readonly Called<LetterWay>[]; readonly isAll: boolean } {
  const from = channels.find(({ id }) => id === letter.channelId);
  if (from === undefined) return { ways: [], isAll: false };
  const isApart = letter.calledIds.length > 0 && !fallsBackToGroups(from, channels);
  // Nobody is told anything any more who was shut out.
  const left = (isApart ? letter.calledIds : [letter.personId]).flatMap((id): readonly (LetterPerson | null)[] => {
    if (id === null) return [null];
    const person = people.find((one) => one.id === id);
    return person === undefined || person.disabled ? [] : [person];
  });
  const ways = left.flatMap((person) => {
    const sees = (channel: NotifyChannel): boolean => maySee(readersOf(channel, person), letter.unitPath);
    const addresses = person?.addresses ?? null;
    const next = fallbackOf(from, [...letter.fellFrom, from.id], { channels, addresses, sees });
    return next === null ? [] : [{ ...next, person }];
  });
  return { ways: calledByOne(ways, () => ''), isAll: ways.length > 0 && ways.length === left.length };
}

/** Whom a letter calls still that went to some by fallbacks; null: whom it called before. */
export function calledStill(
  { to, calledIds }: Pick<Letter, 'to' | 'calledIds'>,
  { ways, people }: { readonly ways: readonly Called<LetterWay>[]; readonly people: readonly LetterPerson[] },
): Pick<Letter, 'to' | 'calledIds' | 'recipient'> | null {
  const reached = new Set(ways.flatMap((way) => (way.person === null ? way.calledIds : [way.person.id])));
  const addresses = to?.split(ADDRESS_MARK) ?? [];
  const left = calledIds.flatMap((id, at) => {
    const person = people.find((one) => one.id === id);
    const address = addresses[at];
    if (reached.has(id) || person === undefined || person.disabled || address === undefined) return [];
    return [{ id, name: person.name, address }];
  });
  if (left.length === 0 || left.length === calledIds.length) return null;
  return {
    to: left.map(({ address }) => address).join(ADDRESS_MARK),
    calledIds: left.map(({ id }) => id),
    recipient: namesOf(left.map(({ name }) => name)),
  };
}
