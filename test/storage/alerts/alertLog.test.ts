import type { Alert } from '../../../src/domain/alerts/alert';
import { createAlertLog } from '../../../src/storage/alerts/alertLog';
import {
  alertChangeSchema,
  alertSchema,
  type AlertChangeRow,
  type AlertRow,
} from '../../../src/storage/alerts/alertRow';
import { createReconcile } from '../../../src/storage/alerts/reconcile';
import { openTable, type Table } from '../../../src/storage/table';
import { after, allAlerts, draftOf, NOW, tell } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const PAGE = { limit: 200, cursor: null };
const causes = (count: number, owner: string) =>
  Array.from({ length: count }, (_, index) => draftOf({ owner, cause: `${owner}:${index}` }));

/** The state must be what the log adds up to: of each alert its last line. */
async function expectStateOfLog(): Promise<void> {
  const last = new Map<string, Alert>();
  for (const alert of await allAlerts(storage)) last.set(alert.id, alert);
  const now = (await storage.alerts.list({}, PAGE, null)).items;
  expect([...now].sort((one, other) => one.seq - other.seq)).toEqual(
    [...last.values()].sort((one, other) => one.seq - other.seq),
  );
}

/** The writing part of another process, which is killed at its `deadline`-th write. */
async function dyingProcess(deadline: number) {
  const connection = await store.raw();
  let writes = 0;
  const dying = <D extends AlertRow | AlertChangeRow>(table: Table<D>): Table<D> => {
    const chance = (): void => {
      writes += 1;
      if (writes === deadline) throw new Error('killed');
    };
    return {
      ...table,
      insertInOrder: async (rows) => {
        chance();
        return table.insertInOrder(rows);
      },
      insert: async (row) => {
        chance();
        return table.insert(row);
      },
      change: async (filter, update) => {
        chance();
        return table.change(filter, update);
      },
      // One command, of which a killed process may have written any first part.
      writeInOrder: async (writes) => {
        for (const write of writes) {
          chance();
          if ((await table.writeInOrder([write])) === 'duplicate') return 'duplicate';
        }
        return 'written';
      },
    };
  };
  const tables = {
    alerts: dying(openTable<AlertRow>(connection, 'alerts', alertSchema)),
    log: dying(openTable<AlertChangeRow>(connection, 'alert-changes', alertChangeSchema)),
    ids,
    hint: () => undefined,
  };
  return { reconcile: createReconcile(tables, createAlertLog(tables)), writes: () => writes };
}

test('a process killed between any two writes loses nothing of what it told and repeats nothing', async () => {
  for (let deadline = 1, survived = false; !survived; deadline += 1) {
    for (const name of ['alerts', 'alert-changes']) await (await store.raw()).collection(name).deleteMany({});
    await tell(storage, 'a', { wanted: causes(2, 'a') });
    const process = await dyingProcess(deadline);
    const wanted = causes(3, 'a').slice(1);
    survived = await process
      .reconcile('a', after(1), async () => ({ wanted, endOf: () => 'done' }))
      .then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('killed');
          return false;
        },
      );
    // Whatever was done: another process goes on, and in the end everything was told once.
    await tell(storage, 'a', { wanted, at: after(2) });
    expect((await allAlerts(storage)).map(({ seq, change, cause }) => `${seq} ${change} ${cause}`)).toEqual([
      '1 opened a:0',
      '2 opened a:1',
      '3 opened a:2',
      '4 resolved a:0',
    ]);
    await expectStateOfLog();
    if (survived) expect(deadline).toBe(process.writes() + 1);
  }
});

test('of several owners told at once as well: what is told after them is told of all', async () => {
  const owners = ['a', 'b', 'c', 'd'];
  for (let deadline = 1, survived = false; !survived; deadline += 1) {
    for (const name of ['alerts', 'alert-changes']) await (await store.raw()).collection(name).deleteMany({});
    for (const owner of owners) await tell(storage, owner, { wanted: causes(2, owner) });
    const process = await dyingProcess(deadline);
    // The second of each is over, and there is a third: told after those of before, and written among them.
    const wanted = (owner: string) => [0, 2].map((n) => draftOf({ owner, cause: `${owner}:${n}` }));
    const told = await Promise.allSettled(
      owners.map((owner) =>
        process.reconcile(owner, after(1), async () => ({ wanted: wanted(owner), endOf: () => 'done' })),
      ),
    );
    survived = told.every(({ status }) => status === 'fulfilled');
    for (const owner of owners) await tell(storage, owner, { wanted: wanted(owner), at: after(2) });
    const lines = (await allAlerts(storage)).map(({ seq, change, cause }) => `${seq} ${change} ${cause}`);
    expect(lines).toHaveLength(16);
    expect(lines.map((line) => line.replace(/^\d+ /, '')).sort()).toEqual(
      owners
        .flatMap((owner) => [`opened ${owner}:0`, `opened ${owner}:1`, `opened ${owner}:2`, `resolved ${owner}:1`])
        .sort(),
    );
    await expectStateOfLog();
  }
});

test('two owners told at once of one and the same thing give it one alert', async () => {
  const same = (owner: string) => tell(storage, owner, { wanted: [draftOf({ owner, cause: 'shared' })] });
  await Promise.all([tell(storage, 'first', { wanted: [] }), same('a'), same('b')]);
  expect((await allAlerts(storage)).filter(({ change }) => change === 'opened')).toHaveLength(1);
  await expectStateOfLog();
});

test('the state that was lost is built again from the log', async () => {
  await tell(storage, 'a', { wanted: causes(3, 'a') });
  await tell(storage, 'a', { wanted: causes(1, 'a'), at: after(1) });
  const before = (await storage.alerts.list({}, PAGE, null)).items;
  await (await store.raw()).collection('alerts').deleteMany({});
  expect((await storage.alerts.list({}, PAGE, null)).items).toEqual(before);
});

test('several processes at once give numbers without holes, and each thing one alert', async () => {
  const processes = [storage, await store.open(), await store.open()];
  await Promise.all(
    processes.flatMap((process) =>
      Array.from({ length: 6 }, (_, index) => tell(process, `o${index % 3}`, { wanted: causes(3, `o${index % 3}`) })),
    ),
  );
  const told = await allAlerts(storage);
  expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 9 }, (_, index) => index + 1));
  expect(new Set(told.map(({ cause }) => cause)).size).toBe(9);
  await expectStateOfLog();
});

test('what is wrong is read again when another process was faster, so that nothing is told that is past', async () => {
  const other = await store.open();
  let reads = 0;
  await storage.alerts.reconcile('a', NOW, async () => {
    reads += 1;
    // Between reading and writing, another process notices that there is something, and then that it is over.
    if (reads === 1) {
      await tell(other, 'a', { wanted: causes(1, 'a') });
      await tell(other, 'a', { wanted: [] });
      return { wanted: causes(1, 'a'), endOf: () => 'done' };
    }
    return { wanted: [], endOf: () => 'done' };
  });
  expect(reads).toBe(2);
  expect((await allAlerts(storage)).map(({ change }) => change)).toEqual(['opened', 'resolved']);
});

const DONE = () => 'done' as const;

test('of several owners whose alerts do not fit into one answer each is told by itself, also with nothing new', async () => {
  const connection = await store.raw();
  const alerts = openTable<AlertRow>(connection, 'alerts', alertSchema);
  const log = openTable<AlertChangeRow>(connection, 'alert-changes', alertChangeSchema);
  await tell(storage, 'a', { wanted: causes(1, 'a') });
  const [row] = await alerts.many({}, { sort: { _id: 1 }, limit: 1 });
  if (row === undefined) throw new Error('no alert');
  const sizes: number[] = [];
  const full: Table<AlertRow> = {
    ...alerts,
    many: async (filter, options) => {
      const owners = (filter['owner'] as { readonly $in?: readonly string[] } | undefined)?.$in?.length ?? 0;
      if (owners > 0) sizes.push(owners);
      return owners > 1 ? Array.from({ length: options.limit }, () => row) : alerts.many(filter, options);
    },
  };
  const tables = { alerts: full, log, ids, hint: () => undefined };
  const reconcile = createReconcile(tables, createAlertLog(tables));
  const kept = (owner: string) => async () => ({ wanted: owner === 'a' ? causes(1, owner) : [], endOf: DONE });
  await Promise.all(['a', 'b', 'c'].map((owner) => reconcile(owner, after(1), kept(owner))));
  expect(sizes).toEqual([1, 2, 1, 1]);
});
