import type { Platform } from '../accounts/account';
import { ALERT_SEVERITIES, type Alert, type AlertKind, type AlertSeverity } from '../alerts/alert';
import type { NotifyChannelId, NotifyRouteId, PersonId, UnitId } from '../ids';
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
  /** Whose word the policy is that the alert is about. */
  readonly authority: Authority | null;
}

/** An alert with what a match asks of it. */
export interface AlertFacts {
  readonly alert: Pick<Alert, 'kind' | 'severity' | 'unitPath' | 'byUnit' | 'figures'>;
  readonly platform: Platform | null;
  readonly authority: Authority | null;
}

export function severityRank(severity: AlertSeverity): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

export function isMatch(match: AlertMatch, { alert, platform, authority }: AlertFacts): boolean {
  return (
    (match.kinds.length === 0 || match.kinds.includes(alert.kind)) &&
    (match.leastSeverity === null || severityRank(alert.severity) >= severityRank(match.leastSeverity)) &&
    (match.unitId === null || inScope(match.unitId, alert.unitPath)) &&
    (match.platform === null || match.platform === platform) &&
    (match.authority === null || match.authority === authority)
  );
}

/** Whom a route tells: whoever reads the channel itself, people by name, or everybody in a role. */
export type Audience =
  | { readonly kind: 'group' }
  | { readonly kind: 'people'; readonly personIds: readonly PersonId[] }
  | { readonly kind: 'role'; readonly role: Role };

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
