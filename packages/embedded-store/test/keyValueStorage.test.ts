import { discard, openTestEngine, type TestEngine } from './testEngine';

let store: TestEngine;
beforeAll(() => {
  store = openTestEngine();
});
afterAll(() => discard(store));

test('keys of a range are counted up to a limit and to their end, and no further', async () => {
  const { engine } = store;
  const key = (n: number): Buffer => Buffer.from([0xfe, n]);
  await engine.write(() => {
    for (let n = 0; n < 10; n += 1) engine.storage.put(key(n), Buffer.from('x'));
  });
  const range = { start: key(0), end: key(8) };
  expect([0, 1, 3, 7, 8, 9, 10, 50_000, Infinity].map((limit) => engine.storage.count(range, limit))).toEqual([
    0, 1, 3, 7, 8, 8, 8, 8, 8,
  ]);
});

test('values of a range, small and large, stay as they were read whatever is read and written afterwards', async () => {
  const { engine } = store;
  const key = (n: number): Buffer => Buffer.from([0xfd, n]);
  const value = (n: number, mark: number): Buffer => Buffer.alloc([0, 1, 700, 4_097, 70_000][n % 5] ?? 0, mark);
  const count = 100;
  const write = (mark: number): Promise<void> =>
    engine.write(() => {
      for (let n = 0; n < count; n += 1) engine.storage.put(key(n), value(n, mark + n));
    });
  const read = (): readonly Buffer[] =>
    engine.storage.read({ start: key(0), end: key(count) }, { limit: count }).map((entry) => entry.value);
  await write(1);
  const first = read();
  await write(101);
  const second = read();
  for (let n = 0; n < count; n += 1) {
    expect(first[n]?.equals(value(n, 1 + n))).toBe(true);
    expect(second[n]?.equals(value(n, 101 + n))).toBe(true);
  }
});
