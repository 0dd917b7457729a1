import type { HandoverPreviewView, HandoverView, PersonView } from '../../src/api/people';
import type { ListView } from '../../src/api/wire';
import type { HandoverId, PersonId, ReviewId, SilenceId, UnitId } from '../../src/domain/ids';
import type { Handover } from '../../src/domain/people/handover';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { HANDOVER_HELD_MS } from '../../src/services/people/handover/handOver';
import { createServices } from '../../src/services/index';
import { createDyingProcess } from '../services/dyingProcess';
import { alertAbout, createNotifyWorld } from '../services/notify/notifyWorld';
import { ids, PAGE, principal } from '../services/world';
import { FLOW, reviewOf } from '../storage/reviews/reviewSamples';
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
const EVERYTHING = [
  'alert',
  'authored',
  'credential',
  'digest',
  'duty-day',
  'duty-day',
  'ladder',
  'liaison',
  'review',
  'review-flow',
  'review-taker',
  'route',
  'silence',
  'substitution',
  'task',
];

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
  const takers = { actions: [], people: [from], duties: [], within: 'unit' as const };
  const stages = [{ key: 'issue', title: '签发', titleEn: 'Issue', takers }];
  await send('PUT', '/review-flows', {
    ...{ kind: 'own-post', unitId: null, version: 0, stages, secrecy: null, returnsTo: 'author', footNames: false },
    ...{ clause: '三审制度', reason: '指定签发人' },
  });
  const review = reviewOf({ id: ids.id<ReviewId>(), assigneeId: from, flow: { ...FLOW, stages } });
  await world.storage.reviews.open(review, eventOf(`review:${review.id}`));
  const by = { id: from, name: '值班员' };
  const returned = reviewOf({ id: ids.id<ReviewId>(), kind: 'answer', author: by, state: 'returned' });
  await world.storage.reviews.open(returned, eventOf(`review:${returned.id}`));
  const now = world.clock.now();
  const match = { kinds: [], leastSeverity: null, unitId: null, platform: 'douyin', authority: null } as const;
  await world.storage.silences.insert(
    {
      ...{
        id: ids.id<SilenceId>(),
        kind: 'silence',
        match,
        reason: '演练',
        by: { personId: from, name: '值班员' },
      },
      ...{ startsAt: now, endsAt: new Date(now.getTime() + 30 * DAY_MS), version: 1 },
    },
    eventOf('notify-silence:x'),
  );
  const credential = await world.storage.credentials.ofAccount((await world.account('a1')).account.id);
  if (credential === null) throw new Error('no credential');
  const entered = { personId: from, name: '值班员' };
  expect(await world.storage.credentials.changeGranter(credential, entered, eventOf('credential'))).toBe(true);
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
    expect(await world.services.people.resumeHandovers()).toEqual({ resumed: 0 });
    world.clock.pass(HANDOVER_HELD_MS);
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

async function personOf(username: string, unitId: UnitId | null): Promise<PersonId> {
  const { people: services } = world.services;
  await services.register({ username, name: username, role: 'operator', unitId, password: PASSWORD }, 'system');
  return idOf(username);
}
const liaisonOf = async (personId: PersonId): Promise<void> => {
  const who = { duty: 'informant', name: '任职人', post: '科员', mobile: '13800001234', sinceOn: '2026-03-01' };
  await send('POST', `/units/${world.unitA}/liaisons`, { ...who, personId, reason: '新任' });
};
const leftOf = ({ left }: { readonly left: HandoverView['left'] }): string[] =>
  left.map(({ kind, why }) => `${kind}: ${why ?? '?'}`);
const begun = async (fromId: PersonId, toId: PersonId): Promise<HandoverId> => {
  const handover: Handover = {
    ...{ id: ids.id<HandoverId>(), fromId, fromName: '甲', toId, toName: '乙', byId: ROOT.personId, byName: '主任' },
    ...{ byUnitId: null, reason: '调离', at: world.clock.now(), disables: false, state: 'moving', doneAt: null },
    ...{ items: [], left: [] },
  };
  await world.storage.handovers.start(handover, world.clock.now(), eventOf(`person:${fromId}`));
  return handover.id;
};

test('what the successor does not see stays with its reason, and delegations of reviews end', async () => {
  const [from, far] = [await personOf('leaver', null), await personOf('far', world.unitB)];
  await liaisonOf(from);
  const day = world.clock.now().toISOString().slice(0, 10);
  const span = { fromDate: day, toDate: day, kinds: ['own-post'], reason: '出差' };
  const root = await idOf('root');
  await send('POST', '/review-delegations', { ...span, fromId: from, toId: root });
  await send('POST', '/review-delegations', { ...span, fromId: root, toId: from });
  expect(await open(from)).toEqual(['delegation', 'delegation', 'liaison']);
  const toFar = { toId: far, reason: '调离', disables: false };
  expect(leftOf(await world.services.people.handOver(from, toFar, ROOT))).toEqual(['liaison: unseen']);
  expect(await open(far)).toEqual([]);
});

test('who holds the duty of the unit already holds it once, and a successor shut out meanwhile gets nothing', async () => {
  const [from, to] = [await idOf('leaver'), await personOf('holder', null)];
  await liaisonOf(to);
  await world.services.people.setDisabled(to, { is: true, reason: '试' }, ROOT);
  const id = await begun(from, to);
  expect(await world.services.people.resumeHandovers()).toEqual({ resumed: 1 });
  expect(leftOf(await world.services.people.handover(id, ROOT))).toEqual(['liaison: disabled']);
  await world.services.people.setDisabled(to, { is: false, reason: '试' }, ROOT);
  const toHolder = { toId: to, reason: '调离', disables: false };
  expect(leftOf(await world.services.people.handOver(from, toHolder, ROOT))).toEqual([]);
  expect(await open(to)).toEqual(['liaison']);
});

test('what cannot be written stays as failed, and a hand-over that cannot be gone on with stops no other', async () => {
  const [from, to] = [await idOf('holder'), await personOf('heir', null)];
  const broken = (more: object) => createServices({ ...world.deps, storage: { ...world.storage, ...more } }).people;
  const change = async (): Promise<never> => Promise.reject(new Error('no room'));
  const failing = broken({ liaisons: { ...world.storage.liaisons, change } });
  const toHeir = { toId: to, reason: '调离', disables: false };
  expect(leftOf(await failing.handOver(from, toHeir, ROOT))).toEqual(['liaison: failed']);
  const [stuck, next] = [await begun(from, to), await begun(to, from)];
  const finish: typeof world.storage.handovers.finish = async (id, ...rest) =>
    id === stuck ? Promise.reject(new Error('no room')) : world.storage.handovers.finish(id, ...rest);
  const halting = broken({ handovers: { ...world.storage.handovers, finish } });
  expect(await halting.resumeHandovers()).toEqual({ resumed: 1 });
  expect((await world.services.people.handover(next, ROOT)).state).toBe('done');
  world.clock.pass(HANDOVER_HELD_MS);
  expect(await world.services.people.resumeHandovers()).toEqual({ resumed: 1 });
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
