import { startMove, type UnitMove } from '../../src/domain/accounts/unitMove';
import { makeEvent } from '../../src/domain/alerts/events';
import type { UnitId, UnitMoveId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { RESCOPED } from '../../src/storage/rescoped';
import type { UnitMoves } from '../../src/ports/storage';
import { useWorld } from './useWorld';
import { ids, PAGE, principal, registration } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const seenBy = async (unit: UnitId): Promise<readonly string[]> =>
  (await world.services.views.accounts({}, PAGE, principal('viewer', '9', unit))).items.map(
    ({ externalId }) => externalId,
  );
const parentOf = async (unit: UnitId): Promise<UnitId | null | undefined> =>
  (await world.storage.units.byId(unit, null))?.parentId;
const move = (unitId: UnitId, parentId: UnitId | null, by = ADMINISTRATOR) =>
  world.services.accounts.moveUnit({ unitId, parentId, reason: '机构改革' }, by);
const preview = (unitId: UnitId, parentId: UnitId | null, by = ADMINISTRATOR) =>
  world.services.accounts.previewMove({ unitId, parentId }, by);

test('a unit goes under another superior with its accounts, in the ledger with the reason', async () => {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']);
  await world.lookAtDue();
  expect(await preview(world.unitA, world.unitB)).toMatchObject({
    state: 'preview',
    unitName: '甲局',
    fromName: '县政府办',
    toName: '乙镇',
    units: 1,
    rows: { accounts: 1, posts: 0 },
  });
  expect(await seenBy(world.unitB)).toEqual(['v']);
  expect(await move(world.unitA, world.unitB)).toMatchObject({ state: 'moved', rows: { accounts: 1 } });
  expect(await seenBy(world.unitB)).toEqual(['v', 'w']);
  expect(await seenBy(world.unitA)).toEqual(['w']);
  expect(await seenBy(world.officeId)).toEqual(['v', 'w']);
  while ((await world.storage.outbox.relay(500)) > 0);
  const [line] = (await world.storage.ledger.ofSubject(`unit:${world.unitA}`, PAGE)).items;
  expect(line).toMatchObject({
    kind: 'unit-moved',
    from: world.officeId,
    to: world.unitB,
    actor: `person:${ADMINISTRATOR.personId}`,
  });
  expect(line?.data).toMatchObject({ note: '机构改革' });
  expect(await world.storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
});

test('moved away from its superior, that superior sees nothing more', async () => {
  await world.addAccounts(['weibo', 'w']);
  await move(world.unitA, world.unitB);
  await move(world.unitA, null);
  expect([await seenBy(world.unitB), await seenBy(world.officeId), await seenBy(world.unitA)]).toEqual([[], [], ['w']]);
  expect(await parentOf(world.unitA)).toBeNull();
});

test('is refused with field and remedy where it makes no sense, and outside of what the person may', async () => {
  const field = { code: 'invalid-input', field: 'parentId' };
  await expect(preview(world.officeId, world.unitA)).rejects.toMatchObject(field);
  await expect(move(world.officeId, world.officeId)).rejects.toMatchObject(field);
  await expect(move(world.unitA, world.officeId)).rejects.toMatchObject(field);
  await expect(
    world.services.accounts.moveUnit({ unitId: world.unitA, parentId: world.unitB, reason: ' ' }, ADMINISTRATOR),
  ).rejects.toMatchObject({ code: 'invalid-input', field: 'reason' });
  await expect(move(world.unitA, world.unitB, principal('operator', '2'))).rejects.toMatchObject({ code: 'forbidden' });
  const ofA = principal('administrator', '3', world.unitA);
  for (const [unit, parent] of [
    [world.unitA, world.unitB],
    [world.unitB, world.unitA],
    [world.unitA, null],
  ] as const)
    await expect(move(unit, parent, ofA)).rejects.toMatchObject({ code: 'not-found' });
  const ofOffice = principal('administrator', '4', world.officeId);
  await expect(move(world.unitA, null, ofOffice)).rejects.toMatchObject({ code: 'not-found' });
  expect(await parentOf(world.unitA)).toBe(world.officeId);
});

test('of two at once one is refused', async () => {
  const ends = await Promise.allSettled([move(world.unitA, world.unitB), move(world.unitB, world.unitA)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
});

test('killed between any two steps it is carried on by the tick, and the former superior never sees it again', async () => {
  await world.addAccounts(['weibo', 'w']);
  const { steps } = world.storage.unitMoves;
  const count = 1 + RESCOPED.length;
  let parents: readonly [UnitId, UnitId] = [world.officeId, world.unitB];
  for (let killedAt = 0; killedAt <= count; killedAt += 1) {
    const dying: UnitMoves['steps'] = (one, merged) =>
      steps(one, merged).map(({ name, run }, index) => ({
        name,
        run: () => (index >= killedAt ? Promise.reject(new Error('killed')) : run()),
      }));
    const settle = world.storage.unitMoves.settle;
    Object.assign(world.storage.unitMoves, { steps: dying, settle: () => Promise.reject(new Error('killed')) });
    const to = parents[1] === world.officeId ? null : parents[1];
    await expect(move(world.unitA, to)).rejects.toThrow('killed');
    expect(await seenBy(world.officeId)).toEqual(to === null ? [] : ['w']);
    Object.assign(world.storage.unitMoves, { steps, settle });
    world.clock.pass(2 * MINUTE_MS);
    expect(await world.services.accounts.resumeMoves()).toEqual({ resumed: 1 });
    expect(await seenBy(world.officeId)).toEqual(to === null ? [] : ['w']);
    expect(await seenBy(world.unitB)).toEqual(to === null ? [] : ['w']);
    expect(await parentOf(world.unitA)).toBe(to);
    world.clock.pass(16 * MINUTE_MS);
    expect(await world.services.accounts.resumeMoves()).toEqual({ settled: 1 });
    parents = [parents[1], parents[0]];
  }
});

test('an import that names another superior does the same, everything below included', async () => {
  await world.services.accounts.registerUnits([{ key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' }]);
  await world.services.accounts.registerAccounts([registration('weibo', 'w', 'a1')]);
  const units = await world.services.accounts.registerUnits([
    { key: 'b', name: '乙镇', parentKey: 'office', level: 'town' },
    { key: 'a', name: '甲局新名', parentKey: 'b', level: 'department' },
  ]);
  expect(units.map(({ name, parentId }) => [name, parentId])).toEqual([
    ['乙镇', world.officeId],
    ['甲局新名', world.unitB],
  ]);
  expect([await seenBy(world.unitB), await seenBy(world.unitA)]).toEqual([['w'], ['w']]);
  await expect(
    world.services.accounts.registerUnits([{ key: 'b', name: '乙镇', parentKey: 'a1', level: 'town' }]),
  ).rejects.toMatchObject({ code: 'invalid-input', field: 'parentKey' });
});

describe('a move whose process is not heard of', () => {
  const start = async (): Promise<UnitMove> => {
    const unit = await world.storage.units.byId(world.unitA, null);
    const parent = await world.storage.units.byId(world.unitB, null);
    if (unit === null || parent === null) throw new Error('no units');
    const begun = startMove({ unit, parent, subtree: [unit] }, { id: ids.id<UnitMoveId>(), now: world.clock.now() });
    const event = makeEvent(
      { eventId: ids.eventId(), actor: { kind: 'system', name: 'test' }, now: world.clock.now() },
      { kind: 'unit-moved', subject: `unit:${unit.id}`, from: null, to: null, reason: 'moved' },
    );
    expect(await world.storage.unitMoves.start(begun, event)).toBe(true);
    return begun;
  };
  const resume = () => world.services.accounts.resumeMoves();

  test('is left alone for a minute, carried on after it, and over a quarter of an hour later, once nothing is left', async () => {
    await start();
    world.clock.pass(MINUTE_MS - 1);
    expect([await resume(), await parentOf(world.unitA)]).toEqual([{}, world.officeId]);
    world.clock.pass(1);
    expect([await resume(), await parentOf(world.unitA)]).toEqual([{ resumed: 1 }, world.unitB]);
    world.clock.pass(15 * MINUTE_MS - 1);
    expect(await resume()).toEqual({});
    world.clock.pass(1);
    const { steps } = world.storage.unitMoves;
    let late = 2;
    const swept = [0, 1].map((name) => ({ name: `${name}`, run: () => Promise.resolve(late) }));
    Object.assign(world.storage.unitMoves, { steps: () => swept });
    expect(await resume()).toEqual({ swept: 1 });
    late = 0;
    expect(await resume()).toEqual({ settled: 1 });
    Object.assign(world.storage.unitMoves, { steps });
    expect(await resume()).toEqual({});
  });

  test('keeps a person from moving another unit, and is finished by the register before it moves one', async () => {
    await start();
    await expect(move(world.unitB, null)).rejects.toMatchObject({ code: 'conflict' });
    const [unit] = await world.services.accounts.registerUnits([
      { key: 'b', name: '乙镇', parentKey: null, level: 'town' },
    ]);
    expect([unit?.parentId, await parentOf(world.unitA)]).toEqual([null, world.unitB]);
  });

  test('that is never over has the register give up', async () => {
    let tries = 0;
    const { start: begin } = world.storage.unitMoves;
    const refuse = () => {
      tries += 1;
      return Promise.resolve(false);
    };
    Object.assign(world.storage.unitMoves, { start: refuse });
    await expect(
      world.services.accounts.registerUnits([{ key: 'b', name: '乙镇', parentKey: 'a', level: 'town' }]),
    ).rejects.toMatchObject({ code: 'conflict' });
    Object.assign(world.storage.unitMoves, { start: begin });
    expect(tries).toBe(3);
  });
});

test('the preview counts the units below and the people of all of them; the line says how many and why', async () => {
  const [below] = await world.services.accounts.registerUnits([
    { key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' },
  ]);
  for (const [username, unitId] of [
    ['anna', world.unitA],
    ['berta', below?.id ?? world.unitB],
    ['carla', world.unitB],
    ['dora', null],
  ] as const)
    await world.services.people.register(
      { username, name: username, role: 'officer', unitId, password: null },
      'system',
    );
  expect(await preview(world.unitA, world.unitB)).toMatchObject({ units: 2, people: 2 });
  expect(await preview(world.unitA, null)).toMatchObject({ toName: null });
  expect(await move(world.unitA, world.unitB)).toMatchObject({ state: 'moved', units: 2, people: 2 });
  await world.storage.outbox.relay(500);
  expect((await world.storage.ledger.ofSubject(`unit:${world.unitA}`, PAGE)).items).toMatchObject([
    { reason: 'moved', data: { units: 2, note: '机构改革' } },
  ]);
  const ofA = principal('administrator', '5', world.unitA);
  await expect(preview(world.unitA, below?.id ?? null, ofA)).rejects.toMatchObject({ code: 'not-found' });
});
