import { discard, openTestEngine, type TestEngine } from './testEngine';

let store: TestEngine;
beforeAll(() => {
  store = openTestEngine();
});
afterAll(() => discard(store));

test('keys of a range are counted up to a limit and no further, and one is found by its place', async () => {
  const { engine } = store;
  const key = (n: number): Buffer => Buffer.from([0xfe, n]);
  await engine.write(() => {
    for (let n = 0; n < 10; n += 1) engine.storage.put(key(n), Buffer.from('x'));
  });
  const range = { start: key(0), end: key(10) };
  expect([0, 1, 3, 9, 10, 11, 50_000].map((limit) => engine.storage.count(range, limit))).toEqual([
    0, 1, 3, 9, 10, 10, 10,
  ]);
  expect([0, 9, 10].map((place) => engine.storage.keyAt(range, place))).toEqual([key(0), key(9), undefined]);
});
