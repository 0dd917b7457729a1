import fs from 'node:fs';
import path from 'node:path';
import { DAY_MS } from '../../../src/domain/time/instant';
import type { LedgerFolder, Storage } from '../../../src/ports/storage';
import { createSealLedger } from '../../../src/services/upkeep/sealLedger';
import { eventOf } from '../../storage/samples';
import { hasher, ids, useTestStore } from '../../storage/testStore';
import { createDyingProcess, ProcessDied, type DyingProcess } from '../dyingProcess';
import { SETTINGS, START } from '../office';
import { useArchiveFolder } from './sealedLedger';

const { folder, directory, files, empty } = useArchiveFolder();
const { store, storage } = useTestStore({ startAt: START, storage: { ledgerFolder: folder } });
const ENTRIES = 4;
const KEPT_DAYS = SETTINGS.retention.ledgerDays;
const logged: string[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (event: string) => logged.push(event) };

const rows = async (): Promise<number> => (await store.raw()).collection('ledger').countDocuments({});
const seal = (through: Storage = storage, into: LedgerFolder = folder): Promise<number> => {
  const deps = { storage: through, clock: store.clock, ids, hasher, log, settings: SETTINGS, ledgerFolder: into };
  return createSealLedger(deps, { segmentEntries: ENTRIES })();
};

/** Ten entries of the office's first day, and one of the day on which they have been kept for so many days. */
async function oldEntries(keptDays = KEPT_DAYS + 2): Promise<void> {
  store.clock.set(new Date(START));
  const at = store.clock.now();
  await storage.ledger.append(Array.from({ length: 10 }, (_, n) => eventOf(`s${n}`, { at })));
  store.clock.pass(keptDays * DAY_MS);
  await storage.ledger.append([eventOf('today', { at: store.clock.now() })]);
}

test('old entries go into files by whole segments, which prove them together with what is in the store', async () => {
  await oldEntries();
  const before = await storage.ledger.after(0, 100);
  expect(await seal()).toBe(8);
  const segments = await storage.ledger.segments();
  expect(segments).toMatchObject([
    { first: 1, last: 4 },
    { first: 5, last: 8 },
  ]);
  expect(files()).toEqual(segments.map(({ name }) => name));
  expect(files()[0]).toMatch(/^ledger-000000000001-000000000004-[0-9a-f]{16}-[0-9a-f]{16}\.jsonl\.gz$/);
  expect(await rows()).toBe(3);
  expect(await storage.ledger.after(0, 100)).toEqual(before);
  expect(await storage.ledger.verify()).toEqual({ checked: 11, brokenAtSeq: null });
  await storage.outbox.relay(100);
  expect((await storage.ledger.after(11, 100)).map(({ kind, data }) => [kind, data['removed'], data['name']])).toEqual([
    ['data-removed', 4, files()[0]],
    ['data-removed', 4, files()[1]],
  ]);
  expect(await storage.ledger.verify()).toEqual({ checked: 13, brokenAtSeq: null });
  expect(await seal()).toBe(0);
});

test('a day too young no entry is sealed; of entries that are all old the newest stays', async () => {
  // START is ten in the morning: the last day an entry is kept ends with the day it was written on.
  await oldEntries(KEPT_DAYS);
  expect(await seal()).toBe(0);
  store.clock.pass(DAY_MS);
  expect(await seal()).toBe(8);
  // The twelfth would make a third file whole, and is the newest of all.
  await storage.ledger.append([eventOf('newest', { at: store.clock.now() })]);
  store.clock.pass(3_000 * DAY_MS);
  expect(await seal()).toBe(0);
  expect(await rows()).toBe(4);
});

test('each entry is made into a line and hashed once, and the thread is given back between parts of a file', async () => {
  await oldEntries();
  const steps: ('hash' | 'turn')[] = [];
  let isOver = false;
  const turn = (): void => {
    steps.push('turn');
    if (!isOver) setImmediate(turn);
  };
  const counting = {
    sha256: (text: string): string => {
      steps.push('hash');
      return hasher.sha256(text);
    },
  };
  const deps = { storage, clock: store.clock, ids, hasher: counting, log, settings: SETTINGS, ledgerFolder: folder };
  turn();
  expect(await createSealLedger(deps, { segmentEntries: ENTRIES, provenAtOnce: 2 })()).toBe(8);
  isOver = true;
  expect(steps.filter((step) => step === 'hash')).toHaveLength(8);
  const together = steps.join(' ').split(/(?: ?turn ?)+/);
  expect(Math.max(...together.map((some) => some.split(' ').filter(Boolean).length))).toBe(2);
});

test.each([
  ['missing', (file: string) => fs.rmSync(file)],
  ['missing', (file: string) => fs.truncateSync(file, 20)],
  ['changed', (file: string) => fs.copyFileSync(path.join(directory(), files()[0] ?? ''), file)],
])('a file that is %s is named, with the first entry that is not proven', async (fault, harm) => {
  await oldEntries();
  await seal();
  const name = files()[1] ?? '';
  harm(path.join(directory(), name));
  expect(await storage.ledger.verify()).toEqual({ checked: 4, brokenAtSeq: 5, file: { name, fault } });
});

test.each([
  ['a changed word is found at its entry', 3, (lines: string[]) => lines.map((line) => line.replace('"s2"', '"sX"'))],
  ['a line cut off at the end is missed', 4, (lines: string[]) => lines.slice(0, 3)],
  ['a line too many is found', 5, (lines: string[]) => [...lines, lines[3] ?? '']],
])('in a file %s', async (_what, brokenAtSeq, change) => {
  await oldEntries();
  await seal();
  const name = files()[0] ?? '';
  await folder.write(name, change([...((await folder.read(name)) ?? [])]));
  const file = { name, fault: 'changed' };
  expect(await storage.ledger.verify()).toEqual({ checked: brokenAtSeq - 1, brokenAtSeq, file });
});

test('where the store has forgotten a file, the first entry of it is missed', async () => {
  await oldEntries();
  await seal();
  await (await store.raw()).collection<{ _id: number }>('ledger-segments').deleteOne({ _id: 5 });
  expect(await storage.ledger.verify()).toEqual({ checked: 4, brokenAtSeq: 5 });
});

test('a ledger that is broken is left where it is', async () => {
  await oldEntries();
  const ledger = (await store.raw()).collection<{ _id: number }>('ledger');
  await ledger.updateOne({ _id: 3 }, { $set: { reason: 'something else' } });
  logged.length = 0;
  expect(await seal()).toBe(0);
  expect(logged).toEqual(['ledger-broken']);
  expect([files(), await rows()]).toEqual([[], 11]);
});

test('while the disk is full nothing is removed; once there is room again it goes on', async () => {
  await oldEntries();
  const full: LedgerFolder = {
    ...folder,
    write: (name) => {
      fs.writeFileSync(path.join(directory(), name), 'the beginning of a file');
      return Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    },
  };
  await expect(seal(storage, full)).rejects.toThrow('no space left on device');
  expect([await rows(), await storage.ledger.segments()]).toEqual([11, []]);
  expect(await storage.ledger.verify()).toEqual({ checked: 11, brokenAtSeq: null });
  expect(await seal()).toBe(8);
  expect(await storage.ledger.verify()).toEqual({ checked: 11, brokenAtSeq: null });
});

test('where the folder does not have what was sealed last, nothing is sealed into it and no row goes', async () => {
  await oldEntries();
  // Another machine has sealed, and was killed before the rows went.
  let asked = 0;
  const removeSealed = (): Promise<number> => (asked++ === 0 ? Promise.resolve(0) : Promise.reject(new ProcessDied()));
  await expect(seal({ ...storage, ledger: { ...storage.ledger, removeSealed } })).rejects.toThrow(ProcessDied);
  const away: LedgerFolder = { ...folder, read: () => Promise.resolve(null) };
  logged.length = 0;
  expect(await seal(storage, away)).toBe(0);
  expect([await rows(), logged]).toEqual([11, ['ledger-archive-unreachable']]);
  expect(await seal()).toBe(8);
  expect(await storage.ledger.verify()).toEqual({ checked: 11, brokenAtSeq: null });
});

test('what another process seals while the files are read is not told as missing', async () => {
  await oldEntries();
  await seal();
  store.clock.pass(3_000 * DAY_MS);
  await storage.outbox.relay(100);
  await storage.ledger.append([eventOf('later', { at: store.clock.now() })]);
  let sealed = 0;
  const read: LedgerFolder['read'] = async (name) => {
    sealed += sealed === 0 ? await seal() : 0;
    return folder.read(name);
  };
  const other = await store.open({ ledgerFolder: { ...folder, read } });
  expect(await other.ledger.verify()).toEqual({ checked: 14, brokenAtSeq: null });
  expect(sealed).toBe(4);
});

test('two processes that seal at once seal each range once', async () => {
  await oldEntries();
  const other = await store.open({ ledgerFolder: folder });
  await Promise.all([seal(), seal(other), seal(), seal(other)]);
  expect((await storage.ledger.segments()).map(({ first, last }) => [first, last])).toEqual([
    [1, 4],
    [5, 8],
  ]);
  expect([files().length, await rows()]).toEqual([2, 3]);
  while ((await storage.outbox.relay(100)) > 0);
  expect(await storage.ledger.after(11, 100)).toHaveLength(2);
  expect(await storage.ledger.verify()).toEqual({ checked: 13, brokenAtSeq: null });
});

/** Sealing through a process that is killed right before one of its calls to the store or the folder. */
async function sealDying(atCall: number): Promise<DyingProcess> {
  const dying = createDyingProcess(storage, { atCall, takesEffect: false });
  const checked: LedgerFolder = {
    ...folder,
    write: async (name, lines) => {
      dying.checkpoint('folder.write');
      await folder.write(name, lines);
      dying.checkpoint('folder.written');
    },
    read: async (name) => {
      dying.checkpoint('folder.read');
      return folder.read(name);
    },
  };
  await seal(dying.storage, checked).catch((error: unknown) => expect(error).toBeInstanceOf(ProcessDied));
  return dying;
}

test('killed at any step, every entry is proven by the store and the files, and the next run goes on', async () => {
  await oldEntries();
  const before = await storage.ledger.after(0, 100);
  const steps = (await sealDying(Infinity)).calls();
  // The file sealed last, of which there is none; one look for rows that are left; for each of two files eight steps
  // (the newest file, entries, the last number, write, written, read back, subjects, seal) and twice rows (four, none);
  // and the look that finds no third: the newest, entries.
  expect(steps).toBe(2 + 2 * (8 + 2) + 2);
  for (let atCall = 1; atCall <= steps; atCall += 1) {
    await store.empty();
    empty();
    await oldEntries();
    const dead = await sealDying(atCall);
    expect([atCall, dead.isDead()]).toEqual([atCall, true]);
    const entries = (await storage.ledger.after(0, 100)).map(({ seq, subject, reason }) => [seq, subject, reason]);
    expect([atCall, entries]).toEqual([atCall, before.map(({ seq, subject, reason }) => [seq, subject, reason])]);
    const { items } = await storage.ledger.ofSubject('s2', { limit: 5, cursor: null });
    expect([atCall, items.map(({ seq }) => seq)]).toEqual([atCall, [3]]);
    expect([atCall, await storage.ledger.verify()]).toEqual([atCall, { checked: 11, brokenAtSeq: null }]);
    await seal();
    while ((await storage.outbox.relay(100)) > 0);
    const sealed = (await storage.ledger.after(11, 100)).map(({ reason, data }) => [reason, data['first']]);
    expect([atCall, sealed, await rows()]).toEqual([
      atCall,
      [
        ['ledger-sealed', 1],
        ['ledger-sealed', 5],
      ],
      5,
    ]);
    expect(await storage.ledger.verify()).toEqual({ checked: 13, brokenAtSeq: null });
  }
});
