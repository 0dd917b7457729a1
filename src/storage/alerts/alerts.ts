import { ALERT_SEVERITIES, type Alert, type AlertSeverity, type AlertState } from '../../domain/alerts/alert';
import type { UnitId } from '../../domain/ids';
import { onceFor } from '../../domain/onceFor';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Ids } from '../../ports/runtime';
import type { Alerts, Scope } from '../../ports/storage';
import { batchSize, checkId, checkIds } from '../checkInput';
import { sharedRead } from '../coalesce';
import { above, anyOf, atLeast, below as before, type Filter } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createKnownRows } from '../knownRows';
import { scoped } from '../scope';
import type { Table } from '../table';
import type { SettingRow } from '../work/settings';
import { createAlertLog } from './alertLog';
import { createByPeople } from './byPeople';
import { readAlert, readChange, type AlertChangeRow, type AlertRow } from './alertRow';
import { createAlertTexts } from './alertTexts';
import { changesOfUnit, FOLDED_ALERTS } from './foldedAlerts';
import { createReadCauses } from './readCauses';
import { createReconcile } from './reconcile';
import { UNRESOLVED, whereAlert } from './whereAlert';

const LAST_CHANGED_FIRST: ListOrder<AlertRow> = { by: 'seq', direction: -1, kind: 'number', unique: true };

/**
 * Tells listeners of this process that there may be new alerts. Other processes are found out about by asking `since`.
 */
interface AlertHints {
  subscribe(listener: () => void): () => void;
  give(): void;
}

function createAlertHints(): AlertHints {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      // A function of its own for each subscription, so that one listener may subscribe twice.
      const own = (): void => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    give: () => {
      for (const listener of [...listeners]) listener();
    },
  };
}

const HISTORY = 'alert-history';
/** Listed alerts kept to be given again. */
const MOST_KNOWN = 4_000;
/** Numbers named in one condition. */
const AT_ONCE = 500;

export function createAlerts(tables: {
  readonly alerts: Table<AlertRow>;
  readonly log: Table<AlertChangeRow>;
  /** The log as streams read it: a number that was sent is never given out again for something else. */
  readonly confirmedLog: Table<AlertChangeRow>;
  readonly settings: Table<SettingRow>;
  readonly ids: Ids;
}): Alerts {
  const { alerts, log, confirmedLog, settings, ids } = tables;
  const hints = createAlertHints();
  const alertLog = createAlertLog({ alerts, log, hint: hints.give });
  const catchUp = sharedRead(alertLog.catchUp);
  const known = createKnownRows<AlertRow>(MOST_KNOWN);
  const listed = onceFor(readAlert);
  const seenBy = (scope: Scope, unitId?: UnitId) => scoped(alerts, scope, { unitId, shared: FOLDED_ALERTS });
  const since: Alerts['since'] = async (seq, limit, scope) => {
    if (scope !== null) return changesOfUnit({ alerts, log: confirmedLog }, { seq, limit, scope });
    return (await confirmedLog.many({ _id: above(seq) }, { sort: { _id: 1 }, limit: batchSize(limit) })).map(
      readChange,
    );
  };
  return {
    since,
    texts: createAlertTexts(confirmedLog, since),
    lines: async (seq, limit) => {
      const rows = await confirmedLog.many({ _id: above(seq) }, { sort: { _id: 1 }, limit: batchSize(limit) });
      return rows.map((row) => ({ alert: readChange(row), readBy: row.unitPath }));
    },
    isMovingAway: async (units) => (await confirmedLog.movedAway(units)).length > 0,
    list: async (filter, page, scope) => {
      await catchUp();
      const where = { ...whereAlert(filter), ...(await changedSince(log, filter.noticedSince)) };
      const asked = { filter: where, order: LAST_CHANGED_FIRST, page, known };
      return readPage(seenBy(scope, filter.unitId), asked, listed);
    },
    lastSeq: async () => (await confirmedLog.one({}, { _id: -1 }))?._id ?? 0,
    history: sharedRead(async () => readHistory(settings, ids)),
    beginHistory: async () => {
      await settings.put({ _id: HISTORY }, { $set: { value: ids.secret() } });
    },
    reconcile: createReconcile({ alerts, ids }, alertLog),
    ...createByPeople((scope) => seenBy(scope), alertLog),
    before: async (id, seq) => {
      const row = await log.one({ alertId: checkId(id, 'alertId'), _id: before(seq) }, { _id: -1 });
      return row === null ? null : readChange(row);
    },
    at: async (seqs) => {
      const found: Alert[] = [];
      for (let from = 0; from < seqs.length; from += AT_ONCE) {
        const some = seqs.slice(from, from + AT_ONCE);
        const rows = await log.many({ _id: anyOf(some) }, { sort: { _id: 1 }, limit: batchSize(some.length) });
        found.push(...rows.map(readChange));
      }
      return found;
    },
    after: async (id, seq, limit) => {
      const rows = await log.many(
        { alertId: checkId(id, 'alertId'), _id: above(seq) },
        { sort: { alertId: 1, _id: 1 }, limit: batchSize(limit) },
      );
      return rows.map(readChange);
    },
    byIds: async (some) => {
      await alertLog.catchUp();
      const rows = await alerts.many(
        { _id: anyOf(checkIds(some, 'alertId')) },
        { sort: { _id: 1 }, limit: batchSize(some.length) },
      );
      return rows.map(readAlert);
    },
    owners: async (after, limit) => {
      const rows = await alerts.many(
        { owner: above(after ?? ''), live: true },
        { sort: { owner: 1 }, limit: batchSize(limit) },
      );
      return [...new Set(rows.map(({ owner }) => owner))];
    },
    ...createReadCauses({ seenBy, log, catchUp }),
    countUnresolved: async (scope) => {
      await catchUp();
      const groups = await seenBy(scope).group<{
        readonly _id: { readonly state: AlertState; readonly severity: AlertSeverity };
        readonly count: number;
      }>([
        { $match: { live: true, severity: anyOf(ALERT_SEVERITIES), state: anyOf(UNRESOLVED) } },
        { $group: { _id: { state: '$state', severity: '$severity' }, count: { $sum: 1 } } },
      ]);
      return groups.map(({ _id, count }) => ({ ..._id, count }));
    },
    onHint: (listener) => hints.subscribe(listener),
  };
}

/** Clocks of several processes differ by less. */
const CLOCKS_MS = 5 * MINUTE_MS;

/** What was noticed since an instant has changed since: the numbers from then on, which lists are in the order of. */
async function changedSince(log: Table<AlertChangeRow>, since: Instant | undefined): Promise<Filter> {
  if (since === undefined) return {};
  const from = new Date(since.getTime() - CLOCKS_MS);
  const first = await log.one({ changedAt: atLeast(from) }, { changedAt: 1, _id: 1 });
  return { seq: atLeast(first?._id ?? Number.MAX_SAFE_INTEGER) };
}

async function readHistory(settings: Table<SettingRow>, ids: Ids): Promise<string> {
  const known = await settings.one({ _id: HISTORY });
  if (known !== null) return known.value;
  await settings.insertMissing([{ _id: HISTORY, value: ids.secret() }]);
  return (await settings.one({ _id: HISTORY }))?.value ?? '';
}
