import type { Alert, AlertKind } from '../../domain/alerts/alert';
import type { AlertId, MandateId, UnitId } from '../../domain/ids';
import {
  BREACH_AHEAD_MS,
  byUrgency,
  FAULTS,
  type DigestFigures,
  type FailedKind,
  type Named,
  type OwedMandate,
} from '../../domain/letters/digest';
import { MOST_ALERTS_OF_LETTER } from '../../domain/letters/letter';
import { severityRank } from '../../domain/notify/route';
import { sinceLastWorked, type DigestKind } from '../../domain/letters/digestPlan';
import { addCivilDays, civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { readHoles } from './readHoles';

/** Accounts told by name. */
const NAMED = 5;
/** Alerts looked through for what went wrong: pages, and how many each holds. */
const ALERT_PAGES = 5;
const ALERTS_A_PAGE = 200;
const BEGINNING = new Date(0);
const WITHOUT_END = new Date('9999-12-31T00:00:00Z');

/** A mandate's title; null: it is not there any more. */
export type TitleOf = (id: MandateId) => Promise<string | null>;

/** Titles read once, however many units' digests name the same mandates. */
export function createTitles({ storage }: ServiceDeps): TitleOf {
  const known = new Map<MandateId, Promise<string | null>>();
  return (id) => {
    const title = known.get(id) ?? storage.mandates.byId(id).then((mandate) => mandate?.title ?? null);
    known.set(id, title);
    return title;
  };
}

/** What a digest has to say of the subtree of a unit (null: of the whole office), as of now. */
export async function readDigest(
  deps: ServiceDeps,
  kind: DigestKind,
  { scope, now, titleOf }: { readonly scope: UnitId | null; readonly now: Instant; readonly titleOf: TitleOf },
): Promise<DigestFigures> {
  const { storage } = deps;
  const endOfDay = startOfCivilDate(addCivilDays(civilDateOf(now), 1));
  const isMorning = kind === 'morning';
  const [overdue, owed, breaching, failed, holes] = await Promise.all([
    storage.obligations.owed({ from: BEGINNING, until: now }, scope),
    storage.obligations.owed({ from: now, until: isMorning ? endOfDay : WITHOUT_END }, scope),
    isMorning ? readBreaching(deps, scope, now) : NOBODY,
    isMorning ? readFailed(deps, scope, now) : NONE_FAILED,
    isMorning ? readHoles(deps, scope, now) : [],
  ]);
  return {
    overdue: await titled(titleOf, overdue),
    owed: await titled(titleOf, owed),
    breaching,
    ...failed,
    holes,
  };
}

type Failed = Pick<DigestFigures, 'failed' | 'acknowledged' | 'alertIds'>;
const NONE_FAILED: Failed = { failed: [], acknowledged: 0, alertIds: [] };
const NOBODY: Named = { count: 0, names: [] };

async function titled(
  titleOf: TitleOf,
  shares: Awaited<ReturnType<ServiceDeps['storage']['obligations']['owed']>>,
): Promise<readonly OwedMandate[]> {
  const all: OwedMandate[] = [];
  for (const share of shares) {
    const title = await titleOf(share.mandateId);
    if (title !== null) all.push({ ...share, title });
  }
  return all;
}

async function readBreaching({ storage }: ServiceDeps, scope: UnitId | null, now: Instant): Promise<Named> {
  const breachBetween = { from: now, before: new Date(now.getTime() + BREACH_AHEAD_MS) };
  const count = await storage.accounts.countBreaching(breachBetween, scope);
  if (count === 0) return NOBODY;
  const { items } = await storage.accounts.list({ breachBetween }, { limit: NAMED, cursor: null }, scope);
  return { count, names: items.map(({ account }) => account.name) };
}

/**
 * What was noticed since the last working day ended and is not over, what somebody has acknowledged apart; of very many the first
 * thousand are counted.
 */
async function readFailed({ storage, settings }: ServiceDeps, scope: UnitId | null, now: Instant): Promise<Failed> {
  const { calendar, notify } = settings;
  const since = sinceLastWorked(now, { workUntil: notify.hours.workUntil, calendar });
  const kinds = new Map<AlertKind, FailedKind>();
  const alertIds: AlertId[] = [];
  let acknowledged = 0;
  let cursor: string | null = null;
  for (let page = 0; page < ALERT_PAGES; page += 1) {
    const read = await storage.alerts.list({ state: 'unresolved' }, { limit: ALERTS_A_PAGE, cursor }, scope);
    for (const alert of read.items) {
      if (!FAULTS.has(alert.kind) || alert.noticedAt < since) continue;
      if (alertIds.length < MOST_ALERTS_OF_LETTER) alertIds.push(alert.id);
      if (alert.state === 'acknowledged') acknowledged += 1;
      else kinds.set(alert.kind, withOne(kinds.get(alert.kind), alert));
    }
    cursor = read.nextCursor;
    const last = read.items.at(-1);
    // The last changed stand first, and nothing is noticed after it was changed.
    if (cursor === null || last === undefined || last.changedAt < since) break;
  }
  return { failed: [...kinds.values()].sort(byUrgency), acknowledged, alertIds };
}

function withOne(some: FailedKind | undefined, { kind, severity, figures }: Alert): FailedKind {
  const dueBy = typeof figures['dueBy'] === 'string' ? new Date(figures['dueBy']) : null;
  if (some === undefined) return { kind, count: 1, severity, dueBy };
  return {
    kind,
    count: some.count + 1,
    severity: severityRank(severity) > severityRank(some.severity) ? severity : some.severity,
    dueBy: some.dueBy === null || (dueBy !== null && dueBy < some.dueBy) ? dueBy : some.dueBy,
  };
}
