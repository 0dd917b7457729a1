import type { Platform } from '../domain/accounts/account';
import type { AlertKind, AlertSeverity } from '../domain/alerts/alert';
import type { AudienceGap, ToldAs } from '../domain/notify/audience';
import type { CanaryRhythm, CanaryWay } from '../domain/notify/canary';
import type { NotifyLanguage } from '../domain/notify/channel';
import type { AgainObstacle, MessageState } from '../domain/notify/message';
import type { NotificationState, Occasion } from '../domain/notify/notification';
import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { LevelsUp, Waits } from '../domain/notify/route';
import type { SilenceKind } from '../domain/notify/silence';
import type { TellingOutcome } from '../domain/notify/whoIsTold';
import type { Role } from '../domain/people/role';
import type { Authority } from '../domain/policies/policy';
import type { IsoInstant } from './wire';

interface InBothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** A kind of channel and what has to be filled in for it. */
export interface ChannelKindView {
  readonly kind: NotifyKind;
  /** How it is tried regularly: by asking, by a message to its group, or by one to an address. */
  readonly canary: CanaryWay;
  readonly settings: readonly {
    readonly key: string;
    readonly secret: boolean;
    readonly required: boolean;
    /** Its line breaks count. */
    readonly multiline: boolean;
    readonly title: InBothLanguages;
    readonly why: InBothLanguages;
  }[];
}

export interface ChannelView {
  readonly id: string;
  readonly name: string;
  readonly kind: NotifyKind;
  /** Whose people read it where it has readers of its own; null: the whole office. */
  readonly unitId: string | null;
  readonly language: NotifyLanguage;
  /** Without the secret ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** Secrets that are stored, by the keys of their settings. */
  readonly secretKeys: readonly string[];
  /** Where it leads; null: no key opens its secrets. */
  readonly place: string | null;
  readonly fallbackId: string | null;
  readonly disabled: boolean;
  readonly lastTest: {
    readonly at: IsoInstant;
    readonly outcome: 'accepted' | 'failed';
    readonly code: string | null;
  } | null;
  /** Its regular trial; null: none. */
  readonly canary: {
    readonly rhythm: CanaryRhythm;
    /** Minute of the civil day. */
    readonly atMinute: number;
    readonly to: string | null;
  } | null;
  /** What trials and good tests have shown. */
  readonly trials: {
    readonly isFailing: boolean;
    readonly lastGoodAt: IsoInstant | null;
    readonly lastFailed: { readonly at: IsoInstant; readonly code: string } | null;
  };
  readonly version: number;
}

export interface MatchView {
  readonly kinds: readonly AlertKind[];
  readonly leastSeverity: AlertSeverity | null;
  readonly unitId: string | null;
  readonly platform: Platform | null;
  readonly siteId?: string | null;
  readonly authority: Authority | null;
}
export type AudienceView =
  | { readonly kind: 'group' }
  | { readonly kind: 'people'; readonly personIds: readonly string[] }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'duty' | 'duty-leader'; readonly rosterId: string }
  | { readonly kind: 'unit'; readonly levelsUp: LevelsUp; readonly role: Role | null };

export interface RouteView {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly match: MatchView;
  readonly channelId: string;
  readonly audience: AudienceView;
  readonly waits: Waits;
  readonly tellsResolved: boolean;
  readonly isLast: boolean;
  readonly disabled: boolean;
  readonly version: number;
}

export interface SilenceView {
  readonly id: string;
  readonly kind: SilenceKind;
  /** Of the site it is about; null: of none. */
  readonly siteName: string | null;
  /** `alertIds`: these alone, where there are any. */
  readonly match: MatchView & { readonly alertIds?: readonly string[] };
  readonly reason: string;
  readonly byName: string;
  readonly startsAt: IsoInstant;
  readonly endsAt: IsoInstant;
  /** It hides something now. */
  readonly active: boolean;
  /** Notifications it keeps back; null: whoever asks does not see the whole office. */
  readonly holds: number | null;
  readonly version: number;
}

/** One recipient of one route: whether they would be told now, and why not. */
export interface TellingView {
  readonly outcome: TellingOutcome;
  /** Why they are among those who would be. */
  readonly toldAs: ToldAs;
  readonly routeName: string;
  readonly channelName: string;
  readonly channelKind: NotifyKind;
  readonly recipient: string;
  /** When they may be told; null: at once. */
  readonly waitsUntilAt: IsoInstant | null;
  /** The channel through which they are told where this one cannot; null: there is none that reaches them. */
  readonly fallbackName: string | null;
}
export interface DryRunView {
  readonly alertId: string;
  readonly recipients: readonly TellingView[];
  /** Routes that match and name nobody. */
  readonly gaps: readonly { readonly gap: AudienceGap; readonly routeName: string; readonly channelName: string }[];
}

/** A message as its readers see it, and what became of it. */
export interface MessageView {
  readonly id: string;
  readonly channelName: string;
  readonly channelKind: NotifyKind;
  readonly recipient: string;
  readonly state: MessageState;
  readonly reason: string | null;
  /** Notifications folded into it. */
  readonly count: number;
  readonly alertIds: readonly string[];
  readonly attempts: number;
  readonly createdAt: IsoInstant;
  readonly begunAt: IsoInstant | null;
  readonly settledAt: IsoInstant | null;
  /** The next try; null: there is none. */
  readonly nextAt: IsoInstant | null;
  /** Of what it tells; some messengers colour it. */
  readonly severity: AlertSeverity;
  readonly subject: string | null;
  readonly text: string;
  /** It has a formatted part as well. */
  readonly hasHtml: boolean;
  readonly clipped: boolean;
}
/** A message, every try of it, and whether it can be sent again by hand. */
export interface MessageRecordView {
  readonly message: MessageView;
  /** Its formatted part; null: it has none. */
  readonly html: string | null;
  /** Nobody knows what became of one of its tries: whoever sends it again may make it a second copy. */
  readonly mayHaveArrived: boolean;
  readonly tries: readonly {
    readonly at: IsoInstant;
    readonly endedAt: IsoInstant;
    /** Why it was not taken; null: it was. */
    readonly code: string | null;
    /** Who asked for it by hand; null: nobody. */
    readonly byName: string | null;
  }[];
  /** Why it cannot be sent again; null: it can. */
  readonly obstacle: AgainObstacle | null;
}

/** What became of telling one recipient of one change of an alert. */
export interface DeliveryView {
  readonly id: string;
  /** The number of the change it tells of. */
  readonly seq: number;
  readonly occasion: Occasion;
  readonly severity: AlertSeverity;
  readonly recipient: string;
  readonly channelName: string;
  readonly routeName: string;
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly queuedAt: IsoInstant;
  readonly waitsUntilAt: IsoInstant;
  readonly settledAt: IsoInstant | null;
}

/** Where a person can be reached beside the pages. */
export interface AddressesView {
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly wecomUserId: string | null;
  readonly feishuOpenId: string | null;
}
