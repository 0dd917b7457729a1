import type { PersonId, UnitId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import type { UnitMoves } from '../../src/ports/storage';
import { RESCOPED } from '../../src/storage/rescoped';
import { bringUpToDate, issuePolicy } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const DOCUMENT = { documentNumber: '编发〔2026〕8号', effectiveOn: '2026-10-01' };
const merge = (unitId: UnitId, intoId: UnitId, by = ROOT, more: object = {}) =>
  world.services.accounts.mergeUnit({ unitId, intoId, reason: '机构改革', ...DOCUMENT, ...more }, by);
const preview = (unitId: UnitId, intoId: UnitId, by = ROOT) =>
  world.services.accounts.previewMerge({ unitId, intoId }, by);
const seenBy = async (unit: UnitId): Promise<readonly string[]> =>
  (await world.services.views.accounts({}, PAGE, principal('viewer', '9', unit))).items.map(
    ({ externalId }) => externalId,
  );
const unit = async (id: UnitId) => {
  const found = await world.storage.units.byId(id, null);
  if (found === null) throw new Error('no unit');
  return found;
};
const personOf = (unitId: UnitId) =>
  world.services.people.register(
    { username: 'wang', name: '王', role: 'officer', unitId, password: 'correct-horse-battery', disabled: false },
    'system',
  );

test('all a unit has is the other’s: accounts, what they owe, people and what is set up; it is closed below it', async () => {
  await world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']);
  await issuePolicy(world, { platforms: ['weibo'] });
  await bringUpToDate(world);
  const person = await personOf(world.unitA);
  const [section] = await world.services.accounts.registerUnits([
    { key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' },
  ]);
  const roster = { name: '值班', unitId: world.unitA, handoverMinute: 510, fallbackRole: 'officer' } as const;
  await world.services.oncall.addRoster({ ...roster, disabled: false }, ROOT);
  expect(await preview(world.unitA, world.unitB)).toMatchObject({
    ...{ state: 'preview', unitName: '甲局', intoName: '乙镇', units: 1, people: 1, tasks: 1, settings: 0 },
    rows: { accounts: 1, obligations: 1 },
  });
  expect(await merge(world.unitA, world.unitB)).toMatchObject({ state: 'merged', people: 1, tasks: 1 });

  expect([await seenBy(world.unitA), await seenBy(world.unitB)]).toEqual([[], ['v', 'w']]);
  expect((await world.account('w')).account).toMatchObject({
    unitId: world.unitB,
    unitPath: [world.officeId, world.unitB],
  });
  const owed = await world.storage.obligations.listed({}, PAGE, world.unitB);
  expect(owed.items.map(({ unitId }) => unitId)).toEqual([world.unitB, world.unitB]);
  expect((await world.storage.people.byId(person.id as PersonId))?.unitId).toBe(world.unitB);
  expect((await world.storage.dutyRosters.list()).map(({ unitId }) => unitId)).toEqual([world.unitB]);
  expect((await unit(section?.id ?? world.unitA)).path).toEqual([world.officeId, world.unitB, section?.id]);
  expect(await unit(world.unitA)).toMatchObject({
    parentId: world.unitB,
    closed: { at: world.clock.now(), intoId: world.unitB },
  });

  await bringUpToDate(world);
  const [line] = (await world.services.views.unitHistory(world.unitA, PAGE, ROOT)).items;
  expect(line).toMatchObject({ by: '人员1', note: '机构改革', ...DOCUMENT });
  expect(line?.changes).toEqual([{ field: 'state', from: 'open', to: '乙镇' }]);
  expect(await world.storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
});

test('each website and account that goes along says so in its own history, once', async () => {
  await world.addAccounts(['portal', 'p'], ['weibo', 'w'], ['weibo', 'v', 'b']);
  const { siteId } = (await world.account('p')).account;
  if (siteId === null) throw new Error('no site');
  await merge(world.unitA, world.unitB);
  world.clock.pass(MINUTE_MS);
  await world.services.accounts.resumeMoves();
  await world.services.accounts.resumeMoves();
  await bringUpToDate(world);
  const moved = { reason: 'unit-merged', by: null, changes: [{ field: 'unit', from: '甲局', to: '乙镇' }] };
  const historyOf = async (name: string) => {
    const { id } = (await world.account(name)).account;
    const { items } = await world.services.views.accountHistory(id, PAGE, ROOT);
    return items.filter(({ reason }) => reason === 'unit-merged');
  };
  const site = (await world.services.views.siteHistory(siteId, PAGE, ROOT)).items;
  expect(site.filter(({ reason }) => reason === 'unit-merged')).toMatchObject([moved]);
  expect(await historyOf('p')).toMatchObject([moved]);
  expect(await historyOf('w')).toMatchObject([moved]);
  expect(await historyOf('v')).toEqual([]);
  // Whoever sees nothing of the other unit is not told its name.
  const ofB = principal('operator', '8', world.unitB);
  const seen = (await world.services.views.siteHistory(siteId, PAGE, ofB)).items;
  expect(seen.find(({ reason }) => reason === 'unit-merged')?.changes).toMatchObject([{ to: '乙镇' }]);
  expect(await world.storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
});

test('a column registered for a unit that was opened again begins a site of its own: the one it had is the other’s', async () => {
  await world.addAccounts(['portal', 'p']);
  await merge(world.unitA, world.unitB);
  world.clock.pass(16 * MINUTE_MS);
  await world.services.accounts.resumeMoves();
  await world.services.accounts.reopenUnit(world.unitA, '另行设立', ROOT);
  await world.services.accounts.registerAccounts([registration('portal', 'p2')]);
  const [before, after] = [await world.account('p'), await world.account('p2')];
  expect(after.account.unitId).toBe(world.unitA);
  expect(after.account.siteId).not.toBe(before.account.siteId);
  const site = await world.storage.sites.byId(after.account.siteId ?? ('' as never), null);
  expect(site).toMatchObject({ unitId: world.unitA });
  // The next column of that unit and host finds it there.
  await world.services.accounts.registerAccounts([registration('portal', 'p3')]);
  expect((await world.account('p3')).account.siteId).toBe(after.account.siteId);
});

test('a section is merged into the bureau above it', async () => {
  await world.services.accounts.registerUnits([{ key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' }]);
  await world.services.accounts.registerAccounts([registration('weibo', 'w', 'a1')]);
  const section = (await world.account('w')).account.unitId;
  await merge(section, world.unitA);
  expect((await world.account('w')).account).toMatchObject({ unitId: world.unitA });
  expect(await seenBy(section)).toEqual([]);
});

test('is refused by field where it makes no sense, and outside of what the person may and sees', async () => {
  await expect(merge(world.officeId, world.unitA)).rejects.toMatchObject({ code: 'invalid-input', field: 'intoId' });
  await expect(merge(world.unitA, world.unitA)).rejects.toMatchObject({ code: 'invalid-input', field: 'intoId' });
  for (const [more, field] of [
    [{ reason: ' ' }, 'reason'],
    [{ documentNumber: ' ' }, 'documentNumber'],
    [{ effectiveOn: '2026-02-30' }, 'effectiveOn'],
  ] as const)
    await expect(merge(world.unitA, world.unitB, ROOT, more)).rejects.toMatchObject({ code: 'invalid-input', field });
  await expect(merge(world.unitA, world.unitB, principal('operator', '2'))).rejects.toMatchObject({
    code: 'forbidden',
  });
  const ofA = principal('administrator', '3', world.unitA);
  for (const [from, into] of [
    [world.unitA, world.unitB],
    [world.unitB, world.unitA],
    [world.officeId, world.unitA],
  ] as const) {
    await expect(merge(from, into, ofA)).rejects.toMatchObject({ code: 'not-found' });
    await expect(preview(from, into, ofA)).rejects.toMatchObject({ code: 'not-found' });
  }
  const [section] = await world.services.accounts.registerUnits([
    { key: 'a1', name: '甲局一科', parentKey: 'a', level: 'other' },
  ]);
  if (section === undefined) throw new Error('no section');
  // Nobody gives what is theirs to somebody else's part of the tree; into what they see they may.
  for (const into of [world.unitB, world.officeId])
    await expect(merge(section.id, into, ofA)).rejects.toMatchObject({ code: 'not-found' });
  expect((await unit(section.id)).closed).toBeUndefined();
  expect((await merge(section.id, world.unitA, ofA)).state).toBe('merged');
  expect((await unit(world.unitA)).closed).toBeUndefined();
});

test('of a merge and a move at once one is refused', async () => {
  const ends = await Promise.allSettled([
    merge(world.unitA, world.unitB),
    world.services.accounts.moveUnit({ unitId: world.unitB, parentId: null, reason: '改革' }, ROOT),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('killed between any two steps it is carried on by the tick, and loses and doubles nothing', async () => {
  await world.addAccounts(['weibo', 'w']);
  await personOf(world.unitA);
  const { steps, settle } = world.storage.unitMoves;
  let [from, into] = [world.unitA, world.unitB];
  // Units, people, rosters, and each collection.
  for (let killedAt = 0; killedAt <= 3 + RESCOPED.length; killedAt += 4) {
    const dying: UnitMoves['steps'] = (one, merged) =>
      steps(one, merged).map(({ name, run }, index) => ({
        name,
        run: () => (index >= killedAt ? Promise.reject(new Error('killed')) : run()),
      }));
    Object.assign(world.storage.unitMoves, { steps: dying, settle: () => Promise.reject(new Error('killed')) });
    await expect(merge(from, into)).rejects.toThrow('killed');
    Object.assign(world.storage.unitMoves, { steps, settle });
    world.clock.pass(2 * MINUTE_MS);
    expect(await world.services.accounts.resumeMoves()).toEqual({ resumed: 1 });
    expect([await seenBy(from), await seenBy(into)]).toEqual([[], ['w']]);
    expect((await world.account('w')).account.unitId).toBe(into);
    expect((await world.storage.people.byUsername('wang'))?.unitId).toBe(into);
    expect((await unit(from)).closed?.intoId).toBe(into);
    await expect(world.services.accounts.reopenUnit(from, '恢复', ROOT)).rejects.toMatchObject({ code: 'conflict' });
    world.clock.pass(16 * MINUTE_MS);
    expect(await world.services.accounts.resumeMoves()).toEqual({ settled: 1 });
    await world.services.accounts.reopenUnit(from, '恢复', ROOT);
    await world.services.accounts.moveUnit({ unitId: from, parentId: world.officeId, reason: '恢复' }, ROOT);
    world.clock.pass(16 * MINUTE_MS);
    await world.services.accounts.resumeMoves();
    [from, into] = [into, from];
  }
});

test('what a late writer left with the unit of before goes along while the merge settles', async () => {
  await world.addAccounts(['weibo', 'w']);
  const before = await world.account('w');
  await merge(world.unitA, world.unitB);
  await world.storage.accounts.registerAll([
    {
      account: { ...before.account, id: world.deps.ids.id(), externalId: 'late' },
      credential: null,
      event: {
        eventId: world.deps.ids.eventId(),
        ledger: {
          ...{ kind: 'account-registered', subject: 'account:late', from: null, to: 'active', reason: 'registered' },
          ...{ actor: 'system:test', data: {}, occurredAt: world.clock.now(), recordedAt: world.clock.now() },
        },
      },
      nextLookAt: world.clock.now(),
    },
  ]);
  expect(await world.services.accounts.resumeMoves()).toEqual({ swept: 1 });
  expect((await world.account('late')).account).toMatchObject({
    unitId: world.unitB,
    unitPath: [world.officeId, world.unitB],
  });
});

test('a closed unit of a merge takes nothing, neither by a person nor by a file', async () => {
  await merge(world.unitA, world.unitB);
  const named = { code: 'invalid-input', message: expect.stringContaining('甲局') as string };
  await expect(
    world.services.accounts.registerUnits([{ key: 'a', name: '甲局', parentKey: 'office', level: 'department' }]),
  ).rejects.toMatchObject(named);
  await expect(
    world.services.accounts.registerUnits([{ key: 'a9', name: '九科', parentKey: 'a', level: 'other' }]),
  ).rejects.toMatchObject(named);
  await expect(world.services.accounts.registerAccounts([registration('weibo', 'w', 'a')])).rejects.toMatchObject(
    named,
  );
  await expect(personOf(world.unitA)).rejects.toMatchObject(named);
  await expect(merge(world.unitB, world.unitA)).rejects.toMatchObject({ code: 'invalid-input', field: 'intoId' });
  await expect(merge(world.unitA, world.unitB)).rejects.toMatchObject({ code: 'conflict' });
});
