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
