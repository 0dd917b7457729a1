import type { AlertId, PersonId, UnitId } from '../../../src/domain/ids';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import type { AlertFilter } from '../../../src/ports/storage';
import { after, allAlerts, draftOf, eventOf, tell, unitOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore({ database: 'kept' });
const PAGE = { limit: 50, cursor: null };
const ME = ids.id<PersonId>();
let [county, own, other]: UnitId[] = [];

/** Four alerts of their own and one over two units, noticed a minute apart. */
beforeAll(async () => {
  const root = await storage.units.upsert(unitOf('county'));
  const below = [
    await storage.units.upsert(unitOf('own', [root])),
    await storage.units.upsert(unitOf('other', [root])),
  ];
  county = root.id;
  [own, other] = below.map(({ id }) => id);
  const of = (unit: UnitId | undefined) => ({
    unitId: unit ?? null,
    unitPath: unit === undefined ? [] : [root.id, unit],
  });
  const told = [
    draftOf({ subject: { label: '甲县教育局微博' }, platform: 'weibo', ...of(own) }),
    draftOf({ subject: { label: '甲县（公安）.*' }, platform: 'wechat', severity: 'warning', ...of(other) }),
    draftOf({ subject: { label: '乙镇政务' }, platform: 'weibo', reason: 'silence-dormant', ...of(other) }),
    draftOf({ subject: { label: '本系统' }, kind: 'storage-low', severity: 'warning', reason: 'low' }),
    draftOf({
      subject: { label: 'weibo' },
      kind: 'account-unknown',
      severity: 'notice',
      reason: 'proof-too-old',
      platform: 'weibo',
      unitPath: [root.id, own, other] as UnitId[],
      figures: { accounts: 2 },
      byUnit: { [root.id]: { accounts: 2 }, [own as UnitId]: { accounts: 2 } },
    }),
  ];
  for (const [n, draft] of told.entries())
    await tell(storage, draft.owner, { wanted: [draft], at: after(n * MINUTE_MS) });
  const [first, second] = (await allAlerts(storage)).map(({ id }) => id) as [AlertId, AlertId];
  const by = { personId: ME, name: '张三', at: after(9 * MINUTE_MS) };
  await storage.alerts.assignEach([first], { ...by, to: { id: ME, name: '张三', unitId: null } }, null, () =>
    eventOf('a'),
  );
  await storage.alerts.acknowledge(second, by, null, eventOf('alert'));
});

const found = async (filter: AlertFilter, scope: UnitId | null = null): Promise<readonly string[]> =>
  (await storage.alerts.list(filter, PAGE, scope)).items.map(({ subject }) => subject.label).sort();

test.each<[string, () => AlertFilter, readonly string[]]>([
  ['a platform', () => ({ platform: 'weibo' }), ['weibo', '乙镇政务', '甲县教育局微博']],
  ['a cause', () => ({ kind: 'account-silent', reason: 'silence-dormant', state: 'open' }), ['乙镇政务']],
  ['who has them', () => ({ assignedTo: ME }), ['甲县教育局微博']],
  ['nobody having them', () => ({ assignedTo: null, state: 'open' }), ['weibo', '乙镇政务', '本系统']],
  ['part of a name, taken literally', () => ({ q: '）.*', state: 'unresolved' }), ['甲县（公安）.*']],
  ['when they were noticed', () => ({ noticedSince: after(3 * MINUTE_MS), state: 'unresolved' }), ['weibo', '本系统']],
  [
    'a unit and those below it',
    () => ({ unitId: county as UnitId }),
    ['weibo', '乙镇政务', '甲县教育局微博', '甲县（公安）.*'],
  ],
  [
    'a unit, and of what is folded what has a part there',
    () => ({ unitId: other as UnitId }),
    ['乙镇政务', '甲县（公安）.*'],
  ],
  ['several of these', () => ({ unitId: own as UnitId, platform: 'weibo', severity: 'critical' }), ['甲县教育局微博']],
])('alerts are narrowed to %s', async (_what, filter, labels) => {
  expect(await found(filter())).toEqual([...labels].sort());
});

test('a unit narrows what a reader of the one above it sees, and shows nothing beyond what they see', async () => {
  expect(await found({ unitId: own as UnitId }, county)).toEqual(['weibo', '甲县教育局微博']);
  expect(await found({ unitId: county as UnitId }, own)).toEqual(['weibo', '甲县教育局微博']);
  expect(await found({ unitId: other as UnitId }, own)).toEqual([]);
});

const groups = async (filter: AlertFilter, scope: UnitId | null = null): Promise<readonly string[]> =>
  (await storage.alerts.groups(filter, scope))
    .map(({ kind, reason, severity, count, oldestAt }) =>
      [kind, reason, severity, count, (oldestAt.getTime() - after(0).getTime()) / MINUTE_MS].join(' '),
    )
    .sort();

test('what is not resolved is counted by cause and severity, with the oldest, for each reader their own', async () => {
  expect(await groups({})).toEqual([
    'account-silent silence-breach critical 1 0',
    'account-silent silence-breach warning 1 1',
    'account-silent silence-dormant critical 1 2',
    'account-unknown proof-too-old notice 1 4',
    'storage-low low warning 1 3',
  ]);
  expect(await groups({ state: 'open', platform: 'wechat' })).toEqual([]);
  expect(await groups({ state: 'acknowledged' })).toEqual(['account-silent silence-breach warning 1 1']);
  expect(await groups({ unitId: own as UnitId })).toEqual([
    'account-silent silence-breach critical 1 0',
    'account-unknown proof-too-old notice 1 4',
  ]);
  // Nothing of what is folded is left in the other unit.
  expect(await groups({}, other)).toEqual([
    'account-silent silence-breach warning 1 1',
    'account-silent silence-dormant critical 1 2',
  ]);
});

test('everything that happened to one alert is read from its end, page by page, by who sees it', async () => {
  const [first] = (await allAlerts(storage)).map(({ id }) => id) as [AlertId];
  const linesOf = async (before: number | null, limit: number, scope: UnitId | null = null) =>
    (await storage.alerts.linesOf(first, { before, limit }, scope))?.map(({ seq, change, changedBy }) =>
      [seq, change, changedBy].join(' '),
    ) ?? null;
  expect(await linesOf(null, 50)).toEqual(['6 assigned 张三', '1 opened ']);
  expect([await linesOf(null, 1), await linesOf(6, 1), await linesOf(1, 1)]).toEqual([
    ['6 assigned 张三'],
    ['1 opened '],
    [],
  ]);
  expect([await linesOf(null, 50, own), await linesOf(null, 50, other)]).toEqual([
    ['6 assigned 张三', '1 opened '],
    null,
  ]);
});
