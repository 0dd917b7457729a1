import { startMove } from '../../../src/domain/accounts/unitMove';
import type { AlertDraft } from '../../../src/domain/alerts/alert';
import { foldUnits } from '../../../src/domain/alerts/foldUnits';
import type { UnitMoveId } from '../../../src/domain/ids';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import type { Unit } from '../../../src/ports/storage';
import { after, draftOf, eventOf, NOW, tell, unitOf } from '../samples';
import { ids, useTestStore } from '../testStore';
import { expectSameText } from './toldAsText';

const { storage } = useTestStore();
const nobody = () => {
  throw new Error('nobody is merged');
};
const noMerge = { person: nobody, belonging: nobody };
const PAGE = { limit: 50, cursor: null };

interface Tree {
  readonly county: Unit;
  readonly own: Unit;
  readonly moved: Unit;
  readonly other: Unit;
}

/** A county with two units below it, and another county. */
async function makeTree(): Promise<Tree> {
  const county = await storage.units.upsert(unitOf('county'));
  const own = await storage.units.upsert(unitOf('own', [county]));
  const moved = await storage.units.upsert(unitOf('moved', [county]));
  return { county, own, moved, other: await storage.units.upsert(unitOf('other')) };
}

const CAUSE = 'unseen:weibo:no-sight';
function folded(...parts: readonly (readonly [accounts: number, unit: Unit, path?: Unit['path']])[]): AlertDraft {
  const { total, ...place } = foldUnits(
    parts.map(([accounts, unit, unitPath = unit.path]) => ({ unitPath, figures: { accounts } })),
  );
  return { ...draftOf({ owner: 'unseen', cause: CAUSE }), ...place, figures: total };
}

/** The move of a unit to another superior, begun but with none of its steps done. */
async function begin(unit: Unit, parent: Unit): Promise<ReturnType<typeof startMove>> {
  const subtree = (await storage.units.list(null)).filter(({ path }) => path.includes(unit.id));
  const move = startMove({ unit, parent, subtree }, { id: ids.id<UnitMoveId>(), now: NOW });
  expect(await storage.unitMoves.start(move, eventOf('ledger'))).toBe(true);
  return move;
}

/** What a reader of the unit finds in the list, in the count and in the log. */
async function shownTo({ id }: Pick<Unit, 'id'>): Promise<readonly unknown[]> {
  const { items } = await storage.alerts.list({ state: 'unresolved' }, PAGE, id);
  const counted = await storage.alerts.countUnresolved(id);
  const lines = await storage.alerts.since(0, 50, id);
  await expectSameText(storage, id);
  const ownOf = (alerts: typeof items): readonly unknown[] =>
    alerts.map(({ byUnit }) => byUnit?.[id]?.['accounts'] ?? 'none');
  return [ownOf(items), counted.reduce((sum, { count }) => sum + count, 0), ownOf(lines)];
}

describe('an alert over several units, one of which is being moved away', () => {
  test('shows the former superior their own share with its own number, and nothing of the moved unit, at once', async () => {
    const { county, own, moved, other } = await makeTree();
    await tell(storage, 'unseen', { wanted: [folded([1, county], [2, own], [4, moved])] });
    expect(await shownTo(county)).toEqual([[7], 1, [7]]);
    const move = await begin(moved, other);
    expect(await shownTo(county)).toEqual([[3], 1, [3]]);
    expect(await shownTo(own)).toEqual([[2], 1, [2]]);
    expect(await shownTo(moved)).toEqual([[4], 1, [4]]);
    expect(await shownTo(other)).toEqual([[], 0, []]);
    for (const { run } of storage.unitMoves.steps(move, noMerge)) {
      await run();
      expect(await shownTo(county)).toEqual([[3], 1, [3]]);
      expect(await shownTo(own)).toEqual([[2], 1, [2]]);
    }
  });

  test('is a line that all of them read; during the move only the store knows what is still theirs', async () => {
    const { county, own, moved, other } = await makeTree();
    await tell(storage, 'unseen', { wanted: [folded([2, own], [4, moved])] });
    const [line] = await storage.alerts.lines(0, 50);
    expect(new Set(line?.readBy)).toEqual(new Set([county.id, own.id, moved.id]));
    expect(await storage.alerts.isMovingAway([county.id, own.id, other.id])).toBe(false);
    await begin(moved, other);
    expect(await storage.alerts.isMovingAway([own.id, other.id])).toBe(false);
    expect(await storage.alerts.isMovingAway([county.id, own.id])).toBe(true);
    // Where nothing of it is left in a unit, its readers are told so by the line that says what is left.
    await tell(storage, 'unseen', { wanted: [folded([2, own])], at: after(MINUTE_MS) });
    const [, left] = await storage.alerts.lines(0, 50);
    expect(left?.alert.unitPath).not.toContain(moved.id);
    expect(left?.readBy).toContain(moved.id);
  });

  test('goes on doing so when it is told anew, whichever of its accounts carry the path of before', async () => {
    const { county, own, moved, other } = await makeTree();
    const before = folded([3, own], [4, moved]);
    await tell(storage, 'unseen', { wanted: [before] });
    await begin(moved, other);
    const path = [other.id, moved.id];
    await tell(storage, 'unseen', {
      wanted: [folded([3, own], [1, moved], [3, moved, path])],
      at: after(MINUTE_MS),
    });
    expect(await shownTo(county)).toEqual([[3], 1, [3, 3]]);
    expect(await shownTo(other)).toEqual([[3], 1, [3]]);
    await tell(storage, 'unseen', { wanted: [folded([2, own], [4, moved, path])], at: after(2 * MINUTE_MS) });
    expect(await shownTo(county)).toEqual([[2], 1, [2, 2, 2]]);
    expect(await shownTo(other)).toEqual([[4], 1, [3, 4]]);
  });

  test('of which nothing is left with them is gone from the list and the count, and the log says so once', async () => {
    const { county, moved, other } = await makeTree();
    await tell(storage, 'unseen', { wanted: [folded([4, moved])] });
    const move = await begin(moved, other);
    expect(await shownTo(county)).toEqual([[], 0, []]);
    for (const { run } of storage.unitMoves.steps(move, noMerge)) {
      await run();
      expect(await shownTo(county)).toEqual([[], 0, []]);
      // Before it is told anew nobody knows what of it is theirs.
      expect((await shownTo(other)).slice(0, 2)).toEqual([[], 0]);
    }
    await tell(storage, 'unseen', { wanted: [folded([4, moved, [other.id, moved.id]])], at: after(MINUTE_MS) });
    expect(await shownTo(county)).toEqual([[], 0, ['none']]);
    expect((await shownTo(other)).slice(0, 2)).toEqual([[4], 1]);
  });

  test('can be acknowledged by the former superior only once it is theirs alone', async () => {
    const { county, own, moved, other } = await makeTree();
    await tell(storage, 'unseen', { wanted: [folded([3, own], [4, moved])] });
    const [alert] = (await storage.alerts.list({}, PAGE, null)).items;
    if (alert === undefined) throw new Error('no alert');
    await begin(moved, other);
    const by = { personId: ids.id<never>(), name: '甲', at: NOW };
    const event = eventOf('alert');
    expect(await storage.alerts.acknowledge(alert.id, by, county.id, event)).toBe('not-all-theirs');
    await tell(storage, 'unseen', { wanted: [folded([3, own])], at: after(MINUTE_MS) });
    expect(await storage.alerts.acknowledge(alert.id, by, county.id, event)).toBe('acknowledged');
  });

  test('that says nothing of its shares is hidden for so long, and gets them without being told anew', async () => {
    const { county, own, moved, other } = await makeTree();
    const draft = folded([3, own], [4, moved]);
    const { shares: _shares, ...earlier } = draft;
    await tell(storage, 'unseen', { wanted: [earlier] });
    await begin(moved, other);
    expect(await shownTo(county)).toEqual([[], 0, []]);
    expect(await tell(storage, 'unseen', { wanted: [draft] })).toBe(0);
    expect(await shownTo(county)).toEqual([[3], 1, [3]]);
  });

  test('leaves no hole in what is read page by page', async () => {
    const { county, own, moved, other } = await makeTree();
    const parts = [1, 2, 3, 4, 5].map((count) => (count % 2 === 0 ? folded([count, moved]) : folded([count, own])));
    const wanted = parts.map((draft, index) => ({ ...draft, cause: `unseen:${index}` }));
    await tell(storage, 'unseen', { wanted });
    await begin(moved, other);
    const first = await storage.alerts.since(0, 2, county.id);
    expect(first.map(({ seq }) => seq)).toEqual([1, 3]);
    expect((await storage.alerts.since(3, 2, county.id)).map(({ seq }) => seq)).toEqual([5]);
  });
});
