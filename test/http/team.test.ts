import type { CourseTotalsView, CourseView, LiaisonGapsView, LiaisonView, UnfilledUnitView } from '../../src/api/team';
import type { ListView } from '../../src/api/wire';
import { PAGE, principal } from '../services/world';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask, post, read, relayAll } = useRealOffice();

const CHIEF = { duty: 'chief', name: '李主管', post: '办公室主任', rank: 'section', sinceOn: '2026-03-01' };
const send = (as: string, method: string, path: string, body: object): Promise<Response> =>
  ask(as, path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const missing = async (as: string, duty: string): Promise<number> => {
  const { duties } = await read<LiaisonGapsView>(as, '/liaisons/gaps');
  const counted = duties.find((one) => one.duty === duty)?.gaps.missing ?? -1;
  const { items } = await read<ListView<UnfilledUnitView>>(as, `/liaisons/unfilled?duty=${duty}&gap=missing`);
  expect(items).toHaveLength(counted);
  return counted;
};
const added = async (unit: string, more: object = {}): Promise<LiaisonView> => {
  const body = { ...CHIEF, mobile: '13800001234', reason: '新任', ...more };
  const response = await post('root', `/units/${unit}/liaisons`, body);
  expect(response.status).toBe(201);
  return (await response.json()) as LiaisonView;
};
const linesOfA = async (): Promise<string> => {
  await relayAll();
  return JSON.stringify((await world.storage.ledger.ofSubject(`unit:${world.unitA}`, PAGE)).items);
};

test('a unit without 信息主管 is a gap until somebody is filed, and again once the duty has ended', async () => {
  expect([await missing('root', 'chief'), await missing('officer-a', 'chief')]).toEqual([3, 1]);
  const chief = await added(world.unitA);
  expect([await missing('root', 'chief'), await missing('officer-a', 'chief')]).toEqual([2, 0]);
  const end = { version: chief.version, untilOn: '2026-03-01', reason: '调离' };
  expect(
    (await problemOf(await post('root', `/liaisons/${chief.id}/end`, { ...end, untilOn: '2026-02-28' }))).field,
  ).toBe('untilOn');
  expect((await post('root', `/liaisons/${chief.id}/end`, end)).status).toBe(200);
  expect((await post('root', `/liaisons/${chief.id}/end`, end)).status).toBe(409);
  expect(await missing('root', 'chief')).toBe(3);
  const kept = (await read<ListView<LiaisonView>>('root', `/units/${world.unitA}/liaisons`)).items;
  expect(kept.map(({ name, untilOn }) => [name, untilOn])).toEqual([['李主管', '2026-03-01']]);
});

test('what is asked for is named field by field', async () => {
  const fieldOf = async (more: object): Promise<string | undefined> =>
    (
      await problemOf(
        await post('root', `/units/${world.unitA}/liaisons`, {
          ...CHIEF,
          mobile: '13800001234',
          reason: '新任',
          ...more,
        }),
      )
    ).field;
  expect(await fieldOf({ rank: null })).toBe('rank');
  expect(await fieldOf({ mobile: null })).toBe('mobile');
  expect(await fieldOf({ mobile: 'nobody' })).toBe('mobile');
  expect(await fieldOf({ officePhone: '?' })).toBe('officePhone');
  expect(await fieldOf({ sinceOn: '2099-01-01' })).toBe('sinceOn');
  expect(await fieldOf({ personId: 'f'.repeat(24) })).toBe('personId');
  expect(await fieldOf({ duty: 'manager' })).toBe('duty');
});

test('the ledger of the unit tells of each change the first character of the name and no number', async () => {
  const { id, version } = await added(world.unitA, { name: '欧阳联络', duty: 'liaison', mobile: '13912345678' });
  const change = { version, mobile: '13987654321', reason: '换号' };
  expect((await send('root', 'PATCH', `/liaisons/${id}`, change)).status).toBe(200);
  expect((await problemOf(await send('root', 'PATCH', `/liaisons/${id}`, change))).code).toBe('conflict');
  const lines = await linesOfA();
  for (const told of ['欧***', 'liaison-added', 'liaison-changed', '换号']) expect(lines).toContain(told);
  for (const kept of ['欧阳', '13912345678', '13987654321']) expect(lines).not.toContain(kept);
});

test('numbers are masked for who only looks, and nobody reaches those of another unit', async () => {
  const { id, version } = await added(world.unitA, { duty: 'informant', name: '张信息', mobile: '13700001111' });
  const { services } = world;
  const shown = async (role: 'viewer' | 'officer'): Promise<readonly (string | null)[]> =>
    (await services.team.liaisons({ unitId: world.unitA, duty: 'informant' }, PAGE, principal(role, '4'))).items.map(
      ({ mobile }) => mobile,
    );
  expect([await shown('viewer'), await shown('officer')]).toEqual([['137****1111'], ['13700001111']]);
  const names = async (as: string): Promise<string[]> =>
    (await read<ListView<LiaisonView>>(as, '/liaisons')).items.map(({ unitName }) => unitName);
  expect(new Set(await names('officer-a'))).toEqual(new Set(['甲局']));
  expect(await names('officer-b')).toEqual([]);
  for (const [as, status] of [
    ['chief-b', 404],
    ['officer-a', 403],
    ['officer-b', 403],
    ['duty', 200],
  ] as const)
    expect([
      as,
      (await send(as, 'PATCH', `/liaisons/${id}`, { version, post: '主任科员', reason: '晋升' })).status,
    ]).toEqual([as, status]);
});

test('many are registered at once, and once again changes nothing', async () => {
  const record = { ...CHIEF, mobile: '13800001234', officePhone: null, personId: null } as const;
  const records = [
    { ...record, unitId: world.unitB, duty: 'leader', name: '王分管' },
    { ...record, unitId: world.officeId, duty: 'leader', name: '赵分管' },
  ] as unknown as Parameters<typeof world.services.team.registerLiaisons>[0];
  const register = (): Promise<unknown> =>
    world.services.team.registerLiaisons(records, '批量登记', principal('administrator', '1'));
  expect(await register()).toEqual({ added: 2, changed: 0, same: 0 });
  expect(await register()).toEqual({ added: 0, changed: 0, same: 2 });
});

test('a course is recorded, corrected with a reason, counted by unit, and taken out', async () => {
  const attendee = (unitId: string): object => ({ name: '张信息', unitId });
  const course = {
    unitId: world.unitA,
    ...{ heldOn: '2026-05-12', hours: 6, topic: '新媒体管理', organiser: '县政府办' },
    attendees: [attendee(world.unitA), attendee(world.unitB)],
  };
  const fieldOf = async (more: object): Promise<string | undefined> =>
    (await problemOf(await post('root', '/courses', { ...course, ...more }))).field;
  expect([
    await fieldOf({ hours: 0.3 }),
    await fieldOf({ heldOn: '2099-01-01' }),
    await fieldOf({ attendees: [] }),
  ]).toEqual(['hours', 'heldOn', 'attendees']);
  const recorded = (await (await post('root', '/courses', course)).json()) as CourseView;
  const totals = async (): Promise<unknown[]> =>
    (await read<ListView<CourseTotalsView>>('root', '/courses/totals?year=2026')).items.map(
      ({ unitName, held, attended, attendedHours }) => [unitName, held, attended, attendedHours],
    );
  expect(await totals()).toEqual([
    ['甲局', 1, 1, 6],
    ['乙镇', 0, 1, 6],
  ]);
  const path = `/courses/${recorded.id}`;
  const change = { version: recorded.version, hours: 4, reason: '实际半天加一小时' };
  expect((await problemOf(await send('root', 'PATCH', path, { ...change, reason: ' ' }))).field).toBe('reason');
  expect((await send('chief-b', 'PATCH', path, change)).status).toBe(404);
  expect((await send('root', 'PATCH', path, change)).status).toBe(200);
  expect((await send('root', 'PATCH', path, change)).status).toBe(409);
  expect(await totals()).toEqual([
    ['甲局', 1, 1, 4],
    ['乙镇', 0, 1, 4],
  ]);
  // Who was there for another unit has it on record at home as well, with its own people alone.
  const atHome = (await read<ListView<CourseView>>('officer-b', '/courses?year=2026')).items;
  expect(atHome.map(({ isOfOther, unitName, attendees }) => [isOfOther, unitName, attendees.length])).toEqual([
    [true, '甲局', 1],
  ]);
  expect(atHome[0]?.attendees[0]?.unitId).toBe(world.unitB);
  const ofB = (await read<ListView<CourseTotalsView>>('officer-b', '/courses/totals?year=2026')).items;
  expect(ofB.map(({ unitName, held, attendedHours }) => [unitName, held, attendedHours])).toEqual([['乙镇', 0, 4]]);
  const ofA = (await read<ListView<CourseView>>('officer-a', '/courses')).items;
  expect(ofA.map(({ isOfOther, attendees }) => [isOfOther, attendees.length])).toEqual([[false, 2]]);
  expect((await read<ListView<CourseView>>('officer-b', `/courses?unit=${world.unitB}`)).items).toEqual([]);
  expect((await read<ListView<CourseView>>('root', '/courses?year=2025')).items).toEqual([]);
  expect((await send('root', 'DELETE', path, { version: 2, reason: '重复登记' })).status).toBe(204);
  expect(await totals()).toEqual([]);
  const lines = await linesOfA();
  for (const told of ['course-added', 'course-corrected', 'course-removed']) expect(lines).toContain(told);
});

test('what a unit has filed goes along where it is merged, and its former superior sees nothing of it', async () => {
  const seen = async (as: string): Promise<number> =>
    (await read<ListView<LiaisonView>>(as, `/liaisons?unit=${world.unitB}&current=true`)).items.length;
  const before = await seen('root');
  const current = (await read<ListView<LiaisonView>>('root', `/liaisons?unit=${world.unitA}&current=true`)).items
    .length;
  expect(current).toBeGreaterThan(0);
  const merge = {
    intoId: world.unitB,
    documentNumber: '编发〔2026〕8号',
    effectiveOn: '2026-11-30',
    reason: '机构改革',
  };
  expect((await post('root', `/units/${world.unitA}/merge`, merge)).status).toBe(200);
  expect(await seen('root')).toBe(before + current);
  expect(await seen('chief-b')).toBe(before + current);
  expect((await read<ListView<LiaisonView>>('root', `/units/${world.unitA}/liaisons`)).items).toEqual([]);
  const closed = { ...CHIEF, mobile: '13800001234', reason: '新任' };
  expect((await problemOf(await post('root', `/units/${world.unitA}/liaisons`, closed))).field).toBe('unitId');
});
