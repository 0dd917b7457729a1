import { openIndex } from '../src/keys/indexSpec';
import { createCommitPlace } from '../src/store/commitPlace';
import { GroupCounts } from '../src/store/groupCounts';
import { createReadVersion } from '../src/store/readVersion';
import { discard, openTestEngine, type TestEngine } from './testEngine';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('commits', () => {
  let store: TestEngine;
  let real: TestEngine['engine']['storage']['transactAside'];
  let aside: jest.SpyInstance;
  let here: jest.SpyInstance;
  beforeEach(() => {
    store = openTestEngine();
    real = store.engine.storage.transactAside;
    aside = jest.spyOn(store.engine.storage, 'transactAside');
    here = jest.spyOn(store.engine.storage, 'transact');
  });
  afterEach(() => discard(store));

  const insert = (id: number) => store.run({ insert: 'c', documents: [{ _id: id, n: id % 3 }] });
  const ping = () => store.run({ ping: 1 });
  /** A read that the event loop hands out as soon as the commit is over: it had come while the disk was waited for. */
  const readBehind = async (work: Promise<unknown>): Promise<void> => {
    await work.then(ping);
    await turn();
  };

  test('are made here for writers alone, however many', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, id) => insert(id)));
    for (let id = 50; id < 60; id += 1) await insert(id);
    expect(aside).not.toHaveBeenCalled();
    expect(here).toHaveBeenCalled();
  });

  test('go aside once a read has waited for one, and come back when none does', async () => {
    await insert(0);
    await readBehind(insert(1));
    await insert(2);
    expect(aside).toHaveBeenCalled();
    for (let id = 3; id < 40; id += 1) await insert(id);
    const made = aside.mock.calls.length;
    await insert(40);
    expect(aside).toHaveBeenCalledTimes(made);
    expect(await store.run({ count: 'c' })).toMatchObject({ n: 41 });
  });

  test('aside are whole: what is stored is there after opening again, what was refused is not', async () => {
    await store.run({ createIndexes: 'c', indexes: [{ key: { n: 1 }, name: 'n', unique: true }] });
    await readBehind(insert(0));
    aside.mockClear();
    const replies = await Promise.all([insert(1), insert(3), insert(2), insert(2)]);
    expect(aside).toHaveBeenCalled();
    expect(replies.map((reply) => reply['n'])).toEqual([1, 0, 1, 0]);
    await store.close();
    store = openTestEngine({ dataDir: store.dataDir });
    expect((await store.all({ find: 'c', sort: { _id: 1 } })).map((row) => row['_id'])).toEqual([0, 1, 2]);
    expect(await store.run({ count: 'c' })).toMatchObject({ n: 3 });
  });

  test('aside undo everything of a transaction in which one piece of work fails, and store the others', async () => {
    await readBehind(insert(0));
    aside.mockClear();
    const put = store.engine.storage.put;
    let fails = 0;
    jest.spyOn(store.engine.storage, 'put').mockImplementation((key, value) => {
      if (Buffer.from(value).includes('poison')) {
        fails += 1;
        throw new Error('not today');
      }
      put(key, value);
    });
    const poisoned = () => store.run({ insert: 'c', documents: [{ _id: 9, pad: 'poison' }] });
    const [before, failed, after] = await Promise.all([insert(1), poisoned(), insert(2)]);
    expect(aside).toHaveBeenCalled();
    expect(fails).toBeGreaterThan(0);
    expect([before, after].map((reply) => reply['n'])).toEqual([1, 1]);
    expect(failed['ok'] ?? 0).toBe(0);
    expect((await store.all({ find: 'c' })).map((row) => row['_id'])).toEqual([0, 1, 2]);
    expect(await store.run({ count: 'c' })).toMatchObject({ n: 3 });
  });

  test('that failed leave nothing behind, and all after them are made here', async () => {
    await readBehind(insert(0));
    aside.mockImplementationOnce((work: () => void) =>
      real(() => {
        work();
        throw new Error('the disk fails');
      }),
    );
    const failed = await insert(1);
    expect(failed['n']).toBeUndefined();
    expect(failed['errmsg']).toMatch(/the disk fails/);
    expect(await store.run({ count: 'c' })).toMatchObject({ n: 1 });
    aside.mockClear();
    for (let id = 1; id < 4; id += 1) await readBehind(insert(id));
    expect(aside).not.toHaveBeenCalled();
    expect((await store.all({ find: 'c' })).map((row) => row['_id'])).toEqual([0, 1, 2, 3]);
    expect(await store.run({ count: 'c' })).toMatchObject({ n: 4 });
  });

  test('that cannot begin are told of to all who wait', async () => {
    await insert(0);
    here.mockImplementationOnce(() => {
      throw new Error('no more transactions');
    });
    const [one, other] = await Promise.all([insert(1), insert(2)]);
    for (const reply of [one, other]) expect(reply?.['errmsg']).toMatch(/no more transactions/);
    expect(await insert(3)).toMatchObject({ n: 1 });
  });

  test('serve reads while they wait for the disk', async () => {
    await readBehind(insert(0));
    let release: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => {
      release = resolve;
    });
    aside.mockImplementation(async (work: () => void) => {
      await real(work);
      await disk;
    });
    let isStored = false;
    const writing = insert(1).then(() => {
      isStored = true;
    });
    for (let reads = 0; reads < 20; reads += 1) {
      expect(await store.all({ find: 'c', filter: { _id: 0 } })).toHaveLength(1);
      await turn();
    }
    expect(isStored).toBe(false);
    release();
    await writing;
  });
});

test('a slice is as long as usual after short writes, twice as long after one that used up its time', async () => {
  const store = openTestEngine();
  const startedAt = 1_000;
  const now = jest.spyOn(performance, 'now').mockReturnValue(startedAt);
  const lengthOfSlice = async ({ isUsedUp }: { readonly isUsedUp: boolean }): Promise<number> => {
    now.mockReturnValue(startedAt);
    const length = await store.engine.writeSlice({ usualMs: 10, left: 100 }, (_transaction, until) => {
      if (isUsedUp) now.mockReturnValue(until);
      return until - startedAt;
    });
    await turn();
    return length;
  };
  for (let id = 0; id < 6; id += 1) {
    await store.run({ insert: 'c', documents: [{ _id: id }] });
    await turn();
  }
  expect(await lengthOfSlice({ isUsedUp: false })).toBe(10);
  expect(await lengthOfSlice({ isUsedUp: true })).toBe(10);
  expect(await lengthOfSlice({ isUsedUp: false })).toBe(20);
  now.mockRestore();
  await discard(store);
});

describe('what was read', () => {
  test('is of one version as long as nothing is written', async () => {
    const { version } = createReadVersion();
    const before = version();
    await turn();
    expect(version()).toBe(before);
  });

  test('is of one version within a turn and of another in the next while a transaction is on its way', async () => {
    const { version, unsettle, settle } = createReadVersion();
    const before = version();
    unsettle();
    const first = version();
    expect(first).not.toBe(before);
    expect(version()).toBe(first);
    await turn();
    const second = version();
    expect(second).not.toBe(first);
    settle();
    expect([before, first, second]).not.toContain(version());
    const settled = version();
    await turn();
    expect(version()).toBe(settled);
  });
});

describe('the place of commits', () => {
  test('is taken up again after thirty-two in a row that no read has waited for', async () => {
    const place = createCommitPlace();
    const commit = (isWaitedFor = false): string => {
      const made = place.begin();
      if (isWaitedFor) place.noteRead();
      place.end();
      return made;
    };
    expect(commit()).toBe('here');
    place.noteRead();
    await turn();
    const many = (count: number): Set<string> => new Set(Array.from({ length: count }, () => commit()));
    expect(many(31)).toEqual(new Set(['aside']));
    expect(commit(true)).toBe('aside');
    expect(many(32)).toEqual(new Set(['aside']));
    expect(commit()).toBe('here');
  });

  test('lets long work run longer while nobody waits, and half as long once somebody has', async () => {
    const place = createCommitPlace();
    const commit = async (meanwhile: () => void = () => undefined): Promise<number> => {
      place.begin();
      place.noteFullSlice();
      place.end();
      meanwhile();
      await turn();
      return place.stretch();
    };
    expect(place.stretch()).toBe(1);
    const grown = [];
    for (let commits = 0; commits < 6; commits += 1) grown.push(await commit());
    expect(grown).toEqual([2, 4, 8, 16, 16, 16]);
    expect(await commit(() => place.noteShortWrite())).toBe(8);
    expect(await commit(() => place.noteRead())).toBe(4);
    // Aside now: whoever waits is noted while the transaction is on its way.
    place.begin();
    place.noteRead();
    place.end();
    expect(place.stretch()).toBe(2);
  });

  test('lets long work run no longer for what was short, however much of it', async () => {
    const place = createCommitPlace();
    for (let commits = 0; commits < 6; commits += 1) {
      place.begin();
      place.end();
      await turn();
    }
    expect(place.stretch()).toBe(1);
  });

  test('stays here for a read that comes only in a later turn', async () => {
    const place = createCommitPlace();
    place.begin();
    place.end();
    await turn();
    await turn();
    place.noteRead();
    await turn();
    expect(place.begin()).toBe('here');
  });
});

test('a group counted while a transaction is on its way to the disk is counted again after it', () => {
  const counts = new GroupCounts();
  const index = openIndex(
    7,
    {
      name: 'n',
      key: { n: 1 },
      unique: false,
      sparse: false,
      hidden: false,
      partialFilter: null,
      expireAfterSeconds: null,
    },
    { state: 'ready', multikey: 0, cut: false },
  );
  const group = { fields: 1, start: Buffer.from([1]) };
  // Nobody has asked for it before: the transaction notes nothing of it.
  counts.note(index, Buffer.from([1]), 1);
  counts.unsettle();
  expect(counts.of(index, group, () => 100)).toBe(100);
  counts.settle(true);
  expect(counts.of(index, group, () => 101)).toBe(101);
  expect(counts.of(index, group, () => 999)).toBe(101);
  counts.unsettle();
  expect(counts.of(index, group, () => 999)).toBe(101);
});
