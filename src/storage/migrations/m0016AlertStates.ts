import type { Connection } from 'mongoose';
import type { Migration } from './migration';

interface FormerAlert {
  readonly _id: string;
  readonly seq: number;
  readonly eventId?: string;
  readonly kind: string;
  readonly reason: string;
  readonly subject: { readonly accountId?: string; readonly label: string };
  readonly unitPath: readonly string[];
  readonly noticedAt: Date;
  readonly acknowledged: { readonly at: Date } | null;
  readonly outbox?: readonly unknown[];
  readonly [field: string]: unknown;
}

interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly only?: Readonly<Record<string, unknown>>;
}

/** What alerts had while they were events. */
export const FORMER_ALERT_INDEXES = ['alert-event', 'alerts-unacknowledged', 'outbox-pending'] as const;
export const ALERT_STATE_INDEXES: Readonly<Record<'alerts' | 'alert-changes', readonly Index[]>> = {
  alerts: [
    { name: 'alerts-of-owner', key: { owner: 1, live: 1, _id: 1 } },
    { name: 'alerts-of-cause', key: { cause: 1, seq: -1 } },
    { name: 'alerts-by-state', key: { state: 1, seq: -1, _id: -1 } },
    { name: 'alerts-unresolved', key: { seq: -1, _id: -1 }, only: { live: true } },
  ],
  'alert-changes': [
    { name: 'changes-of-subtree', key: { unitPath: 1, _id: 1 } },
    { name: 'changes-of-alert', key: { alertId: 1, _id: 1 } },
    { name: 'outbox-pending', key: { 'outbox.eventId': 1 }, only: { 'outbox.eventId': { $gt: '' } } },
  ],
};

const BATCH = 500;
const VERDICTS: ReadonlySet<string> = new Set(['account-warned', 'account-silent', 'account-slow']);

/** What an alert of before would be about today: only what its account, incident or credential can still decide. */
function causeOf({ kind, reason, subject }: FormerAlert): { readonly cause: string; readonly owner: string } | null {
  const { accountId, label } = subject;
  if (kind === 'source-incident') return { cause: `incident:${label}`, owner: 'incidents' };
  if (accountId === undefined) return null;
  if (VERDICTS.has(kind)) return { cause: `account:${accountId}:verdict`, owner: `account:${accountId}` };
  if (kind === 'account-improper') return { cause: `account:${accountId}:${reason}`, owner: `account:${accountId}` };
  if (kind.startsWith('credential-')) return { cause: `credential:${accountId}`, owner: 'credentials' };
  return null;
}

/**
 * Alerts become states. What was told keeps its number, as a line of the log. The newest about each thing that can still
 * be wrong stays open under its cause, and the first run looks at once whether it is; all others are over.
 */
async function up(connection: Connection): Promise<void> {
  const alerts = connection.collection<FormerAlert>('alerts');
  const log = connection.collection<{ _id: number }>('alert-changes');
  for (const name of FORMER_ALERT_INDEXES) await alerts.dropIndex(name).catch(() => undefined);
  const causes = new Set<string>();
  for (const { cause } of await alerts.find({ live: true }).toArray()) causes.add(String(cause));
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const page = await alerts
      .find({ seq: { $lt: before } })
      .sort({ seq: -1 })
      .limit(BATCH)
      .toArray();
    for (const former of page.filter((alert) => alert['owner'] === undefined)) {
      const found = causeOf(former);
      const isLive = found !== null && !causes.has(found.cause);
      if (isLive) causes.add(found.cause);
      const { _id, seq, eventId, outbox, unacknowledged: _flag, ...kept } = former;
      const state = {
        ...kept,
        cause: isLive ? found.cause : `before:${_id}`,
        owner: isLive ? found.owner : 'before',
        byUnit: null,
        change: isLive ? 'opened' : 'resolved',
        state: isLive ? (former.acknowledged === null ? 'open' : 'acknowledged') : 'resolved',
        changedAt: former.noticedAt,
        resolved: isLive ? null : { at: former.acknowledged?.at ?? former.noticedAt, reason: 'superseded' },
      };
      await log.replaceOne({ _id: seq }, { alertId: _id, ...state, eventId, outbox: outbox ?? [] }, { upsert: true });
      await alerts.updateOne(
        { _id },
        { $set: { ...state, live: isLive }, $unset: { eventId: '', unacknowledged: '', outbox: '' } },
      );
    }
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) break;
    before = last.seq;
  }
  for (const [collection, indexes] of Object.entries(ALERT_STATE_INDEXES))
    await connection.collection(collection).createIndexes(
      indexes.map(({ name, key, only }) => ({
        name,
        key: { ...key },
        ...(only === undefined ? {} : { partialFilterExpression: only }),
      })),
    );
}

export const m0016AlertStates: Migration = { version: 16, title: 'alerts are states', up };
