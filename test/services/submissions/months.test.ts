import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../../src/domain/submissions/month';
import { bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { OFFICE, openCity, send, type Desk } from './submittingUnits';

const world = useWorld();
let county: Desk;
let department: Desk;
beforeEach(async () => {
  ({ county, department } = await openCity(world));
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

test('a decision of the year reads what is credited to that one, and keeps the figures the list shows', async () => {
  await send(world.services, county);
  await send(world.services, department);
  const read = [
    jest.spyOn(world.storage.submissions, 'creditedIn'),
    jest.spyOn(world.storage.submissionMonths, 'settledIn'),
  ] as const;
  read.forEach((one) => one.mockClear());
  const year = Number(monthOf(world.clock.now()).slice(0, 4));
  const of = { year, informant: county.informantId, version: 0 };
  const decided = { listed: false, reason: 'quality-short', words: '质量不够' } as const;
  const { decision } = await submissions().decideAward(of, decided, OFFICE);
  expect([read[0].mock.calls, read[1].mock.calls.map(([, unitIds]) => unitIds)]).toEqual([[], [[county.unitId]]]);
  read.forEach((one) => one.mockRestore());
  const { items } = await submissions().awards(year, OFFICE);
  expect(items.map((one) => one.decision)).toEqual(expect.arrayContaining([decision, null]));
  const [kept] = await world.storage.awardDecisions.ofYear(year);
  const shown = items.find(({ informant }) => informant === county.informantId);
  expect(shown).toMatchObject(kept?.basis ?? {});
  await expect(submissions().decideAward({ ...of, informant: 'f'.repeat(24) }, decided, OFFICE)).rejects.toMatchObject({
    code: 'not-found',
  });
});
