import type { Principal } from '../../../src/domain/people/role';
import { addMonths, endOfMonth, monthOf, startOfMonth, type Month } from '../../../src/domain/submissions/month';
import type { QuotaDraft } from '../../../src/services/submissions/contract';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { openCity, type Desk } from './submittingUnits';

/** What units owe a month is data that the office changes from a later month on. */
const world = useWorld();
const ROOT = principal('administrator', '1');
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
const submissions = () => world.services.submissions;
const next = (): Month => addMonths(monthOf(world.clock.now()), 1);
const passTo = (at: Date) => world.clock.pass(at.getTime() - world.clock.now().getTime());
const set = async (over: Partial<QuotaDraft> = {}, by: Principal = ROOT) =>
  submissions().setQuota(
    {
      ...{ seq: (await submissions().quotas(ROOT)).seq, target: { kind: 'level', level: 'county', under: 'city' } },
      ...{ least: 25, counts: 'sent', effectiveFrom: next(), clause: '市政府办公室通知' },
      ...over,
    },
    by,
  );
const owedIn = async (month: Month) =>
  (await submissions().standing(month, 'tree', ROOT)).items.map(({ unitName, quota }) => [
    unitName,
    quota?.least ?? null,
  ]);
/** To a day in the month after the next, with months opened on the way and the one before settled. */
const goThrough = async (month: Month) => {
  passTo(new Date(startOfMonth(month).getTime() + 86_400_000));
  await bringUpToDate(world);
  await submissions().keepMonths(100);
};

test('a month is owed by the rule that is valid in it: before, from the change on, and after it was settled', async () => {
  await submissions().keepMonths(100);
  const [first, second, third] = [next(), addMonths(next(), 1), addMonths(next(), 2)];
  await goThrough(first);
  await set({ effectiveFrom: second });
  await set({ effectiveFrom: third, least: 30 });
  expect(await owedIn(first)).toEqual([
    ['市应急局', 5],
    ['某县', 20],
  ]);
  await goThrough(second);
  expect(await owedIn(second)).toContainEqual(['某县', 25]);
  expect(await owedIn(first)).toContainEqual(['某县', 20]);
  await goThrough(third);
  expect(await owedIn(third)).toContainEqual(['某县', 30]);
  const settled = async (month: Month) =>
    (await submissions().standing(month, 'tree', ROOT)).items.find(({ unitName }) => unitName === '某县');
  expect(await settled(first)).toMatchObject({ settled: { missing: 20, ruleVersion: '1' } });
  expect(await settled(second)).toMatchObject({ quota: { least: 25 }, settled: { missing: 25, ruleVersion: '1 +1' } });
});

test('of what begins in the same month the last word counts, and everything that was said stays with who said it', async () => {
  await set();
  await set({ least: 22, clause: '更正' });
  const { rules, changes, seq } = await submissions().quotas(ROOT);
  expect(
    rules.filter(({ levels }) => levels.includes('county')).map(({ least, standing }) => [least, standing]),
  ).toEqual([
    [22, 'later'],
    [25, 'past'],
    [20, 'now'],
  ]);
  expect(changes.map(({ seq: at, least, clause, byName }) => [at, least, clause, byName])).toEqual([
    [2, 22, '更正', ROOT.name],
    [1, 25, '市政府办公室通知', ROOT.name],
  ]);
  expect(seq).toBe(2);
  await world.storage.outbox.relay(500);
  const { items } = await world.storage.ledger.ofSubject('submission-quotas', { limit: 10, cursor: null });
  expect(items.map(({ kind, reason, data }) => [kind, reason, data['least'], data['effectiveFrom']])).toEqual([
    ['quota-changed', '更正', 22, next()],
    ['quota-changed', '市政府办公室通知', 25, next()],
  ]);
});

test('one unit has a number of its own until it is as its level again; only it and those above see why', async () => {
  const target = { kind: 'unit', unitId: county.unitId } as const;
  await set({ target, least: 3, clause: '机构合并' });
  const [first, second] = [next(), addMonths(next(), 1)];
  await set({ target, least: null, effectiveFrom: second, clause: '恢复' });
  await submissions().keepMonths(100);
  await goThrough(first);
  expect(await owedIn(first)).toContainEqual(['某县', 3]);
  await goThrough(second);
  expect(await owedIn(second)).toContainEqual(['某县', 20]);
  const other = (await world.storage.units.list(null)).find(({ name }) => name === '市应急局');
  if (other === undefined) throw new Error('no bureau');
  const seenBy = async (unitId: Desk['unitId']) => {
    const { exceptions, changes, mayChange } = await submissions().quotas(principal('administrator', '8', unitId));
    return [exceptions.length, changes.length, mayChange];
  };
  expect([await seenBy(county.unitId), await seenBy(other.id)]).toEqual([
    [2, 2, false],
    [0, 0, false],
  ]);
});

test.each<[string, Partial<QuotaDraft>, string]>([
  ['the present month', { effectiveFrom: '2026-09' as Month }, 'effectiveFrom'],
  ['a month far ahead', { effectiveFrom: '2030-01' as Month }, 'effectiveFrom'],
  ['what it is already', { least: 20 }, 'least'],
  ['no number for a level', { least: null }, 'least'],
  ['a level under a department', { target: { kind: 'level', level: 'town', under: 'department' } }, 'target'],
  ['a unit that is not there', { target: { kind: 'unit', unitId: 'f'.repeat(24) as never } }, 'target'],
  ['no words', { clause: ' ' }, 'reason'],
])('%s is refused by its field, and nothing is changed', async (_what, over, field) => {
  await expect(set(over)).rejects.toMatchObject({ field });
  expect((await submissions().quotas(ROOT)).seq).toBe(0);
});

test('of two who change at once one is told so; it takes the right, and the whole office', async () => {
  const both = await Promise.allSettled([set({ seq: 0 }), set({ seq: 0, least: 30 })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(set({ seq: 0, least: 31 })).rejects.toMatchObject({ code: 'conflict' });
  for (const by of [principal('operator', '3'), principal('administrator', '4', county.unitId)])
    await expect(set({ least: 40 }, by)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a unit that is behind the new number is told of, by that number', async () => {
  await submissions().keepMonths(100);
  const month = next();
  await set({ effectiveFrom: month });
  await goThrough(month);
  passTo(new Date(endOfMonth(month).getTime() - 86_400_000));
  await bringUpToDate(world);
  const { items } = await world.storage.alerts.list({ state: 'unresolved' }, { limit: 50, cursor: null }, null);
  const behind = items.filter(({ kind }) => kind === 'submissions-behind');
  expect(behind.map(({ figures }) => figures['owed'])).toContain(25);
});
