import type { Platform } from './account';
import { isSight } from './foldLook';
import { HOUR_MS, MINUTE_MS } from '../time/instant';
import { LOOK_OUTCOMES, type LookOutcome } from './look';

/** Looks of a window, grouped as storage counts them: how many accounts ended like this. */
export interface OutcomeCount {
  readonly platform: Platform;
  readonly outcome: string;
  readonly detail: string;
  readonly accounts: number;
}

export interface OpenIncident {
  readonly key: string;
  readonly platform: Platform | null;
}

/** Many accounts failing for one cause: one incident, not as many alerts (invariant 11). */
export interface IncidentFound {
  readonly key: string;
  readonly platform: Platform | null;
  readonly reason: string;
  readonly accounts: number;
}

/**
 * An incident opens at this many accounts and this share of the platform's looks, and closes below half of the share.
 * Not below half of the accounts as well: while everybody backs off only one or two looks fall into a window, and their
 * failing is no recovery.
 */
const INCIDENT_MIN_ACCOUNTS = 5;
const INCIDENT_MIN_SHARE = 0.3;
const CLOSE_FACTOR = 0.5;

/** When every platform at once cannot be reached the cause is our own line. */
export const OWN_NETWORK_KEY = 'own-network';

/**
 * What to open and what to close, given the looks of the window and the incidents that are open. Between the two bounds
 * nothing changes, so that an incident does not flutter. A platform without looks in the window proves nothing: its
 * incident stays.
 */
export function incidentsFrom(
  outcomes: readonly OutcomeCount[],
  current: readonly OpenIncident[] = [],
): { readonly open: readonly IncidentFound[]; readonly close: readonly string[] } {
  const causes = groupCauses(outcomes);
  const big = causes.filter((cause) => cause.accounts >= INCIDENT_MIN_ACCOUNTS && cause.share >= INCIDENT_MIN_SHARE);
  const platforms = new Set(outcomes.map((row) => row.platform));
  const unreachable = big.filter((cause) => cause.outcome === 'unreachable');
  const isOwnNetwork = platforms.size >= 2 && unreachable.length === platforms.size;
  const found: IncidentFound[] = big
    .filter((cause) => !(isOwnNetwork && cause.outcome === 'unreachable'))
    .map(({ key, platform, reason, accounts }) => ({ key, platform, reason, accounts }));
  if (isOwnNetwork)
    found.unshift({
      key: OWN_NETWORK_KEY,
      platform: null,
      reason: 'unreachable',
      accounts: unreachable.reduce((sum, cause) => sum + cause.accounts, 0),
    });
  const openKeys = new Set(current.map((incident) => incident.key));
  return {
    open: found.filter((incident) => !openKeys.has(incident.key)),
    close: current
      .filter((incident) => isOver(incident, { causes, platforms, isOwnNetwork }))
      .map((incident) => incident.key),
  };
}

/** Whose looks ended as the incident is about; null: everybody's on all platforms that could not be reached. */
export function causeOf({ key, platform }: OpenIncident): {
  readonly platform: Platform | null;
  readonly outcome: LookOutcome;
} {
  const outcome = LOOK_OUTCOMES.find((candidate) => key === `${platform ?? ''}:${candidate}`);
  return { platform, outcome: outcome ?? 'unreachable' };
}

interface Cause extends IncidentFound {
  readonly outcome: LookOutcome;
  readonly share: number;
}

/** One cause is one way of ending on one platform: a platform that is down fails with several codes at once. */
function groupCauses(outcomes: readonly OutcomeCount[]): Cause[] {
  const causes: Cause[] = [];
  for (const platform of new Set(outcomes.map((row) => row.platform))) {
    const rows = outcomes.filter((row) => row.platform === platform);
    const total = rows.reduce((sum, row) => sum + row.accounts, 0);
    for (const outcome of LOOK_OUTCOMES.filter((candidate) => !isSight(candidate))) {
      const hits = rows.filter((row) => row.outcome === outcome);
      const accounts = hits.reduce((sum, row) => sum + row.accounts, 0);
      if (accounts === 0) continue;
      const [main] = [...hits].sort(
        (one, other) => other.accounts - one.accounts || (one.detail < other.detail ? -1 : 1),
      );
      causes.push({
        key: `${platform}:${outcome}`,
        platform,
        outcome,
        reason: main?.detail ?? outcome,
        accounts,
        share: accounts / total,
      });
    }
  }
  return causes;
}

function isOver(
  incident: OpenIncident,
  seen: {
    readonly causes: readonly Cause[];
    readonly platforms: ReadonlySet<Platform>;
    readonly isOwnNetwork: boolean;
  },
): boolean {
  if (incident.key === OWN_NETWORK_KEY) return seen.platforms.size > 0 && !seen.isOwnNetwork;
  if (incident.platform === null || !seen.platforms.has(incident.platform)) return false;
  const cause = seen.causes.find((candidate) => candidate.key === incident.key);
  if (cause === undefined) return true;
  return cause.share < INCIDENT_MIN_SHARE * CLOSE_FACTOR;
}

/** How far back earlier incidents of the same cause count as its fluttering. */
export const FLUTTER_WINDOW_MS = 12 * HOUR_MS;
const FIRST_CALM_MS = 30 * MINUTE_MS;
const LONGEST_CALM_MS = 3 * HOUR_MS;

/**
 * How long a cause has to be calm before its incident is told as over. The first time at once; for a cause that comes
 * and goes twice as long each time: a server that is up and down all night is one thing to know, not one at every turn.
 */
export function calmNeededMs(earlierInWindow: number): number {
  return earlierInWindow === 0 ? 0 : Math.min(LONGEST_CALM_MS, FIRST_CALM_MS * 2 ** (earlierInWindow - 1));
}
