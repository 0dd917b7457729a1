import type { LiaisonId, PersonId } from '../../../src/domain/ids';
import { awardBases } from '../../../src/domain/submissions/award';
import { FIGURE_STATES, monthFigures, type MonthFigure } from '../../../src/domain/submissions/quota';
import { SUBMISSION_STATES } from '../../../src/domain/submissions/submission';
import type { Month } from '../../../src/domain/submissions/month';
import { eventOf, unitOf } from '../samples';
import { ids, useTestStore } from '../testStore';
import { submissionOf } from './submissionSamples';

const { storage } = useTestStore();
const MONTH = '2026-09' as Month;
const insert = (given: Parameters<typeof submissionOf>[0]) =>
  storage.submissions.insert(submissionOf(given), eventOf('submission'));

test('a figure of a month leads to exactly what it counts', async () => {
  const countsFor = unitOf('u').id;
  // Of each state another number; what was never with the office has no month and counts nowhere.
  for (const [at, state] of SUBMISSION_STATES.entries())
    for (let n = 0; n <= at; n += 1) await insert({ state, countsFor });
  await insert({ state: 'draft', month: null, countsFor: null, sentAt: null });
  await insert({ state: 'in-review', month: null, countsFor: null, sentAt: null });
  const listed = async (figure: MonthFigure, month?: Month) => {
    const filter = { figure, ...(month === undefined ? {} : { month, countsFor }) };
    return (await storage.submissions.list(filter, { limit: 200, cursor: null }, null)).items.length;
  };
  const counts = (await storage.submissions.countsOf(MONTH, null)).get(countsFor) ?? {};
  const { sent, adopted, returned, notAdopted } = monthFigures(counts, null);
  const shown = { sent, adopted, returned, 'not-adopted': notAdopted };
  for (const figure of Object.keys(FIGURE_STATES) as MonthFigure[]) {
    expect([figure, await listed(figure, MONTH)]).toEqual([figure, shown[figure]]);
    expect([figure, await listed(figure)]).toEqual([figure, shown[figure]]);
  }
  expect(new Set(Object.values(shown)).size).toBe(4);
});

test('what is credited to one is found under the person they sign in as, else as the roster has them', async () => {
  const [personId, liaisonId] = [ids.id<PersonId>(), ids.id<LiaisonId>()];
  const informant = (given: object) => ({ informant: { liaisonId, personId: null, name: '张信息', ...given } });
  await insert({ title: '名册', ...informant({}) });
  await insert({ title: '本人', ...informant({ personId }) });
  await insert({ title: '他月', month: '2025-12' as Month, ...informant({ personId }) });
  await insert({ title: '他人' });
  const found = async (key: string, ...months: readonly string[]) =>
    (await storage.submissions.ofInformant(key, months as readonly Month[])).map(({ title, body }) => [title, body]);
  expect(await found(personId, MONTH)).toEqual([['本人', '']]);
  expect(await found(personId, MONTH, '2025-12')).toEqual([
    ['他月', ''],
    ['本人', ''],
  ]);
  expect(await found(liaisonId, MONTH)).toEqual([['名册', '']]);
});

test('a year counted in groups gives everybody the figures that their submissions give one by one', async () => {
  const months = ['2026-07' as Month, '2026-08' as Month, MONTH];
  const people = [0, 1, 2].map((n) => ({
    ...{ liaisonId: ids.id<LiaisonId>(), personId: n === 0 ? null : ids.id<PersonId>(), name: `信息员${n}` },
  }));
  const by = { by: ids.id<PersonId>(), name: '王', at: new Date(0) };
  const adoption = { ...by, uses: [], criteria: [{ ...by, key: 'adopted', points: 2 }] };
  for (let n = 0; n < 36; n += 1) {
    const informant = people[n % 3];
    const state = SUBMISSION_STATES[n % SUBMISSION_STATES.length];
    const month = months[n % 2];
    if (informant === undefined || state === undefined || month === undefined) throw new Error('nothing to count');
    const alike = { informant, state, month, countsFor: unitOf(n % 5 === 0 ? 'u' : 'v').id, adoption };
    for (let twice = 0; twice < 2; twice += 1) await insert(alike);
  }
  // Renamed in the last month: the year is under the name of then.
  const [first] = people;
  if (first === undefined) throw new Error('nobody');
  await insert({ informant: { ...first, name: '改名' }, state: 'sent', month: MONTH, countsFor: unitOf('u').id });
  const keys = people.map(({ personId, liaisonId }) => personId ?? liaisonId);
  const counted = (await storage.submissions.creditedIn(months)).filter(({ informant }) =>
    keys.includes(informant.personId ?? informant.liaisonId),
  );
  const singly = (await Promise.all(keys.map((key) => storage.submissions.ofInformant(key, months)))).flat();
  expect(counted.length).toBeLessThan(singly.length);
  const sorted = (bases: ReturnType<typeof awardBases>) =>
    bases.map((basis) => ({ ...basis, unitIds: [...basis.unitIds].sort() }));
  expect(sorted(awardBases(counted, []))).toEqual(sorted(awardBases(singly, [])));
  expect(awardBases(counted, []).map(({ name }) => name)).toContain('改名');
});
