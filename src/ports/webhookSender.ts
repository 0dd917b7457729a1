import type { Instant } from '../domain/time/instant';
import type { Delivery, NotifySettingSpec } from './notifier';

/** A signed POST of JSON to whoever listens to alerts. */
export interface WebhookSender {
  /** Address and signing secret, as an administrator fills them in; both are secret. */
  readonly settings: readonly NotifySettingSpec[];
  /** Where it leads, without anything secret: a host. */
  place(secrets: Readonly<Record<string, string>>): string;
  /** One call, bounded in time. Never throws: every way it can go wrong is a failure of a closed list. */
  post(request: {
    readonly secrets: Readonly<Record<string, string>>;
    readonly body: string;
    /** The same for every try, so that the receiver can tell a repetition. */
    readonly deliveryId: string;
    readonly now: Instant;
    readonly signal: AbortSignal;
    /** Asked right before the bytes leave: false ends the call as `withdrawn`, and surely nothing was sent. */
    readonly mayBegin?: () => boolean;
  }): Promise<Delivery>;
}
