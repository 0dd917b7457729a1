import type { HandoverPreviewView, HandoverView, PersonView } from '../../src/api/people';
import type { ListView } from '../../src/api/wire';
import type { PersonId } from '../../src/domain/ids';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { createDyingProcess } from '../services/dyingProcess';
import { alertAbout, createNotifyWorld } from '../services/notify/notifyWorld';
import { PAGE, principal } from '../services/world';
import { eventOf } from '../storage/samples';
import { PASSWORD, useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ask, post, read } = useRealOffice();
const ROOT = principal('administrator', '1');

const send = async (method: string, path: string, body: object): Promise<{ id: string }> => {
  const headers = { 'content-type': 'application/json' };
  const response = await ask('root', path, { method, body: JSON.stringify(body), headers });
  expect([path, response.ok]).toEqual([path, true]);
  return (response.status === 204 ? { id: '' } : await response.json()) as { id: string };
};
const idOf = async (username: string): Promise<PersonId> => {
  const { items } = await read<ListView<PersonView>>('root', '/people');
  return (items.find((person) => person.username === username)?.id ?? '?') as PersonId;
};
const open = async (id: string): Promise<string[]> =>
  (await read<HandoverPreviewView>('root', `/people/${id}/handover`)).items.map(({ kind }) => kind).sort();
const EVERYTHING = ['alert', 'digest', 'duty-day', 'duty-day', 'ladder', 'liaison', 'route', 'substitution', 'task'];

/** Everything that can name somebody names `duty`. */
async function leaveEverything(): Promise<{ readonly from: PersonId; readonly to: PersonId }> {
  await world.services.people.register(
    { username: 'next', name: '继任', role: 'operator', unitId: null, password: PASSWORD },
    'system',
  );
  const [from, to, root] = [await idOf('duty'), await idOf('next'), await idOf('root')];
  const channel = await send('POST', '/notify/channels', {
    ...{ kind: 'dingtalk', name: '值班群', values: { url: 'https://robots.example/send' } },
  });
  const audience = { kind: 'people', personIds: [from, root] };
  const channelId = channel.id;
  const route = { name: '值班', position: 1, match: {}, channelId, audience, waits: 'never', isLast: false };
  await send('POST', '/notify/routes', { ...route, tellsResolved: false });
  await send('POST', '/notify/ladders', {
    name: '升级',
    position: 1,
    rungs: [{ afterMinutes: 0, channelId, audience }],
  });
  await send('POST', '/digests', { name: '晨报', kind: 'morning', channelId, audience, atMinute: 510 });
  const roster = await send('POST', '/rosters', { name: '总值班', handoverMinute: 510, fallbackRole: 'administrator' });
  const dayAfter = (days: number): string =>
    new Date(world.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
  for (const days of [2, 3])
    await send('PUT', `/rosters/${roster.id}/days`, { date: dayAfter(days), version: 0, personIds: [from] });
  const span = { fromDate: dayAfter(2), toDate: dayAfter(2) };
  await send('POST', `/rosters/${roster.id}/substitutions`, {
    ...span,
    personId: root,
    insteadOf: from,
    reason: '休假',
  });
  const who = { duty: 'informant', name: '值班员', post: '科员', mobile: '13800001234', sinceOn: '2026-03-01' };
  await send('POST', `/units/${world.unitA}/liaisons`, { ...who, personId: from, reason: '新任' });
  await createNotifyWorld(world, world.services, world.side).alerts(alertAbout('甲'));
  const [alert] = (await read<ListView<{ id: string }>>('root', '/alerts?state=open')).items;
  await send('POST', '/alerts/assign', { ids: [alert?.id], personId: from });
  const manual = (await world.storage.obligations.list({}, PAGE, null)).items[0];
  if (manual === undefined) throw new Error('no task');
  const taken = { by: from, name: '值班员', at: world.clock.now() };
  await world.storage.obligations.move(manual, { ...manual, state: 'manual', manualReason: 'no-api', taken }, []);
  return { from, to };
}

let people: { readonly from: PersonId; readonly to: PersonId };
beforeAll(async () => {
  people = await leaveEverything();
});

test('killed at any call and gone on with by the tick, everything is given once and the record is whole', async () => {
  let { from, to } = people;
  expect(await open(from)).toEqual(EVERYTHING);
  let isOver = false;
  for (let atCall = 3; !isOver; atCall += 7) {
    // Once between a duty that was begun for the successor and its end for the leaver.
    const isFirst = atCall === 3;
    const death = isFirst ? (name: string): boolean => name === 'liaisons.insert' : atCall;
    const dying = createDyingProcess(world.storage, { atCall: death, takesEffect: isFirst || atCall % 2 === 0 });
    const { people: services } = createServices({ ...world.deps, storage: dying.storage });
    const died = await services.handOver(from, { toId: to, reason: '轮岗', disables: false }, ROOT).then(
      () => false,
      () => true,
    );
    isOver = !died;
    await world.services.people.resumeHandovers();
    const [last] = (await world.storage.handovers.list(null, PAGE)).items;
    if (last?.fromId !== from) continue; // Killed before it began.
    expect([dying.diedAt(), last.state, last.left]).toEqual([dying.diedAt(), 'done', []]);
    expect([dying.diedAt(), await open(from)]).toEqual([dying.diedAt(), []]);
    expect([dying.diedAt(), await open(to)]).toEqual([dying.diedAt(), EVERYTHING]);
    world.clock.pass(MINUTE_MS);
    [from, to] = [to, from];
  }
  expect(await world.services.people.resumeHandovers()).toEqual({ resumed: 0 });
  people = { from, to };
});

test('a hand-over shuts the leaver out if asked, and stands in the list and the ledger with its reason', async () => {
  const { from, to } = people;
  const path = `/people/${from}/handover`;
  const before = await read<HandoverPreviewView>('root', path);
  const response = await post('root', path, { toId: to, reason: '调离本单位', disables: true });
  expect(response.status).toBe(201);
  const done = (await response.json()) as HandoverView;
  expect(done).toMatchObject({ state: 'done', isDisabled: true, left: [], reason: '调离本单位', byName: '主任' });
  expect(done.items).toHaveLength(before.items.length);
  const [listed] = (await read<ListView<HandoverView>>('root', '/handovers')).items;
  expect(listed).toEqual(done);
  await world.storage.outbox.relay(500);
  const lines = JSON.stringify((await world.storage.ledger.ofSubject(`person:${from}`, PAGE)).items);
  for (const told of ['hand-over-begun', 'hand-over-done', '调离本单位']) expect(lines).toContain(told);
  expect((await problemOf(await post('root', path, { toId: from, reason: '试' }))).field).toBe('toId');
  expect((await problemOf(await post('root', `/people/${to}/handover`, { toId: from, reason: '试' }))).field).toBe(
    'toId',
  );
});

test('who administers a part reaches its people alone, and what is set up for the office stays as it is', async () => {
  const [root, officer, chief] = [await idOf('root'), await idOf('officer-b'), await idOf('chief-b')];
  const toChief = { toId: chief, reason: '调离' };
  expect((await post('chief-b', `/people/${root}/handover`, toChief)).status).toBe(404);
  expect(
    (await problemOf(await post('chief-b', `/people/${officer}/handover`, { toId: root, reason: '试' }))).field,
  ).toBe('toId');
  expect((await post('officer-b', `/people/${officer}/handover`, toChief)).status).toBe(403);
  const [route] = await world.storage.notifyRoutes.list();
  if (route === undefined) throw new Error('no route');
  const audience = { kind: 'people', personIds: [officer] } as const;
  await world.storage.notifyRoutes.change({ ...route, audience }, eventOf('notify-route:x'));
  const response = await post('chief-b', `/people/${officer}/handover`, toChief);
  const done = (await response.json()) as HandoverView;
  expect([done.left.map(({ kind }) => kind), done.isDisabled]).toEqual([['route'], false]);
  expect((await world.storage.notifyRoutes.list())[0]?.audience).toEqual(audience);
  expect((await read<ListView<HandoverView>>('chief-b', '/handovers')).items.map(({ id }) => id)).toEqual([done.id]);
});

test('the last administrator is not shut out by a hand-over', async () => {
  const [root, chief] = [await idOf('root'), await idOf('chief-b')];
  const others = (await world.storage.people.list()).filter(
    ({ id, role, unitId, disabled }) => id !== root && role === 'administrator' && unitId === null && !disabled,
  );
  for (const { id } of others) await world.services.people.setDisabled(id, { is: true, reason: '试' }, ROOT);
  const answer = await world.services.people
    .handOver(root, { toId: chief, reason: '调离', disables: true }, ROOT)
    .catch((error: { code?: string }) => error.code);
  expect(answer).toBe('conflict');
});
