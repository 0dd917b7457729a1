import type { PersonId, UnitId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const ofUnitA = (): Principal => ({ ...principal('administrator', '2'), unitId: world.unitA });

const officer = (username = 'zhang') =>
  ({ username, name: '张信息', role: 'officer', unitId: world.unitA }) as const satisfies object;
const add = async (username?: string, by: Principal = ADMINISTRATOR): Promise<PersonId> =>
  (await world.services.people.add(officer(username), '到岗', by)).id as PersonId;
const refusalOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string; field?: string }) => [error.code ?? String(error), error.field].filter(Boolean).join(' '),
  );
const ledgerOf = async (id: PersonId) => {
  await world.storage.outbox.relay(100);
  const { items } = await world.storage.ledger.ofSubject(`person:${id}`, PAGE);
  return items.map(({ to, reason, data }) => ({ to, reason, data })).reverse();
};

describe('somebody who is added', () => {
  test('has no password, signs in by a link, and stands in the ledger with who they are and why', async () => {
    const id = await add();
    expect(await world.storage.people.byId(id)).toMatchObject({ ...officer(), passwordHash: null, disabled: false });
    const { secret } = await world.services.people.issueLink(
      id,
      { reason: '首次登录', forPassword: false },
      ADMINISTRATOR,
    );
    const { principal: who } = await world.services.people.signInWithLink(secret);
    expect(who).toMatchObject({ personId: id, role: 'officer', unitId: world.unitA });
    expect((await ledgerOf(id)).find(({ to }) => to === 'added')).toMatchObject({
      to: 'added',
      reason: '到岗',
      data: { name: '张信息', role: 'officer', unitId: world.unitA },
    });
  });

  test('cannot take the name of somebody else, also where both are added at once', async () => {
    const both = await Promise.all([refusalOf(add()), refusalOf(add())]);
    expect(both.sort()).toEqual(['invalid-input username', 'ok']);
    expect(await world.storage.people.list()).toHaveLength(1);
  });

  test.each([
    ['a', 'one letter'],
    ['Zhang', 'a capital letter'],
    ['张三', 'what no import file can list'],
    ['zhang san', 'a space'],
    ['z'.repeat(41), 'more than forty'],
  ])('is refused as %p: %s', async (username) => {
    expect(await refusalOf(add(username))).toBe('invalid-input username');
  });

  test.each(['zh', 'zhang.san', '3-kb_', 'z'.repeat(40)])('may sign in as %p', async (username) => {
    expect(await refusalOf(add(username))).toBe('ok');
  });

  test('is refused where an office has as many people as are read at once', async () => {
    const count = jest.spyOn(world.storage.people, 'count').mockResolvedValueOnce(4_999);
    expect(await refusalOf(add('last'))).toBe('ok');
    count.mockResolvedValueOnce(5_000);
    expect(await refusalOf(add('over'))).toBe('conflict');
  });

  test('needs a reason, an administrator, and a unit that is there and within their reach', async () => {
    const { people } = world.services;
    expect(await refusalOf(people.add(officer(), ' ', ADMINISTRATOR))).toBe('invalid-input reason');
    expect(await refusalOf(add('one', principal('operator', '3')))).toBe('forbidden');
    const nowhere = { ...officer('two'), unitId: 'f'.repeat(24) as UnitId };
    expect(await refusalOf(people.add(nowhere, '到岗', ADMINISTRATOR))).toBe('not-found unitId');
    expect(await refusalOf(people.add({ ...officer('three'), unitId: world.unitB }, '到岗', ofUnitA()))).toBe(
      'not-found unitId',
    );
    expect(await refusalOf(people.add({ ...officer('four'), unitId: null }, '到岗', ofUnitA()))).toBe(
      'not-found unitId',
    );
    expect(await world.storage.people.list()).toEqual([]);
    expect(await refusalOf(add('five', ofUnitA()))).toBe('ok');
  });
});

describe('somebody who is changed', () => {
  const signedIn = async (id: PersonId): Promise<string> => {
    const { secret } = await world.services.people.issueLink(
      id,
      { reason: '首次登录', forPassword: false },
      ADMINISTRATOR,
    );
    return (await world.services.people.signInWithLink(secret)).token;
  };
  const isOpen = async (token: string): Promise<boolean> => (await world.services.people.authenticate(token)) !== null;

  test('keeps their session under another name, and the ledger has the name of before', async () => {
    const id = await add();
    const token = await signedIn(id);
    const changed = await world.services.people.change(id, { name: '张新名', reason: '改名' }, ADMINISTRATOR);
    expect(changed).toMatchObject({ name: '张新名', role: 'officer', unitId: world.unitA });
    expect(await isOpen(token)).toBe(true);
    const last = (await ledgerOf(id)).at(-1);
    expect(last).toMatchObject({ to: 'changed', reason: '改名', data: { nameBefore: '张信息', nameAfter: '张新名' } });
    expect(Object.keys(last?.data ?? {})).not.toContain('roleBefore');
  });

  test.each([
    ['role', { role: 'viewer' }],
    ['unit', { unitId: null }],
  ] as const)('is signed out by another %s', async (_what, changes) => {
    const id = await add();
    const token = await signedIn(id);
    await world.services.people.change(id, { ...changes, reason: '转岗' }, ADMINISTRATOR);
    expect(await isOpen(token)).toBe(false);
    expect(await world.storage.people.byId(id)).toMatchObject(changes);
  });

  test('is changed by no one who has read what somebody else has changed since', async () => {
    const id = await add();
    const before = await world.storage.people.byId(id);
    if (before === null) throw new Error('nobody was added');
    await world.services.people.change(id, { role: 'viewer', reason: '转岗' }, ADMINISTRATOR);
    jest.spyOn(world.storage.people, 'byId').mockResolvedValueOnce(before);
    const late = world.services.people.change(id, { name: '旧名', reason: '改名' }, ADMINISTRATOR);
    expect(await refusalOf(late)).toBe('conflict');
    expect(await world.storage.people.byId(id)).toMatchObject({ name: '张信息', role: 'viewer' });
  });

  test('is another person than who changes them, within reach, and comes under no unit out of reach', async () => {
    const id = await add();
    const { people } = world.services;
    const change = (by: Principal, changes: object = { role: 'viewer' }) =>
      refusalOf(people.change(id, { ...changes, reason: '转岗' }, by));
    expect(await change({ ...ADMINISTRATOR, personId: id })).toBe('conflict');
    expect(await change({ ...ADMINISTRATOR, unitId: world.unitB })).toBe('not-found');
    expect(await change(principal('operator', '3'))).toBe('forbidden');
    expect(await change(ofUnitA(), { unitId: null })).toBe('not-found unitId');
    expect(await change(ofUnitA(), { unitId: world.unitB })).toBe('not-found unitId');
    expect(await change(ADMINISTRATOR, { role: 'officer' })).toBe('invalid-input name');
    expect(await change(ofUnitA())).toBe('ok');
  });
});

describe('the last who manages the whole office', () => {
  const administrators = async (): Promise<readonly [Principal, Principal]> => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map(async (username) =>
        world.services.people.add(
          { username, name: username, role: 'administrator', unitId: null },
          '到岗',
          ADMINISTRATOR,
        ),
      ),
    );
    if (one === undefined || other === undefined) throw new Error('nobody was added');
    return [
      { ...ADMINISTRATOR, personId: one.id as PersonId },
      { ...ADMINISTRATOR, personId: other.id as PersonId },
    ];
  };
  const managing = async () =>
    (await world.storage.people.list()).filter(({ role, unitId, disabled }) => {
      return role === 'administrator' && unitId === null && !disabled;
    });

  test.each(['demote', 'shut out'])('stays, where two %s each other at once', async (what) => {
    const [one, other] = await administrators();
    const { people } = world.services;
    const act = (by: Principal, id: PersonId) =>
      refusalOf(
        what === 'demote'
          ? people.change(id, { role: 'viewer', reason: '转岗' }, by)
          : people.setDisabled(id, { is: true, reason: '离岗' }, by),
      );
    const outcomes = await Promise.all([act(one, other.personId), act(other, one.personId)]);
    expect(outcomes).toContain('conflict');
    expect((await managing()).length).toBeGreaterThan(0);
  });

  test('may go while another stays', async () => {
    const [one, other] = await administrators();
    await world.services.people.change(other.personId, { role: 'viewer', reason: '转岗' }, one);
    expect(await managing()).toHaveLength(1);
  });
});
