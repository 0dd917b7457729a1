import type { Connection } from 'mongoose';
import type { FileId, PersonId, UnitId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import type { StoredFile } from '../../../src/domain/files/file';
import type { Files } from '../../../src/ports/storage';
import { createFileBytes } from '../../../src/storage/files/fileBytes';
import { fileContentSchema, fileSchema, type FileContentRow, type FileRow } from '../../../src/storage/files/fileRows';
import { createFiles } from '../../../src/storage/files/files';
import { openTable } from '../../../src/storage/table';
import { hasher, ids, useTestStore } from '../testStore';
import { NOW } from '../samples';

const { store, storage } = useTestStore();
const UNIT = ids.id<UnitId>();
const large = Buffer.alloc(700_000, '政务');

const fileOf = (bytes: Uint8Array, name = '附件.txt'): Omit<StoredFile, 'holders' | 'unheldSinceAt'> => ({
  ...{ id: ids.id<FileId>(), name, type: 'txt', width: null, height: null },
  ...{ sha256: hasher.sha256(bytes), bytes: bytes.length, uploadedAt: store.clock.now() },
  by: { personId: ids.id<PersonId>(), name: '甲', role: 'officer' },
});
const put = async (bytes: Uint8Array, name?: string): Promise<FileId> => {
  const file = fileOf(bytes, name);
  await storage.files.put(file, bytes);
  return file.id;
};
const reads = async (id: FileId): Promise<boolean> => large.equals((await storage.files.read(id)) ?? Buffer.alloc(0));
const counted = async (): Promise<readonly number[]> => {
  const connection = await store.raw();
  return Promise.all(
    ['files', 'file-contents', 'file-bytes.files', 'file-bytes.chunks'].map((name) =>
      connection.collection(name).countDocuments(),
    ),
  );
};
/** One run of the retention, for what is a day (contents) or a week (files) old. */
async function sweep(): Promise<void> {
  const now = store.clock.now();
  for (const [of, days] of [
    ['unheld-files', 7],
    ['unused-contents', 1],
  ] as const) {
    const beforeAt = new Date(now.getTime() - days * DAY_MS);
    const on = now.toISOString().slice(0, 10) as never;
    let run = await storage.retentionRuns.begin({ class: of, on, beforeAt, startedAt: now });
    const found = await storage.expired.ended(of, beforeAt, 100);
    const planned = run === null ? null : await storage.retentionRuns.plan(run, { ids: found, kept: [], days: [] });
    run = planned === null ? null : await storage.retentionRuns.carryOut(planned);
    if (run !== null) await storage.retentionRuns.end(run, now, null);
  }
}

/** The files of a process that is killed at the given call to the store, before or after it took effect. */
function dyingFiles(connection: Connection, atCall: number, takesEffect: boolean): { files: Files; calls(): number } {
  let calls = 0;
  const dying = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, property) => {
        const method: unknown = Reflect.get(of, property);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls > atCall || (calls === atCall && !takesEffect)) throw new Error('killed');
          const result: unknown = await Reflect.apply(method, of, given);
          if (calls === atCall) throw new Error('killed');
          return result;
        };
      },
    });
  const files = createFiles({
    files: dying(openTable<FileRow>(connection, 'files', fileSchema)),
    contents: dying(openTable<FileContentRow>(connection, 'file-contents', fileContentSchema)),
    bytes: dying(createFileBytes(connection)),
    ...{ hasher, ids },
  });
  return { files, calls: () => calls };
}

describe('files', () => {
  test('are read as they were handed in, and the same bytes are stored once', async () => {
    const [one, other] = [await put(large, '一.txt'), await put(large, '二.txt')];
    expect(await reads(one)).toBe(true);
    expect(await reads(other)).toBe(true);
    expect((await storage.files.meta([one, other])).map(({ name }) => name)).toEqual(['一.txt', '二.txt']);
    expect(await counted()).toEqual([2, 1, 1, 3]);
  });

  test('handed in by many at once with the same bytes are stored once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => put(large)));
    expect(await counted()).toEqual([5, 1, 1, 3]);
  });

  test('are not read where a part is missing or is not what it was, and are stored anew', async () => {
    const id = await put(large);
    const chunks = (await store.raw()).collection('file-bytes.chunks');
    await chunks.updateOne({ n: 1 }, { $set: { data: Buffer.alloc(256 * 1024) } });
    expect(await storage.files.read(id)).toBeNull();
    await chunks.deleteOne({ n: 1 });
    expect(await storage.files.read(id)).toBeNull();
    const again = await put(large);
    expect(await reads(again)).toBe(true);
    expect(await storage.files.read(id)).toBeNull();
  });

  test('killed at any call while it is put, a file is whole or is not there, and what is left goes after a day', async () => {
    const connection = await store.raw();
    let deaths = 0;
    for (const takesEffect of [false, true])
      for (let atCall = 1; atCall <= 8; atCall += 1) {
        const bytes = Buffer.from(`${large.toString('utf8')}${atCall}${takesEffect}`, 'utf8');
        const file = fileOf(bytes);
        const { files, calls } = dyingFiles(connection, atCall, takesEffect);
        const ended = await files.put(file, bytes).then(
          () => 'stored',
          () => 'killed',
        );
        if (calls() < atCall) continue;
        deaths += 1;
        const read = await storage.files.read(file.id);
        expect([atCall, ended, read === null || bytes.equals(read)]).toEqual([atCall, 'killed', true]);
      }
    // Look for it, note it, its bytes, whole, the file: each of five before and after.
    expect(deaths).toBe(10);
    store.clock.pass(HOUR_MS);
    const young = await put(large);
    store.clock.pass(9 * DAY_MS);
    await storage.files.hold([young], { subject: 'own-post:1', unitId: UNIT });
    await sweep();
    // The bytes of files that went just now are looked at a day later.
    store.clock.pass(2 * DAY_MS);
    await sweep();
    expect(await counted()).toEqual([1, 1, 1, 3]);
    expect(await reads(young)).toBe(true);
  });

  test('that nothing has go after their time, and the bytes when the last file that has them is gone', async () => {
    const [held, left] = [await put(large), await put(large)];
    expect(await storage.files.hold([held], { subject: 'own-post:1', unitId: UNIT })).toEqual([]);
    store.clock.pass(7 * DAY_MS - 1);
    await sweep();
    expect((await storage.files.meta([held, left])).length).toBe(2);
    store.clock.pass(DAY_MS);
    await sweep();
    expect((await storage.files.meta([held, left])).map(({ id }) => id)).toEqual([held]);
    store.clock.pass(2 * DAY_MS);
    await sweep();
    expect(await reads(held)).toBe(true);
    await storage.files.release([held], 'own-post:1', store.clock.now());
    store.clock.pass(8 * DAY_MS);
    await sweep();
    expect(await storage.files.meta([held])).toEqual([]);
    store.clock.pass(2 * DAY_MS);
    await sweep();
    expect(await counted()).toEqual([0, 0, 0, 0]);
  });

  test('are held by several, stay until the last lets go, and are held by nobody once they are gone', async () => {
    const id = await put(large);
    const gone = ids.id<FileId>();
    for (const subject of ['own-post:1', 'own-post:1', 'submission:2'])
      expect(await storage.files.hold([id, gone], { subject, unitId: UNIT })).toEqual([gone]);
    const holders = async () => (await storage.files.meta([id]))[0]?.holders.map(({ subject }) => subject);
    expect(await holders()).toEqual(['own-post:1', 'submission:2']);
    await storage.files.release([id, gone], 'own-post:1', NOW);
    expect((await storage.files.meta([id]))[0]).toMatchObject({ unheldSinceAt: null });
    await storage.files.release([id], 'submission:2', NOW);
    await storage.files.release([id], 'submission:2', store.clock.now());
    expect((await storage.files.meta([id]))[0]).toMatchObject({ holders: [], unheldSinceAt: NOW });
  });

  test('that are held keep their bytes, however many that nothing has are removed with them', async () => {
    const connection = await store.raw();
    const unused = Array.from({ length: 501 }, (_, n) => ({
      ...{ _id: `${n}`.padStart(24, '0') as never, sha256: `${n}`.padStart(64, '0') },
      ...{ bytes: 1, state: 'whole', unusedSinceAt: new Date(NOW.getTime() - HOUR_MS) },
    }));
    await connection.collection('file-contents').insertMany(unused);
    const id = await put(large);
    await storage.files.hold([id], { subject: 'own-post:1', unitId: UNIT });
    store.clock.pass(3 * DAY_MS);
    const ended = await storage.expired.ended('unused-contents', store.clock.now(), 1_000);
    expect(ended).toHaveLength(501);
    for (let turn = 0; turn < 6; turn += 1) await sweep();
    expect(await reads(id)).toBe(true);
  });

  test('taken up again while the bytes are about to go keep them', async () => {
    const id = await put(large);
    store.clock.pass(8 * DAY_MS);
    await sweep();
    expect(await storage.files.meta([id])).toEqual([]);
    store.clock.pass(2 * DAY_MS);
    const planned = await storage.expired.ended('unused-contents', new Date(store.clock.now().getTime() - DAY_MS), 10);
    expect(planned).toHaveLength(1);
    const again = await put(large);
    await sweep();
    expect(await reads(again)).toBe(true);
  });

  test('whose bytes are swept while they are taken up again are whole', async () => {
    await put(large);
    store.clock.pass(8 * DAY_MS);
    await sweep();
    store.clock.pass(2 * DAY_MS);
    const connection = await store.raw();
    const table = openTable<FileRow>(connection, 'files', fileSchema);
    const files = createFiles({
      files: { ...table, insert: async (row) => sweep().then(() => table.insert(row)) },
      contents: openTable<FileContentRow>(connection, 'file-contents', fileContentSchema),
      bytes: createFileBytes(connection),
      ...{ hasher, ids },
    });
    const file = fileOf(large);
    await files.put(file, large);
    expect(await reads(file.id)).toBe(true);
  });

  test('are counted by person and by day', async () => {
    const mine = fileOf(large);
    await storage.files.put(mine, large);
    await put(Buffer.from('短文'));
    const since = store.clock.now();
    expect(await storage.files.bytesSince(since, mine.by.personId)).toBe(large.length);
    expect(await storage.files.bytesSince(since, null)).toBe(large.length + 6);
    expect(await storage.files.bytesSince(new Date(since.getTime() + 1), null)).toBe(0);
  });
});
