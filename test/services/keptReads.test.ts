import type { UnitId } from '../../src/domain/ids';
import type { Unit } from '../../src/ports/storage';
import type { ServiceDeps } from '../../src/services/settings';
import { countUnits, createUnitNames } from '../../src/services/unitNames';
import { createSingleFlight } from '../../src/services/views/singleFlight';
import { after } from '../storage/samples';

describe('a result that is kept', () => {
  const KEPT_MS = 1_000;
  function kept() {
    let made = 0;
    const share = createSingleFlight<number>(KEPT_MS);
    const ask = (ms: number, key = 'a') =>
      share({ key, now: after(ms) }, () => {
        made += 1;
        return Promise.resolve(made);
      });
    return { share, ask };
  }

  test('is given to all who ask until its time is over, each key having its own', async () => {
    const { ask } = kept();
    expect([await ask(0), await ask(KEPT_MS - 1), await ask(KEPT_MS - 1, 'b'), await ask(KEPT_MS)]).toEqual([
      1, 1, 2, 3,
    ]);
  });

  test('is made anew for a clock that was put back', async () => {
    const { ask } = kept();
    expect([await ask(0), await ask(-1)]).toEqual([1, 2]);
  });

  test('is waited for while it is made, however long that takes', async () => {
    const { share, ask } = kept();
    let end: (value: number) => void = () => undefined;
    const slow = share({ key: 'a', now: after(0) }, () => new Promise((resolve) => (end = resolve)));
    const waiting = ask(10 * KEPT_MS);
    end(7);
    expect(await Promise.all([slow, waiting])).toEqual([7, 7]);
  });

  test('that failed is kept for nobody', async () => {
    const { share, ask } = kept();
    await expect(share({ key: 'a', now: after(0) }, () => Promise.reject(new Error('no store')))).rejects.toThrow();
    expect(await ask(0)).toBe(1);
  });

  test('is one of five thousand: what does not fit is made anew', async () => {
    const { ask } = kept();
    for (let key = 1; key < 5_000; key += 1) await ask(0, `${key}`);
    expect([await ask(0), await ask(0, '1')]).toEqual([5_000, 1]);
    await ask(0, 'one too many');
    expect(await ask(0)).toBe(5_002);
  });
});

describe('the names of units', () => {
  const [office, a] = ['0', '1'].map((digit) => digit.repeat(24) as UnitId) as [UnitId, UnitId];
  const unitsNamed = (name: string) =>
    [
      { id: office, name, path: [office] },
      { id: a, name: '甲局', path: [office, a] },
    ] as unknown as Unit[];
  function names() {
    let reads = 0;
    const state = { isBroken: false };
    const list = () => {
      reads += 1;
      return state.isBroken ? Promise.reject(new Error('no store')) : Promise.resolve(unitsNamed(`第${reads}次`));
    };
    const read = createUnitNames({ storage: { units: { list } } as unknown as ServiceDeps['storage'] });
    return { state, nameAfter: async (ms: number, id = office) => (await read(after(ms))).nameOf(id) };
  }

  test('are read once in ten seconds, and anew for a clock that was put back', async () => {
    const { nameAfter } = names();
    const read = [await nameAfter(0), await nameAfter(9_999), await nameAfter(10_000), await nameAfter(9_999)];
    expect(read).toEqual(['第1次', '第1次', '第2次', '第3次']);
    expect([await nameAfter(9_999, a), await nameAfter(9_999, 'f'.repeat(24) as UnitId)]).toEqual(['甲局', '']);
  });

  test('are read again at once where they could not be read', async () => {
    const { state, nameAfter } = names();
    state.isBroken = true;
    await expect(nameAfter(0)).rejects.toThrow('no store');
    state.isBroken = false;
    expect(await nameAfter(0)).toBe('第2次');
  });

  test('are as many as a reader sees: all, or their unit and what is below', () => {
    const directory = { units: unitsNamed('县政府办'), nameOf: () => '' };
    expect([null, office, a].map((scope) => countUnits(directory, scope))).toEqual([2, 2, 1]);
  });
});
