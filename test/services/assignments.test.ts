import type { AssignmentId, PersonId, UnitId } from '../../src/domain/ids';
import { MOST_ASSIGNMENTS } from '../../src/domain/people/assignment';
import type { Principal, Role } from '../../src/domain/people/role';
import { eventOf } from '../storage/samples';
import { bringUpToDate } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const ofUnit = (unitId: UnitId, digit = '2'): Principal => ({ ...principal('administrator', digit), unitId });
const refusalOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string; field?: string }) => [error.code ?? String(error), error.field].filter(Boolean).join(' '),
  );
/** 王: an officer of unit A who can sign in. */
async function somebody(username = 'wang', unitId: UnitId | null = world.unitA): Promise<PersonId> {
  const person = { username, name: '王挂职', role: 'officer', unitId, password: 'correct-horse', disabled: false };
  return (await world.services.people.register(person as typeof person & { role: Role }, 'system')).id as PersonId;
}
const assign = (id: PersonId, unitId: UnitId | null, { role = 'viewer' as Role, by = ROOT } = {}) =>
  world.services.people.assign(id, { role, unitId, reason: '挂职一年' }, by);
const assigned = async (id: PersonId, unitId: UnitId, role?: Role): Promise<AssignmentId> =>
  (await assign(id, unitId, role === undefined ? {} : { role })).assignments.at(-1)?.id as AssignmentId;
const signIn = (username = 'wang') => world.services.people.signInWithPassword(username, 'correct-horse');
const whoIs = (token: string) => world.services.people.authenticate(token);
const ledgerOf = async (id: PersonId) => {
  await bringUpToDate(world);
  const { items } = await world.storage.ledger.ofSubject(`person:${id}`, PAGE);
  return items.map(({ to, data, actor }) => ({ to, data, actor })).reverse();
};

describe('somebody with a further unit', () => {
  test('signs in for the first, goes on in the other alone, and comes back to the one they left', async () => {
    const id = await somebody();
    const further = await assigned(id, world.unitB);
    const first = await signIn();
    expect(await whoIs(first.token)).toMatchObject({ role: 'officer', unitId: world.unitA });
    const asking = { principal: first.principal, token: first.token };
    const other = await world.services.people.actAs(further, asking);
    expect(await whoIs(other.token)).toMatchObject({ role: 'viewer', unitId: world.unitB, assignmentId: further });
    expect(await whoIs(first.token)).toBeNull();
    expect(other.expiresAt).toEqual(first.expiresAt);
    const { principal: again } = await signIn();
    expect(again).toMatchObject({ unitId: world.unitB, assignmentId: further });
    const back = await world.services.people.actAs(null, { principal: again, token: other.token });
    expect(await whoIs(back.token)).toMatchObject({ role: 'officer', unitId: world.unitA });
    expect((await signIn()).principal.unitId).toBe(world.unitA);
    const lines = (await ledgerOf(id)).filter(({ to }) => to === 'acts-as' || to === 'assigned');
    // What is stored beside a change comes to the ledger with the next relay, what stands alone at once.
    expect(lines.map(({ to, data }) => `${to} ${String(data['unitId'])}`).sort()).toEqual(
      [`acts-as ${world.unitA}`, `acts-as ${world.unitB}`, `assigned ${world.unitB}`].sort(),
    );
  });

  test('sees and may do what the one they act in allows, never the sum of both', async () => {
    const id = await somebody();
    const further = await assigned(id, world.unitB, 'administrator');
    const first = await signIn();
    expect(await refusalOf(world.services.people.list(first.principal))).toBe('forbidden');
    const { principal: other } = await world.services.people.actAs(further, { ...first, token: first.token });
    expect(await refusalOf(world.services.people.list(other))).toBe('ok');
    expect((await world.services.views.units(other)).items.map((unit) => unit.id)).toEqual([world.unitB]);
    const me = await world.services.views.me(other);
    expect(me.assignments.map(({ unitId, isCurrent }) => [unitId, isCurrent])).toEqual([
      [world.unitA, false],
      [world.unitB, true],
    ]);
  });

  test('loses the sessions of the one that ends, and no other', async () => {
    const id = await somebody();
    const further = await assigned(id, world.unitB);
    const [stays, leaves] = [await signIn(), await signIn()];
    const other = await world.services.people.actAs(further, { principal: leaves.principal, token: leaves.token });
    const end = { assignmentId: further, reason: '期满' };
    expect((await world.services.people.endAssignment(id, end, ROOT)).assignments).toEqual([]);
    expect(await whoIs(other.token)).toBeNull();
    expect(await whoIs(stays.token)).toMatchObject({ unitId: world.unitA });
    expect(await world.services.people.sessionsOf(id, ROOT, null)).toHaveLength(1);
    expect((await signIn()).principal.unitId).toBe(world.unitA);
    expect(await refusalOf(world.services.people.endAssignment(id, end, ROOT))).toBe('not-found assignmentId');
  });

  test('keeps a new password in the one they act in', async () => {
    const id = await somebody();
    const further = await assigned(id, world.unitB);
    const { principal: first, token } = await signIn();
    const { principal: other, token: next } = await world.services.people.actAs(further, { principal: first, token });
    const change = { present: 'correct-horse', password: 'Another-Long-1' };
    const changed = await world.services.people.changeOwnPassword(change, other, next);
    expect(await whoIs(changed.token)).toMatchObject({ unitId: world.unitB });
  });

  test('acts for none that is not theirs, and no API token does', async () => {
    const id = await somebody();
    const of = await somebody('li', world.unitB);
    const notTheirs = await assigned(of, world.unitA);
    const { principal: first, token } = await signIn();
    const act = (assignmentId: AssignmentId, asking: object) =>
      refusalOf(world.services.people.actAs(assignmentId, { principal: first, token, ...asking }));
    expect(await act(notTheirs, {})).toBe('not-found assignmentId');
    const own = await assigned(id, world.unitB);
    expect(await act(own, { principal: { ...first, via: 'token' } })).toBe('conflict');
    expect(await whoIs(token)).toMatchObject({ unitId: world.unitA });
  });
});

describe('a further unit', () => {
  test('is given once for each unit, by who manages both, with a reason, and by nobody to themselves', async () => {
    const id = await somebody();
    expect(await refusalOf(assign(id, world.unitA))).toBe('invalid-input unitId');
    expect(await refusalOf(assign(id, 'f'.repeat(24) as UnitId))).toBe('not-found unitId');
    expect(await refusalOf(assign(id, world.unitB, { by: ofUnit(world.unitA) }))).toBe('not-found unitId');
    expect(await refusalOf(assign(id, world.unitB, { by: ofUnit(world.unitB) }))).toBe('not-found');
    expect(await refusalOf(assign(id, world.unitB, { by: principal('operator', '3') }))).toBe('forbidden');
    expect(await refusalOf(assign(id, world.unitB, { by: { ...ROOT, personId: id } }))).toBe('conflict');
    expect(
      await refusalOf(world.services.people.assign(id, { role: 'viewer', unitId: world.unitB, reason: ' ' }, ROOT)),
    ).toBe('invalid-input reason');
    expect(await refusalOf(assign(id, world.unitB))).toBe('ok');
    expect(await refusalOf(assign(id, world.unitB, { role: 'officer' }))).toBe('invalid-input unitId');
    const toTheSame = { unitId: world.unitB, reason: '调动' };
    expect(await refusalOf(world.services.people.change(id, toTheSame, ROOT))).toBe('invalid-input unitId');
  });

  test('is one of a few, and of two that are given at once none is lost', async () => {
    const id = await somebody();
    const both = await Promise.all([refusalOf(assign(id, world.unitB)), refusalOf(assign(id, null))]);
    const given = both.filter((result) => result === 'ok').length;
    expect((await world.storage.people.byId(id))?.assignments).toHaveLength(given);
    const person = await world.storage.people.byId(id);
    if (person === null) throw new Error('nobody');
    const held = Array.from({ length: MOST_ASSIGNMENTS - 1 }, (_, n) => ({
      id: `${n}`.repeat(24) as AssignmentId,
      role: 'viewer' as Role,
      unitId: `${n}`.repeat(24) as UnitId,
    }));
    await world.storage.people.setAssignments(person, held, eventOf(`person:${id}`));
    expect(await refusalOf(assign(id, world.unitB))).toBe('ok');
    expect(await refusalOf(assign(id, null))).toBe('conflict');
  });

  test('of somebody who belongs elsewhere is seen and ended by who manages it, and nothing else of them', async () => {
    const id = await somebody();
    const further = await assigned(id, world.unitB);
    await world.services.people.setAddresses(
      id,
      { mail: null, mobile: '13800000000', wecomUserId: null, feishuOpenId: null },
      ROOT,
    );
    const chiefOfB = ofUnit(world.unitB);
    const [guest] = await world.services.people.list(chiefOfB);
    expect(guest).toMatchObject({ id, isGuest: true, assignments: [{ id: further }], addresses: { mobile: null } });
    expect(await refusalOf(world.services.people.sessionsOf(id, chiefOfB, null))).toBe('not-found');
    const end = { assignmentId: further, reason: '期满' };
    const told = await world.services.people.endAssignment(id, end, ofUnit(world.unitB, '7'));
    expect(told).toMatchObject({ id, isGuest: true, unitId: null, assignments: [], addresses: { mobile: null } });
    expect(await world.services.people.list(chiefOfB)).toEqual([]);
  });

  test('beyond the reach of who manages the first keeps them from signing in as that person, and from being told', async () => {
    const id = await somebody();
    const chiefOfA = ofUnit(world.unitA);
    const link = () => world.services.people.issueLink(id, { reason: '忘记密码', forPassword: true }, chiefOfA);
    const addresses = { mail: 'mine@office.example', mobile: null, wecomUserId: null, feishuOpenId: null };
    const password = (secret: string) =>
      world.services.people.register(
        { username: 'wang', name: '王挂职', role: 'officer', unitId: world.unitA, password: secret, disabled: false },
        chiefOfA,
      );
    expect(await refusalOf(link())).toBe('ok');
    expect(await refusalOf(world.services.people.setAddresses(id, addresses, chiefOfA))).toBe('ok');
    expect(await refusalOf(password('battery-staple-1'))).toBe('ok');
    await assigned(id, world.unitB, 'administrator');
    expect(await refusalOf(link())).toBe('forbidden');
    expect(await refusalOf(world.services.people.setAddresses(id, addresses, chiefOfA))).toBe('forbidden');
    expect(await refusalOf(password('battery-staple-2'))).toBe('forbidden');
    expect(await refusalOf(world.services.people.setDisabled(id, { is: true, reason: '离职' }, chiefOfA))).toBe('ok');
  });

  test('that is closed by a merge is the other one from then on, and signed in for anew', async () => {
    const id = await somebody('wang', null);
    await assigned(id, world.unitA, 'officer');
    const both = await somebody('li', world.unitB);
    await assigned(both, world.unitA, 'administrator');
    const { token } = await signIn();
    await world.services.accounts.mergeUnit(
      {
        unitId: world.unitA,
        intoId: world.unitB,
        reason: '机构改革',
        documentNumber: '编发〔2026〕8号',
        effectiveOn: '2026-10-01',
      },
      ROOT,
    );
    expect((await world.storage.people.byId(id))?.assignments).toMatchObject([
      { unitId: world.unitB, role: 'officer' },
    ]);
    expect(await world.storage.people.byId(both)).toMatchObject({
      unitId: world.unitB,
      role: 'officer',
      assignments: [],
    });
    expect(await whoIs(token)).toBeNull();
  });

  test('keeps its unit from being closed', async () => {
    const id = await somebody('wang', null);
    const further = await assigned(id, world.unitA);
    expect((await world.storage.unitMoves.holdings(world.unitA)).people).toBe(1);
    await world.services.people.endAssignment(id, { assignmentId: further, reason: '期满' }, ROOT);
    expect((await world.storage.unitMoves.holdings(world.unitA)).people).toBe(0);
  });
});
