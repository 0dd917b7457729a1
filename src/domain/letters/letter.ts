import type { AlertId, DigestPlanId, LetterId, MessageId, NotifyChannelId, PersonId, ReminderId, UnitId } from '../ids';
import { maySee, readersOf, type NotifyChannel, type PersonAddresses, type Reader } from '../notify/channel';
import type { NotificationState } from '../notify/notification';
import { fallbackOf } from '../notify/whoIsTold';
import type { CivilDate, Instant } from '../time/instant';

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

/**
 * Where a letter can go that its channel could not deliver: the first fallback where the recipient has an address and
 * everybody who reads there may see what it holds; null: nowhere.
 */
export function letterFallback(
  { channelId, fellFrom, unitPath }: Pick<Letter, 'channelId' | 'fellFrom' | 'unitPath'>,
  {
    channels,
    person,
  }: {
    readonly channels: readonly NotifyChannel[];
    readonly person: (Reader & { readonly addresses: PersonAddresses }) | null;
  },
): ReturnType<typeof fallbackOf> {
  const from = channels.find(({ id }) => id === channelId);
  if (from === undefined) return null;
  const sees = (channel: NotifyChannel): boolean => maySee(readersOf(channel, person), unitPath);
  return fallbackOf(from, [...fellFrom, channelId], { channels, addresses: person?.addresses ?? null, sees });
}
