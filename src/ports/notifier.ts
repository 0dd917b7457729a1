import type { AlertSeverity } from '../domain/alerts/alert';
import type { DeliveryFailureCode, DeliveryNext } from '../domain/notify/deliveryFailure';
import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { Instant } from '../domain/time/instant';

/** A sentence for people in both languages. */
export interface InBothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with a setting, and what to do; without a `remedy` what the setting is for says it. */
export interface SettingProblem extends InBothLanguages {
  readonly remedy?: InBothLanguages;
}

/** One thing an administrator fills in for a channel. */
export interface NotifySettingSpec {
  readonly key: string;
  /** Sealed where it is stored, and never shown again. */
  readonly secret: boolean;
  readonly required: boolean;
  /** Its line breaks count. */
  readonly multiline?: boolean;
  readonly title: InBothLanguages;
  readonly why: InBothLanguages;
  /**
   * What is wrong with a text that was filled in, beside what stands in the other settings; null: it can be tried.
   * Never repeats a text.
   */
  problem(text: string, filled?: Readonly<Record<string, string>>): SettingProblem | null;
}

/** What is to be said; the same for every channel, which writes it in its own dialect and cuts it to its limit. */
export interface MessageText {
  /** One line. */
  readonly title: string;
  readonly severity: AlertSeverity;
  /** `path`: a path of the dashboard, shown as a link under its public address. */
  readonly lines: readonly { readonly text: string; readonly path: string | null }[];
  /** How many notifications were folded beyond the lines. */
  readonly more: number;
  readonly morePath: string | null;
  readonly language: 'zh' | 'en';
  /** The machine's form, for receivers of webhooks; JSON. */
  readonly data: unknown;
}

export interface NotifyTarget {
  readonly kind: NotifyKind;
  /** By the keys of the channel's settings that are no secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** By the keys of its secret settings, opened. */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * A person's address in this channel: mobile number (dingtalk, to be called by @), user id (wecom-robot, wecom-app),
   * open id (feishu), mail address. Null: the group itself, or what the channel's own settings name.
   */
  readonly to: string | null;
}

/** A message as its readers see it. */
export interface Rendered {
  /** Of a mail, or the heading of a card; null where the text carries it. */
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  /** Something had to be left out to keep the channel's limit; the text says how much. */
  readonly clipped: boolean;
}

export type Delivery =
  /** The other side took it. `receipt`: its own name for the message, where it gives one. */
  | { readonly kind: 'accepted'; readonly receipt: string | null }
  /**
   * `next` `reconcile`: nobody can know whether it went out. It is never sent again on the same channel unless the
   * channel is `repeatable`. `retryAt`: the earliest sensible next try; null where nothing is known.
   */
  | {
      readonly kind: 'failed';
      readonly next: DeliveryNext;
      readonly code: DeliveryFailureCode;
      readonly retryAt: Instant | null;
    };

export interface NotifyRequest {
  readonly target: NotifyTarget;
  readonly message: MessageText;
  /** The same for every try of one message; receivers of webhooks and mail readers can tell a repetition by it. */
  readonly deliveryId: string;
  readonly now: Instant;
  readonly signal: AbortSignal;
  /** Asked right before the bytes leave: false ends the call as `withdrawn`, and surely nothing was sent. */
  readonly mayBegin?: () => boolean;
}

/** One kind of channel. How much it takes stands in `domain/notify/limits`. */
export interface Notifier {
  readonly kind: NotifyKind;
  /** The receiver can tell a repetition by the delivery id, so that a message of unknown fate may be sent again. */
  readonly repeatable: boolean;
  readonly settings: readonly NotifySettingSpec[];
  /** Where it leads, without anything secret: a host, or host and port. */
  place(target: NotifyTarget): string;
  /** What the other side counts messages by; carries secrets and is only hashed. */
  countedBy(target: NotifyTarget): string;
  render(message: MessageText, target: NotifyTarget): Rendered;
  /** How long the message is as the other side counts it, in bytes: what `NOTIFY_LIMITS` limits. */
  length(message: MessageText, target: NotifyTarget): number;
  /** Sends one message, bounded in time. Never throws: every way it can go wrong is a failure of a closed list. */
  send(request: NotifyRequest): Promise<Delivery>;
  /**
   * Whether it would take a message now, without sending one; bounded and never throwing as `send`. Absent: the other
   * side can be asked by nothing but a message.
   */
  check?(request: Pick<NotifyRequest, 'target' | 'now' | 'signal'>): Promise<Delivery>;
}

export interface NotifierRegistry {
  of(kind: NotifyKind): Notifier;
  readonly kinds: readonly NotifyKind[];
}
