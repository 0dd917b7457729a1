import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../../src/domain/submissions/month';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { OFFICE, openCity, send, type Desk } from './submittingUnits';

const world = useWorld();
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
const submissions = () => world.services.submissions;
const ROOT = principal('administrator', '1');
const passTo = (at: Date) => world.clock.pass(at.getTime() - world.clock.now().getTime());

/** The first month of which the product saw all, a day after it began. */
async function firstMonth() {
  await submissions().keepMonths(100);
  const month = addMonths(monthOf(world.clock.now()), 1);
  passTo(new Date(startOfMonth(month).getTime() + 86_400_000));
  await bringUpToDate(world);
  await submissions().keepMonths(100);
  return month;
}

test('who was closed and opened again within a month owes nothing for it, others do', async () => {
  const month = await firstMonth();
  await world.services.accounts.closeUnit(county.unitId, '撤销', ROOT);
  await world.services.accounts.reopenUnit(county.unitId, '恢复', ROOT);
  await bringUpToDate(world);
  passTo(new Date(endOfMonth(month).getTime() + 2 * 3_600_000));
  await submissions().keepMonths(100);
  const { items } = await submissions().standing(month, 'tree', OFFICE);
  expect(items.map(({ unitName, quota }) => [unitName, quota?.least ?? null])).toEqual([
    ['市应急局', 5],
    ['某县', null],
  ]);
});

test('a file of the ledger that cannot be read makes nobody owe less', async () => {
  jest.spyOn(world.storage.ledger, 'ofSubject').mockRejectedValue(new Error('unreadable'));
  const month = await firstMonth();
  passTo(new Date(endOfMonth(month).getTime() + 2 * 3_600_000));
  await submissions().keepMonths(100);
  const { items } = await submissions().standing(month, 'tree', OFFICE);
  expect(items.map(({ quota, settled }) => [quota?.least, settled?.missing])).toEqual([
    [5, 5],
    [20, 20],
  ]);
});

test('the ledger is not asked about units that were there before the month began', async () => {
  await submissions().keepMonths(100);
  passTo(new Date('2031-01-15T00:00:00Z'));
  const asked = jest.spyOn(world.storage.ledger, 'ofSubject');
  asked.mockClear();
  await world.storage.settings.set('submissions-opened-to', '2030-12');
  await world.storage.settings.set('submissions-settled-to', '2030-12');
  expect(await submissions().keepMonths(100)).toEqual({ opened: 2, settled: 0 });
  expect(asked).not.toHaveBeenCalled();
});

test('lists and figures of a month carry neither text nor thread, and the sheet says what it leaves out', async () => {
  await send(world.services, county);
  const month = monthOf(world.clock.now());
  const page = await world.storage.submissions.list({ month }, { limit: 10, cursor: null }, null);
  expect(page.items).toMatchObject([{ body: '', thread: [] }]);
  const whole = await submissions().standingTable(month, OFFICE);
  expect(whole.sheets[1]?.lines).toHaveLength(2);
  const counts = jest.spyOn(world.storage.submissions, 'countsOf');
  counts.mockResolvedValue(new Map([[county.unitId, { sent: 7, withdrawn: 1 }]]));
  const cut = await submissions().standingTable(month, OFFICE);
  counts.mockRestore();
  expect(cut.sheets[1]?.lines.at(-1)).toEqual(['', '其余 7 条见页面']);
});

test('a decision of the year reads the year once', async () => {
  await send(world.services, county);
  const read = jest.spyOn(world.storage.submissions, 'ofMonth');
  read.mockClear();
  const of = { year: Number(monthOf(world.clock.now()).slice(0, 4)), informant: county.informantId, version: 0 };
  const decided = { listed: false, reason: 'quality-short', words: '质量不够' } as const;
  const line = await submissions().decideAward(of, decided, OFFICE);
  expect(read).toHaveBeenCalledTimes(12);
  const { items } = await submissions().awards(of.year, OFFICE);
  expect(items).toEqual([line]);
});
