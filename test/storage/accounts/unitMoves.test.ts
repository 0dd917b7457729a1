import { startMove } from '../../../src/domain/accounts/unitMove';
import type { UnitId, UnitMoveId } from '../../../src/domain/ids';
import { RESCOPED } from '../../../src/storage/rescoped';
import { eventOf, newPostOf, NOW, register, unitOf } from '../samples';
import { scopedReads } from '../scopedReads';
import { ids, useTestStore } from '../testStore';
import { fillTwoUnits, type TwoUnits } from '../twoUnits';

const { storage } = useTestStore();
const nobody = () => {
  throw new Error('nobody is merged');
};
const noMerge = { person: nobody, belonging: nobody };
const reads = Object.entries(scopedReads(storage)).filter(([name]) => name !== 'alerts.acknowledge');

/** How much each function shows to a reader, by name. */
async function seenBy(scope: UnitId, both: TwoUnits): Promise<Readonly<Record<string, number>>> {
  const seen: Record<string, number> = {};
  for (const [name, read] of reads) seen[name] = await read(scope, both);
  return seen;
}
const each = (count: number): Readonly<Record<string, number>> =>
  Object.fromEntries(reads.map(([name]) => [name, count]));

async function move(unitId: UnitId, parentId: UnitId | null) {
  const units = await storage.units.list(null);
  const unit = units.find(({ id }) => id === unitId);
  if (unit === undefined) throw new Error('no unit');
  const parent = units.find(({ id }) => id === parentId) ?? null;
  const subtree = units.filter(({ path }) => path.includes(unitId));
  return startMove({ unit, parent, subtree }, { id: ids.id<UnitMoveId>(), now: NOW });
}

test('the former superior sees nothing of it from the first moment, at every step; the new one no more than it', async () => {
  const both = await fillTwoUnits(storage);
  const { unit, county } = both;
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const moving = await move(unit, successor);
  expect(await seenBy(county, both)).toEqual(each(2));
  expect(await storage.unitMoves.start(moving, eventOf('ledger'))).toBe(true);
  expect(await seenBy(county, both)).toEqual(each(1));
  for (const { run } of storage.unitMoves.steps(moving, noMerge)) {
    await run();
    expect(await seenBy(county, both)).toEqual(each(1));
    expect(await seenBy(unit, both)).toEqual(each(1));
    for (const [name, count] of Object.entries(await seenBy(successor, both)))
      expect([name, count]).toEqual([name, count === 0 ? 0 : name === 'units.list' ? count : 1]);
  }
  await storage.unitMoves.settle(moving.id, NOW);
  await storage.unitMoves.finish(moving.id);
  expect(await seenBy(county, both)).toEqual(each(1));
  // The successor itself is a unit of the list beside the one that was moved.
  expect(await seenBy(successor, both)).toEqual({ ...each(1), 'units.list': 2 });
  expect(await storage.unitMoves.unfinished()).toEqual([]);
});

test('every step may be repeated, and killed between any two the steps begin again', async () => {
  const both = await fillTwoUnits(storage);
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const moving = await move(both.unit, successor);
  await storage.unitMoves.start(moving, eventOf('ledger'));
  const steps = storage.unitMoves.steps(moving, noMerge);
  expect(steps.map(({ name }) => name)).toEqual(['units', ...RESCOPED]);
  for (let killedAfter = 0; killedAfter < steps.length; killedAfter += 1)
    for (const { run } of storage.unitMoves.steps(moving, noMerge).slice(0, killedAfter + 1)) await run();
  for (const { name, run } of steps) expect([name, await run()]).toEqual([name, 0]);
  expect(await seenBy(both.county, both)).toEqual(each(1));
});

test('a row written late with the path of before is kept from the former superior and swept up', async () => {
  const both = await fillTwoUnits(storage);
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const moving = await move(both.unit, successor);
  await storage.unitMoves.start(moving, eventOf('ledger'));
  for (const { run } of storage.unitMoves.steps(moving, noMerge)) await run();
  await storage.unitMoves.settle(moving.id, NOW);
  // A look that began before the move still holds the account as it was.
  await storage.posts.record(both.inside, [newPostOf('late')], NOW);
  expect(await storage.posts.countSince(new Date(0), both.county)).toBe(1);
  for (const { run } of storage.unitMoves.steps(moving, noMerge)) await run();
  expect(await storage.posts.countSince(new Date(0), successor)).toBe(2);
  await storage.unitMoves.finish(moving.id);
  expect(await storage.posts.countSince(new Date(0), both.county)).toBe(1);
});

test('a unit that is registered below it meanwhile, with the path of before, follows', async () => {
  const both = await fillTwoUnits(storage);
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const before = await storage.units.byId(both.unit, null);
  if (before === null) throw new Error('no unit');
  const moving = await move(both.unit, successor);
  await storage.unitMoves.start(moving, eventOf('ledger'));
  for (const { run } of storage.unitMoves.steps(moving, noMerge)) await run();
  const child = await storage.units.upsert(unitOf('child', [{ ...before }]));
  for (const { run } of storage.unitMoves.steps(moving, noMerge)) await run();
  expect((await storage.units.byId(child.id, successor))?.path).toEqual([successor, both.unit, child.id]);
});

test('one unit is moved at a time; the next begins while the one before settles', async () => {
  const both = await fillTwoUnits(storage);
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const [one, two] = [await move(both.unit, successor), await move(both.outside.unitId, successor)];
  expect(await storage.unitMoves.start(one, eventOf('ledger'))).toBe(true);
  expect(await storage.unitMoves.start(two, eventOf('ledger'))).toBe(false);
  await storage.unitMoves.settle(one.id, NOW);
  expect(await storage.unitMoves.start(two, eventOf('ledger'))).toBe(true);
});

test('moved back while it settles, the first superior sees it again at once and the second no more', async () => {
  const both = await fillTwoUnits(storage);
  const successor = (await storage.units.upsert(unitOf('successor'))).id;
  const there = await move(both.unit, successor);
  await storage.unitMoves.start(there, eventOf('ledger'));
  for (const { run } of storage.unitMoves.steps(there, noMerge)) await run();
  await storage.unitMoves.settle(there.id, NOW);
  const back = await move(both.unit, both.county);
  expect(await storage.unitMoves.start(back, eventOf('ledger'))).toBe(true);
  for (const { run } of storage.unitMoves.steps(back, noMerge)) await run();
  await storage.unitMoves.settle(back.id, NOW);
  for (const open of await storage.unitMoves.unfinished())
    for (const { run } of storage.unitMoves.steps(open, noMerge)) await run();
  expect(await seenBy(both.county, both)).toEqual(each(2));
  expect(await seenBy(successor, both)).toEqual({ ...each(0), 'units.list': 1 });
});

test('two processes that merge a unit with hundreds of accounts tell of every one, once', async () => {
  const { inside, unit } = await fillTwoUnits(storage);
  const into = (await storage.units.upsert(unitOf('successor'))).id;
  for (let n = 0; n < 201; n += 1) await register(storage, { unitId: unit, unitPath: inside.unitPath });
  const merging = { ...(await move(unit, into)), isMerge: true };
  expect(await storage.unitMoves.start(merging, eventOf('ledger'))).toBe(true);
  const steps = storage.unitMoves.steps(merging, { person: nobody, belonging: ({ id }) => eventOf(`account:${id}`) });
  const step = (name: string) => steps.find((one) => one.name === name) ?? nobody();
  await step('units').run();
  const told = await Promise.all([step('lines of accounts').run(), step('lines of accounts').run()]);
  expect(told.map(Number).reduce((sum, one) => sum + one, 0)).toBe(202);
});
