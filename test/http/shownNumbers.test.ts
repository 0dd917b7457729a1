import type { AlertListView } from '../../src/api/alerts';
import type { ForecastView, MandateView } from '../../src/api/mandates';
import type { SummaryView } from '../../src/api/summary';
import type { ListView } from '../../src/api/wire';
import { PROGRESS_GROUPS } from '../../src/domain/mandates/mandate';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { alertPath, paths } from '../../src/web/data/paths';
import { useRealOffice } from './realOffice';

/**
 * Every number that is shown is as many as the list it leads to holds, whoever reads it. The addresses of the
 * dashboard's lists are those of the API.
 */
const { world, read, relayAll, signIn } = useRealOffice();
const READERS = ['root', 'officer-a', 'officer-b'] as const;

beforeAll(async () => {
  const { platform, services, storage, clock } = world;
  await world.addAccounts(
    ...(['r1', 'r2', 'r3', 'r4'] as const).map((name) => ['weibo', name, 'a'] as const),
    ...(['r5', 'r6', 'r7'] as const).map((name) => ['weibo', name, 'b'] as const),
    ['wechat', 'bad', 'a'],
    ...(['p1', 'p2'] as const).map((name) => ['portal', name, 'b'] as const),
    ...(['seen-1', 'seen-2', 'seen-3'] as const).map((name) => ['portal', name, 'a'] as const),
  );
  platform.publishByHand('bad', { title: '第一领导人张三，手机13812345678' });
  for (const name of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'])
    platform.sight.set(name, { outcome: 'refused', retryAfterMs: null });
  platform.sight.set('r7', { outcome: 'unauthorised', retryAfterMs: null });
  for (const name of ['p1', 'p2']) platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
  for (let looks = 0; looks < 4; looks += 1) {
    await world.lookAtDue();
    for (const name of ['seen-1', 'seen-2', 'seen-3'])
      platform.sight.set(name, { outcome: 'unparsed', retryAfterMs: null });
    await services.alerts.incidents();
    clock.pass(looks === 0 ? MINUTE_MS : DAY_MS);
  }
  const token = await storage.credentials.ofAccount((await world.account('a1')).account.id);
  if (token === null) throw new Error('no credential');
  await storage.credentials.changeState(token, 'expired', []);
  await relayAll();
  // Registered after everything was looked at: nobody has judged it yet.
  await world.addAccounts(['portal', 'new', 'b']);
  clock.pass(MINUTE_MS);
  await relayAll();
  for (const reader of READERS) await signIn(reader);
});

/** Reads the list to its end, three at a time, as the page at that address would. */
async function lengthOf(as: string, address: string): Promise<number> {
  let length = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = `${address.includes('?') ? '&' : '?'}limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
    // The tree of units is no list of pages.
    const page: ListView<unknown> = await read<ListView<unknown>>(
      as,
      address === paths.units ? address : `${address}${more}`,
    );
    length += page.items.length;
    cursor = page.nextCursor;
  }
  return length;
}

/** The numbers of the operations page, the rail and the pages that show the summary, by the address each leads to. */
function numbersOf(summary: SummaryView): readonly (readonly [string, number])[] {
  const { verdicts, verdictsByPlatform, sourceHealth, jobs, cases, credentials, unacknowledged, acknowledged } =
    summary;
  const alertsOf = (state: 'open' | 'acknowledged', counts: SummaryView['acknowledged']) => [
    ...Object.entries(counts).map(([severity, count]) => [paths.alerts({ state, severity }), count] as const),
    [paths.alerts({ state }), Object.values(counts).reduce((one, other) => one + other, 0)] as const,
  ];
  return [
    [paths.accounts(), summary.accounts],
    [paths.units, summary.units],
    [paths.mandates({ open: true }), summary.openMandates],
    ...(summary.policiesAwaiting === null ? [] : [[paths.policiesAwaiting, summary.policiesAwaiting.total] as const]),
    [paths.accounts({ breachWithinHours: 48 }), summary.breachingSoon.total],
    ...Object.entries(verdicts).map(([verdict, count]) => [paths.accounts({ verdict }), count] as const),
    ...verdictsByPlatform.map(
      ({ platform, verdict, count }) => [paths.accounts({ verdict, platform }), count] as const,
    ),
    ...sourceHealth.platforms.flatMap(({ platform, accounts, outcomes }) => [
      [paths.accounts({ platform }), accounts] as const,
      ...Object.entries(outcomes)
        .filter(([outcome]) => outcome !== 'never-looked')
        .map(([outcome, count]) => [paths.accounts({ platform, outcome }), count] as const),
    ]),
    ...sourceHealth.incidents.map(
      ({ key, platform, accounts }) =>
        [paths.accounts({ platform, outcome: key.split(':')[1] ?? '' }), accounts] as const,
    ),
    ...Object.entries(cases).map(([state, count]) => [paths.cases({ state }), count] as const),
    [
      paths.cases({ open: true }),
      Object.entries(cases).reduce((sum, [state, count]) => (state === 'closed' ? sum : sum + count), 0),
    ],
    ...Object.entries(jobs).map(([state, count]) => [paths.jobs({ state }), count] as const),
    ...Object.entries(credentials).map(([state, count]) => [paths.credentials({ state }), count] as const),
    ...alertsOf('open', unacknowledged),
    ...alertsOf('acknowledged', acknowledged),
  ];
}

test.each(READERS)('every number of the operations page of %s is the length of the list behind it', async (reader) => {
  const numbers = numbersOf(await read<SummaryView>(reader, '/summary'));
  const counted: (readonly [string, number])[] = [];
  for (const [address] of numbers) counted.push([address, await lengthOf(reader, address)]);
  expect(numbers).toEqual(counted);
});

test('the office of these tests has something behind the numbers, and its parts differ', async () => {
  const [office, ofA, ofB] = await Promise.all(READERS.map((reader) => read<SummaryView>(reader, '/summary')));
  const shown = ({ verdicts, openMandates, sourceHealth, credentials, unacknowledged }: SummaryView) => ({
    improper: verdicts.improper,
    unjudged: verdicts.unjudged,
    openMandates,
    incidents: sourceHealth.incidents.map(({ key, accounts }) => `${key} ${accounts}`),
    expired: credentials.expired,
    critical: unacknowledged.critical,
  });
  expect([office, ofA, ofB].map((summary) => summary && shown(summary))).toMatchObject([
    { improper: 1, unjudged: 1, openMandates: 1, incidents: ['weibo:refused 6'], expired: 1 },
    { improper: 1, unjudged: 0, openMandates: 0, incidents: ['weibo:refused 4'], expired: 1 },
    { improper: 0, unjudged: 1, openMandates: 1, incidents: ['weibo:refused 2'], expired: 0 },
  ]);
});

test.each(READERS)('an incident is as large for %s in its alert as on the operations page', async (reader) => {
  const { items } = await read<AlertListView>(reader, paths.alerts({ kind: 'source-incident', state: 'unresolved' }));
  const { sourceHealth } = await read<SummaryView>(reader, '/summary');
  expect(items.map(({ subject, figures }) => [subject.label, figures['accounts']])).toEqual(
    sourceHealth.incidents.map(({ key, accounts }) => [key, accounts]),
  );
});

test.each(READERS)(
  'accounts that cannot be seen are as many for %s as the alert that leads to them says',
  async (reader) => {
    const { items } = await read<AlertListView>(reader, paths.alerts({ kind: 'account-unknown', state: 'unresolved' }));
    expect(items).not.toEqual([]);
    for (const alert of items.filter(({ subject }) => subject.accountId === undefined))
      expect([alert.reason, await lengthOf(reader, alertPath(alert) ?? '')]).toEqual([
        alert.reason,
        alert.figures['accounts'],
      ]);
  },
);

test.each(READERS)(
  'what stands under a mandate, and what is to be done by hand, is counted as listed for %s',
  async (reader) => {
    const { items } = await read<ListView<MandateView>>(reader, '/mandates');
    for (const { id, progress, total } of items) {
      const listed: Record<string, number> = {};
      for (const group of PROGRESS_GROUPS)
        listed[group] = await lengthOf(reader, paths.mandate(id, {}).concat(`/obligations?group=${group}`));
      expect(progress).toEqual(listed);
      expect(total).toBe(
        Object.entries(listed).reduce((sum, [group, count]) => (group === 'not-applicable' ? sum : sum + count), 0),
      );
    }
    const forecast = await read<ForecastView>(reader, '/forecast');
    expect(forecast.byHand).toBe(await lengthOf(reader, paths.manualTasks()));
  },
);

test('mandates are listed as open or not, and every one as one of the two', async () => {
  for (const reader of READERS) {
    const [all, open, over] = [
      await lengthOf(reader, '/mandates'),
      await lengthOf(reader, '/mandates?open=true'),
      await lengthOf(reader, '/mandates?open=false'),
    ];
    expect(open + over).toBe(all);
  }
});
