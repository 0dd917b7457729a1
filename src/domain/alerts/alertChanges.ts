import type { AlertId } from '../ids';
import { HOUR_MS, MINUTE_MS, type Instant } from '../time/instant';
import { ALERT_SEVERITIES, type Alert, type AlertDraft, type Resolution } from './alert';

/** What comes back so soon is the same thing, not a new one: the alert is opened again. */
export const FLAP_WINDOW_MS = HOUR_MS;
/** Figures that grow while people watch are told this often; what presses (kind, severity, reason) at once. */
const COALESCE_MS = MINUTE_MS;

export interface AlertsNow {
  /** Those not resolved that belong to the owner, or have a cause that is wanted. */
  readonly live: readonly Alert[];
  /** Those resolved within the flap window that have a cause that is wanted. */
  readonly lately: readonly Alert[];
}
export interface AlertsWanted {
  readonly wanted: readonly AlertDraft[];
  /** Why an alert that is not wanted any more is over. */
  readonly endOf: (alert: Alert) => Resolution;
  /** When time alone makes something else wrong, e.g. presses more; null or absent: it does not. */
  readonly laterAt?: Instant | null;
}
export type NextAlert = Omit<Alert, 'seq'>;

/**
 * What has to change so that the alerts say what is wrong now, and when to look again: for figures that were told too
 * lately, and for what time alone will change (null: nothing waits). Applying it twice changes nothing the second time.
 */
export function alertChanges(
  { live, lately }: AlertsNow,
  { wanted, endOf, laterAt }: AlertsWanted,
  { now, newId }: { readonly now: Instant; readonly newId: () => AlertId },
): { readonly changes: readonly NextAlert[]; readonly laterAt: Instant | null } {
  const changes: NextAlert[] = [];
  let laterMs = laterAt?.getTime() ?? null;
  for (const draft of wanted) {
    const current = live.find(({ cause }) => cause === draft.cause);
    if (current === undefined) {
      changes.push(
        opened(
          lately.find(({ cause }) => cause === draft.cause),
          draft,
          { now, newId },
        ),
      );
      continue;
    }
    if (isSame(current, draft)) continue;
    const dueMs = current.changedAt.getTime() + COALESCE_MS;
    if (!isPressing(current, draft) && now.getTime() < dueMs) {
      laterMs = Math.min(laterMs ?? dueMs, dueMs);
      continue;
    }
    changes.push(changed(current, draft, now));
  }
  const causes = new Set(wanted.map(({ cause }) => cause));
  for (const alert of live) {
    if (causes.has(alert.cause)) continue;
    changes.push({
      ...alert,
      change: 'resolved',
      state: 'resolved',
      changedAt: now,
      changedBy: null,
      resolved: { at: now, reason: endOf(alert) },
    });
  }
  return { changes, laterAt: laterMs === null ? null : new Date(laterMs) };
}

function opened(
  before: Alert | undefined,
  draft: AlertDraft,
  { now, newId }: { readonly now: Instant; readonly newId: () => AlertId },
): NextAlert {
  return {
    ...draft,
    ...placeOf(draft),
    id: before?.id ?? newId(),
    change: 'opened',
    state: 'open',
    noticedAt: before?.noticedAt ?? now,
    changedAt: now,
    changedBy: null,
    acknowledged: null,
    // What comes back so soon is still theirs.
    assigned: before?.assigned ?? null,
    resolved: null,
  };
}

function placeOf({ platform, siteId }: AlertDraft): Pick<Alert, 'platform' | 'siteId'> {
  return { platform: platform ?? null, siteId: siteId ?? null };
}

/**
 * A further limit of the same thing was crossed: the next warning, the next reminder. Of one thing, the instant of an
 * alert moves on with the next limit, and its reason or figures with it; a date that was only read anew is no limit.
 */
export function isFurther(
  draft: Pick<AlertDraft, 'byUnit' | 'occurredAt' | 'reason' | 'figures'>,
  before: Pick<AlertDraft, 'occurredAt' | 'reason' | 'figures'>,
): boolean {
  if (draft.byUnit !== null || draft.occurredAt.getTime() <= before.occurredAt.getTime()) return false;
  const { expiresAt: _on, ...figures } = draft.figures;
  const { expiresAt: _before, ...figuresBefore } = before.figures;
  return draft.reason !== before.reason || !same(figures, figuresBefore);
}

/** Whoever acknowledged a warning has not acknowledged what became of it. */
function changed(current: Alert, draft: AlertDraft, now: Instant): NextAlert {
  const isWorse = draft.kind !== current.kind || rank(draft) > rank(current) || isFurther(draft, current);
  return {
    ...draft,
    ...placeOf(draft),
    id: current.id,
    change: 'changed',
    state: isWorse ? 'open' : current.state,
    // The same thing goes on since when it began.
    occurredAt: isWorse ? draft.occurredAt : current.occurredAt,
    noticedAt: current.noticedAt,
    changedAt: now,
    changedBy: null,
    acknowledged: isWorse ? null : current.acknowledged,
    assigned: current.assigned,
    resolved: null,
  };
}

function rank({ severity }: AlertDraft): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

/** Of an alert about one thing, whom it belongs to presses as well: nobody else may go on seeing it. */
function isPressing(current: Alert, draft: AlertDraft): boolean {
  const placed = current.byUnit === null || draft.byUnit === null;
  return (
    current.kind !== draft.kind ||
    current.severity !== draft.severity ||
    current.reason !== draft.reason ||
    isFurther(draft, current) ||
    (placed && !same(current.unitPath, draft.unitPath))
  );
}

function isSame(current: Alert, draft: AlertDraft): boolean {
  // Platform and site are told by nothing but the next change: rows of before did not have them.
  const { cause: _cause, occurredAt: _at, unitPath, shares: _shares, platform: _on, siteId: _of, ...told } = draft;
  // The units of a folded alert are those of its figures, in no order.
  if (draft.byUnit === null && !same(current.unitPath, unitPath)) return false;
  return Object.entries(told).every(([name, value]) => same(current[name as keyof Alert], value));
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}
