import { m0016AlertStates } from '../../../src/storage/migrations/m0016AlertStates';
import { runMigrations, MIGRATIONS } from '../../../src/storage/migrations/runMigrations';
import { NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own', startAt: NOW });
const id = (digit: string): string => digit.repeat(24);
const ACCOUNT = id('a');

/** Alerts as the version before wrote them: events, each under its number. */
const former = (seq: number, kind: string, more: object = {}) => ({
  _id: seq.toString(16).padStart(24, '0'),
  seq,
  eventId: (100 + seq).toString(16).padStart(24, '0'),
  kind,
  severity: 'critical',
  subject: { accountId: ACCOUNT, label: '账号' },
  unitId: id('1'),
  unitPath: [id('0'), id('1')],
  reason: 'silence-breach',
  figures: { days: 14 },
  occurredAt: NOW,
  noticedAt: NOW,
  acknowledged: null,
  unacknowledged: true,
  outbox: [],
  ...more,
});

async function withFormerAlerts(): Promise<void> {
  const raw = await store.raw();
  await runMigrations(raw, {
    clock: store.clock,
    ids,
    migrations: MIGRATIONS.filter(({ version }) => version < m0016AlertStates.version),
    onProgress: () => undefined,
  });
  await raw
    .collection<{ _id: string }>('alerts')
    .insertMany([
      former(1, 'account-warned'),
      former(2, 'obligation-fulfilled'),
      former(3, 'account-silent'),
      former(4, 'source-incident', { subject: { label: 'weibo:unreachable' }, unitId: null, unitPath: [] }),
      former(5, 'credential-refused', { acknowledged: { by: id('9'), name: '甲', at: NOW }, unacknowledged: false }),
      former(6, 'mandate-complete', { subject: { mandateId: id('c'), label: '政策' } }),
    ]);
}

test('keep every number, and leave open what can still be wrong, the newest about each thing', async () => {
  await withFormerAlerts();
  await m0016AlertStates.up(await store.raw());
  await m0016AlertStates.up(await store.raw());
  const storage = await store.open();
  const told = await storage.alerts.since(0, 50, null);
  expect(told.map(({ seq, kind, state, cause }) => [seq, kind, state, cause.replace(/^before:.*/u, '')])).toEqual([
    [1, 'account-warned', 'resolved', ''],
    [2, 'obligation-fulfilled', 'resolved', ''],
    [3, 'account-silent', 'open', `account:${ACCOUNT}:verdict`],
    [4, 'source-incident', 'open', 'incident:weibo:unreachable'],
    [5, 'credential-refused', 'acknowledged', `credential:${ACCOUNT}`],
    [6, 'mandate-complete', 'resolved', ''],
  ]);
  expect(told[0]?.resolved?.reason).toBe('superseded');
  const now = await storage.alerts.list({ state: 'unresolved' }, { limit: 50, cursor: null }, null);
  expect(now.items.map(({ seq }) => seq)).toEqual([5, 4, 3]);
  expect(await storage.alerts.since(3, 50, id('1') as never)).toHaveLength(2);
});
