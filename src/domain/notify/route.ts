import type { Platform } from '../accounts/account';
import { ALERT_SEVERITIES, type Alert, type AlertKind, type AlertSeverity } from '../alerts/alert';
import type { AlertId, NotifyChannelId, NotifyRouteId, PersonId, RosterId, SiteId, UnitId } from '../ids';
import { inScope } from '../people/permissions';
import type { Role } from '../people/role';
import type { Authority } from '../policies/policy';

/** What a route or a silence is about. What is not said does not narrow it. */
export interface AlertMatch {
  readonly kinds: readonly AlertKind[];
  /** This severity and those that press more. */
  readonly leastSeverity: AlertSeverity | null;
  /** The subtree something of the alert lies in. */
  readonly unitId: UnitId | null;
  readonly platform: Platform | null;
  /** The site of the column that it is about; absent: any. */
  readonly siteId?: SiteId | null;
  /** Whose word the policy is that the alert is about. */
  readonly authority: Authority | null;
  /** These alone, of a silence that was begun from a selection; none or absent: any. */
  readonly alertIds?: readonly AlertId[];
}

/** An alert with what a match asks of it. */
export interface AlertFacts {
  /** Without an id it is none of those that a match names. */
  readonly alert: Pick<Alert, 'kind' | 'severity' | 'unitPath' | 'byUnit' | 'figures'> & Partial<Pick<Alert, 'id'>>;
  readonly platform: Platform | null;
  readonly siteId?: SiteId | null;
  readonly authority: Authority | null;
}

export function severityRank(severity: AlertSeverity): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

export function isMatch(match: AlertMatch, { alert, platform, siteId, authority }: AlertFacts): boolean {
  return (
    (match.kinds.length === 0 || match.kinds.includes(alert.kind)) &&
    (match.leastSeverity === null || severityRank(alert.severity) >= severityRank(match.leastSeverity)) &&
    (match.unitId === null || inScope(match.unitId, alert.unitPath)) &&
    (match.platform === null || match.platform === platform) &&
    ((match.siteId ?? null) === null || match.siteId === siteId) &&
    (match.authority === null || match.authority === authority) &&
    isNamed(match, alert)
  );
}

function isNamed({ alertIds = [] }: AlertMatch, { id }: AlertFacts['alert']): boolean {
  return alertIds.length === 0 || (id !== undefined && alertIds.includes(id));
}

/** So many levels above the unit of an alert people can be told of it. */
export const LEVELS_UP = [0, 1, 2] as const;
export type LevelsUp = (typeof LEVELS_UP)[number];

/** Whom a route tells. */
export type Audience =
  /** Whoever reads the channel itself. */
  | { readonly kind: 'group' }
  | { readonly kind: 'people'; readonly personIds: readonly PersonId[] }
  /** Everybody in a role. */
  | { readonly kind: 'role'; readonly role: Role }
  /** Whoever is on duty when it is told. */
  | { readonly kind: 'duty'; readonly rosterId: RosterId }
  /** Whoever leads that duty, or stands by (带班领导、备班). */
  | { readonly kind: 'duty-leader'; readonly rosterId: RosterId }
  /** People whose own unit is that of the alert, or so many levels above it; `role` null: whatever their role. */
  | { readonly kind: 'unit'; readonly levelsUp: LevelsUp; readonly role: Role | null };

/** Whether it names whoever has a duty, which is somebody else at another hour. */
export function isAboutDuty({ kind }: Audience): boolean {
  return kind === 'duty' || kind === 'duty-leader';
}

/** What may wait: never, over the quiet hours, until working time. What is critical never waits. */
export const WAITS = ['never', 'quiet-hours', 'working-time'] as const;
export type Waits = (typeof WAITS)[number];

/** One line of who is told what, in the order of `position`. */
export interface NotifyRoute {
  readonly id: NotifyRouteId;
  readonly name: string;
  readonly position: number;
  readonly match: AlertMatch;
  readonly channelId: NotifyChannelId;
  readonly audience: Audience;
  readonly waits: Waits;
  /** Whoever was told of it is told as well that it is over. */
  readonly tellsResolved: boolean;
  /** What this route matches goes to no later one. */
  readonly isLast: boolean;
  readonly disabled: boolean;
  readonly version: number;
}
