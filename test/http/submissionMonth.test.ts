import type { AlertView } from '../../src/api/alerts';
import type { AwardLineView, StandingListView, StandingView, SubmissionDetailView } from '../../src/api/submissions';
import type { ReviewView } from '../../src/api/reviews';
import type { ListView } from '../../src/api/wire';
import type { UnitId } from '../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import { bringUpToDate } from '../services/fixtures';
import { openDesk, type Desk } from '../services/submissions/submittingUnits';
import { PASSWORD, useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask, post, read, signIn } = useRealOffice();
const REVIEWERS = ['stage-1', 'stage-2', 'stage-3', 'secrecy'] as const;
/** The county and 29 departments, and how many each sends in. */
const SENDS = [20, ...Array.from({ length: 29 }, (_, at) => (at < 10 ? 5 : at % 3 === 0 ? 1 : 0))];
const desks: Desk[] = [];
const sent: SubmissionDetailView[] = [];

const send = (as: string, path: string, body: object, method = 'POST'): Promise<Response> =>
  ask(as, path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const must = async <T>(response: Response): Promise<T> => {
  const value = (await response.json()) as T;
  expect([response.url, response.ok, response.ok ? null : value]).toEqual([response.url, true, null]);
  return value;
};
const passTo = (at: string): void => world.clock.pass(Date.parse(at) - world.clock.now().getTime());
const author = (at: number): string => `author-${at}`;

async function passThroughUnit({ reviewId }: SubmissionDetailView): Promise<void> {
  let review = await read<ReviewView>('stage-1', `/reviews/${reviewId}`);
  const found = { result: 'pass', classification: 'none', disclosure: 'proactive' };
  for (const who of ['stage-1', 'stage-2', 'secrecy', 'stage-3'] as const)
    review = await must(
      await (who === 'secrecy'
        ? post(who, `/reviews/${reviewId}/secrecy`, { version: review.version, ...found })
        : post(who, `/reviews/${reviewId}/steps`, { version: review.version, step: 'pass' })),
    );
  expect(review.state).toBe('passed');
}
async function sendIn(at: number, title: string): Promise<SubmissionDetailView> {
  const draft = {
    title,
    body: '正文',
    kind: 'policy-document',
    section: '综合科',
    informantId: desks[at]?.informantId,
  };
  const begun = await must<SubmissionDetailView>(await post(author(at), '/submissions', draft));
  const handed = await must<SubmissionDetailView>(
    await post(author(at), `/submissions/${begun.id}/submit`, { version: begun.version }),
  );
  await passThroughUnit(handed);
  return read(author(at), `/submissions/${begun.id}`);
}
async function decide(one: SubmissionDetailView, decided: object): Promise<SubmissionDetailView> {
  const { version } = await read<SubmissionDetailView>('root', `/submissions/${one.id}`);
  return must(await post('root', `/submissions/${one.id}/decision`, { version, ...decided }));
}
async function reviseAndSend(at: number, { id }: SubmissionDetailView): Promise<void> {
  const now = await read<SubmissionDetailView>(author(at), `/submissions/${id}`);
  const { title, kind, section, informantId, version } = now;
  const draft = { version, title, kind, section, informantId, body: `${now.body}（已补充联系方式）` };
  const revised = await must<SubmissionDetailView>(await send(author(at), `/submissions/${id}`, draft, 'PUT'));
  await passThroughUnit(await must(await post(author(at), `/submissions/${id}/submit`, { version: revised.version })));
}
const standing = (as: string, query = ''): Promise<StandingListView> =>
  read(as, `/submission-standing?month=2026-10${query}`);
const rowOf = async (at: number): Promise<StandingView> => {
  const row = (await standing('root')).items.find(({ unitId }) => unitId === desks[at]?.unitId);
  if (row === undefined) throw new Error(`no row of ${at}`);
  return row;
};
const behind = async (state = 'unresolved'): Promise<readonly AlertView[]> => {
  await bringUpToDate(world);
  await world.services.alerts.sweep();
  return (await read<ListView<AlertView>>('root', `/alerts?kind=submissions-behind&state=${state}&limit=200`)).items;
};

beforeAll(async () => {
  const { services } = world;
  const units = await services.accounts.registerUnits([
    { key: 'city', name: '市政府', parentKey: null, level: 'city' },
    { key: 'u0', name: '某县', parentKey: 'city', level: 'county' },
    ...SENDS.slice(1).map((_, at) => ({
      ...{ key: `u${at + 1}`, name: `市直${at + 1}局`, parentKey: 'city', level: 'department' as const },
    })),
  ]);
  const add = (username: string, role: 'officer' | 'operator', unitId: UnitId | null) =>
    services.people.register({ username, name: username, role, unitId, password: PASSWORD, disabled: false }, 'system');
  for (const username of REVIEWERS) await add(username, 'operator', null);
  for (const [at, unit] of units.slice(1).entries()) {
    await add(author(at), 'officer', unit.id);
    desks.push(await openDesk(world, unit.id));
  }
  for (const username of [...REVIEWERS, ...desks.map((_, at) => author(at))]) await signIn(username);
  // The product begins in September: October is the first month that it sees whole.
  await services.submissions.keepMonths(1_000);
  passTo('2026-09-30T16:00:00Z');
  await services.submissions.keepMonths(1_000);
  for (const username of [...REVIEWERS, 'root', ...desks.map((_, at) => author(at))]) await signIn(username);
});

test('a month of thirty units: sent, returned, sent again, told when behind, settled at its end, and carried away', async () => {
  passTo('2026-10-12T02:00:00Z');
  for (const username of [...REVIEWERS, 'root', ...desks.map((_, at) => author(at))]) await signIn(username);
  for (const [at, count] of SENDS.entries())
    for (let n = 1; n <= count; n += 1)
      sent.push(await sendIn(at, n === 1 && at === 0 ? '=HYPERLINK("x")' : `第${n}条`));
  expect(await rowOf(0)).toMatchObject({ quota: { least: 20 }, now: { sent: 20, missing: 0 }, settled: null });
  expect(await rowOf(1)).toMatchObject({ quota: { least: 5 }, now: { sent: 5, missing: 0 } });
  expect(await rowOf(11)).toMatchObject({ quota: { least: 5 }, now: { sent: 0, missing: 5 } });

  // The county has one back that comes again in time, the first department one that does not.
  const [first] = sent;
  const ofFirstDepartment = sent[20];
  if (first === undefined || ofFirstDepartment === undefined) throw new Error('nothing was sent');
  const back = { decision: 'return', reason: 'unclear', words: '请补充联系方式' };
  await decide(first, back);
  await decide(ofFirstDepartment, back);
  expect([(await rowOf(0)).now, (await rowOf(1)).now]).toMatchObject([
    { sent: 19, returned: 1, missing: 1 },
    { sent: 4, returned: 1, missing: 1 },
  ]);
  await reviseAndSend(0, first);
  const uses = [{ where: '晋城在线', link: 'https://city.example/a.html' }];
  await decide(first, { decision: 'adopt', uses, criteria: ['adopted'] });
  expect((await rowOf(0)).now).toMatchObject({ sent: 20, adopted: 1, returned: 0, missing: 0 });

  // A unit added in the month owes nothing of it.
  const [late] = await world.services.accounts.registerUnits([
    { key: 'late', name: '新设局', parentKey: 'city', level: 'department' },
  ]);
  await bringUpToDate(world);
  await world.services.submissions.keepMonths(1_000);
  expect((await standing('root')).items.map(({ unitId }) => unitId)).not.toContain(late?.id);

  // A unit sees itself alone, whatever it asks for; what others owe is nobody's but the office's.
  expect((await standing(author(3), '&order=missing')).items.map(({ unitId }) => unitId)).toEqual([desks[3]?.unitId]);
  expect((await problemOf(await ask(author(3), '/submission-awards?year=2026'))).code).toBe('forbidden');
  const missing = (await standing('root', '&order=missing')).items.map(({ now }) => now.missing);
  expect(missing).toEqual([...missing].sort((one, other) => other - one));

  // Nobody is told before the fifth working day from the end: Monday 26 October.
  passTo('2026-10-25T15:59:00Z');
  for (const username of [...REVIEWERS, 'root', author(1)]) await signIn(username);
  expect(await behind()).toEqual([]);
  passTo('2026-10-25T16:00:00Z');
  const told = await behind();
  expect(told).toHaveLength(20);
  expect(told.find(({ unitId }) => unitId === desks[1]?.unitId)).toMatchObject({
    ...{ severity: 'notice', reason: 'below-quota', occurredAt: '2026-10-25T16:00:00.000Z' },
    figures: { owed: 5, sent: 4, missing: 1, month: '2026-10' },
  });
  // One that sends what it lacks is told no more.
  await sendIn(1, '补报');
  expect((await behind()).map(({ unitId }) => unitId)).not.toContain(desks[1]?.unitId);
  expect((await behind('resolved')).map(({ resolved }) => resolved?.reason)).toEqual(['done']);

  // Not settled before an hour has passed, then once and for all.
  passTo('2026-10-31T16:30:00Z');
  for (const username of [...REVIEWERS, 'root', author(1)]) await signIn(username);
  expect(await world.services.submissions.keepMonths(1_000)).toMatchObject({ settled: 0 });
  expect(await behind()).toEqual([]);
  world.clock.pass(HOUR_MS);
  expect(await world.services.submissions.keepMonths(7)).toMatchObject({ settled: 7 });
  expect(await world.services.submissions.keepMonths(1_000)).toMatchObject({ settled: 23 });
  expect(await world.services.submissions.keepMonths(1_000)).toMatchObject({ settled: 0 });
  const settled = await standing('root');
  expect(settled.items.filter(({ settled: row }) => row?.missing === 0)).toHaveLength(11);
  expect(await rowOf(1)).toMatchObject({ settled: { counted: 5, missing: 0, ruleVersion: '1' }, isCorrected: false });

  // What comes again later counts for its month, beside what was settled.
  world.clock.pass(2 * DAY_MS);
  for (const username of [...REVIEWERS, 'root', author(1)]) await signIn(username);
  await reviseAndSend(1, ofFirstDepartment);
  expect(await rowOf(1)).toMatchObject({ settled: { counted: 5 }, now: { counted: 6 }, isCorrected: true });

  const file = await read<{ fileName: string; content: string }>('root', '/submission-standing/file?month=2026-10');
  const [table, items] = readSheetFile(Buffer.from(file.content, 'base64'), file.fileName);
  const texts = (sheet: typeof table) => sheet?.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')) ?? [];
  expect(file.fileName).toBe('信息报送 2026-10.xlsx');
  expect(texts(table).find(([name]) => name === '市直1局')).toEqual(expect.arrayContaining(['5', '现计入 6']));
  expect(texts(table)).toHaveLength(31);
  expect(texts(items)).toHaveLength(1 + SENDS.reduce((sum, count) => sum + count, 0) + 1);
});

test('the list of the year shows what each rests on, and the office decides with a reason', async () => {
  const awards = async () => (await read<ListView<AwardLineView>>('root', '/submission-awards?year=2026')).items;
  const [best] = await awards();
  expect(best).toMatchObject({ points: 1, adopted: 1, sent: 20, place: 1, isTied: false, owedMonths: 1, metMonths: 1 });
  const ties = (await awards()).filter(({ points, sent: count }) => points === 0 && count === 5);
  expect(new Set(ties.map(({ place }) => place)).size).toBe(1);
  expect(ties.every(({ isTied }) => isTied)).toBe(true);
  const decision = { year: 2026, version: 0, listed: true, reason: 'met-and-outstanding', words: '全年无退回' };
  const put = (body: object) => send('root', `/submission-awards/${best?.informant}`, body, 'PUT');
  expect((await problemOf(await put({ ...decision, listed: false }))).field).toBe('reason');
  expect(await must(await put(decision))).toMatchObject({
    decision: { listed: true, words: '全年无退回', version: 1 },
  });
  expect((await problemOf(await put(decision))).code).toBe('conflict');
  expect((await awards())[0]?.decision?.listed).toBe(true);
  const { content } = await read<{ content: string }>('root', '/submission-awards/file?year=2026');
  const [table] = readSheetFile(Buffer.from(content, 'base64'), 'a.xlsx');
  expect(table?.rows[1]?.cells.map((cell) => cell?.text ?? '')).toEqual(
    expect.arrayContaining(['1', '列入', '全年无退回']),
  );
});
