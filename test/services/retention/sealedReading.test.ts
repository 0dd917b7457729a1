import type { LedgerEntry } from '../../../src/domain/alerts/alert';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { Storage } from '../../../src/ports/storage';
import { createSealLedger } from '../../../src/services/upkeep/sealLedger';
import { useTestStore } from '../../storage/testStore';
import { issuePolicy, obligationOf } from '../fixtures';
import { START } from '../office';
import { createWorld, PAGE, principal, type World } from '../world';
import { useArchiveFolder } from './sealedLedger';

const { folder, files, empty } = useArchiveFolder();
const reads: string[] = [];
const ledgerFolder: typeof folder = {
  ...folder,
  read: (name) => {
    reads.push(name);
    return folder.read(name);
  },
};
const { store, storage } = useTestStore({ startAt: START, storage: { ledgerFolder } });
const ADMINISTRATOR = principal('administrator', '1');

/** An office that has published a policy, whose whole ledger is old enough to be sealed but for its newest entries. */
async function oldOffice(): Promise<World> {
  const world = await createWorld(storage, store.clock);
  await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
  await issuePolicy(world);
  world.clock.pass(MINUTE_MS);
  await world.lookAtDue();
  await world.settle(3);
  while ((await storage.outbox.relay(100)) > 0);
  world.clock.pass(733 * DAY_MS);
  return world;
}

const sealBy = (world: World, entries: number): Promise<number> =>
  createSealLedger({ ...world.deps, ledgerFolder: folder }, { segmentEntries: entries })();

/** All that is read of a ledger, page by page in pages of each size. */
async function readAll(from: Storage, size: number): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (;;) {
    const page = await from.ledger.after(all.at(-1)?.seq ?? 0, size);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

async function ofSubject(subject: string, size: number): Promise<readonly LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<Storage['ledger']['ofSubject']>> = await storage.ledger.ofSubject(subject, {
      limit: size,
      cursor,
    });
    all.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return all;
  }
}

test('the ledger, what it tells of each subject and the evidence are the same lines after it was sealed', async () => {
  const world = await oldOffice();
  const whole = await readAll(storage, 500);
  const subjects = [...new Set(whole.map(({ subject }) => subject))];
  const { id, mandateId } = await obligationOf(world, 'w');
  const read = async (): Promise<unknown> => ({
    listed: await world.services.views.ledger(2, 7, ADMINISTRATOR),
    history: (await world.services.views.obligation(id, ADMINISTRATOR)).history,
    evidence: (await world.services.publishing.evidence(mandateId, PAGE, ADMINISTRATOR)).items,
  });
  const before = await read();
  const told = new Map<string, readonly LedgerEntry[]>();
  for (const subject of subjects) told.set(subject, await ofSubject(subject, 200));

  expect(await sealBy(world, 3)).toBeGreaterThan(8);
  expect(files().length).toBeGreaterThan(3);
  expect(await read()).toEqual(before);
  for (const size of [1, 3, 4, 500]) expect(await readAll(storage, size)).toEqual(whole);
  for (const subject of subjects)
    for (const size of [1, 2, 200]) expect(await ofSubject(subject, size)).toEqual(told.get(subject));
  expect((await storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items.length).toBeGreaterThan(2);
});

test('what is told of a subject before and after the border is one list', async () => {
  const world = await oldOffice();
  const { id } = await obligationOf(world, 'w');
  await sealBy(world, 3);
  const [newest, ...sealed] = (await storage.ledger.ofSubject(`obligation:${id}`, PAGE)).items;
  if (newest === undefined) throw new Error('nothing is told');
  const { seq: _, prevHash: _p, hash: _h, eventId: _e, ...ledger } = newest;
  await storage.ledger.append([{ eventId: world.deps.ids.eventId(), ledger: { ...ledger, reason: 'told today' } }]);
  const told = await ofSubject(`obligation:${id}`, 2);
  expect(told.map(({ reason }) => reason)).toEqual([
    'told today',
    newest.reason,
    ...sealed.map(({ reason }) => reason),
  ]);
});

test('rows that are still there after their file was sealed are not read twice', async () => {
  const world = await oldOffice();
  const whole = await readAll(storage, 500);
  const kept = { ...storage, ledger: { ...storage.ledger, removeSealed: () => Promise.resolve(0) } };
  await sealBy({ ...world, deps: { ...world.deps, storage: kept } }, 3);
  const ledger = (await store.raw()).collection<{ _id: number }>('ledger');
  expect(await ledger.countDocuments({})).toBe(whole.length);
  // Killed while rows are removed, some of them are gone and an older one is not.
  await ledger.deleteMany({ _id: { $in: [1, 3, 4] } });
  for (const size of [1, 2, 500]) expect(await readAll(storage, size)).toEqual(whole);
  for (const { subject } of whole)
    expect(await ofSubject(subject, 2)).toEqual(whole.filter((one) => one.subject === subject).reverse());
});

test('where a file is gone there is an error that names it, never a list without its entries', async () => {
  const world = await oldOffice();
  const { id } = await obligationOf(world, 'w');
  await sealBy(world, 3);
  const [name = ''] = files();
  empty();
  await expect(storage.ledger.after(0, 10)).rejects.toThrow(name);
  await expect(storage.ledger.ofSubject(`obligation:${id}`, PAGE)).rejects.toThrow('LEDGER_ARCHIVE_DIR');
});

test('whoever is asked about by the kind of a line is found in the files, which are read once for all of them', async () => {
  const world = await oldOffice();
  const [first, second, third] = ['1', '2', '3'].map((digit) => principal('administrator', digit).personId);
  const line = (personId: string | undefined, kind: 'signed-in' | 'person-changed') => {
    const ledger = { kind, subject: `person:${personId}`, from: null, to: null, reason: 'test', actor: 'system:test' };
    const at = store.clock.now();
    return { eventId: world.deps.ids.eventId(), ledger: { ...ledger, data: {}, occurredAt: at, recordedAt: at } };
  };
  // Far more than a page of lines since.
  await storage.ledger.append([
    line(first, 'signed-in'),
    ...Array.from({ length: 60 }, () => line(first, 'person-changed')),
  ]);
  await storage.ledger.append([line(second, 'person-changed'), line(third, 'signed-in')]);
  await storage.ledger.append(Array.from({ length: 30 }, () => line(second, 'person-changed')));
  world.clock.pass(733 * DAY_MS);
  await sealBy(world, 30);
  reads.length = 0;
  const subjects = [first, second, third].map((id) => `person:${id}`);
  expect([...(await storage.ledger.sealedSubjectsOf('signed-in', subjects))].sort()).toEqual(
    [subjects[0], subjects[2]].sort(),
  );
  expect(reads.length).toBeGreaterThan(1);
  expect(new Set(reads).size).toBe(reads.length);
  expect(await storage.ledger.sealedSubjectsOf('signed-in', [])).toEqual(new Set());
});
