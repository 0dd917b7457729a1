import type { AlertSeverity } from '../domain/alerts/alert';
import type { ToldAs } from '../domain/notify/audience';
import type { RehearsedMessage } from '../domain/notify/rehearsedMessages';
import type { NotifyKind } from '../domain/notify/notifyChannel';
import type { HoleReason } from '../domain/oncall/onDuty';
import type { Role } from '../domain/people/role';
import type { AlertView } from './alerts';
import type { DryRunView, TellingView } from './notify';
import type { OnDutyView } from './oncall';
import type { IsoInstant } from './wire';

/** How a recipient is told of an alert by today's routes and by those of the draft. */
export interface TellingChangeView {
  /** `other`: at another time, or told where they were not. */
  readonly change: 'new' | 'gone' | 'other' | 'same';
  /** Null: no route names them. */
  readonly before: TellingView | null;
  readonly after: TellingView | null;
}

/** What a route would do if it were stored as it is drafted. */
export interface RouteDryRunView {
  /** Alerts that were gone through. */
  readonly looked: number;
  /** Of them those that the draft matches. */
  readonly matched: number;
  /** Of them those of which somebody would be told otherwise than today. */
  readonly changed: number;
  /** There were more than are gone through. */
  readonly isCut: boolean;
  /** Of how many of them each would be told, at once or later; who is told of most, before and after together, stands first. */
  readonly recipients: readonly {
    readonly recipient: string;
    readonly channelName: string;
    readonly channelKind: NotifyKind;
    readonly before: number;
    readonly after: number;
    /** Of `after` those that wait for the end of the quiet hours or for working time. */
    readonly waiting: number;
  }[];
  /** Some of them, those of which somebody is told otherwise first. */
  readonly alerts: readonly {
    readonly alert: AlertView;
    /** For when it was asked. */
    readonly at: IsoInstant;
    readonly tellings: readonly TellingChangeView[];
    readonly gaps: DryRunView['gaps'];
  }[];
}

/** What a silence would hide. */
/** What messages would look like in a channel; nothing is sent. */
export interface ChannelRehearsalView {
  readonly channelId: string;
  readonly kind: NotifyKind;
  readonly mostBytes: number;
  /** Whether the text that is read is counted, or the whole request. */
  readonly counts: 'text' | 'body';
  readonly samples: readonly {
    readonly sample: RehearsedMessage;
    readonly severity: AlertSeverity;
    readonly subject: string | null;
    readonly text: string;
    readonly html: string | null;
    readonly clipped: boolean;
    readonly bytes: number;
  }[];
}

export interface SilenceDryRunView {
  /** What is not resolved now, by severity. */
  readonly hides: Readonly<Record<AlertSeverity, number>>;
  /** Some of it, what presses most first. */
  readonly alerts: readonly AlertView[];
  /** What was noticed within so many days, over or not. */
  readonly days: number;
  readonly lately: Readonly<Record<AlertSeverity, number>>;
  /** There were more than are gone through. */
  readonly isCut: boolean;
}

/** Who is on duty by a roster at an instant, and where there is nobody. */
export interface DutyDryRunView {
  readonly at: IsoInstant;
  /** The day whose duty it is then. */
  readonly dutyDate: string;
  readonly working: boolean;
  /** 工作日, 周末, 调休补班 or the holiday's name. */
  readonly kind: string;
  readonly onDuty: readonly OnDutyView[];
  readonly leaders: readonly OnDutyView[];
  /** Why nobody can be told by it; null: somebody can. */
  readonly hole: HoleReason | null;
  /** Who would be told by a route to whoever is on duty; where nobody is, those of the role it names for that. */
  readonly told: readonly { readonly name: string; readonly toldAs: ToldAs; readonly reachable: boolean }[];
  readonly fallbackRole: Role;
  /** Days from now on, for so many days, on which nobody can be told. */
  readonly aheadDays: number;
  readonly holes: readonly { readonly date: string; readonly reason: HoleReason }[];
}
